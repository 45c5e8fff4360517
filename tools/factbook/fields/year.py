"""Which year a value of the Factbook describes."""

from __future__ import annotations

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TRAILING = re.compile(r"\(((?:19|20)\d{2})(?: est\.)?\)\s*$")
CLOSING = re.compile(r"\((?:[A-Z][a-z]+ )?((?:19|20)\d{2})(?: est\.)?\)\s*$")
STATED = re.compile(r"\b(?:as of|in|since|by|during)?\s*(?:[A-Z][a-z]+ )?((?:19|20)\d{2})\b")


def trailing_year(text: str) -> int | None:
    """Return the year in the brackets that close a text.

    >>> trailing_year("approximately 4,000 active (2025)"), trailing_year("5% (2024 est.)")
    (2025, 2024)
    """
    match = TRAILING.search(text)
    return int(match[1]) if match else None


def closing_bracket(text: str) -> re.Match[str] | None:
    """Return the bracket with a year, of a month or not, that closes a field.

    >>> closing_bracket("8% (July 2015 est.)")[1]
    '2015'
    """
    return CLOSING.search(text)


def only_year(text: str) -> int | None:
    """Return the one year that a text names, None when it names none or several."""
    years = {int(year) for year in STATED.findall(text)}
    return years.pop() if len(years) == 1 else None
