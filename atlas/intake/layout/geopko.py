"""Geo-PKO: several contributors in one cell, split and summed per country and month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin
from atlas.intake.layout.entities import entity, suggestions
from atlas.intake.layout.fold import clean
from atlas.intake.layout.lines import Line, Lines
from atlas.intake.layout.numbers import read_number
from atlas.intake.layout.peacekeeping import Stock, yearly
from atlas.intake.layout.publishers import CONTRIBUTORS, MISSION
from atlas.intake.layout.years import heading_year
from atlas.intake.table.cells import CellError

NEEDED = (MISSION, CONTRIBUTORS, {"year"})
ONE = re.compile(r"\s*([^()]+?)\s*\(\s*([^()]*?)\s*\)\s*")
UNKNOWN = ("unknown", "size unknown", "", "n/a", "?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
Read = tuple[DraftObservation, Origin]


def read_geopko(lines: Lines, source: str) -> Iterator[Read]:
    """Yield one observation a country and year: the stock of the year's last month.

    Where the size of one contingent is unknown, so is the country's sum.
    """
    stocks: dict[tuple[str, str], Stock] = {}
    holes: dict[tuple[str, str], Origin] = {}
    column = _sized(lines)
    for line in lines:
        month = _month(lines, line)
        shown = line.text(column)
        if not month or not shown or shown.casefold() in UNKNOWN:
            continue
        for country, size in _contingents(lines, line, column, shown):
            key = (country, month)
            if size is None:
                holes.setdefault(key, lines.origin(line, column))
                stocks.setdefault(key, Stock(origin=lines.origin(line, column)))
                continue
            stock = stocks.setdefault(key, Stock(origin=lines.origin(line, column)))
            stock.total += size
            stock.rows += 1
    for draft, origin in yearly(stocks, source, lines.page.name):
        month = draft.note.partition(" in ")[2][:7]
        unknown = (draft.country, month) in holes
        yield (_without(draft) if unknown else draft), origin


def _sized(lines: Lines) -> str:
    """Return the column of contributors with their sizes; others name one contributor each."""
    names = [name for name in lines.names if name in CONTRIBUTORS]
    return max(names, key=lambda name: sum("(" in line.text(name) for line in lines))


def _without(draft: DraftObservation) -> DraftObservation:
    return DraftObservation(
        draft.country,
        draft.indicator,
        draft.period,
        draft.source,
        codebook().indicators[draft.indicator].unit,
        missing=MissingReason.NO_DATA,
        original="size unknown",
        locator=draft.locator,
        note="The size of at least one contingent is unknown, so the sum is too.",
    )


def _contingents(
    lines: Lines, line: Line, column: str, shown: str
) -> Iterator[tuple[str, float | None]]:
    rest = re.sub(r"[,;]\s*$", "", shown)
    for part in re.split(r"[,;]\s*(?![^()]*\))", rest):
        found = ONE.fullmatch(part)
        name, size = (found[1], found[2]) if found else (clean(part), "unknown")
        if name.casefold() in UNKNOWN:
            continue
        known = entity(name)
        if known.kind != "country":
            near = ", ".join(suggestions(name))
            template = N_("No country is called “{value}”.")
            remedy = N_("Did you mean {nearest}?") if near else N_("Use the country's name.")
            fact = CellError("unknown-country", template, remedy, value=name, nearest=near)
            lines.add(line, column, fact)
            continue
        if size.casefold() in UNKNOWN:
            yield known.iso3, None
            continue
        try:
            yield known.iso3, read_number(size, ".").value
        except CellError as error:
            lines.add(line, column, error)


def _month(lines: Lines, line: Line) -> str:
    year = heading_year(line.cells.get("year", ""))
    shown = line.text("month").casefold()
    if shown[:3] in MONTHS:
        number = MONTHS.index(shown[:3]) + 1
    else:
        number = int(float(shown)) if re.fullmatch(r"\d{1,2}(\.0+)?", shown) else 0
    if year is None or not 0 <= number <= 12:
        template = N_("The row has no date.")
        lines.add(line, "year", CellError("bad-date", template, N_("Write year and month.")))
        return ""
    return f"{year.year}-{number or 12:02}"
