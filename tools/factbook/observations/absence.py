"""States and territories without armed forces: military indicators do not apply to them."""

from __future__ import annotations

import re

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Gap, Passage, missing
from tools.factbook.fields.text import clauses, without_note_mark

SECTION = "Military and Security"
FIELDS = ("Military and security forces", "Military - note")
STATEMENT = re.compile(
    r"^no (?:regular )?(?:indigenous )?military forces"
    r"|armed forces were constitutionally abolished"
    r"|not permitted a conventional military"
    r"|^defense is the responsibility of (?!the (?:armed|military))"
    r"|is responsible for defending the independence and sovereignty of Monaco"
    r"|is responsible for defense duties$"
    r"|does not have (?:a |any )?(?:regular )?(?:military|armed) forces",
    re.IGNORECASE,
)
ARMED = re.compile(r"armed forces|army|regiment|military|national guard|guard corps", re.IGNORECASE)
NAMED = re.compile(r"Armed Forces|Military Corps")
CORPS = "Military Corps"  # San Marino: no regular forces, and yet forces of its own
OF_THE_US = re.compile(r"\(US\) National Guard")
POLICE_ONLY = "The text names police only, and the codebook lists no armed forces."
POLICE_AND_GUARD = (
    "The text names police and the National Guard of the United States only, and the codebook "
    "lists no armed forces."
)
MILITARY = (
    "milex_gdp",
    "milex_usd",
    "milex_pc",
    "milex_gov",
    "armed_forces",
    "armed_forces_p1000",
    "reserves",
    "women_forces",
    "women_service",
    "conscription",
    "conscription_months",
    "service_age",
    "service_age_max",
)


def no_forces(entity: Entity) -> tuple[Passage, str, str] | None:
    """Return the passage that says so, its clause and a note; None when no text says so.

    Where another state defends a country that has armed forces of its own (San Marino),
    nothing is said. A text that names police only counts for countries that the codebook
    lists as without armed forces.
    """
    forces = entity.passage(SECTION, FIELDS[0])
    if forces is not None and CORPS in forces.text:
        return None
    names_forces = forces is not None and NAMED.search(forces.text) is not None
    for field in FIELDS:
        for passage in (*entity.passages(SECTION, field), *entity.notes(SECTION, field)):
            for clause in clauses(without_note_mark(passage.text)):
                is_defended = clause.lower().startswith("defense is")
                if STATEMENT.search(clause) and not (is_defended and names_forces):
                    return passage, clause, ""
    if forces is None or codebook().countries[entity.iso3].has_armed_forces:
        return None
    own = OF_THE_US.sub("", forces.text)
    police = "Police" in own and not ARMED.search(own)
    note = POLICE_AND_GUARD if OF_THE_US.search(forces.text) else POLICE_ONLY
    return (forces, forces.text, note) if police else None


def without_forces(entity: Entity, findings: list[Found]) -> list[Found]:
    """Add ``not-applicable`` for military indicators of which the Factbook states nothing.

    What it does state, a police or paramilitary strength above all, stays as it is.
    """
    statement = no_forces(entity)
    if statement is None:
        return findings
    passage, clause, note = statement
    year, reason = _field_year(entity, passage), MissingReason.NOT_APPLICABLE
    with_finding = {f.indicator for f in findings if not isinstance(f, Gap)}
    absent: list[Found] = [
        missing(passage, indicator, reason, original=clause, year=year, note=note)
        for indicator in MILITARY
        if indicator not in with_finding
    ]
    absent_indicators = {f.indicator for f in absent}
    return [
        f for f in findings if not (isinstance(f, Gap) and f.indicator in absent_indicators)
    ] + absent


def _field_year(entity: Entity, passage: Passage) -> int | None:
    """Return the year that closes the field, which dates each of its paragraphs."""
    whole = entity.passage(SECTION, passage.place.split(" > ")[1])
    return whole.year if whole is not None else None
