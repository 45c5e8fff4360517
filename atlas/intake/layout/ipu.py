"""Inter-Parliamentary Union: women by chamber, a chamber a row; chambers that do not exist.

The ranking has the chambers side by side and is read by the general reader; the historical
database has a row for each chamber and election.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason, Processing
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin, Severity
from atlas.intake.layout.detect import column_headings
from atlas.intake.layout.fold import fold_text
from atlas.intake.layout.lines import PlainRow, PlainTable
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import Number, read_number, scale_number
from atlas.intake.layout.publishers import MONTHS
from atlas.intake.layout.table import Table
from atlas.intake.layout.years import read_year
from atlas.intake.sheets.long.cells import CellError

CHAMBER = {"chamber type", "chamber", "type of chamber"}
SHARE = {
    *("% of women in chamber", "% of women in the chamber", "% women in chamber", "% of women"),
    *("% women", "percentage of women", "percentage of women in chamber", "share of women"),
}
NEEDED = (CHAMBER, SHARE, {"country", "country name"}, {"year"})
SEATS, WOMEN = ("chamber total seats", "total seats", "seats"), ("total women", "women")
INDICATORS = {"lower": "women_parliament", "single": "women_parliament", "upper": "women_upper"}
INDICATORS |= {"unicameral": "women_parliament", "senate": "women_upper"}
DASHES = frozenset(("-", "–", "—", "−", "--", "---"))
CHAMBERS = frozenset(("women_parliament", "women_upper"))
Read = tuple[DraftObservation, Origin]


def read_chambers(lines: PlainTable, cite: Callable[[str], str]) -> Iterator[Read]:
    """Yield the share of women in a chamber after the last election of a year."""
    share = next(name for name in lines.names if name in SHARE)
    chamber = next(name for name in lines.names if name in CHAMBER)
    fractions = _are_fractions(lines, share)
    latest: dict[tuple[str, str, str], tuple[int, PlainRow, Read]] = {}
    for line in lines:
        key = _key(lines, line, chamber)
        if key is None or not line.text(share):
            continue
        read = _draft(lines, line, share, key, cite(""), fractions=fractions)
        if read is None:
            continue
        month = _month(line)
        other = latest.get(key)
        if other is None or month > other[0]:
            latest[key] = (month, line, read)
        elif month == other[0] and read[0].value != other[2][0].value:
            _twice(lines, line, share, other[1])
    yield from (read for _, _, read in latest.values())


def _key(lines: PlainTable, line: PlainRow, chamber: str) -> tuple[str, str, str] | None:
    """Return country, indicator and year of a row, or report why it has none."""
    chamber_name = line.text(chamber)
    words = fold_text(chamber_name).split()
    indicator = INDICATORS.get(words[0], "") if words else ""
    if not indicator:
        template = N_("The atlas does not record the part “{value}”; its rows were left out.")
        cell_error = CellError("part-left-out", template, N_("Nothing to do."), value=chamber_name)
        lines.add(line, chamber, cell_error, Severity.WARNING)
        return None
    country = lines.country(line, "country", "country name")
    try:
        period, _ = read_year(line.cells.get("year", ""))
    except CellError as error:
        lines.add(line, "year", error)
        return None
    return (country, indicator, period) if country else None


def _draft(
    lines: PlainTable,
    line: PlainRow,
    share: str,
    key: tuple[str, str, str],
    source: str,
    *,
    fractions: bool,
) -> Read | None:
    country, indicator, period = key
    text = line.text(share)
    origin = lines.origin(line, share)
    reason = missing_reason(text)
    number = None
    if reason is None:
        try:
            number = read_number(line.cells[share], ".")
        except CellError as error:
            lines.add(line, share, error)
            return None
    value = None if number is None else _per_cent(number, fractions=fractions)
    where = f"{dict(origin.columns)['value.letter']}{origin.row}"
    draft = DraftObservation(
        country,
        indicator,
        period,
        source,
        codebook().indicators[indicator].unit,
        value=value,
        missing=reason,
        original=text,
        locator=f"{lines.page.name}, {where}".removeprefix(", "),
        processing=Processing.MINOR if number and value != number.value else Processing.NONE,
        note=f"After the election of {line.text('month')} {period}." if line.text("month") else "",
    )
    return draft, origin


def _per_cent(number: Number, *, fractions: bool) -> float:
    return scale_number(number.value, 100.0) if fractions and not number.percent else number.value


def _are_fractions(lines: PlainTable, share: str) -> bool:
    """Tell whether shares are fractions of one: seats and women beside them say so, or all do."""
    numbers: list[float] = []
    for line in lines:
        number = _number(line, share)
        seats, women = _number(line, *SEATS), _number(line, *WOMEN)
        if number is None:
            continue
        if seats and women:
            return abs(number - women / seats) < abs(number - 100 * women / seats)
        numbers.append(number)
    return bool(numbers) and max(numbers) <= 1


def _number(line: PlainRow, *names: str) -> float | None:
    cell = next((line.cells[name] for name in names if line.text(name)), "")
    try:
        read = read_number(cell, ".")
    except CellError:
        return None
    return None if read.percent else read.value


def _month(line: PlainRow) -> int:
    month = line.text("month").casefold()[:3]
    return MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdigit() else 0


def _twice(lines: PlainTable, line: PlainRow, share: str, other: PlainRow) -> None:
    template = N_("Row {row} gives another answer for the same country, indicator and year.")
    remedy = N_("Keep one of the two, or tell them apart by breakdown or source.")
    lines.add(line, share, CellError("duplicate-key", template, remedy, row=other.number + 1))


def is_absent(table: Table, row: int, at: int, indicator: str) -> bool:
    """Tell whether a publisher's row has no figure of a chamber that does not exist or sit.

    All that the row says of such a chamber are dashes, or one of its cells says “Suspended”.
    """
    if table.own or indicator not in CHAMBERS:
        return False
    group = column_headings(table.grid, table.mapping.header, at)[-1:]
    beside = (
        c
        for c in table.mapping.columns
        if column_headings(table.grid, table.mapping.header, c)[-1:] == group
    )
    texts = {table.grid.text(row, column) for column in {at, *beside}}
    is_suspended = any(missing_reason(text) is MissingReason.NOT_APPLICABLE for text in texts)
    return is_suspended or texts <= DASHES
