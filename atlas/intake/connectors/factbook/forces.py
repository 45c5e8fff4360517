"""States and territories without armed forces: military indicators do not apply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from atlas.intake.connectors.factbook.entry import EDITION, PRESENT, Entry
from atlas.intake.draft import DraftObservation

SECTION = "Military and Security"
STATEMENT = re.compile(
    r"(?:^|(?<=[.;] ))[^.;]*?(?:no (?:regular |standing |regular indigenous )?military forces|"
    r"no (?:regular )?military,|armed forces were (?:constitutionally )?abolished|"
    r"abolished (?:its|the) (?:military|armed forces)|does not have (?:a |any )?(?:military|armed forces)|"
    r"defen[cs]e is the responsibility of)[^.;]*",
    re.IGNORECASE,
)
DO_NOT_APPLY = (
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


def no_armed_forces(entry: Entry) -> str | None:
    """Return the sentence that says so, or None."""
    for field in ("Military and security forces", "Military - note"):
        found = STATEMENT.search(entry.text(SECTION, field))
        if found:
            return f"{SECTION} > {field}: {found.group(0).strip()}"
    node = entry.fields.get(SECTION, {}).get("Military and security forces", {})
    note = entry.text(SECTION, "Military and security forces", "note") if node else ""
    found = STATEMENT.search(note)
    return f"{SECTION} > Military and security forces > note: {found.group(0)}" if found else None


def read_absence(entry: Entry, stated: set[str]) -> Iterator[DraftObservation]:
    """Yield ``not-applicable`` for military indicators without a statement of their own."""
    sentence = no_armed_forces(entry)
    if sentence is None:
        return
    for indicator in DO_NOT_APPLY:
        if indicator not in stated:
            yield entry.draft(
                indicator,
                EDITION,
                sentence,
                missing=MissingReason.NOT_APPLICABLE,
                original=sentence.split(": ", 1)[1],
                note=PRESENT,
            )
