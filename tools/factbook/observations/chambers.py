"""Dates of the chambers of a legislature, and declared checks of what they can be.

The Factbook gives each chamber the date of its last election, the expected date of the next, its
term and its seats. Where the dates of both chambers fit the terms plainly better when they are
exchanged, they are crossed, and neither is taken. A chamber of which nobody is elected has no
election, whatever the field is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.year import MONTHS

SECTION = "Government"
SINGLE, LOWER, UPPER = (
    "Legislative branch",
    "Legislative branch - lower chamber",
    "Legislative branch - upper chamber",
)
LAST, NEXT = "most recent election date", "expected date of next election"
SEATS, TERM, SCOPE = "number of seats", "term in office", "scope of elections"
NUMERIC = re.compile(r"(?P<month>\d{1,2})/\d{1,2}/(?P<year>\d{4})")
NAMED = re.compile(rf"(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d{{2}})")
CLEAR = 0.1  # years by which exchanged dates must fit better, in all
PARTS = (1, 2, 3)  # renewals a term, of a chamber that is renewed in parts
CROSSED = (
    "The dates of the two chambers are crossed: {lower} (lower) and {upper} (upper) fit the terms "
    "and the next elections when they are exchanged."
)
APPOINTED = "Nobody of the chamber is elected (“{seats}”), so the date is not of an election."
NO_DATE = "The text is no date."


@dataclass(frozen=True, slots=True)
class Chamber:
    """The passages of one chamber."""

    last: Passage | None
    next: Passage | None
    term: Passage | None
    seats: str
    renewed_in_parts: bool


def chamber(entity: Entity, field: str) -> Chamber:
    """Return what the Factbook says of a chamber's elections."""
    last, next_, term, seats, scope = (
        entity.passage(SECTION, field, part) for part in (LAST, NEXT, TERM, SEATS, SCOPE)
    )
    partial = scope is not None and "partial" in scope.text
    return Chamber(last, next_, term, seats.text if seats else "", partial)


def no_election(entity: Entity, field: str) -> str:
    """Return why the date of a chamber's last election is none, "" where it is one."""
    own = chamber(entity, field)
    if own.last is None:
        return ""
    if not NAMED.search(own.last.text):
        return NO_DATE
    if "appointed" in own.seats and "elected" not in own.seats:
        return APPOINTED.format(seats=own.seats)
    return crossed(entity) if field in (LOWER, UPPER) else ""


def is_indirect(entity: Entity, field: str) -> bool:
    """Tell whether the chamber's elected members are all elected indirectly."""
    seats = chamber(entity, field).seats
    return "indirectly elected" in seats and not re.search(r"(?<!in)directly elected", seats)


def crossed(entity: Entity) -> str:
    """Return the reason why the dates of the two chambers can't stand, "" where they can."""
    lower, upper = chamber(entity, LOWER), chamber(entity, UPPER)
    as_stated = _misfit(lower, lower.last), _misfit(upper, upper.last)
    as_exchanged = _misfit(lower, upper.last), _misfit(upper, lower.last)
    if None in (*as_stated, *as_exchanged) or lower.last is None or upper.last is None:
        return ""
    better = sum(x or 0.0 for x in as_stated) - sum(x or 0.0 for x in as_exchanged)
    if better < CLEAR:
        return ""
    return CROSSED.format(lower=lower.last.text, upper=upper.last.text)


def _misfit(own: Chamber, last: Passage | None) -> float | None:
    """Return by how many years a last date and the chamber's next one miss its term."""
    years = [_year(p.text, latest=True) if p else None for p in (last, own.next)]
    term = re.match(r"[1-9]", own.term.text) if own.term else None
    if None in years or term is None:
        return None
    between = (years[1] or 0.0) - (years[0] or 0.0)
    spans = [int(term[0]) / part for part in (PARTS if own.renewed_in_parts else PARTS[:1])]
    return min(abs(between - span) for span in spans)


def _year(text: str, *, latest: bool) -> float | None:
    """Return a date as a year with its month as a fraction; the later one of two."""
    matches = list(NUMERIC.finditer(text)) or [m for m in NAMED.finditer(text) if m["month"]]
    if not matches:
        return None
    dates = []
    for date in matches:
        month = date["month"]
        number = int(month) if month.isdigit() else MONTHS.index(month) + 1
        dates.append(int(date["year"]) + (number - 1) / 12)
    return max(dates) if latest else min(dates)
