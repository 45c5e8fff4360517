"""Rows that are not read: labels, examples, and rows of the template that nobody filled in."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from atlas.i18n import N_
from atlas.intake.sheets.columns import EXAMPLE, LABEL, SheetDefinition
from atlas.intake.sheets.kinds import SHEETS
from atlas.intake.sheets.long.cells import cell_text
from atlas.intake.sheets.rows import Raw
from atlas.intake.sheets.words import all_spoken, fold_spelling, folded_translations

MARKS = (N_("example"), N_("label"))
Texts = dict[str, frozenset[str]]  # column -> what the template writes there, in any language


def is_explanation(raw: Raw, columns: Collection[str], sheet: SheetDefinition) -> bool:
    """Tell whether a row is marked as an example or as labels, or is one without its mark."""
    if fold_spelling(cell_text(raw.get("mark"))) in _marks():
        return True
    return any(_is_whole(texts, raw, columns, sheet) for texts in _texts(sheet.kind))


def was_changed(raw: Raw, years: Raw, sheet: SheetDefinition) -> bool:
    """Tell whether a row says anything but what the template wrote in its example and labels."""
    labels, examples = _texts(sheet.kind)
    values = _cell_texts(raw, sheet)
    cells = {
        fold_spelling(cell_text(cell)) for year, cell in years.items() if cell_text(cell) != year
    }
    is_untouched = any(_agrees(texts, values) for texts in (labels, examples))
    return not is_untouched or not cells <= examples.get("value", frozenset())


def is_unfilled(raw: Raw, years: Raw, sheet: SheetDefinition) -> bool:
    """Tell whether nothing was filled in beside what the template gave."""
    return not years and raw.keys() <= sheet.given


def _agrees(texts: Texts, values: dict[str, str]) -> bool:
    return all(fold_spelling(value) in texts.get(name, ()) for name, value in values.items())


def _is_whole(texts: Texts, raw: Raw, columns: Collection[str], sheet: SheetDefinition) -> bool:
    """Tell whether a row has each of the template's own texts: its mark was deleted."""
    names = [name for name in texts if name in columns]
    if not all(fold_spelling(cell_text(raw.get(name))) in texts[name] for name in names):
        return False
    return _agrees(texts, _cell_texts(raw, sheet))


def _cell_texts(raw: Raw, sheet: SheetDefinition) -> dict[str, str]:
    return {column.name: cell_text(raw[column.name]) for column in sheet.read if column.name in raw}


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    return all_spoken(MARKS) | {EXAMPLE, LABEL}


@lru_cache(maxsize=16)
def _texts(kind: str) -> tuple[Texts, Texts]:
    """Return labels and examples of a sheet's columns in all languages, folded."""
    read = SHEETS[kind].read
    labels = {column.name: folded_translations(column.label) for column in read}
    examples = {
        column.name: folded_translations(column.example) for column in read if column.example
    }
    return labels, examples
