"""A table being read: its cells, how they are read, and where its problems go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from atlas.codebook import codebook
from atlas.intake.draft import DraftObservation, Origin, Problem, Source
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.mapping import VALUE, Column, Mapping
from atlas.intake.layout.numbers import ambiguous_separator, convention
from atlas.intake.layout.report import ProblemReport
from atlas.intake.layout.units import unit_of

THOUSANDS = re.compile(r"\d{3}")  # what a comma cuts off


@dataclass
class TableResult:
    """What a table yields; ``totals`` are rows of totals: row, column, label, number."""

    drafts: list[tuple[DraftObservation, Origin]] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    totals: list[tuple[int, int, str, float]] = field(default_factory=list)


class Table:
    """One table of a sheet. ``own`` is an editor's own sheet, not a publisher's file."""

    def __init__(self, file: str, grid: Grid, mapping: Mapping, *, own: bool) -> None:
        self.grid = grid
        self.mapping = mapping
        self.own = own
        self.report = ProblemReport(file, grid, mapping)
        self.found = TableResult()
        self.roles = {c.role: at for at, c in reversed(mapping.columns.items()) if c.role != VALUE}
        self.values: dict[int, Column] = {
            at: c for at, c in mapping.columns.items() if c.role == VALUE
        }

    @property
    def heading(self) -> int:
        """Return the lowest heading row."""
        return self.mapping.header[-1] if self.mapping.header else self.mapping.first

    @property
    def rows(self) -> range:
        """Return the numbers of its rows."""
        return range(self.mapping.first, self.mapping.last + 1)

    @property
    def by_row(self) -> bool:
        """True when each row names its indicator."""
        return "indicator" in self.roles or "indicator-code" in self.roles

    @cached_property
    def decimal(self) -> dict[int, str]:
        """Return the decimal sign of each column of values, where the cells decide it."""
        rows = self.grid.rows[self.mapping.first : self.mapping.last + 1]
        own = {at: convention(row[at] for row in rows if at < len(row)) for at in self.values}
        own |= {at: self._grouping(at) for at, sign in own.items() if not sign}
        signs = {sign for sign in own.values() if sign}
        other = signs.pop() if len(signs) == 1 else ""
        return {at: sign or self._from_others(at, other) for at, sign in own.items()}

    def _from_others(self, column: int, sign: str) -> str:
        """Return the decimal sign of the other columns, unless it made fractions of people."""
        if not sign or not self._counts(self.values[column]):
            return sign
        cells = (self.grid.at(row, column) for row in self.rows)
        split = any(isinstance(cell, str) and ambiguous_separator(cell) == sign for cell in cells)
        return "" if split else sign

    def _counts(self, column: Column) -> bool:
        """Tell whether a column holds whole numbers, such as people, in ones."""
        indicator = column.indicator or self.mapping.indicator
        if self.by_row or not indicator or codebook().indicators[indicator].kind != "count":
            return False
        return unit_of(column.unit or self.mapping.unit).scale == 1.0

    def _grouping(self, at: int) -> str:
        """Return the decimal sign of a column of people, whose separators can only group.

        One cell alone may be a slip; two or more that agree are how the sheet is written, in
        whichever year's column they stand.
        """
        column = self.values[at]
        if not self._counts(column):
            return ""
        alike = [
            position
            for position, other in self.values.items()
            if self._kind(other) == self._kind(column)
        ]
        cells = (self.grid.at(row, position) for position in alike for row in self.rows)
        signs = [
            sign for cell in cells if isinstance(cell, str) and (sign := ambiguous_separator(cell))
        ]
        if len(signs) < 2 or len(set(signs)) != 1:
            return ""
        return "." if signs[0] == "," else ","

    def _kind(self, column: Column) -> tuple[str, str]:
        return column.indicator or self.mapping.indicator, column.unit or self.mapping.unit

    @cached_property
    def too_long(self) -> frozenset[int]:
        """Return the rows of a text file that have more cells than their heading.

        Empty cells too many are a habit when all rows have them, and a slip when one has.
        """
        if not self.grid.is_text or not self.mapping.header:
            return frozenset()
        width = max(map(self.grid.fields, self.mapping.header))
        longer = [row for row in self.rows if self.grid.fields(row) > width]
        non_empty = [row for row in self.rows if self.grid.fields(row)]
        alike = len(longer) == len(non_empty)

        def is_shifted(row: int) -> bool:
            cells = self.grid.page.rows[row]
            return not alike or len(cells) > width or bool(THOUSANDS.fullmatch(str(cells[-1])))

        return frozenset(row for row in longer if is_shifted(row))

    def text(self, row: int, role: str) -> str:
        """Return the cell of a row in the column of a role."""
        at = self.roles.get(role)
        return self.grid.text(row, at) if at is not None else ""
