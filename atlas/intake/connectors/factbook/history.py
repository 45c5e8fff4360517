"""Years of the constitution in force and of independence.

Both are facts of the edition: the period is its year, the value is a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.quantities import Bound, Quantity
from atlas.intake.connectors.factbook.records import Found, Passage, gap, missing, number
from atlas.intake.connectors.factbook.text import clauses, outside_parentheses

SECTION = "Government"
YEAR = re.compile(r"(?<![\d,])(1[0-9]\d{2}|20[0-2]\d)(?!\d)")
IN_FORCE = re.compile(
    r"(?:effective|entered into (?:force|effect)|entry into force|took effect|put into force)"
    r"(?: at independence)? (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(1\d{3}|20\d{2})"
)
LATER = re.compile(
    r",? (?:and )?(?:revised|suspended|restored|reinstated|amended|replaced|abrogated"
    r"|temporarily|with substantial)\b.*"
)
NOT_ONE = re.compile(
    r"uncod|unwritten|no (?:formal|single)|consists of|fundamental laws|never implemented"
    r"|not currently enforced|rescinded|supersed|Draft Constitutional|partially|French Constitution"
    r"|Danish|revised and ratified|parts of the|\(interim|old customs|dates to|many previous to"
    r"|a referendum in 2020|reinstated 1 May|abrogated|constitutional position|legislative",
    re.IGNORECASE,
)
SEVERAL = "The text names {years}; the year of taking effect, else the last, stands."
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
    note = (
        SEVERAL.format(years=", ".join(map(str, sorted(set(years))))) if len(set(years)) > 1 else ""
    )
    return number(passage, "constitution_year", _exact(value, words), note=note)


def _latest(text: str) -> str:
    """Return the words on the constitution in force, without brackets, drafts and revisions."""
    bare = outside_parentheses(text)
    found = re.search(r"\b(?:latest|newest)\b.*", bare)
    whole = clauses(found[0] if found else bare)
    kept = [part for part in whole if not re.match(r"in \d{4}|a constitutional ref", part)]
    words = LATER.sub("", kept[0]) if kept else ""
    if len(kept) > 1 and not re.search(r"effective|force|promulgat|approved|adopted", words):
        words = ", ".join(kept)
    return re.sub(
        r"\bdrafted [^,]*,?|draft completed [^,]*,?|previous [\d, and]+", "", words
    ).strip()


def _independence(passage: Passage) -> Found:
    text = passage.text
    if re.match(r"none\b", text):
        return missing(passage, "independence_year", MissingReason.NOT_APPLICABLE, original=text)
    stated = [outside_parentheses(part) for part in clauses(EARLIER.sub("", text))]
    years = {year for part in stated for year in YEAR.findall(part)}
    open_bracket = text.count("(") != text.count(")")
    if (
        len(years) != 1
        or open_bracket
        or re.search(r"no official|ca\.|at least", text.split(";")[0])
    ):
        return gap(passage, "independence_year", "More than one date, or none.")
    return number(passage, "independence_year", _exact(int(years.pop()), stated[0]))


def _exact(year: int, words: str) -> Quantity:
    return Quantity(year, year, year, Bound.EXACT, words, 0, 0)
