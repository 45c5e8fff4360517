"""Problems of rows that repeat or contradict another row."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.sheets.long.cells import CellError

REPEATED = N_("Row {row} already says the same; this row was left out.")
REPEATED_IN = N_("Row {row} of “{sheet}” already says the same; this row was left out.")
OTHER = N_("Row {row} gives another answer for the same country, indicator and year.")
OTHER_IN = N_(
    "Row {row} of “{sheet}” gives another answer for the same country, indicator and year."
)
OTHER_RECORD = N_("Row {row} says something different about the same item.")
OTHER_RECORD_IN = N_("Row {row} of “{sheet}” says something different about the same item.")


def repeated_row_error(row: int, sheet: str, here: str) -> CellError:
    """Return the problem of a row that repeats a row of the sheet ``here`` or of another."""
    template = REPEATED if sheet == here else REPEATED_IN
    return CellError("repeated-row", template, N_("Remove one of the two."), row=row, sheet=sheet)


def contradicting(row: int, sheet: str, here: str, *, record: bool = False) -> CellError:
    """Return the problem of a row that contradicts another; ``record`` if it is no observation."""
    same, other = (OTHER_RECORD, OTHER_RECORD_IN) if record else (OTHER, OTHER_IN)
    remedy = N_("Keep one of the two, or distinguish them by breakdown or source.")
    template = same if sheet == here else other
    return CellError("duplicate-key", template, remedy, row=row, sheet=sheet)
