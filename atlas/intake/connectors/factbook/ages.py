"""From which age a person may join the armed forces, and to which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.intake.connectors.factbook.quantities import Bound, Quantity
from atlas.intake.connectors.factbook.text import clauses, outside_parentheses
from atlas.intake.connectors.factbook.year import TRAILING

AGE = re.compile(
    r"(?<![\d,.-])(?P<low>\d{2})(?:\s?-\s?(?P<high>\d{2})|(?!\s?-\s?\d))(?![\d,.%]*\d|%)"
    r"(?!-(?:month|year|day))(?!\s*(?:months?|weeks?|days?|years?\b(?! of age| for| old)))"
    r"(?P<years>\s*years of age)?"
)
LEFT_OUT = re.compile(
    r"reserv|cadet|militia service|VDP|registration|register|retirement|gendarmerie|academ"
    r"|medical services|officer cadets|specialist personnel|mobiliz|military schools|call up",
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
VARIES = re.compile(r"early 20s|17 or 18|17 years 6 months|^under Bashar")
WOMEN_ONLY = re.compile(r"^women\b|(?<!men and )\bwomen $")


@dataclass(frozen=True, slots=True)
class Ages:
    """Youngest and oldest age of entry; ``voluntary`` False means the age of call-up."""

    youngest: Quantity
    oldest: Quantity | None
    voluntary: bool


@dataclass(frozen=True, slots=True)
class _Stated:
    low: int
    high: int | None
    kind: str
    words: str


def volunteer_ages(text: str) -> Ages | None:
    """Return the ages of voluntary entry, or of call-up where no voluntary service is named."""
    body = outside_parentheses(TRAILING.sub("", text))
    if VARIES.search(body):
        return None
    stated = [age for clause in clauses(body) for age in _stated(clause)]
    for kind in ("voluntary", "compulsory"):
        mine = [age for age in stated if age.kind == kind]
        if mine:
            return _ages(mine, voluntary=kind == "voluntary")
    return None


def _ages(stated: list[_Stated], *, voluntary: bool) -> Ages:
    first = min(stated, key=lambda age: age.low)
    ends = {age.high for age in stated if age.low == first.low and age.high is not None}
    oldest = ends.pop() if len(ends) == 1 else None
    return Ages(
        _quantity(first.low, first.words),
        _quantity(oldest, first.words) if oldest is not None else None,
        voluntary,
    )


def _stated(clause: str) -> Iterator[_Stated]:
    """Yield each age of a clause with the kind of service that the words round it name."""
    found = list(AGE.finditer(clause))
    for position, age in enumerate(found):
        before = clause[found[position - 1].end() if position else 0 : age.start()]
        after = clause[
            age.end() : found[position + 1].start() if position + 1 < len(found) else None
        ]
        kind = _kind(before, after, clause)
        if kind:
            whole = age["high"] and not WOMEN_ONLY.search(before)
            high = int(age["high"]) if whole else None
            yield _Stated(int(age["low"]), high, kind, (age[0] + after).strip(" ,"))


def _kind(before: str, after: str, clause: str) -> str:
    if LEFT_OUT.search(after) or (LEFT_OUT.search(before) and not VOLUNTARY.search(after)):
        return ""
    for words in (after, before, clause):
        if VOLUNTARY.search(words):
            return "voluntary"
        if COMPULSORY.search(words):
            return "compulsory"
        if NEUTRAL.search(words):
            return "voluntary"
    return ""


def _quantity(age: int, words: str) -> Quantity:
    return Quantity(age, age, age, Bound.EXACT, words, 0, 0)
