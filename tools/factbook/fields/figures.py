"""Fields that hold one number, a unit and a year: read by a table, strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.codebook.model import MissingReason
from tools.factbook.edition import EARLIER, LATEST
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Passage, gap, missing, number
from tools.factbook.fields.quantities import Quantity, first_quantity
from tools.factbook.fields.text import without_note_mark
from tools.factbook.fields.year import closing_bracket
from tools.factbook.words import figure_rows

YEAR = r"\s*\((?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d{2})(?: est\.)?\)"
ABSENT = ("NA", "NA%", "NA years", "not available")
LIST = "++"  # one figure an item of a list, in place of a part
CLOSED = "The year closes the field: “{words}”."
UNPARSED = "The text is not one number with its unit and year."


@dataclass(frozen=True)
class Figure:
    """Where an indicator stands and what must follow its number.

    ``unit`` is a pattern for the words between number and year; ``part`` may end in ``*``
    for one part a year. ``says`` must stand in the field's note, when given.
    """

    indicator: str
    section: str
    field: str
    part: str = ""
    unit: str = ""
    dated: bool = True
    says: str = ""
    remark: str = ""
    keep_note: bool = False


def _figures(table: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(**{**row, "dated": bool(row["dated"]), "keep_note": bool(row["keep_note"])})  # type: ignore[arg-type]
        for row in figure_rows(table)
    )


FIGURES = {LATEST: _figures("figures"), EARLIER: _figures("figures_2015")}


def read_figures(entity: Entity) -> Iterator[Found]:
    """Yield one observation or gap for each text that ``words/figures.csv`` points to."""
    for figure in FIGURES[entity.edition]:
        for passage in _passages(entity, figure):
            yield _read(entity, figure, passage)


def _passages(entity: Entity, figure: Figure) -> Iterator[Passage]:
    if figure.part == LIST:
        yield from entity.passages(figure.section, figure.field)
        return
    for part in _parts(entity, figure):
        passage = entity.passage(figure.section, figure.field, part)
        if passage is not None:
            yield passage


def _parts(entity: Entity, figure: Figure) -> tuple[str, ...]:
    if not figure.part.endswith("*"):
        parts = entity.parts(figure.section, figure.field)
        name = figure.part
        return (next((p for p in parts if p.strip() == name), name),)
    stem = figure.part.removesuffix("*")
    return tuple(p for p in entity.parts(figure.section, figure.field) if p.startswith(stem))


def _read(entity: Entity, figure: Figure, passage: Passage) -> Found:
    if passage.text in ABSENT:
        return missing(passage, figure.indicator, MissingReason.NO_DATA, original=passage.text)
    by_field = passage.closing != "" and closing_bracket(passage.text) is None
    quantity, year = measured(passage.text, figure.unit, is_dated=figure.dated and not by_field)
    if quantity is None:
        return gap(passage, figure.indicator, UNPARSED)
    note = _note(entity, figure)
    if figure.says and figure.says not in note:
        return gap(passage, figure.indicator, f"The note does not say “{figure.says}”.")
    extra = note if figure.keep_note else ""
    closed = CLOSED.format(words=passage.closing) if by_field and figure.dated else ""
    remark = " ".join(part for part in (figure.remark, extra, closed) if part)
    return number(
        passage, figure.indicator, quantity, year=year, original=passage.text, note=remark
    )


def measured(text: str, unit: str, *, is_dated: bool = True) -> tuple[Quantity | None, int | None]:
    """Return number and year of a text that holds nothing else, (None, None) otherwise."""
    quantity = first_quantity(text)
    if quantity is None:
        return None, None
    rest = re.fullmatch(unit + (YEAR if is_dated else r"\s*"), text[quantity.end :])
    if rest is None:
        return None, None
    return quantity, int(rest["year"]) if is_dated else None


def _note(entity: Entity, figure: Figure) -> str:
    paragraphs = entity.notes(figure.section, figure.field)
    return without_note_mark(" ".join(paragraph.text for paragraph in paragraphs))
