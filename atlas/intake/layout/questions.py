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
from atlas.intake.sandbox.opening.page import letter
from atlas.intake.sheets.long.cells import CellError
from atlas.store.columns import API_FIELDS

YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What the API adds to a download: where each figure stood, and nothing to read again.
DOWNLOADED = frozenset({"release", "preferred", "id"})


def is_ready(table: Table) -> bool:
    """Report what is unclear about a table's columns; tell whether any can be read."""
    if not _has_countries(table):
        return False
    _without_indicator(table)
    _wrong_years(table)
    heads = {column.header for column in table.mapping.columns.values()}
    ours = DOWNLOADED | WORDED | {*API_FIELDS} if heads >= DOWNLOADED else frozenset()
    for at, column in table.mapping.columns.items():
        if column.header in ours:
            continue
        if _is_odd(table, column) or (column.role == "ignored" and _is_unread(table, at, column)):
            _left_out(table, at, column)
            continue
        is_question = column.role == "unclear" and (table.own or column.candidates)
        if is_question or (column.role == "foreign" and table.own):
            if (error := _near_year(table, at, column)) is not None:
                table.report.add(table.heading, at, error)
            elif (table.values and not column.candidates) or column.role == "foreign":
                _left_out(table, at, column)
            else:
                _unclear(table, at, column)
    if not table.values:
        return False
    has_year = "year" in table.roles or "date" in table.roles or bool(table.mapping.year)
    without_year = [c for c, column in table.values.items() if not (has_year or column.year)]
    if without_year:
        template = N_("Neither the sheet nor its headings say which year this is.")
        remedy = N_(
            "Write the year in the heading or in a column “year”, or choose the year of the file."
        )
        years = YEARS.findall(table.report.file)
        if len(years) == 1:
            remedy = N_("The file's name says {year}: choose it, if that is the year.")
        missing = CellError("no-year", template, remedy, year=years[0] if years else "")
        table.report.add(table.heading, without_year[0], missing)
    return len(without_year) < len(table.values)


def _is_odd(table: Table, column: Column) -> bool:
    """Tell whether the reader does not know a column of a publisher's table."""
    if table.own or column.candidates:
        return False
    roles = ("ignored", "unclear", "part")
    is_unknown = column.role in roles and column.header and not role_of(column.header)
    return bool(is_unknown) or column.role == "foreign"


def _is_unread(table: Table, at: int, column: Column) -> bool:
    """Tell whether an editor's own column of texts means nothing to the reader."""
    if not table.own or not column.header or role_of(column.header):
        return False
    cells = [text for row in table.rows if (text := table.grid.text(row, at))]
    return any(entity(text).kind == "unknown" for text in cells)  # not the country's code again


def _has_countries(table: Table) -> bool:
    """Tell whether any row is a country's; a publisher's table of regions has none."""
    at = table.roles.get("country", table.roles.get("code"))
    if table.own or table.mapping.country or at is None:
        return True
    return any(entity(table.grid.text(row, at)).kind == "country" for row in table.rows)


def _without_indicator(table: Table) -> None:
    """Ask for the indicator of columns that have none, and leave them out."""
    questions: set[object] = set()
    for at, column in list(table.values.items()):
        if table.by_row or column.indicator or table.mapping.indicator:
            continue
        # Years under one title are one question, not one for each year.
        question = column.candidates if column.year else at
        if question not in questions:
            _unclear(table, at, column)
        questions.add(question)
        del table.values[at]


def _wrong_years(table: Table) -> None:
    """Report headings that are years to come, and leave their columns out."""
    for at, column in list(table.values.items()):
        if column.year and is_future(int(column.year[:4])):
            template = N_("The year {value} lies in the future.")
            remedy = N_("Correct the year; forecasts are not observations.")
            error = CellError("future-year", template, remedy, value=column.year)
            table.report.add(table.heading, at, error)
            del table.values[at]


def _near_year(table: Table, at: int, column: Column) -> CellError | None:
    """Return what is wrong with a heading that should be a year: a date, or a slip of the pen."""
    columns = table.mapping.columns.items()
    year_columns = [
        position for position, other in columns if other.year and heading_year(other.header)
    ]
    cell = table.grid.at(table.heading, at)
    between = len(year_columns) > 1 and min(year_columns) < at < max(year_columns)
    beside = at - 1 in year_columns or at + 1 in year_columns
    digits = sum(c.isdigit() for c in str(cell)[:4])
    if isinstance(cell, dt.date) or is_fiscal(column.header) or between or (beside and digits >= 3):
        try:
            read_year(cell)
        except CellError as error:
            return error
    return None


def _unclear(table: Table, at: int, column: Column) -> None:
    row = table.heading
    texts = (column.header, column.unit, table.mapping.unit if column.year else "")
    label = column.header or letter(table.grid.place(row, at)[1])
    if column.candidates and "money" in {unit_of(text).kind for text in texts if text}:
        label = table.mapping.title if column.year and table.mapping.title else label
        template = N_("The heading “{value}” names money, but not its currency.")
        remedy = N_("Write the currency, such as US$; the atlas records US dollars.")
        error = CellError("no-currency", template, remedy, value=label)
        table.report.add(row, at, error)
        return
    candidates = ", ".join(column.candidates or table.mapping.candidates)
    if column.year and heading_year(column.header) and not candidates and table.own:
        template = N_("It is not clear what the table holds: neither title nor headings say it.")
        remedy = N_("Name an indicator in the title, or choose that of the whole table.")
        table.report.add(row, at, CellError("unclear-column", template, remedy))
        return
    template = N_("It is not clear what the column “{value}” holds.")
    remedy = N_("Name an indicator of the codebook in the heading, or remove the column.")
    if candidates:
        remedy = N_("Choose the indicator; it may be: {candidates}.")
    severity = Severity.ERROR if table.own or candidates else Severity.INFO
    error = CellError("unclear-column", template, remedy, value=label, candidates=candidates)
    table.report.add(row, at, error, severity)


def _left_out(table: Table, at: int, column: Column) -> None:
    """Report a column that the atlas does not record."""
    label = column.header or letter(table.grid.place(table.heading, at)[1])
    template = N_("The column “{name}” is unknown and was left out.")
    remedy = N_("Name an indicator of the codebook in the heading, or remove the column.")
    error = CellError("unknown-column", template, remedy, name=label)
    severity = Severity.WARNING if table.own else Severity.INFO
    table.report.add(table.heading, at, error, severity)


def fractions(table: Table) -> frozenset[int]:
    """Return the columns of shares whose bare numbers are fractions of one, and say so."""
    fraction_columns: set[int] = set()
    by_indicator: dict[str, list[int]] = {}
    for at, column in table.values.items():
        by_indicator.setdefault(column.indicator or table.mapping.indicator, []).append(at)
    owners = {entity(table.text(row, "country")).iso3 for row in table.rows} - {""}
    for indicator, columns in by_indicator.items():
        numbers = [n for at in columns for n in _bare_numbers(table, at)] if indicator else []
        if numbers and are_fractions(indicator, numbers, len(owners)):
            fraction_columns |= set(columns)
            template = N_("All numbers are below {most}: they were read as fractions of one.")
            remedy = N_("Nothing to do, if 0.25 means 25 %.")
            error = CellError("read-as-fractions", template, remedy, most=f"{max(numbers):g}")
            table.report.add(table.heading, columns[0], error, Severity.INFO)
    return frozenset(fraction_columns)


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
