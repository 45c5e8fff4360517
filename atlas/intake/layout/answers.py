"""Answers of categorical indicators, by code or by name in four languages."""

from __future__ import annotations

from functools import lru_cache

from atlas.codebook import Indicator, codebook
from atlas.i18n import LANGUAGES, N_, translator
from atlas.intake.layout.fold import fold
from atlas.intake.table.cells import CellError


def answer_of(entry: Indicator, shown: str) -> str:
    """Return the code of an answer, or raise CellError naming those that exist."""
    found = _answers(entry.id).get(fold(shown))
    if found is None:
        raise CellError(
            "unknown-category",
            N_("“{value}” is not an answer of this indicator."),
            N_("Use one of {nearest}."),
            value=shown,
            nearest=", ".join(category.code for category in entry.categories),
        )
    return found


def is_answer(entry: Indicator, shown: str) -> bool:
    """Tell whether a text is the code or the name of an answer."""
    return fold(shown) in _answers(entry.id)


@lru_cache(maxsize=100)
def _answers(indicator: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for category in codebook().indicators[indicator].categories:
        for text in (category.code, *(translator(lang)(category.name) for lang in LANGUAGES)):
            found[fold(text)] = category.code
            found[fold(text.replace("-", " "))] = category.code
    return found
