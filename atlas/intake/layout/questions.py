"""What an editor must be asked before a table's rows can be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from atlas.i18n import N_
from atlas.intake.draft import Severity
from atlas.intake.layout.entities import entity
from atlas.intake.layout.mapping import Column
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import read_number
from atlas.intake.layout.shares import are_fractions
from atlas.intake.layout.table import Table
from atlas.intake.layout.units import unit_of
from atlas.intake.layout.words import WORDED, role_of
from atlas.intake.layout.years import heading_year, is_fiscal, is_future, read_year
from atlas.intake.opening.page import letter
from atlas.intake.table.cells import CellError
from atlas.store.columns import API_FIELDS

YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What the API adds to a download: where each figure stood, and nothing to read again.
DOWNLOADED = frozenset({"release", "preferred", "id"})


def is_ready(table: Table) -> bool:
    """Report what is not known of a table's columns; tell whether any can be read."""
    if not _has_countries(table):
        return False
    _without_indicator(table)
    _wrong_years(table)
    heads = {meant.header for meant in table.mapping.columns.values()}
    ours = DOWNLOADED | WORDED | {*API_FIELDS} if heads >= DOWNLOADED else frozenset()
    for column, meant in table.mapping.columns.items():
        if meant.header in ours:
            continue
        if _is_odd(table, meant) or (meant.role == "ignored" and _is_unread(table, column, meant)):
            _left_out(table, column, meant)
            continue
        asked = meant.role == "unclear" and (table.own or meant.candidates)
        if asked or (meant.role == "foreign" and table.own):
            if (error := _near_year(table, column, meant)) is not None:
                table.report.add(table.heading, column, error)
            elif (table.values and not meant.candidates) or meant.role == "foreign":
                _left_out(table, column, meant)
            else:
                _unclear(table, column, meant)
    if not table.values:
        return False
    dated = "year" in table.roles or "date" in table.roles or bool(table.mapping.year)
    undated = [c for c, meant in table.values.items() if not (dated or meant.year)]
    if undated:
        template = N_("Neither the sheet nor its headings say which year this is.")
        remedy = N_("Write the year in the heading or in a column “year”, or say it (--year).")
        years = YEARS.findall(table.report.file)
        if len(years) == 1:
            remedy = N_("The file's name says {year}: say it (--year), if that is the year.")
        missing = CellError("no-year", template, remedy, year=years[0] if years else "")
        table.report.add(table.heading, undated[0], missing)
    return len(undated) < len(table.values)


def _is_odd(table: Table, meant: Column) -> bool:
    """Tell whether a column of a publisher's table is none that the reader knows."""
    if table.own or meant.candidates:
        return False
    unread = ("ignored", "unclear", "part")
    unknown = meant.role in unread and meant.header and not role_of(meant.header)
    return bool(unknown) or meant.role == "foreign"


def _is_unread(table: Table, column: int, meant: Column) -> bool:
    """Tell whether an editor's own column of texts means nothing to the reader."""
    if not table.own or not meant.header or role_of(meant.header):
        return False
    cells = [text for row in table.rows if (text := table.grid.text(row, column))]
    return any(entity(text).kind == "unknown" for text in cells)  # not the country's code again


def _has_countries(table: Table) -> bool:
    """Tell whether any row is a country's; a publisher's table of regions has none."""
    at = table.roles.get("country", table.roles.get("code"))
    if table.own or table.mapping.country or at is None:
        return True
    return any(entity(table.grid.text(row, at)).kind == "country" for row in table.rows)


def _without_indicator(table: Table) -> None:
    """Ask for the indicator of columns that have none, and leave them out."""
    asked: set[object] = set()
    for column, meant in list(table.values.items()):
        if table.by_row or meant.indicator or table.mapping.indicator:
            continue
        # Years under one title are one question, not one for each year.
        question = meant.candidates if meant.year else column
        if question not in asked:
            _unclear(table, column, meant)
        asked.add(question)
        del table.values[column]


def _wrong_years(table: Table) -> None:
    """Report headings that are years to come, and leave their columns out."""
    for column, meant in list(table.values.items()):
        if meant.year and is_future(int(meant.year[:4])):
            template = N_("The year {value} lies in the future.")
            remedy = N_("Correct the year; forecasts are not observations.")
            found = CellError("future-year", template, remedy, value=meant.year)
            table.report.add(table.heading, column, found)
            del table.values[column]


