"""Military service: is it compulsory, how long, from which age to which."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Passage, coded, gap, missing, number, with_note
from tools.factbook.observations.ages import RULE, volunteer_ages
from tools.factbook.observations.conscription import conscription
from tools.factbook.observations.duration import compulsory_months

SECTION, FIELD = "Military and Security", "Military service age and obligation"
UNSAID = "The text does not say whether there is compulsory service."
ABSENT = ("conscription", "conscription_months", "service_age", "service_age_max")
NO_SERVICE = "There is no compulsory service."
CALLED = "The age limit is that of call-up."
OF_WOMEN = "The age limit is that for women."
LIMITS = "The text names an upper age, but no one general limit."
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
    yield from _conscription(passage)
    yield from _ages(passage)


def _conscription(passage: Passage) -> Iterator[Found]:
    result = conscription(passage.text)
    if result is None:
        yield gap(passage, "conscription", UNSAID)
        return
    yield coded(passage, "conscription", result.category, original=result.words)
    if result.category == "none":
        reason = MissingReason.NOT_APPLICABLE
        original = result.words
        yield missing(passage, "conscription_months", reason, original=original, note=NO_SERVICE)
    elif result.category in ("mandatory", "selective"):
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
    finding = number(passage, "service_age", ages.youngest, note=note)
    yield with_note(finding, YOUNGEST) if _has_brackets(passage.text) else finding
    if ages.oldest is not None:
        limit = CALLED if ages.voluntary and not ages.limit_voluntary else note
        limit = OF_WOMEN if ages.oldest.original.endswith("for women volunteers") else limit
        yield number(passage, "service_age_max", ages.oldest, note=limit)
    elif ages.unread:
        yield gap(passage, "service_age_max", LIMITS)


def _has_brackets(text: str) -> bool:
    """Tell whether the text has brackets beside its year, those left out that give the rule."""
    return "(" in RULE.sub("", text).rsplit("(", 1)[0]
