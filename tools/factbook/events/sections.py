"""Which rules read which field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from atlas.intake.draft import DraftEvent
from tools.factbook.events import background_rules, military_rules
from tools.factbook.events.draft import TITLE_LENGTH, draft
from tools.factbook.events.rules import Hit, Rule, hits
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.statements import happened, notes, sentences
from tools.factbook.fields.text import clauses
from tools.factbook.reviewed import rows

GOVERNMENT = background_rules.COUP
BACKGROUND = (
    *background_rules.COUP,
    *background_rules.TRANSITION,
    *background_rules.ELECTION,
    *background_rules.CONFLICT,
    *background_rules.PEACE,
    *background_rules.TREATY,
)
MILITARY = (
    *background_rules.COUP,
    *military_rules.CONSCRIPTION,
    *military_rules.FORCES,
    *military_rules.TREATY,
    *military_rules.MISSION,
    *military_rules.CONFLICT,
    *background_rules.PEACE,
    background_rules.CONFLICT[0],
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
                if not _left_out(passage.country, hit):
                    yield draft(passage, hit.kind, _label(hit.title), hit.moment, statement)


def _label(title: str) -> str:
    short = re.search(r"\(([A-Z]{3,})\)", title)
    if len(title) > TITLE_LENGTH and short:
        return f"{title.split(maxsplit=1)[0]} of {short[1]}"
    return title


def _left_out(country: str, hit: Hit) -> bool:
    """Tell whether a person has read the clause and found that it says something else."""
    own = rows("events_left_out", country)
    return any((r["kind"], r["date"]) == (hit.kind, hit.moment.date) for r in own)
