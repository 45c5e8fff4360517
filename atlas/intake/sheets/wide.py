"""Read a row whose columns are years: one observation a filled cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atlas.intake.sheets import words
from atlas.intake.sheets.coded_sheets import OBSERVATION_SHEET
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.rows import RowPlace
from atlas.intake.sheets.rows import (
    Raw,
    RowDraft,
    is_categorical,
    observation_draft,
    read_of,
    row_source,
    values_of,
)
from atlas.intake.sheets.sources import Sources

CELL = ("value", "low", "high", "category", "missing_reason", "period")  # what a year's cell holds


def read_years(
    raw: Raw, years: Mapping[str, Any], place: RowPlace, sources: Sources
) -> Iterator[RowDraft]:
    """Yield the observation of each filled year; a cell holds a number, an answer or a reason."""
    row = {name: cell for name, cell in raw.items() if name not in CELL}
    period_cell = {"period": next(iter(years))} if years else {}
    row_values = values_of(row | period_cell, OBSERVATION_SHEET, place)
    row_values["source"] = row_source(raw, place, sources)
    of_row = list(place.problems)
    for year, cell in years.items():
        here = RowPlace(place.file, place.sheet, place.row)
        values = row_values | {
            "period": year,
            "original": row_values["original"] or cells.cell_text(cell),
        }
        _answer(values, cell, year, here)
        if not values["locator"]:
            values["locator"] = f"{place.sheet}, row {place.row}, {year}".removeprefix(", ")
        draft = observation_draft(values, here)
        place.problems += here.problems
        here.problems += of_row
        yield read_of(draft, here, tuple((name, year) for name in CELL))


def _answer(values: dict[str, Any], cell: Any, year: str, place: RowPlace) -> None:
    text = cells.cell_text(cell)
    if words.has_code("missing_reason", text):
        values["missing_reason"] = words.resolve("missing_reason", text)
        return
    try:
        if is_categorical(values["indicator"]):
            values["category"] = words.resolve("category", text, values["indicator"])
        else:
            values["value"] = cells.parse_number(cell)
    except CellError as error:
        place.report(year, error, text)
