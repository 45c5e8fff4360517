"""Dates as people write them; one that can be read in two ways is a problem, not a guess."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from atlas.i18n import N_
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError

ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
DAY_AND_MONTH = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MONTHS = 12


def parse_date(cell: Any) -> str:
    """Return a year, month or day of ISO 8601; empty stays empty.

    Examples
    --------
    >>> parse_date("1991"), parse_date("1991-7"), parse_date("25/07/1991"), parse_date("05/05/1991")
    ('1991', '1991-07', '1991-07-25', '1991-05-05')
    """
    text = _text(cell)
    if not text:
        return ""
    if match := ISO.fullmatch(text):
        year_, _, month, day = match.groups()
        whole = _whole(text, int(year_), int(month or 1), int(day or 1))
        return whole if day else whole[:7] if month else whole[:4]
    if match := DAY_AND_MONTH.fullmatch(text):
        return _two_ways(text, int(match[1]), int(match[3]), int(match[4]))
    raise _no_date(text)


def parse_year(cell: Any) -> str:
    """Return a year of four digits; empty stays empty."""
    text = _text(cell)
    if text and not re.fullmatch(r"\d{4}", text, re.ASCII):
        template = N_("“{value}” is not a year.")
        raise CellError("bad-period", template, N_("Write a year such as 2024."), value=text)
    return text


def parse_period(cell: Any) -> str:
    """Return a year, month, day, or two of them with a slash; empty stays empty."""
    text = _text(cell)
    return cells.iso_period(text) if text else ""


def _text(cell: Any) -> str:
    return cells.cell_text(cell).translate(DIGITS)


def _whole(text: str, year_: int, month: int, day: int) -> str:
    try:
        return dt.date(year_, month, day).isoformat()
    except ValueError:
        raise _no_date(text) from None


def _two_ways(text: str, first: int, second: int, year_: int) -> str:
    if first > MONTHS or first == second:
        return _whole(text, year_, second, first)
    if second > MONTHS:
        return _whole(text, year_, first, second)
    raise CellError(
        "ambiguous-date",
        N_("“{value}” can be read in two ways."),
        N_("Write {first} or {second}."),
        value=text,
        first=_whole(text, year_, second, first),
        second=_whole(text, year_, first, second),
    )


def _no_date(text: str) -> CellError:
    remedy = N_("Write a year, a month or a day: 1991, 1991-07 or 1991-07-04.")
    return CellError("bad-date", N_("“{value}” is not a date."), remedy, value=text)
