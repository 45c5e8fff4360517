"""Military service: is it compulsory, how long, from which age to which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from atlas.intake.connectors.factbook.ages import volunteer_ages
from atlas.intake.connectors.factbook.conscription import conscription
from atlas.intake.connectors.factbook.duration import compulsory_months
from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.records import (
    Found,
    Passage,
    coded,
    gap,
    missing,
    number,
    with_note,
)

SECTION, FIELD = "Military and Security", "Military service age and obligation"
UNSAID = "The text does not say whether there is compulsory service."
ABSENT = ("conscription", "conscription_months", "service_age", "service_age_max")
NO_SERVICE = "There is no compulsory service."
POWERS = "The text also names a power to mobilise or call up citizens."
EMERGENCY = re.compile(r"right to mobilize|authority to call up")
YOUNGEST = "Ages in brackets (parental consent, special posts) are left out."


def read(entity: Entity) -> Iterator[Found]:
    """Yield conscription, its months and the ages of entry of one country."""
    passage = entity.passage(SECTION, FIELD)
    if passage is None:
        return
    if passage.text.startswith("not available"):
        for indicator in ABSENT:
            yield missing(passage, indicator, MissingReason.NO_DATA, original=passage.text)
        return
    yield from _conscription(passage, entity.notes(SECTION, FIELD))
    yield from _ages(passage)


def _conscription(passage: Passage, notes: tuple[Passage, ...]) -> Iterator[Found]:
    found = conscription(passage.text, [note.text for note in notes])
    if found is None:
        yield gap(passage, "conscription", UNSAID)
        return
    if found.category is None:
        yield gap(passage, "conscription", found.words)
        return
    place = passage if found.note is None else notes[found.note]
    powers = POWERS if found.category == "none" and EMERGENCY.search(passage.text) else ""
    answer, year = found.category, passage.year
    yield coded(place, "conscription", answer, original=found.words, year=year, note=powers)
    if found.category == "none":
        reason = MissingReason.NOT_APPLICABLE
        original = found.words
        yield missing(passage, "conscription_months", reason, original=original, note=NO_SERVICE)
    elif found.category in ("mandatory", "selective"):
        yield from _months(passage)


def _months(passage: Passage) -> Iterator[Found]:
    months = compulsory_months(passage.text)
    if months is None:
        yield gap(passage, "conscription_months", "No one length of compulsory service in months.")
    else:
        yield number(passage, "conscription_months", months, original=months.original)


def _ages(passage: Passage) -> Iterator[Found]:
    ages = volunteer_ages(passage.text)
    if ages is None:
        yield gap(passage, "service_age", "No one age of entry can be read with certainty.")
        return
    note = "" if ages.voluntary else "The age of call-up: no age of voluntary service is stated."
    found = number(passage, "service_age", ages.youngest, note=note)
    yield with_note(found, YOUNGEST) if "(" in passage.text.rsplit("(", 1)[0] else found
    if ages.oldest is not None:
        yield number(passage, "service_age_max", ages.oldest, note=note)
