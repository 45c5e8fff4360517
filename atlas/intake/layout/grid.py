"""A sheet as a grid of cells that can be transposed, and still knows where each cell stands."""

from __future__ import annotations

from functools import cached_property
from itertools import zip_longest
from typing import Any

from atlas.codebook.model import Reliability
from atlas.intake.layout.fold import clean_text
from atlas.intake.sandbox.opening.page import Page, Spot
from atlas.intake.sheets.long.cells import cell_text

MOST_TURNED = 400  # rows of a table whose countries are columns


class Grid:
    """Cells of a page by row and column, counted from 0; blank beyond its edges."""

    def __init__(self, page: Page, *, turned: bool = False, top: int = 0) -> None:
        self.page = page
        self.turned = turned
        self.top = top if turned else 0
        self.rows: list[list[Any]] = page.rows
        if turned:
            rows = page.rows[top : top + MOST_TURNED]
            self.rows = [list(column) for column in zip_longest(*rows, fillvalue="")]

    @property
    def above(self) -> list[str]:
        """Return the lines of the sheet above a transposed table."""
        lines = [clean_text(cell_text(cell)) for row in self.page.rows[: self.top] for cell in row]
        return [line for line in lines if line]

    @cached_property
    def width(self) -> int:
        """Number of columns up to the last filled cell."""
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Any:
        """Return a cell; merged cells all show what their first one says."""
        try:
            cell = self.rows[row][column]
        except IndexError:
            cell = ""
        if cell == "" or cell is None:
            return self.spread.get((row, column), "") if self.spread else ""
        return cell

    def text(self, row: int, column: int) -> str:
        """Return a cell as text."""
        cell = self.at(row, column)
        if cell == "":
            return ""
        return clean_text(cell) if isinstance(cell, str) else cell_text(cell)

    def bare(self, row: int) -> dict[int, str]:
        """Return the filled cells of a row as text; merged cells stand once."""
        if row < 0 or row >= len(self.rows):
            return {}
        cells = {}
        for column, cell in enumerate(self.rows[row]):
            if cell is not None and cell != "":
                text = clean_text(cell) if isinstance(cell, str) else clean_text(cell_text(cell))
                if text:
                    cells[column] = text
        return cells

    def place(self, row: int, column: int) -> Spot:
        """Return where a cell stands in the sheet."""
        return (column + self.top, row) if self.turned else (row, column)

    @cached_property
    def spread(self) -> dict[Spot, Any]:
        """What merged cells show beyond their first one, of small ranges."""
        values: dict[Spot, Any] = {}
        rows = self.page.rows
        for (top, left), (bottom, right) in self.page.facts.merged:
            if (bottom - top + 1) * (right - left + 1) > 2_000 or top >= len(rows):
                continue
            first = rows[top][left] if left < len(rows[top]) else ""
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    values[(column, row - self.top) if self.turned else (row, column)] = first
        return values

    def fields(self, row: int) -> int:
        """Return how many cells a row of a text file has, empty ones at its end included."""
        cells = self.page.rows[row] if row < len(self.page.rows) else []
        return self.page.facts.widths.get(row, len(cells))

    @property
    def is_text(self) -> bool:
        """True when a separator that is no separator could have shifted the cells of a row."""
        return self.page.book in ("csv", "zip") and not self.turned

    def is_percent(self, row: int, column: int) -> bool:
        """Tell whether a cell shows its number as a percentage."""
        facts = self.page.facts.percent
        return bool(facts) and self.place(row, column) in facts

    def colour(self, row: int, column: int) -> Reliability | None:
        """Return the reliability that a cell's colour stands for."""
        facts = self.page.facts.reliability
        return facts.get(self.place(row, column)) if facts else None

    def comment(self, row: int, column: int) -> str:
        """Return a cell's comment."""
        facts = self.page.facts.comments
        return facts.get(self.place(row, column), "") if facts else ""
