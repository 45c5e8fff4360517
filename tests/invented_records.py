"""Small invented records of the other kinds: institutions, relations, judgements, events …

Uruguay and Chile have a few of each; no name, law or date here is a real one.
"""

from __future__ import annotations

from collections.abc import Iterable

from atlas.intake.draft import (
    Batch,
    DraftDocument,
    DraftEvent,
    DraftInstitution,
    DraftJudgement,
    DraftParticipation,
    DraftRecord,
    DraftRelation,
    DraftTreatyAction,
    Source,
)
from tests.invented import source

YEARBOOK = "yearbook-2026"
SENTENCE = "The invented yearbook says so in this very sentence."


def institution(
    country: str, code: str, kind: str, name: str, own_name: str = ""
) -> DraftInstitution:
    """Return an institution."""
    return DraftInstitution(
        country=country,
        source=YEARBOOK,
        code=code,
        institution=kind,
        name=name,
        own_name=own_name,
        evidence=SENTENCE,
        locator="page 1",
    )


def relation(country: str, subject: str, verb: str, other: str) -> DraftRelation:
    """Return a relation."""
    return DraftRelation(
        country=country,
        source=YEARBOOK,
        subject=subject,
        relation=verb,
        object=other,
        evidence=SENTENCE,
        locator="page 1",
    )


def judgement(country: str, question: str, answer: str) -> DraftJudgement:
    """Return a coded answer."""
    return DraftJudgement(
        country=country,
        source=YEARBOOK,
        question=question,
        answer=answer,
        period="2026",
        evidence=SENTENCE,
        law="Invented Defence Act",
        article="12",
        law_date="1999-05-01",
        law_url="https://invented.example/act",
        locator="page 2",
    )


def event(country: str, kind: str, date: str, title: str) -> DraftEvent:
    """Return an event."""
    return DraftEvent(
        country=country,
        source=YEARBOOK,
        event=kind,
        date=date,
        title=title,
        evidence=SENTENCE,
        locator="page 3",
    )


def document(country: str, kind: str, title: str, date: str = "") -> DraftDocument:
    """Return a document."""
    return DraftDocument(
        country=country,
        source=YEARBOOK,
        document=kind,
        title=title,
        date=date,
        number="17",
        language="es",
        url="https://invented.example/law",
        evidence=SENTENCE,
        locator="page 4",
    )


def participation(country: str, organisation: str, status: str) -> DraftParticipation:
    """Return a membership."""
    return DraftParticipation(
        country=country,
        source=YEARBOOK,
        organisation=organisation,
        status=status,
        period="2026",
        evidence=SENTENCE,
        locator="page 5",
    )


def treaty_action(
    country: str, action: str = "ratification", date: str = "2014-09-25", instrument: str = "att"
) -> DraftTreatyAction:
    """Return what a state did with a treaty."""
    return DraftTreatyAction(
        country=country,
        source=YEARBOOK,
        instrument=instrument,
        action=action,
        date=date,
        evidence=SENTENCE,
        locator="page 6",
    )


def batch_of(*records: DraftRecord, sources: Iterable[Source] = (source(),)) -> Batch:
    """Return a batch of records with their source."""
    return Batch(tuple(sources), (), records=records)


RECORDS: tuple[DraftRecord, ...] = (
    institution("URY", "president", "head-of-state", "President"),
    institution(
        "URY", "ministry-of-defence", "ministry-of-defence", "Ministry of Invented Defence"
    ),
    institution("URY", "armed-forces", "armed-forces", "Invented Armed Forces"),
    institution("URY", "army", "army", "National Army", "Ejército Nacional"),
    institution("URY", "police", "police", "Invented Police"),
    institution("CHL", "president", "head-of-state", "President"),
    institution("CHL", "armed-forces", "armed-forces", "Armed Forces of Invention"),
    institution("CHL", "navy", "navy", "Navy", "Armada"),
    relation("URY", "president", "commands", "armed-forces"),
    relation("URY", "armed-forces", "part-of", "ministry-of-defence"),
    relation("URY", "army", "part-of", "armed-forces"),
    relation("CHL", "navy", "part-of", "armed-forces"),
    relation("CHL", "president", "commands", "armed-forces"),
    judgement("URY", "conscientious_objection", "yes"),
    judgement("CHL", "conscientious_objection", "no"),
    event("URY", "constitution", "1967-02-15", "Constitution promulgated"),
    event("URY", "women", "1998", "Women admitted to the invented academy"),
    event("CHL", "reform", "2005-08", "Invented reform of the forces"),
    document("URY", "constitution", "Constitution of Invention (1967)", "1967-02-15"),
    document("CHL", "law", "Ley del Ejército Inventado", "1999-05-01"),
)

# Apart from RECORDS, which other tests count.
PARTICIPATIONS: tuple[DraftRecord, ...] = (
    participation("URY", "OPANAL", "member"),
    participation("URY", "Mercosur", "member"),
    participation("CHL", "OPANAL", "member"),
    participation("CHL", "Mercosur", "associate"),
    participation("URY", "ICC", "party"),
)
