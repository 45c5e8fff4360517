"""UN peacekeeping contributions: a stock reported monthly, summed over missions of one month.

Adding months would count each person twelve times: of each year, its last month is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from atlas.codebook.model import Processing
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin
from atlas.intake.layout.lines import PlainRow, PlainTable
from atlas.intake.layout.numbers import read_number
from atlas.intake.sheets.long.cells import CellError

COUNTRY = {"isocode3", "iso3", "contributing country isocode3", "contributing country"}
MISSION = {"mission acronym", "mission", "mission name"}
DATE = {"last reporting date", "lastreportingdate", "reporting date", "date"}
NEEDED = (COUNTRY, MISSION, {"personnel type"}, DATE)
PEOPLE = ("female personnel", "male personnel", "total personnel", "personnel")
Read = tuple[DraftObservation, Origin]


@dataclass
class Stock:
    """The people of one country in one month."""

    total: float = 0
    origin: Origin | None = None
    rows: int = 0
    parts: list[str] = field(default_factory=list)


def read_peacekeeping(lines: PlainTable, cite: Callable[[str], str]) -> Iterator[Read]:
    """Yield one observation per country and year: the stock of the year's last month."""
    stocks: dict[tuple[str, str], Stock] = {}
    row_numbers: dict[tuple[str, ...], int] = {}
    names = set(lines.names)
    date = next(name for name in lines.names if name in DATE)
    for line in lines:
        month = _month(lines, line, date)
        country = lines.country(line, *[n for n in lines.names if n in COUNTRY])
        people = _people(lines, line, names) if month and country else None
        if people is None or _again(lines, line, row_numbers, (country, month)):
            continue
        stock = stocks.setdefault((country, month), Stock())
        count, column = people
        stock.total += count
        stock.rows += 1
        stock.origin = stock.origin or lines.origin(line, column)
    yield from _yearly(stocks, cite(""), lines.page.name)


def _yearly(stocks: dict[tuple[str, str], Stock], source: str, sheet: str) -> Iterator[Read]:
    """Yield the stock of the last month of each year, the same month for all countries."""
    last: dict[str, str] = {}
    for _, month in stocks:
        last[month[:4]] = max(month, last.get(month[:4], ""))
    for (country, month), stock in sorted(stocks.items()):
        if month != last[month[:4]] or stock.origin is None:
            continue
        yield (
            DraftObservation(
                country,
                "peacekeepers",
                month[:4],
                source,
                "persons",
                value=stock.total,
                original=f"{stock.total:g}",
                locator=f"{sheet}, {stock.rows} rows of {month}".removeprefix(", "),
                processing=Processing.MINOR,
                note=f"Sum over missions in {month}, the last month of that year in the file.",
            ),
            stock.origin,
        )


def _again(
    lines: PlainTable, line: PlainRow, row_numbers: dict[tuple[str, ...], int], key: tuple[str, ...]
) -> bool:
    """Report a repeated row, which would count people twice."""
    mission = line.text(*[n for n in lines.names if n in MISSION])
    whole = (*key, mission, line.text("personnel type"), *(line.text(p) for p in PEOPLE))
    if whole not in row_numbers:
        row_numbers[whole] = line.number
        return False
    template = N_("Row {row} already says the same; this row was left out.")
    error = CellError(
        "repeated-row", template, N_("Remove one of the two."), row=row_numbers[whole] + 1
    )
    lines.add(line, "personnel type", error)
    return True


def _people(lines: PlainTable, line: PlainRow, names: set[str]) -> tuple[float, str] | None:
    columns = [n for n in PEOPLE[:2] if n in names] or [n for n in PEOPLE[2:] if n in names]
    total, column = 0.0, ""
    for name in columns:
        if not line.text(name):
            continue
        try:
            total += read_number(line.cells[name], ".").value
            column = column or name
        except CellError as error:
            lines.add(line, name, error)
            return None
    return (total, column) if column else None


def _month(lines: PlainTable, line: PlainRow, name: str) -> str:
    """Return year and month of a reporting date: ISO 8601, or dd/mm/yyyy of older exports."""
    cell = line.cells.get(name, "")
    if isinstance(cell, dt.date):
        return f"{cell.year}-{cell.month:02}"
    text = line.text(name)
    if match := re.match(r"(\d{4})[-/](\d{1,2})(?:[-/]\d{1,2})?", text):
        return f"{match[1]}-{int(match[2]):02}"
    if (match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}).*", text)) and int(match[2]) <= 12:
        return f"{match[3]}-{int(match[2]):02}"
    template = N_("“{value}” is not a date.")
    remedy = N_("Write it as 2024-12-31 or 31/12/2024.")
    lines.add(line, name, CellError("bad-date", template, remedy, value=text))
    return ""
