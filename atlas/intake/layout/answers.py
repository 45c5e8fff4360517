"""Answers of categorical indicators, by code or by name in four languages."""

from __future__ import annotations

from functools import lru_cache

from atlas.codebook import Indicator, codebook
from atlas.i18n import LANGUAGES, N_, translator
from atlas.intake.layout.fold import fold_text
from atlas.intake.sheets.long.cells import CellError


def answer_of(entry: Indicator, text: str) -> str:
    """Return the code of an answer, or raise CellError naming those that exist."""
    code = _answers(entry.id).get(fold_text(text))
    if code is None:
        raise CellError(
            "unknown-category",
            N_("“{value}” is not an answer of this indicator."),
            N_("Use one of {nearest}."),
            value=text,
            nearest=", ".join(category.code for category in entry.categories),
        )
    return code


def is_answer(entry: Indicator, text: str) -> bool:
    """Tell whether a text is the code or the name of an answer."""
    return fold_text(text) in _answers(entry.id)


@lru_cache(maxsize=100)
def _answers(indicator: str) -> dict[str, str]:
    codes: dict[str, str] = {}
    for category in codebook().indicators[indicator].categories:
        for text in (category.code, *(translator(lang)(category.name) for lang in LANGUAGES)):
            codes[fold_text(text)] = category.code
            codes[fold_text(text.replace("-", " "))] = category.code
    return codes
