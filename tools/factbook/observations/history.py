"""Years of the constitution in force and of independence.

Both are facts of the edition: the period is its year, the value is a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Passage, gap, missing, number
from tools.factbook.fields.quantities import Quantity
from tools.factbook.fields.text import clauses, outside_parentheses

SECTION = "Government"
YEAR = re.compile(r"(?<![\d,])(1[0-9]\d{2}|20[0-2]\d)(?!\d)")
EARLY = re.compile(r"^\d{1,2} [A-Z][a-z]+ (\d{3})\b(?! B\.C)")  # "3 September 301"
IN_FORCE = re.compile(
    r"(?:effective|entered into (?:force|effect)|entry into force|took effect|put into force)"
    r"(?: at independence)? (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(1\d{3}|20\d{2})"
)
LATER = re.compile(
    r",? (?:and )?(?:revised|suspended|restored|reinstated|amended|replaced|abrogated"
    r"|temporarily|with substantial)\b.*"
)
NOT_ONE = re.compile(r"uncod|unwritten|no (?:formal|single)|consists of", re.IGNORECASE)
SEVERAL = "The text names {years}; the year of taking effect, else the last, stands."
CLAIM = re.compile(r"^(?:from\b|declared\b|(?:complete |full )?independence from\b)")
DECLARED = re.compile(r"\bdeclared independence from\b")
OTHER_DATES = "The one date of independence; the text also names {years} for another event."
EARLIER = re.compile(r";? ?notable earlier dates?:.*")


def read(entity: Entity) -> Iterator[Found]:
    """Yield the year of the constitution in force and of independence."""
    constitution = entity.passage(SECTION, "Constitution", "history")
    if constitution is not None:
        yield _constitution(constitution)
    independence = entity.passage(SECTION, "Independence")
    if independence is not None:
        yield _independence(independence)


def _constitution(passage: Passage) -> Found:
    text = passage.text
    if NOT_ONE.search(text):
        return gap(passage, "constitution_year", "No one document in force with one date.")
    words = _latest(text)
    years = [int(year) for year in YEAR.findall(words)]
    if not years:
        return gap(passage, "constitution_year", "No year with the constitution in force.")
    force = IN_FORCE.findall(words)
    value = int(force[-1]) if force else years[-1]
    year_list = ", ".join(map(str, sorted(set(years))))
    note = SEVERAL.format(years=year_list) if len(set(years)) > 1 else ""
    return number(passage, "constitution_year", _exact(value, words), note=note)


def _latest(text: str) -> str:
    """Return the words on the constitution in force, without brackets, drafts and revisions."""
    bare = outside_parentheses(text)
    match = re.search(r"\b(?:latest|newest|adoption of the)\b.*", bare)
    whole = clauses(match[0] if match else bare)
    parts = [part for part in whole if not re.match(r"in \d{4}|a constitutional ref", part)]
    words = LATER.sub("", parts[0]) if parts else ""
    if len(parts) > 1 and not re.search(r"effective|force|promulgat|approved|adopt", words):
        words = ", ".join(parts)
    return re.sub(
        r"\bdrafted [^,]*,?|draft completed [^,]*,?|previous [\d, and]+", "", words
    ).strip()


def _independence(passage: Passage) -> Found:
    text = passage.text
    if re.match(r"none\b", text):
        return missing(passage, "independence_year", MissingReason.NOT_APPLICABLE, original=text)
    parts = [outside_parentheses(part) for part in clauses(EARLIER.sub("", text))]
    years = {year for part in parts for year in (EARLY.findall(part) or YEAR.findall(part))}
    one = _claim(text) if len(years) > 1 else None
    if one is not None:
        rest = ", ".join(sorted(years - {one}))
        return number(
            passage,
            "independence_year",
            _exact(int(one), text),
            note=OTHER_DATES.format(years=rest),
        )
    open_bracket = text.count("(") != text.count(")")
    if (
        len(years) != 1
        or open_bracket
        or re.search(r"no official|ca\.|at least", text.split(";")[0])
    ):
        return gap(passage, "independence_year", "More than one date, or none.")
    return number(passage, "independence_year", _exact(int(years.pop()), parts[0]))


def _claim(text: str) -> str | None:
    """Return the one year whose bracket says "from X" or "declared independence from X".

    None where two years do, or where a bracket speaks of independence in another way.

    >>> _claim("4 July 1776 (declared independence from X); 3 September 1783 (recognized by X)")
    '1776'
    """
    claims = set()
    for part in clauses(EARLIER.sub("", text)):
        match = re.fullmatch(r"([^()]*\b(\d{4}))\s*\(([^()]*)\)", part)
        if match is None:
            return None
        if CLAIM.search(match[3]) or DECLARED.search(match[3]):
            claims.add(match[2])
        elif "independen" in match[3]:
            return None
    return claims.pop() if len(claims) == 1 else None


def _exact(year: int, words: str) -> Quantity:
    return Quantity(year, year, year, Bound.EXACT, words, 0, 0)
