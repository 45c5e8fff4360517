"""Geo-PKO: several contributors of one base, in one cell or in pairs of columns, name and size.

A row is a base in a month. Of each mission and year, the last month that was mapped counts: to
add months would count each person twelve times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason, Processing
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin, Severity
from atlas.intake.layout.fold import clean_text
from atlas.intake.layout.lines import PlainRow, PlainTable
from atlas.intake.layout.numbers import read_number
from atlas.intake.layout.publishers import (
    CONTRIBUTOR_NAMES,
    CONTRIBUTOR_SIZES,
    CONTRIBUTORS,
    MISSION,
    MONTHS,
)
from atlas.intake.layout.years import heading_year
from atlas.intake.sheets.long.cells import CellError

NEEDED = (MISSION, CONTRIBUTORS | set(CONTRIBUTOR_NAMES), {"year"})
ONE = re.compile(r"\s*([^()]+?)\s*\(\s*([^()]*?)\s*\)\s*")
UNKNOWN = ("unknown", "size unknown", "", "n/a", "na", "?")
HOLE = "The size of at least one contingent is unknown, so the sum is too."
Read = tuple[DraftObservation, Origin]
Pair = tuple[str, str]  # the columns of a contributor's name and size


@dataclass(frozen=True)
class BaseContingent:
    """People of one country at one base; ``size`` is None where it is unknown."""

    country: str
    size: float | None
    mission: str
    month: str
    origin: Origin


def read_geopko(lines: PlainTable, cite: Callable[[str], str]) -> Iterator[Read]:
    """Yield one observation per country and year: its people in the last month of each mission.

    Where the size of one contingent is unknown, so is the country's sum.
    """
    contingents = list(_contingents(lines))
    last: dict[tuple[str, str], str] = {}
    for one in contingents:
        key = one.mission, one.month[:4]
        last[key] = max(one.month, last.get(key, ""))
    sums: dict[tuple[str, str], list[BaseContingent]] = {}
    for one in contingents:
        if one.month == last[one.mission, one.month[:4]]:
            sums.setdefault((one.country, one.month[:4]), []).append(one)
    for (country, year), parts in sorted(sums.items()):
        yield _sum(country, year, parts, cite(""), lines.page.name), parts[0].origin


def _sum(
    country: str, year: str, parts: Sequence[BaseContingent], source: str, sheet: str
) -> DraftObservation:
    sizes = [part.size for part in parts if part.size is not None]
    hole = len(sizes) < len(parts)
    months = ", ".join(sorted({f"{part.mission} {part.month}" for part in parts}))
    total = sum(sizes)
    return DraftObservation(
        country,
        "peacekeepers",
        year,
        source,
        codebook().indicators["peacekeepers"].unit,
        value=None if hole else total,
        missing=MissingReason.NO_DATA if hole else None,
        original="size unknown" if hole else f"{total:g}",
        locator=f"{sheet}, {len(parts)} rows of {months}".removeprefix(", "),
        processing=Processing.NONE if hole else Processing.MINOR,
        note=HOLE if hole else f"Sum over missions, each in its last month in the file: {months}.",
    )


def _contingents(lines: PlainTable) -> Iterator[BaseContingent]:
    packed_column, pairs = _columns(lines)
    if not packed_column and not pairs:
        return
    for line in lines:
        month, before = _month(lines, line), len(lines.problems)
        parts = list(
            _parts_of_cell(lines, line, packed_column)
            if packed_column
            else _parts_of_pairs(lines, line, pairs)
        )
        if month and len(lines.problems) == before:
            _check_count(lines, line, packed_column or pairs[0][0], parts)
        mission = line.text(*[name for name in lines.names if name in MISSION])
        for column, name, size_text in parts:
            country = lines.country(line, column, text=name, severity=Severity.ERROR)
            size, readable = _size(lines, line, column, size_text)
            if month and country and readable:
                yield BaseContingent(country, size, mission, month, lines.origin(line, column))


def _columns(lines: PlainTable) -> tuple[str, list[Pair]]:
    """Return the column in which contributors are packed with their sizes, or the paired ones.

    A name without a column for its size cannot be read; nothing of the file is then.
    """
    candidates = [name for name in lines.names if name in CONTRIBUTORS]
    packed_column = max(
        candidates, key=lambda name: sum("(" in line.text(name) for line in lines), default=""
    )
    numbers = {n: name for name in lines.names if (n := CONTRIBUTOR_NAMES.get(name))}
    sizes = {n: name for name in lines.names if (n := CONTRIBUTOR_SIZES.get(name))}
    if packed_column and (not sizes or any("(" in line.text(packed_column) for line in lines)):
        return packed_column, []
    for n in sorted(numbers.keys() ^ sizes.keys()):
        column = numbers.get(n) or sizes[n]
        template = N_("The column “{name}” has no partner: a contributor needs a name and a size.")
        remedy = N_("Use the file as it was published.")
        lines.add_heading(column, CellError("unpaired-column", template, remedy, name=column))
    if numbers.keys() != sizes.keys():
        return "", []
    return "", [(numbers[n], sizes[n]) for n in sorted(numbers)]


def _parts_of_cell(
    lines: PlainTable, line: PlainRow, column: str
) -> Iterator[tuple[str, str, str]]:
    """Yield column, name and size of each contributor of one cell."""
    text = re.sub(r"[,;]\s*$", "", line.text(column))
    if text.casefold() in UNKNOWN:
        return
    if text.count("(") != text.count(")"):
        template = N_("“{value}” is cut off: a bracket is open.")
        error = CellError("cut-off", template, N_("Use the file as it was published."), value=text)
        lines.add(line, column, error)
        return
    for part in re.split(r"[,;]\s*(?![^()]*\))", text):
        one = ONE.fullmatch(part)
        name, size = (one[1], one[2]) if one else (clean_text(part), "unknown")
        if name.casefold() not in UNKNOWN:
            yield column, name, size


def _parts_of_pairs(
    lines: PlainTable, line: PlainRow, pairs: Sequence[Pair]
) -> Iterator[tuple[str, str, str]]:
    """Yield column, name and size of each contributor of a row's pairs of columns."""
    for name, size in pairs:
        contributor = line.text(name)
        if contributor.casefold() not in UNKNOWN:
            yield name, contributor, line.text(size)
        elif line.text(size).casefold() not in (*UNKNOWN, "0"):
            template = N_("“{value}” people have no contributor in their row.")
            remedy = N_("Use the file as it was published.")
            error = CellError("unpaired-size", template, remedy, value=line.text(size))
            lines.add(line, size, error)


