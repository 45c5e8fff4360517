"""Dates as people write them; one that can be read in two ways is a problem, not a guess."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from atlas.i18n import N_
from atlas.intake.table import cells
from atlas.intake.table.cells import CellError

ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
DAY_AND_MONTH = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MONTHS = 12


def date(cell: Any) -> str:
    """Return a year, month or day of ISO 8601; empty stays empty.

    Examples
    --------
    >>> date("1991"), date("1991-7"), date("25/07/1991"), date("05/05/1991")
    ('1991', '1991-07', '1991-07-25', '1991-05-05')
    """
    shown = _shown(cell)
    if not shown:
        return ""
    if found := ISO.fullmatch(shown):
        year_, _, month, day = found.groups()
        whole = _whole(shown, int(year_), int(month or 1), int(day or 1))
        return whole if day else whole[:7] if month else whole[:4]
    if found := DAY_AND_MONTH.fullmatch(shown):
        return _two_ways(shown, int(found[1]), int(found[3]), int(found[4]))
    raise _no_date(shown)


def year(cell: Any) -> str:
    """Return a year of four digits; empty stays empty."""
    shown = _shown(cell)
    if shown and not re.fullmatch(r"\d{4}", shown, re.ASCII):
        template = N_("“{value}” is not a year.")
        raise CellError("bad-period", template, N_("Write a year such as 2024."), value=shown)
    return shown


def period(cell: Any) -> str:
    """Return a year, month, day, or two of them with a slash; empty stays empty."""
    shown = _shown(cell)
    return cells.period(shown) if shown else ""


def _shown(cell: Any) -> str:
    return cells.text(cell).translate(DIGITS)


def _whole(shown: str, year_: int, month: int, day: int) -> str:
    try:
        return dt.date(year_, month, day).isoformat()
    except ValueError:
        raise _no_date(shown) from None


def _two_ways(shown: str, first: int, second: int, year_: int) -> str:
    if first > MONTHS or first == second:
        return _whole(shown, year_, second, first)
    if second > MONTHS:
        return _whole(shown, year_, first, second)
    raise CellError(
        "ambiguous-date",
        N_("“{value}” can be read in two ways."),
        N_("Write {first} or {second}."),
        value=shown,
        first=_whole(shown, year_, second, first),
        second=_whole(shown, year_, first, second),
    )


def _no_date(shown: str) -> CellError:
    remedy = N_("Write a year, a month or a day: 1991, 1991-07 or 1991-07-04.")
    return CellError("bad-date", N_("“{value}” is not a date."), remedy, value=shown)
