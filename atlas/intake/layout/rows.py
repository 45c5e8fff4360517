"""Read the rows of one table: drafts with their cells, and every problem."""

from __future__ import annotations

from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin, Source
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.hidden_cells import formula_or_error
from atlas.intake.layout.ipu import is_absent
from atlas.intake.layout.mapping import Mapping
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import read_number
from atlas.intake.layout.questions import fractions, is_ready
from atlas.intake.layout.row_context import Beside, RowContext
from atlas.intake.layout.row_country import Whose
from atlas.intake.layout.table import Table, TableResult
from atlas.intake.layout.units import unit_of
from atlas.intake.layout.values import CellValue, ValueReader
from atlas.intake.sandbox.opening.page import letter
from atlas.intake.sheets.long.cells import CellError

NAMED = {"country": "country", "indicator": "indicator", "year": "period", "unit": "unit"}
NAMED |= {"source": "source", "note": "note", "date": "period"}


MOST_PROBLEMS = 20_000  # of one table; nobody reads more


class TableReader:
    """Reads one table as its mapping says."""

    def __init__(
        self, file: str, grid: Grid, mapping: Mapping, source: Source, *, own: bool
    ) -> None:
        self.table = Table(file, grid, mapping, own=own)
        self.beside = Beside(self.table, source)
        self.whose = Whose(self.table)
        self.origins: dict[int, tuple[tuple[str, str], ...]] = {}

    def read(self) -> TableResult:
        """Return the drafts, sources and problems of the table."""
        if is_ready(self.table):
            fraction_columns = frozenset[int]() if self.table.by_row else fractions(self.table)
            self.reading = ValueReader(self.table, fraction_columns)
            for number in self.table.rows:
                if len(self.table.report.problems) > MOST_PROBLEMS:
                    self.table.report.stop(number)
                    break
                self._row(number)
        self.table.found.problems = self.table.report.problems
        return self.table.found

    def _row(self, number: int) -> None:
        grid = self.table.grid
        columns = [at for at in self.table.values if grid.at(number, at) != ""]
        reason_or_range = not columns and (self.table.text(number, "missing") or self._ends(number))
        if (not columns and not reason_or_range) or self.beside.left_out(number):
            return
        if number in self.table.too_long and self.whose.named(number):
            self._too_long(number)
            return
        country = self.whose.country(number, columns)
        if country is None:
            return
        row = self.beside.read(number, country)
        if row.broken or (self.table.by_row and not row.indicator):
            self._still_check(row, columns)
            return
        for at in columns or list(self.table.values)[:1]:
            self._cell(row, at)

    def _too_long(self, number: int) -> None:
        template = N_("The row has more cells than the table has columns.")
        remedy = N_("Put a text or number that holds the separator in quotes.")
        self.table.report.add(
            number, max(self.table.mapping.columns), CellError("row-too-long", template, remedy)
        )

    def _ends(self, number: int) -> str:
        """Return the ends of a range as the row shows them, or ``""``."""
        ends = [text for role in ("low", "high") if (text := self.table.text(number, role))]
        return "–".join(end for end in ends if missing_reason(end) is None)

    def _still_check(self, row: RowContext, columns: list[int]) -> None:
        """Name what is wrong with the values of a row that is left out for another reason."""
        for at in columns:
            cell = self.table.grid.at(row.number, at)
            error = self._broken(row.number, at)
            indicator = row.indicator or self.table.values[at].indicator
            if error is None and isinstance(cell, str) and missing_reason(cell) is None:
                if indicator and codebook().indicators[indicator].kind == "category":
                    continue
                error = self._no_number(cell, at)
                if error is not None and not indicator and error.code == "not-a-number":
                    error = None  # it may be the answer to whatever the row is about
            if error is not None:
                self.table.report.add(row.number, at, error)

    def _no_number(self, cell: str, at: int) -> CellError | None:
        try:
            read_number(cell, self.table.decimal.get(at, ""))
        except CellError as error:
            return error
        return None

    def _broken(self, number: int, at: int) -> CellError | None:
        return formula_or_error(self.table.grid.page, self.table.grid.place(number, at))

    def _cell(self, row: RowContext, at: int) -> None:
        table = self.table
        column = table.values[at]
        indicator = row.indicator or column.indicator or table.mapping.indicator
        period = column.year or row.period
        if not indicator or not period:
            return
        cell = table.grid.at(row.number, at)
        cell = table.text(row.number, "missing") if cell == "" else cell
        try:
            answer = self._answer(row, at, indicator, cell)
        except CellError as error:
            # A unit that does not fit is wrong where it is stated.
            is_unit_error = error.code == "unit-mismatch" and row.unit and "%" not in str(cell)
            table.report.add(
                row.number, table.roles.get("unit", at) if is_unit_error else at, error
            )
            return
        comment = table.grid.comment(row.number, at)
        draft = DraftObservation(
            row.country,
            indicator,
            period,
            row.source,
            codebook().indicators[indicator].unit,
            answer.value,
            answer.low,
            answer.high,
            answer.category,
            answer.missing,
            _join_breakdowns(row.breakdown, column.breakdown),
            table.grid.text(row.number, at) or self._ends(row.number),
            row.locator or self._locator(row.number, at),
            processing=answer.processing,
            reliability=answer.reliability,
            note=" ".join(filter(None, (row.note, comment, self._prices(row, at, indicator)))),
        )
        table.found.drafts.append((draft, self._origin(row.number, at)))

    def _answer(self, row: RowContext, at: int, indicator: str, cell: Any) -> CellValue:
        """Return what a cell says, or raise CellError."""
        error = self._broken(row.number, at)
        if error is not None:
            raise error
        answer = self.reading.answer(row, at, indicator, cell)
        gap = answer.missing is MissingReason.NO_DATA
        if gap and is_absent(self.table, row.number, at, indicator):
            answer.missing = MissingReason.NOT_APPLICABLE
        return answer

    def _prices(self, row: RowContext, at: int, indicator: str) -> str:
        """Return a note where a share is of constant prices: it is not that of current ones."""
        if codebook().indicators[indicator].kind != "share":
            return ""
        unit = row.unit or self.table.values[at].unit or self.table.mapping.unit
        base = unit_of(unit).base if unit else ""
        return f"Based on {base} prices." if base else ""

    def _locator(self, number: int, at: int) -> str:
        down, across = self.table.grid.place(number, at)
        return f"{self.table.grid.page.name}, {letter(across)}{down + 1}".removeprefix(", ")

    def _origin(self, number: int, at: int) -> Origin:
        report, grid = self.table.report, self.table.grid
        pairs = self.origins.get(at)
        if pairs is None or grid.turned:
            columns = {"value": at}
            columns |= {NAMED[r]: c for r, c in self.table.roles.items() if r in NAMED}
            pairs = self.origins[at] = report.columns(number, columns)
        return Origin(report.file, grid.page.name, grid.place(number, at)[0] + 1, pairs)


def _join_breakdowns(*breakdowns: str) -> str:
    if not any(breakdowns):
        return ""
    pairs = {pair for text in breakdowns for pair in text.split(";") if pair}
    return ";".join(sorted(pairs))
