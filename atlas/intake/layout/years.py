"""Years as publishers write them: 2017.0, 2018 [YR2018], 2023e, 2024 (current prices)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from atlas.i18n import N_
from atlas.intake.layout.fold import DIGITS, brief, clean_text
from atlas.intake.sheets.long.cells import CellError, cell_text

YEAR = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d)(?:\.0+)?\s*(?:\[YR\d{4}\]|(?P<mark>\(?[epf]\)?/?|\(?est\.?\)?)"
    r"|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍᵖʳ]+|(?<=\s)[\da-z]{1,2}/"
    r"|\[[a-z0-9]\]|\((?P<words>[^()\d][^()]{2,40})\))?",
    re.IGNORECASE,
)
PREFIX = re.compile(r"^(?:YR|FY|année|annee|año|year|سنة|عام)\s?(?=\d{4}\b)", re.IGNORECASE)
MONTH = re.compile(r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
RANGE = re.compile(r"((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2]))/((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2]))")
FISCAL = re.compile(r"(?:FY ?)?(?:1[5-9]|20)\d\d\s?[/–-]\s?(?:\d\d|(?:1[5-9]|20)\d\d)", re.I)
ESTIMATED = re.compile(r"\best|provis|prelim|تقدير", re.IGNORECASE)
WITHIN = re.compile(r"(?<![\d.,/–-])(?:19|20)\d\d(?![\d/–-])(?!\s*(?:prices|us|\$))", re.IGNORECASE)
LATEST = 2100


@dataclass(frozen=True)
class Year:
    """A year; ``estimate`` as its heading marks it, ``words`` what else the heading says.

    ``range`` are its months where it is a span such as 2022-07/2023-06, which ends in that year.
    """

    year: int
    estimate: bool = False
    words: str = ""
    range: str = ""

    @property
    def period(self) -> str:
        """Return the period that is stored: the year, or its months."""
        return self.range or str(self.year)


def heading_year(cell: Any) -> Year | None:
    """Return the year that a heading is, or None: dates and other numbers are none."""
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        return None
    if isinstance(cell, float | int):
        fits = float(cell).is_integer() and 1500 <= cell <= LATEST
        return Year(int(cell)) if fits else None
    return _year(cell) if isinstance(cell, str) and len(cell) < 60 else None


@lru_cache(maxsize=5_000)
def _year(cell: str) -> Year | None:
    text = PREFIX.sub("", clean_text(cell).translate(DIGITS))
    span = RANGE.fullmatch(text)
    if span is not None and span[1] <= span[2]:
        return Year(int(span[2][:4]), range=text)
    match = YEAR.fullmatch(text)
    if match is None:
        return None
    mark = (match["mark"] or "").strip("()./").casefold()
    words = match["words"] or ""
    estimate = mark in ("e", "est", "f", "p") or bool(ESTIMATED.search(words))
    return Year(int(match["year"]), estimate, words)


def year_within(text: str) -> str:
    """Return the one year that a heading names beside its subject: “Police officers 2021”.

    Years of prices, spans and fiscal years are none.
    """
    plain_text = brief(text).translate(DIGITS)
    years = WITHIN.findall(plain_text)
    return years[0] if len(years) == 1 and not FISCAL.search(plain_text) else ""


def is_fiscal(heading: str) -> bool:
    """Tell whether a heading is a fiscal year, such as FY2019/20."""
    return FISCAL.fullmatch(clean_text(heading).translate(DIGITS)) is not None


def is_future(year: int) -> bool:
    """Tell whether a year lies further ahead than this year's plans."""
    return year > dt.datetime.now(tz=dt.UTC).year + 1


def read_year(cell: Any) -> tuple[str, Year | None]:
    """Return the period of a cell in a column of years, and the year when it is one.

    Raises
    ------
    CellError
        For dates, fiscal years and what is no year; the remedy says what to write.
    """
    year = heading_year(cell)
    text = clean_text(cell_text(cell)).translate(DIGITS)
    far = re.fullmatch(r"(?:2[1-9]\d\d|[3-9]\d{3})(?:\.0)?", text)
    if far or (year is not None and is_future(year.year)):
        remedy = N_("Correct the year; forecasts are not observations.")
        template = N_("The year {value} lies in the future.")
        raise CellError("future-year", template, remedy, value=text)
    if year is not None:
        return year.period, year
    if len(text) == 7 and MONTH.fullmatch(text):
        return text, None
    raise _no_year(cell, text)


def _no_year(cell: Any, text: str) -> CellError:
    if isinstance(cell, dt.date):
        return _date(cell, text)
    if MONTH.fullmatch(text):
        return CellError(
            "date-for-year",
            N_("“{value}” is a date where a year belongs."),
            N_("Write the year alone, {year}, if the value describes that year."),
            value=text,
            year=text[:4],
        )
    if FISCAL.fullmatch(text):
        remedy = N_("Write the range, such as 2022-07/2023-06, or the year it belongs to.")
        template = N_("“{value}” is a fiscal year: which months, or which calendar year?")
        return CellError("fiscal-year", template, remedy, value=text)
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[./-]\d{4}", text):
        template = N_("“{value}” is a date where a year belongs.")
        return CellError("date-for-year", template, N_("Write the year alone."), value=text)
    if re.fullmatch(r"(?:[1-9]|1[0-2])\.\d{2,4}", text):
        template = N_("“{value}” was a month and year that became a number.")
        return CellError("date-as-number", template, N_("Write the year alone."), value=text)
    template = N_("“{value}” is not a year.")
    return CellError("bad-year", template, N_("Write the year with four digits."), value=text)


def _date(cell: dt.date, text: str) -> CellError:
    serial = (dt.date(cell.year, cell.month, cell.day) - dt.date(1899, 12, 30)).days
    # A year typed into a cell that is formatted as a date: 2023 became 15 July 1905.
    year = str(serial) if 1500 <= serial <= LATEST else str(cell.year)
    return CellError(
        "date-for-year",
        N_("“{value}” is a date where a year belongs."),
        N_("Format the cell as a number and write {year}, if that is the year meant."),
        value=text,
        year=year,
    )
