"""Problems of cells, each with sheet, row, column by heading and letter, value and remedy."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.mapping import Mapping
from atlas.intake.sandbox.opening.page import letter
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.rows import LONGEST_SHOWN

STOPPED = N_(
    "Too many cells before row {row} cannot be read; {n} more rows of the table were not checked."
)
STOPPED_REMEDY = N_("Correct the problems above, and upload the file again.")


class ProblemReport:
    """Collects the problems of one table."""

    def __init__(self, file: str, grid: Grid, mapping: Mapping) -> None:
        self.file = file
        self.grid = grid
        self.mapping = mapping
        self.problems: list[Problem] = []

    def add(
        self, row: int, column: int, error: CellError, severity: Severity = Severity.ERROR
    ) -> None:
        """Add a problem of a cell of the table."""
        at, across = self.grid.place(row, column)
        text = self.grid.text(row, column)
        self.problems.append(
            problem(
                error,
                severity,
                self.file,
                self.grid.page.name,
                (at, across),
                self.label(row, column),
                text,
            )
        )

    def stop(self, row: int) -> None:
        """Say that reading ends at a row of the table, since too much is wrong before it."""
        n = len(self.grid.rows) - row
        error = CellError("too-many-problems", STOPPED, STOPPED_REMEDY, n=n, row=row + 1)
        at = (self.grid.place(row, 0)[0], None)
        sheet = self.grid.page.name
        self.problems.append(problem(error, Severity.ERROR, self.file, sheet, at))

    def label(self, row: int, column: int) -> str:
        """Return how the sheet heads the column of a cell: its heading, else its letter."""
        if self.grid.turned:
            heading = self.grid.text(row, self.mapping.role("country") or 0)
        else:
            entry = self.mapping.columns.get(column)
            heading = entry.header if entry else ""
        return heading or letter(self.grid.place(row, column)[1])

    def columns(self, row: int, columns: dict[str, int]) -> tuple[tuple[str, str], ...]:
        """Return heading and letter of the column of each field of a draft."""
        pairs = []
        for name, column in columns.items():
            pairs.append((name, self.label(row, column)))
            pairs.append((f"{name}.letter", letter(self.grid.place(row, column)[1])))
        return tuple(pairs)


def problem(
    error: CellError,
    severity: Severity,
    file: str,
    sheet: str,
    at: tuple[int | None, int | None],
    column: str = "",
    value: str = "",
) -> Problem:
    """Return a problem of a cell; ``at`` counts from 0, None stands for the whole."""
    row, across = at
    params = {**error.params, "template": error.template, "remedy_template": error.remedy}
    if row is not None and across is not None:
        params["cell"] = f"{letter(across)}{row + 1}"
    return Problem(
        severity,
        error.code,
        str(error),
        error.remedy.format(**error.params),
        file,
        sheet,
        None if row is None else row + 1,
        column,
        value[:LONGEST_SHOWN],
        params,
    )
