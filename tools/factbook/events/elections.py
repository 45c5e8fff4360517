"""The most recent elections to the executive and the legislature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import Method
from atlas.intake.draft import DraftEvent
from tools.factbook.events.draft import draft
from tools.factbook.fields.dates import DATE, Moment, moment, numeric
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.observations.chambers import LAST, is_indirect, no_election

FIELDS = {
    "Executive branch": "Election to the executive branch",
    "Legislative branch": "Election to the legislative branch",
    "Legislative branch - lower chamber": "Election to the lower chamber",
    "Legislative branch - upper chamber": "Election to the upper chamber",
}
RUNOFF = re.compile(
    rf"(?P<first>{DATE}),? with (?:a |the )?(?:runoff|second round)(?: held)?(?: on)? "
    rf"(?P<last>{DATE})"
)
SPAN = re.compile(r"(?P<first>\d{1,2}/\d{1,2}/\d{4}) to (?P<last>\d{1,2}/\d{1,2}/\d{4})")
MONTH_FIRST = "The source writes the date with the month first."


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield the elections whose date stands alone, as a range or with a runoff.

    Crossed dates of two chambers and dates of appointed chambers are left out.
    """
    for field, name in FIELDS.items():
        passage = entity.passage("Government", field, LAST)
        when = date_of(passage) if passage and not no_election(entity, field) else None
        if passage and when:
            note = MONTH_FIRST if "/" in passage.text else ""
            indirect = is_indirect(entity, field)
            title = name.replace("Election", "Indirect election") if indirect else name
            yield draft(
                passage, "election", title, when, passage.text, method=Method.REPORTED, note=note
            )


def date_of(passage: Passage) -> Moment | None:
    """Return the date of an election; None where the text says more than that."""
    text = passage.text
    for pattern, reader in ((RUNOFF, moment), (SPAN, numeric)):
        both = pattern.fullmatch(text)
        if both:
            first, last = reader(both["first"]), reader(both["last"])
            if first and last:
                until = last.date if last.date > first.date else ""
                return Moment(first.date, until, text)
    return numeric(text) if "/" in text else moment(text)
