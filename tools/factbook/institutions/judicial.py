"""The highest courts, military courts, and who appoints the judges."""

from __future__ import annotations

import re

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.text import clauses, outside_parentheses
from tools.factbook.institutions.appointing import relate_all
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.names import (
    ABBREVIATION,
    Body,
    clean,
    plain_name,
    split,
)

SECTION, FIELD = "Government", "Judicial branch"
HIGHEST, JUDGES, LOWER = (
    "highest court(s)",
    "judge selection and term of office",
    "subordinate courts",
)
COURT = re.compile(
    r"\b(?:Courts?|Tribunal|Curia|Council of State|Constitutional Council|Council of Twelve)\b"
)
REST = re.compile(r" (?:consists of|is organized|includes|in plenum|and normally).*$")
ELSEWHERE = re.compile(r"^\(in [A-Z]")
SPOKEN = re.compile(r"\b(?:court|courts|council|of|the)\b", re.IGNORECASE)
MILITARY = re.compile(
    r"(?:[A-Z][\w ]*)?(?:[Mm]ilitary (?:[Cc]ourts?|[Tt]ribunals?)|[Cc]ourts? [Mm]artial"
    r"|Martial Court)"
)
MEMBERS = r"(?:chief justices?|justices?|judges?|magistrates?|members|presidents?|bailiffs)"
SUBJECT = re.compile(
    r"^(?:all |the )?(?P<court>[A-Z][\w ]*?)? ?(?:(?:first|vice|deputy|associate|other|and) )*"
    rf"{MEMBERS}"
    rf"(?:,? (?:and|or|/) (?:other |vice |deputy |associate )*{MEMBERS})*"
    r"(?: \([^)]*\))? (?P<verb>[^;]*)$"
)


def read_courts(entity: Entity, chart: Chart) -> None:
    """Put courts and the appointing of their judges into the chart."""
    passage = entity.passage(SECTION, FIELD, HIGHEST)
    for clause in clauses(passage.text) if passage else ():
        if passage and (body := court(clause)) and not _foreign(body.name, entity.iso3):
            chart.add(passage, body, "highest-court", evidence=clause)
    passage = entity.passage(SECTION, FIELD, LOWER)
    for clause in split(passage.text, ";,") if passage else ():
        name = outside_parentheses(clause)
        if passage and MILITARY.fullmatch(name):
            title = " ".join(
                w if w in ("of", "and") else w[0].upper() + w[1:] for w in name.split()
            )
            chart.add(passage, Body(title, said=name), "military-court", evidence=clause)
    _judges(entity, chart)


def court(clause: str) -> Body | None:
    """Return the court that a clause names before the brackets on its bench.

    >>> court("Supreme Court or Corte Suprema (consists of 5 judges)").own_name
    'Corte Suprema'
    """
    brackets = clause[clause.find("(") :] if "(" in clause else ""
    if ELSEWHERE.match(brackets) or clause.count("(") != clause.count(")"):
        return None
    outside = REST.sub("", outside_parentheses(clause)).strip(" ,.")
    name, *others = outside.split(" or ")
    if not plain_name(name) or not COURT.search(name) or "," in name or " - " in name:
        return None
    if " and the " in name or re.search(r"\d", outside):
        return None
    aliases = tuple(o for o in others if SPOKEN.search(o) or ABBREVIATION.fullmatch(o))
    own = [o for o in others if o not in aliases and " and " not in o and clean(o)]
    return Body(name, own[0] if own else "", aliases, said=clause)


def _foreign(name: str, country: str) -> bool:
    return name.startswith("US ") and country != "USA"


def _judges(entity: Entity, chart: Chart) -> None:
    passage = entity.passage(SECTION, FIELD, JUDGES)
    courts = chart.of_kind("highest-court")
    for clause in clauses(passage.text) if passage else ():
        plain = outside_parentheses(clause)
        match = SUBJECT.match(plain)
        if passage is None or match is None or not courts:
            continue
        subjects = _named_courts(chart, match["court"], courts)
        relate_all(chart, plain, subjects, passage, clause)


def _named_courts(chart: Chart, name: str | None, courts: list[str]) -> list[str]:
    """Return the highest courts that the words before "judges" mean; one court needs no name."""
    if not name:
        return courts if len(courts) == 1 else []
    codes = [chart.find(part.strip()) for part in name.split(" and ")]
    return codes if all(code in courts for code in codes) else []