def _near_year(table: Table, column: int, meant: Column) -> CellError | None:
    """Return what is wrong with a heading that should be a year: a date, or a slip of the pen."""
    columns = table.mapping.columns.items()
    dated = [at for at, other in columns if other.year and heading_year(other.header)]
    cell = table.grid.at(table.heading, column)
    between = len(dated) > 1 and min(dated) < column < max(dated)
    beside = column - 1 in dated or column + 1 in dated
    digits = sum(c.isdigit() for c in str(cell)[:4])
    if isinstance(cell, dt.date) or is_fiscal(meant.header) or between or (beside and digits >= 3):
        try:
            read_year(cell)
        except CellError as error:
            return error
    return None


def _unclear(table: Table, column: int, meant: Column) -> None:
    at = table.heading
    texts = (meant.header, meant.unit, table.mapping.unit if meant.year else "")
    shown = meant.header or letter(table.grid.place(at, column)[1])
    if meant.candidates and "money" in {unit_of(text).kind for text in texts if text}:
        shown = table.mapping.title if meant.year and table.mapping.title else shown
        template = N_("The heading “{value}” names money, but not its currency.")
        remedy = N_("Write the currency, such as US$; the atlas records US dollars.")
        found = CellError("no-currency", template, remedy, value=shown)
        table.report.add(at, column, found)
        return
    candidates = ", ".join(meant.candidates or table.mapping.candidates)
    if meant.year and heading_year(meant.header) and not candidates and table.own:
        template = N_("It is not clear what the table holds: neither title nor headings say it.")
        remedy = N_("Name an indicator in the title, or say that of the whole table (--indicator).")
        table.report.add(at, column, CellError("unclear-column", template, remedy))
        return
    template = N_("It is not clear what the column “{value}” holds.")
    remedy = N_("Name an indicator of the codebook in the heading, or remove the column.")
    if candidates:
        remedy = N_("Choose the indicator; it may be: {candidates}.")
    severity = Severity.ERROR if table.own or candidates else Severity.INFO
    found = CellError("unclear-column", template, remedy, value=shown, candidates=candidates)
    table.report.add(at, column, found, severity)


def _left_out(table: Table, column: int, meant: Column) -> None:
    """Say that a column beside those that are read means nothing to the atlas."""
    shown = meant.header or letter(table.grid.place(table.heading, column)[1])
    template = N_("The column “{name}” is unknown and was left out.")
    remedy = N_("Name an indicator of the codebook in the heading, or remove the column.")
    found = CellError("unknown-column", template, remedy, name=shown)
    severity = Severity.WARNING if table.own else Severity.INFO
    table.report.add(table.heading, column, found, severity)


def fractions(table: Table) -> frozenset[int]:
    """Return the columns of shares whose bare numbers are fractions of one, and say so."""
    found: set[int] = set()
    by_indicator: dict[str, list[int]] = {}
    for at, column in table.values.items():
        by_indicator.setdefault(column.indicator or table.mapping.indicator, []).append(at)
    owners = {entity(table.text(row, "country")).iso3 for row in table.rows} - {""}
    for indicator, columns in by_indicator.items():
        numbers = [n for at in columns for n in _bare_numbers(table, at)] if indicator else []
        if numbers and are_fractions(indicator, numbers, len(owners)):
            found |= set(columns)
            template = N_("All numbers are below {most}: they were read as fractions of one.")
            remedy = N_("Nothing to do, if 0.25 means 25 %.")
            fact = CellError("read-as-fractions", template, remedy, most=f"{max(numbers):g}")
            table.report.add(table.heading, columns[0], fact, Severity.INFO)
    return frozenset(found)


def _bare_numbers(table: Table, column: int) -> Iterator[float]:
    for row in table.rows:
        cell = table.grid.at(row, column)
        if cell == "" or table.grid.is_percent(row, column):
            continue
        if isinstance(cell, str) and ("%" in cell or missing_reason(cell)):
            continue
        try:
            yield read_number(cell, table.decimal.get(column, "")).value
        except CellError:
            continue
