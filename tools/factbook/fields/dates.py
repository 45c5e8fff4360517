"""Dates of a text, as exact as the text gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.factbook.edition import LATEST
from tools.factbook.fields.year import MONTHS

MONTH = rf"(?:{'|'.join(MONTHS)})"
YEAR = r"(?:1[0-9]\d{2}|20[0-2]\d)"
# "1980s" and "1990-plus" are no dates; "1967-70" is a range.
DATE = (
    rf"(?<![\d,./])(?:(?:\d{{1,2}}(?:[-–]\d{{1,2}})? )?{MONTH},? )?"
    rf"{YEAR}(?:[-–](?:\d{{4}}|\d{{2}})(?!\d))?(?!\d|s\b|,\d{{3}}|[-–]\w| B\.C\.)"
)
SEASON = r"(?:(?:early|mid|late|the end of|the (?:S|s)pring of|the fall of)[ -])?"
PARTS = re.compile(
    rf"(?:(?:(?P<day>\d{{1,2}})(?:[-–](?P<last>\d{{1,2}}))? )?(?P<month>{MONTH}),? )?"
    rf"(?P<year>{YEAR})(?:[-–](?P<end>\d{{4}}|\d{{2}}))?"
)
NUMERIC = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, the end of a longer time, and the source's words for them."""

    date: str
    until: str
    words: str


def moment(words: str) -> Moment | None:
    """Read a date or a range; None when it is none, or lies after the edition.

    >>> moment("28-29 October 2006")
    Moment(date='2006-10-28', until='2006-10-29', words='28-29 October 2006')
    """
    parts = PARTS.fullmatch(words)
    if parts is None:
        return None
    year, end = int(parts["year"]), parts["end"] or ""
    last_year = int(end if len(end) == 4 else f"{year // 100}{end}") if end else year
    if year > LATEST.year or last_year > LATEST.year or last_year < year:
        return None
    date = _iso(year, parts["month"], parts["day"])
    until = _iso(year, parts["month"], parts["last"]) if parts["last"] else ""
    if end:
        until = str(last_year) if last_year > year else ""
    return Moment(date, until, words)


def numeric(words: str) -> Moment | None:
    """Read "11/24/2024", month first."""
    parts = NUMERIC.fullmatch(words)
    if parts is None or not (1 <= int(parts["month"]) <= 12):
        return None
    date = f"{parts['year']}-{int(parts['month']):02d}-{int(parts['day']):02d}"
    return Moment(date, "", words)


def between(first: str, last: str, words: str) -> Moment | None:
    """Join the dates of "from 1980 to 1988"."""
    start, end = moment(first), moment(last)
    if start is None or end is None or end.date <= start.date:
        return None
    return Moment(start.date, end.date, words)


def _iso(year: int, month: str | None, day: str | None) -> str:
    text = f"{year:04d}"
    if month:
        text += f"-{MONTHS.index(month) + 1:02d}"
    if month and day:
        text += f"-{int(day):02d}"
    return text
