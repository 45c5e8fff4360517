"""From a cell to a value in the indicator's unit, with its reliability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.codebook import Indicator, codebook
from atlas.codebook.model import MissingReason, Processing, Reliability
from atlas.i18n import N_
from atlas.intake.bounds import Bound, bound_ends
from atlas.intake.layout.answers import answer_of, is_answer
from atlas.intake.layout.mapping import Column
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import Number, read_bounded, read_number, scale_number, with_unit
from atlas.intake.layout.row_context import RowContext
from atlas.intake.layout.subjects import fits, natural
from atlas.intake.layout.table import Table
from atlas.intake.layout.units import Unit, unit_of
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError


@dataclass(slots=True)
class CellValue:
    """What a cell says: a number with its ends, a category, or a missing reason."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    category: str | None = None
    missing: MissingReason | None = None
    processing: Processing = Processing.NONE
    reliability: Reliability = Reliability.STATED


class ValueReader:
    """Reads the value cells of a table; ``fractions`` are its columns of bare fractions."""

    def __init__(self, table: Table, fractions: frozenset[int]) -> None:
        self.table = table
        self.fractions = fractions
        self.ranged = bool({"low", "high"} & table.roles.keys())
        self.fitting: set[tuple[str, str, bool]] = set()

    def answer(self, row: RowContext, at: int, indicator: str, cell: Any) -> CellValue:
        """Return what a filled cell says, or raise CellError."""
        entry = codebook().indicators[indicator]
        reason = missing_reason(cell) if isinstance(cell, str) else None
        # “Suspended” is an answer on conscription, and the reason of a gap elsewhere.
        if reason is not None and not (entry.kind == "category" and is_answer(entry, str(cell))):
            return CellValue(missing=reason)
        if entry.kind == "category":
            return CellValue(category=answer_of(entry, cells.cell_text(cell)))
        column = self.table.values[at]
        if cell == "":
            return self._between(row, column, entry)
        read = self._number(cell, at, entry)
        words = row.unit or column.unit or self.table.mapping.unit
        unit = unit_of(words) if words else Unit()
        if (indicator, words, read.percent) not in self.fitting:
            _check_unit(entry, unit, percent=read.percent, text=cells.cell_text(cell))
            self.fitting.add((indicator, words, read.percent))
        if read.scale != 1.0 and (unit.scale != 1.0 or not entry.unit or read.percent):
            raise _twice_scaled(cells.cell_text(cell))
        factor = self._factor(entry, unit, row.number, at, percent=read.percent)
        value = scale_number(read.value, factor)
        low, high = self._ends(row.number, factor, value, read.bound)
        estimate = row.estimate or column.estimate or read.reliability is Reliability.ESTIMATE
        default = Reliability.ESTIMATE if estimate else Reliability.STATED
        return CellValue(
            value,
            low,
            high,
            processing=Processing.NONE if factor * read.scale == 1.0 else Processing.MINOR,
            reliability=self.table.grid.colour(row.number, at) or row.reliability or default,
        )

    def _number(self, cell: Any, at: int, entry: Indicator) -> Number:
        """Return the number of a cell, also of one that says the indicator's own unit after it."""
        decimal = self.table.decimal.get(at, "")
        try:
            return read_bounded(cell, decimal)
        except CellError:
            number, unit_text = with_unit(cell) if isinstance(cell, str) else ("", "")
            unit = unit_of(unit_text)
            if not unit.kind or unit.kind != natural(entry.id) or " " in unit_text:
                raise
            return read_bounded(number, decimal)

    def _between(self, row: RowContext, column: Column, entry: Indicator) -> CellValue:
        """Return the middle of a range, or the bound, that a row gives without its own figure."""
        unit = unit_of(row.unit or column.unit or self.table.mapping.unit)
        _check_unit(entry, unit, percent=False, text=row.unit)
        factor = unit.scale if entry.kind != "share" else 1.0
        low, high = (self._end(row.number, role, factor) for role in ("low", "high"))
        reliability = row.reliability or Reliability.STATED
        if low is None or high is None:
            return CellValue(high if low is None else low, low, high, reliability=reliability)
        middle = scale_number(low + high, 0.5)
        return CellValue(middle, low, high, processing=Processing.MINOR, reliability=reliability)

    def _factor(self, entry: Indicator, unit: Unit, row: int, at: int, *, percent: bool) -> float:
        if entry.kind != "share":
            return unit.scale
        grid = self.table.grid
        if percent:
            return 1.0
        if grid.is_percent(row, at) and not isinstance(grid.at(row, at), str):
            return 100.0
        return 100.0 if at in self.fractions else 1.0

    def _ends(
        self, number: int, factor: float, value: float, bound: Bound
    ) -> tuple[float | None, float | None]:
        """Return a figure's ends: those of its row, else the one that its own words set."""
        roles = ("low", "high") if self.ranged else ()
        low, high = ([self._end(number, role, factor) for role in roles] or [None, None])[:2]
        if (low is None) == (high is None):
            return (low, high) if low is not None else bound_ends(value, bound)
        if value in (low, high):  # a bound, which the figure repeats
            return low, high
        return value if low is None else low, value if high is None else high

    def _end(self, number: int, role: str, factor: float) -> float | None:
        at = self.table.roles.get(role)
        cell = self.table.grid.at(number, at) if at is not None else ""
        if at is None or cell == "" or (isinstance(cell, str) and missing_reason(cell)):
            return None
        try:
            return scale_number(read_number(cell).value, factor)
        except CellError as error:
            self.table.report.add(number, at, error)
            return None


def _twice_scaled(text: str) -> CellError:
    template = N_("“{value}” names a magnitude, and so does the unit of its column.")
    remedy = N_("Write the number alone, in the unit of the column.")
    return CellError("unit-mismatch", template, remedy, value=text)


def _check_unit(entry: Indicator, unit: Unit, *, percent: bool, text: str) -> None:
    own = natural(entry.id)
    if percent and not own.startswith("percent") and own != "change":
        template = N_("“{value}” is a percentage, which is not the unit of this indicator.")
        remedy = N_("Write the number in {unit}.")
        raise CellError("unit-mismatch", template, remedy, value=text, unit=entry.unit or "–")
    if not fits(unit, entry.id):
        template = N_("The unit of the value is not that of the indicator, which is {unit}.")
        remedy = N_("Convert the value to {unit}, and write that unit.")
        raise CellError("unit-mismatch", template, remedy, value=text, unit=entry.unit or "–")
