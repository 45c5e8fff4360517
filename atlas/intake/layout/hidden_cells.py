"""What stands behind the cells that were read: hidden rows, errors, formulas without a value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity
from atlas.intake.layout.mapping import Mapping
from atlas.intake.layout.report import problem
from atlas.intake.sandbox.opening.page import Page, Spot, letter
from atlas.intake.sheets.long.cells import CellError, cell_text

STRUCK = N_("Delete what no longer holds, or take the line away.")
HIDDEN = N_("Show it and check what it holds, or remove it.")


def behind(file: str, page: Page, layouts: Sequence[Mapping], *, own: bool) -> list[Problem]:
    """Return what a sheet hides, within the tables that were read."""
    facts = page.facts
    severity = Severity.WARNING if own else Severity.INFO
    problems: list[Problem] = []
    if not layouts:
        return problems
    if facts.hidden:
        template = N_("The sheet “{sheet}” is hidden.")
        error = CellError("hidden-sheet", template, HIDDEN, sheet=page.name)
        problems.append(problem(error, severity, file, page.name, (None, None)))
    for row in sorted(facts.hidden_rows):
        if _filled_row(page, row) and any(_holds(m, row, None) for m in layouts):
            template = N_("Row {row} is hidden, and was read.")
            error = CellError("hidden-row", template, HIDDEN, row=row + 1)
            label = cell_text(next(iter(filter(cell_text, page.rows[row])), ""))
            problems.append(problem(error, severity, file, page.name, (row, None), value=label))
    for column in sorted(facts.hidden_columns):
        if _filled_column(page, column) and any(_holds(m, None, column) for m in layouts):
            template = N_("Column {column} is hidden, and was read.")
            error = CellError("hidden-column", template, HIDDEN, column=letter(column))
            head = layouts[0].header[-1] if layouts[0].header else 0
            label = heading(layouts, column)
            spot = (None if layouts[0].transposed else head, column)
            problems.append(
                problem(error, severity, file, page.name, spot, label or letter(column))
            )
    for row, cells in groupby(sorted(facts.struck), key=itemgetter(0)):
        spots = [s for s in cells if _is_filled(page, s) and any(_has(m, *s) for m in layouts)]
        if spots:
            template = N_("The cell is struck through, and was read.")
            error = CellError("struck-through", template, STRUCK, row=row + 1)
            problems.append(_of_cell(error, severity, file, page, spots[-1], layouts))
    for spot in sorted(facts.external):
        if any(_holds(m, *spot) for m in layouts):
            template = N_("The cell takes its value from another file.")
            error = CellError("external-formula", template, N_("Replace the formula by its value."))
            problems.append(_of_cell(error, severity, file, page, spot, layouts))
    return problems


def formula_or_error(page: Page, spot: Spot) -> CellError | None:
    """Return the problem of a cell whose formula has no value, or an error as its value."""
    text = page.facts.formulas.get(spot)
    if text is not None:
        template = N_("The cell holds a formula without a stored value: {value}")
        remedy = N_("Open the file in a spreadsheet program and save it, or write the value.")
        return CellError("formula-without-value", template, remedy, value=text[:60])
    text = page.facts.errors.get(spot)
    if text is not None:
        template = N_("The cell holds an error: {value}")
        remedy = N_("Correct the formula, or write the value.")
        return CellError("error-cell", template, remedy, value=text)
    return None


def _of_cell(
    error: CellError, severity: Severity, file: str, page: Page, spot: Spot, m: Sequence[Mapping]
) -> Problem:
    row, column = spot
    value = cell_text(page.rows[row][column]) if column < len(page.rows[row]) else ""
    return problem(
        error, severity, file, page.name, spot, heading(m, column) or letter(column), value
    )


def heading(layouts: Sequence[Mapping], column: int) -> str:
    """Return how the first table with a column heads it."""
    for layout in layouts:
        if not layout.transposed and column in layout.columns:
            return layout.columns[column].header
    return ""


def _holds(layout: Mapping, row: int | None, column: int | None) -> bool:
    if layout.transposed:
        return True
    if row is not None and not layout.first <= row <= layout.last:
        return False
    if column is None or not layout.columns:
        return True
    entry = layout.columns.get(column)
    return entry is not None and entry.role not in ("ignored", "unclear", "foreign")


def _has(layout: Mapping, row: int, column: int) -> bool:
    """Tell whether a cell is one of a table's, its headings included."""
    return _holds(layout, layout.first if row in layout.header else row, column)


def _is_filled(page: Page, spot: Spot) -> bool:
    row, column = spot
    cells = page.rows[row] if row < len(page.rows) else []
    return column < len(cells) and cell_text(cells[column]) != ""


def _filled_row(page: Page, row: int) -> bool:
    return row < len(page.rows) and any(map(cell_text, page.rows[row]))


def _filled_column(page: Page, column: int) -> bool:
    return any(column < len(row) and cell_text(row[column]) for row in page.rows)


def whole_sheet(file: str, page: Page) -> list[Problem]:
    """Return what a sheet hides, for a sheet all of whose rows are read."""
    whole = Mapping(page.name, (0,), 1, len(page.rows), transposed=False)
    rows = [p for p in behind(file, page, [whole], own=True) if p.code != "hidden-column"]
    return rows if page.rows else []
