"""States and territories without armed forces: military indicators do not apply to them."""

from __future__ import annotations

import re

from atlas.codebook.model import MissingReason
from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.records import Found, Gap, Passage, missing
from atlas.intake.connectors.factbook.text import clauses, without_note_mark

SECTION = "Military and Security"
FIELDS = ("Military and security forces", "Military - note")
STATEMENT = re.compile(
    r"^no (?:regular )?(?:indigenous )?military forces"
    r"|armed forces were constitutionally abolished"
    r"|not permitted a conventional military"
    r"|^defense is the responsibility of (?!the (?:armed|military))"
    r"|is responsible for defending the independence and sovereignty of Monaco"
    r"|does not have (?:a |any )?(?:regular )?(?:military|armed) forces",
    re.IGNORECASE,
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


def no_forces(entity: Entity) -> tuple[Passage, str] | None:
    """Return the passage that says so and its clause, None when no text says so."""
    for field in FIELDS:
        for passage in (*entity.passages(SECTION, field), *entity.notes(SECTION, field)):
            for clause in clauses(without_note_mark(passage.text)):
                if STATEMENT.search(clause):
                    return passage, clause
    return None


def without_forces(entity: Entity, found: list[Found]) -> list[Found]:
    """Add ``not-applicable`` for military indicators of which the Factbook states nothing.

    What it does state, a police or paramilitary strength above all, stays as it is.
    """
    said = no_forces(entity)
    if said is None:
        return found
    passage, clause = said
    stated = {f.indicator for f in found if not isinstance(f, Gap)}
    absent: list[Found] = [
        missing(passage, indicator, MissingReason.NOT_APPLICABLE, original=clause)
        for indicator in MILITARY
        if indicator not in stated
    ]
    settled = {f.indicator for f in absent}
    return [f for f in found if not (isinstance(f, Gap) and f.indicator in settled)] + absent
