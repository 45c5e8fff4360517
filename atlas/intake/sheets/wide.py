"""Read a row whose columns are years: one observation a filled cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atlas.intake.sheets import words
from atlas.intake.sheets.coded import OBSERVATION_SHEET
from atlas.intake.sheets.rows import (
    Raw,
    Read,
    answers,
    observation,
    read_of,
    source_of,
    values_of,
)
from atlas.intake.sheets.sources import Sources
from atlas.intake.table import cells
from atlas.intake.table.cells import CellError
from atlas.intake.table.rows import Place

CELL = ("value", "low", "high", "category", "missing_reason", "period")  # what a year's cell holds


def read_years(
    raw: Raw, years: Mapping[str, Any], place: Place, sources: Sources
) -> Iterator[Read]:
    """Yield the observation of each filled year; a cell holds a number, an answer or a reason."""
    row = {name: cell for name, cell in raw.items() if name not in CELL}
    period_cell = {"period": next(iter(years))} if years else {}
    row_values = values_of(row | period_cell, OBSERVATION_SHEET, place)
    row_values["source"] = source_of(raw, place, sources)
    of_row = list(place.problems)
    for year, cell in years.items():
        here = Place(place.file, place.sheet, place.row)
        values = row_values | {
            "period": year,
            "original": row_values["original"] or cells.text(cell),
        }
        _answer(values, cell, year, here)
        if not values["locator"]:
            values["locator"] = f"{place.sheet}, row {place.row}, {year}".removeprefix(", ")
        draft = observation(values, here)
        place.problems += here.problems
        here.problems += of_row
        yield read_of(draft, here, tuple((name, year) for name in CELL))


def _answer(values: dict[str, Any], cell: Any, year: str, place: Place) -> None:
    text = cells.text(cell)
    if words.knows("missing_reason", text):
        values["missing_reason"] = words.resolve("missing_reason", text)
        return
    try:
        if answers(values["indicator"]):
            values["category"] = words.resolve("category", text, values["indicator"])
        else:
            values["value"] = cells.number(cell)
    except CellError as error:
        place.report(year, error, text)
