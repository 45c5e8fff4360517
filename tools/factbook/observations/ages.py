"""From which age a person may join the armed forces, and to which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.intake.bounds import Bound
from tools.factbook.fields.quantities import Quantity
from tools.factbook.fields.text import clauses, outside_parentheses
from tools.factbook.fields.year import TRAILING

AGE = re.compile(
    r"(?<![\d,.-])(?P<low>\d{2})(?:(?P<half> years 6 months)(?= of age)| or \d{2}"
    r"|\s?-\s?(?P<high>\d{2})|(?!\s?-\s?\d))(?![\d,.%]*\d|%)"
    r"(?!-(?:month|year|day))(?!\s*(?:months?|weeks?|days?|years?\b(?! of age| for| old)))"
    r"(?P<years>\s*years of age)?"
)
# Brackets that give the rule itself, for one sex or for all: "for men (17-40) and women (…)".
RULE = re.compile(
    r"(?<!citizens )\(((?:typically |ages )?\d{2}-\d{2}(?: years of age)?"
    r"(?:, although maximum age[\w ]*)?(?: for women volunteers)?)\)"
)
UP_TO = re.compile(r"\bup to age (\d{2})\b")
LEFT_OUT = re.compile(
    r"reserv|cadet|militia service|VDP|registration|register|retirement|gendarmerie|academ"
    r"|medical services|officer cadets|specialist personnel|mobiliz|military schools|call up"
    r"|militia training|National Defense Volunteer|\bjobless\b",
    re.IGNORECASE,
)
VOLUNTARY = re.compile(
    r"volunt|\bcontract\b|enlist|general recruits|apply for trainee|eligible to serve"
    r"|for both men and women with some variations|military duty",
    re.IGNORECASE,
)
COMPULSORY = re.compile(
    r"compuls|conscript|mandatory|mandates|obligated|draft|required", re.IGNORECASE
)
NEUTRAL = re.compile(r"for military service|legal minimum age for military service", re.IGNORECASE)
ALONE = re.compile(r"^\d{2}-\d{2}$")  # the field's own answer, with no word on the kind of service
WOMEN_ONLY = re.compile(r"^women\b|(?<!men and )\bwomen $")


@dataclass(frozen=True, slots=True)
class Ages:
    """Youngest and oldest age of entry.

    ``voluntary`` and ``limit_voluntary`` are False where the age is that of call-up; ``unread``
    says that the text has an upper age which is not one general limit.
    """

    youngest: Quantity
    oldest: Quantity | None
    voluntary: bool
    limit_voluntary: bool
    unread: bool


@dataclass(frozen=True, slots=True)
class _AgeRange:
    low: float
    high: int | None
    kind: str
    words: str
    women_only: bool


def general(text: str) -> str:
    """Return the text without brackets, those kept that give the rule itself.

    >>> general("men (17-40; 16 with consent) and women (17-23 years of age)")
    'men and women 17-23 years of age'
    """
    return outside_parentheses(RULE.sub(r"\1", TRAILING.sub("", text)))


def volunteer_ages(text: str) -> Ages | None:
    """Return the ages of voluntary entry, or of call-up where no voluntary service is named.

    The oldest age is the highest at which a person may join *or* is called up.
    """
    body = general(text)
    ages = [age for clause in clauses(body) for age in _ages_of_clause(clause)]
    for kind in ("voluntary", "compulsory"):
        mine = [age for age in ages if age.kind == kind]
        if mine:
            return _ages(mine, ages)
    return None


def _ages(mine: list[_AgeRange], ages: list[_AgeRange]) -> Ages:
    first = min(mine, key=lambda age: age.low)
    limits = [age for age in ages if age.high is not None and not age.women_only]
    last = max(limits, key=_limit, default=None)
    if last is None or last.high is None:
        oldest, is_unread = None, any(age.high is not None for age in ages)
    else:
        oldest, is_unread = _quantity(last.high, last.words), False
    return Ages(
        _quantity(first.low, first.words),
        oldest,
        voluntary=first.kind == "voluntary",
        limit_voluntary=last is None or last.kind == "voluntary",
        unread=is_unread,
    )


def _limit(age: _AgeRange) -> tuple[int, bool]:
    """Order by age; between equals, voluntary service goes first."""
    return age.high or 0, age.kind == "voluntary"


def _ages_of_clause(clause: str) -> Iterator[_AgeRange]:
    """Yield each age of a clause with the kind of service that the words round it name."""
    matches = list(AGE.finditer(clause))
    for position, age in enumerate(matches):
        before = clause[matches[position - 1].end() if position else 0 : age.start()]
        after = clause[
            age.end() : matches[position + 1].start() if position + 1 < len(matches) else None
        ]
        kind = _kind(before, after, clause)
        if kind:
            low = int(age["low"]) + (0.5 if age["half"] else 0)
            high = int(age["high"]) if age["high"] else _up_to(age, clause)
            women = WOMEN_ONLY.search(before) is not None
            words = f"up to age {high}" if high and not age["high"] else age[0] + after
            yield _AgeRange(low, high, kind, words.strip(" ,"), women)


def _up_to(age: re.Match[str], clause: str) -> int | None:
    """Read "may enlist up to age 42": a limit without a youngest age."""
    limit = UP_TO.search(clause)
    return int(limit[1]) if limit and limit.start(1) == age.start("low") else None


def _kind(before: str, after: str, clause: str) -> str:
    if LEFT_OUT.search(after) or (LEFT_OUT.search(before) and not VOLUNTARY.search(after)):
        return ""
    if ALONE.match(clause):
        return "voluntary"
    for words in (after, before, clause):
        if VOLUNTARY.search(words):
            return "voluntary"
        if COMPULSORY.search(words):
            return "compulsory"
        if NEUTRAL.search(words):
            return "voluntary"
    return ""


def _quantity(age: float, words: str) -> Quantity:
    return Quantity(age, age, age, Bound.EXACT, words, 0, 0)
