"""From a dated statement to a draft event with its evidence."""

from __future__ import annotations

from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftEvent
from tools.factbook.fields.dates import Moment
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.statements import hedged

TITLE_LENGTH = 90


def draft(
    passage: Passage,
    kind: str,
    title: str,
    when: Moment,
    evidence: str,
    *,
    method: Method = Method.CODED,
    note: str = "",
) -> DraftEvent:
    """Return a draft event whose evidence is a sentence or clause of the passage."""
    return DraftEvent(
        country=passage.country,
        source=passage.edition.source.id,
        original=when.words,
        locator=f"{passage.place} > {evidence}",
        method=method,
        processing=Processing.MINOR,
        reliability=Reliability.UNCERTAIN if hedged(evidence) else Reliability.STATED,
        note=note,
        note_language="en" if note else "",
        event=kind,
        date=when.date,
        until=when.until,
        title=title,
        evidence=evidence,
    )