def _check_count(
    lines: PlainTable, line: PlainRow, column: str, parts: Sequence[tuple[str, str, str]]
) -> None:
    """Say where a row names more or fewer contributors than it says that there are."""
    number = line.text("no tcc", "no.tcc")
    if not re.fullmatch(r"\d+(\.0)?", number) or not parts or int(float(number)) == len(parts):
        return
    template = N_("The row says that there are {n} contributors and names {count}.")
    error = CellError(
        "contributors-differ", template, N_("Check the row."), n=number, count=len(parts)
    )
    lines.add(line, column, error, Severity.INFO)


def _size(lines: PlainTable, line: PlainRow, column: str, text: str) -> tuple[float | None, bool]:
    """Return the number of people, None where it is unknown, and whether it can be read."""
    if text.casefold() in UNKNOWN:
        return None, True
    try:
        return read_number(text, ".").value, True
    except CellError as error:
        lines.add(line, column, error)
        return None, False


def _month(lines: PlainTable, line: PlainRow) -> str:
    year = heading_year(line.cells.get("year", ""))
    month = line.text("month").casefold()
    if month[:3] in MONTHS:
        number = MONTHS.index(month[:3]) + 1
    else:
        number = int(float(month)) if re.fullmatch(r"\d{1,2}(\.0+)?", month) else 0
    if year is None or not 0 <= number <= 12:
        template = N_("The row has no date.")
        lines.add(line, "year", CellError("bad-date", template, N_("Write year and month.")))
        return ""
    return f"{year.year}-{number or 12:02}"
