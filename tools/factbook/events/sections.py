"""Which rules read which field, and what is known to be misread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from atlas.intake.draft import DraftEvent
from tools.factbook.events import (
    background_rules,
    conflict_rules,
    government_rules,
    military_rules,
    mission_rules,
    reform_rules,
    service_rules,
)
from tools.factbook.events.draft import TITLE_LENGTH, draft
from tools.factbook.events.rules import Rule, hits
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.statements import happened, notes, sentences
from tools.factbook.fields.text import clauses

BACKGROUND = (
    *background_rules.COUP,
    *background_rules.TRANSITION,
    *background_rules.ELECTION,
    *background_rules.INDEPENDENCE,
    *conflict_rules.CONFLICT,
    *conflict_rules.PEACE,
    *conflict_rules.TREATY,
    *conflict_rules.MISSION,
)
GOVERNMENT = (*background_rules.COUP, *government_rules.RULES, *reform_rules.REFORM[-1:])
MILITARY = (
    *background_rules.COUP,
    *service_rules.CONSCRIPTION,
    *service_rules.WOMEN,
    *military_rules.FORCES,
    *military_rules.TREATY,
    *mission_rules.MISSION,
    *mission_rules.CONFLICT,
    *reform_rules.REFORM,
    *conflict_rules.PEACE,
    conflict_rules.CONFLICT[0],
)
FIELDS: tuple[tuple[str, str, tuple[str, ...], tuple[Rule, ...]], ...] = (
    ("Introduction", "Background", ("",), BACKGROUND),
    ("Military and Security", "Military - note", ("",), MILITARY),
    ("Military and Security", "Military and security forces", ("", "note"), MILITARY),
    ("Military and Security", "Military service age and obligation", ("", "note"), MILITARY),
    ("Military and Security", "Military deployments", ("", "note"), MILITARY),
    (
        "Military and Security",
        "Military and security service personnel strengths",
        ("", "note"),
        MILITARY,
    ),
    ("Government", "Executive branch", ("note",), GOVERNMENT),
    ("Government", "Government type", ("note",), GOVERNMENT),
    ("Government", "Constitution", ("note",), GOVERNMENT),
    ("Government", "Legislative branch", ("note",), GOVERNMENT),
)
# Read by hand: the clause is about another country or an earlier state, or the year is not
# that of the event. (country, kind, date) -> why it is left out.
LEFT_OUT: dict[tuple[str, str, str], str] = {
    ("ERI", "independence", "1941"): "freed from Italian control, not independent",
    ("EST", "independence", "1940"): "the year of its loss",
    ("GEO", "independence", "1921"): "the year of its loss",
    ("IOT", "independence", "1976"): "the independence of Seychelles",
    ("LUX", "independence", "1839"): "the declaration of Belgium",
    ("MNG", "independence", "1921"): "won, not declared, in that year",
    ("NZL", "independence", "1835"): "a declaration of some tribes",
    ("SDN", "independence", "2011"): "the independence of South Sudan",
    ("SRB", "independence", "1992"): "the declaration of Bosnia",
    ("SRB", "independence", "2008"): "the declaration of Kosovo",
    ("TUR", "coup", "2016"): "listed among coups; the Military section says failed attempt",
    ("IND", "conflict", "1814"): "a war of the British",
    ("MAR", "conflict", "1921"): "a war of the Spanish",
    ("MAR", "conflict", "1936"): "a war in Spain",
    ("MAR", "conflict", "1946"): "a war of the French in Indochina",
    ("SHN", "conflict", "1900"): "a war in South Africa",
    ("ZWE", "conflict", "1975"): "the years of the war in Angola",
}


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield the events that the Background and the notes of other fields state."""
    for section, field, parts, rules in FIELDS:
        splitter = sentences if field == "Background" else notes
        for part in parts:
            for passage in entity.passages(section, field, part):
                yield from of_passage(passage, rules, splitter)


def of_passage(
    passage: Passage,
    rules: tuple[Rule, ...],
    splitter: Callable[[Passage], tuple[str, ...]] = sentences,
) -> Iterator[DraftEvent]:
    """Yield the events of one paragraph; each sentence or clause is its own evidence."""
    for statement in splitter(passage):
        for clause in clauses(statement):
            if not happened(clause):
                continue
            for hit in hits(rules, clause):
                reason = LEFT_OUT.get((passage.country, hit.kind, hit.moment.date))
                if reason is None or (hit.kind, hit.title[:14]) == ("coup", "Attempted coup"):
                    yield draft(passage, hit.kind, _label(hit.title), hit.moment, statement)


def _label(title: str) -> str:
    short = re.search(r"\(([A-Z]{3,})\)", title)
    if len(title) > TITLE_LENGTH and short:
        return f"{title.split(maxsplit=1)[0]} of {short[1]}"
    return title
