"""Rows of a plain table with one heading, by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.i18n import N_
from atlas.intake.draft import Origin, Problem, Severity
from atlas.intake.layout.entities import entity, suggestions
from atlas.intake.layout.fold import clean_text, fold_text
from atlas.intake.layout.report import problem
from atlas.intake.layout.row_country import REFUSED
from atlas.intake.sandbox.opening.page import Page, letter
from atlas.intake.sheets.long.cells import CellError, cell_text


@dataclass(frozen=True)
class PlainRow:
    """One row: its number from 0, its cells by folded heading."""

    number: int
    cells: dict[str, Any]

    def text(self, *names: str) -> str:
        """Return the first of these cells that is filled, as text."""
        texts = (clean_text(cell_text(self.cells[n])) for n in names if n in self.cells)
        return next((s for s in texts if s), "")


class PlainTable:
    """A plain table, found by headings that it must have."""

    def __init__(self, file: str, page: Page, header: int, names: Sequence[str]) -> None:
        self.file, self.page, self.header = file, page, header
        self.names = list(names)
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[PlainRow]:
        for number, row in enumerate(self.page.rows[self.header + 1 :], start=self.header + 1):
            if any(cell not in ("", None) for cell in row):
                yield PlainRow(number, dict(zip(self.names, row, strict=False)))

    def add(
        self, line: PlainRow, name: str, error: CellError, severity: Severity = Severity.ERROR
    ) -> None:
        """Report a problem of a cell, by the heading of its column."""
        at = self.names.index(name) if name in self.names else None
        head = cell_text(self.page.rows[self.header][at]) if at is not None else name
        value = line.text(name)
        spot = (line.number, at)
        self.problems.append(problem(error, severity, self.file, self.page.name, spot, head, value))

    def origin(self, line: PlainRow, name: str) -> Origin:
        """Return the origin of a figure whose cell is in a column."""
        at = self.names.index(name)
        head = cell_text(self.page.rows[self.header][at])
        pairs = (("value", head), ("value.letter", letter(at)))
        return Origin(self.file, self.page.name, line.number + 1, pairs)

    def add_heading(self, name: str, error: CellError) -> None:
        """Report a problem of a whole column."""
        at = self.names.index(name)
        head = cell_text(self.page.rows[self.header][at])
        spot = (self.header, at)
        self.problems.append(
            problem(error, Severity.ERROR, self.file, self.page.name, spot, head, head)
        )

    def country(
        self, line: PlainRow, *names: str, text: str = "", severity: Severity = Severity.INFO
    ) -> str:
        """Return the country that the first filled cell names; report what is no country.

        ``text`` is the part of that cell that names it, where it names several.
        """
        name = next((n for n in names if line.text(n)), "")
        if not name:
            return ""
        text = text or line.text(name)
        match = entity(text)
        if match.kind == "country":
            return match.iso3
        if match.kind in REFUSED:
            template, remedy = REFUSED[match.kind]
            error = CellError(f"{match.kind}-not-country", template, remedy, value=text)
            self.add(line, name, error, severity)
            return ""
        near = ", ".join(suggestions(text))
        remedy = N_("Did you mean {nearest}?") if near else N_("Use an ISO 3166 code such as FRA.")
        template = N_("No country is called “{value}”.")
        self.add(
            line, name, CellError("unknown-country", template, remedy, value=text, nearest=near)
        )
        return ""


def lines_of(file: str, page: Page, headings: Sequence[set[str]]) -> PlainTable | None:
    """Return a page as lines when one of its first rows has one of each set of headings."""
    for number, row in enumerate(page.rows[:40]):
        names = [fold_text(cell_text(cell)).replace("_", " ") for cell in row]
        if all(set(names) & choices for choices in headings):
            return PlainTable(file, page, number, names)
    return None
