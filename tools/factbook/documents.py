"""Constitutions, laws, treaties, agreements and plans that the texts name with a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftDocument, DraftEvent
from tools.factbook import events
from tools.factbook.edition import LATEST
from tools.factbook.events.constitution import EARLIER
from tools.factbook.fields.dates import DATE, moment
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Gap, Passage
from tools.factbook.fields.statements import hedged, notes, sentences
from tools.factbook.observations import history
from tools.factbook.observations.reviewed_rows import reviewed_first

# The last word of a title -> what kind of document it is.
KINDS = {
    "Constitutional Declaration": "constitution",
    "Transitional National Charter": "constitution",
    "Act": "law",
    "Acts": "law",
    "Law": "law",
    "Code": "law",
    "Treaty": "treaty",
    "Treaty of Peace": "treaty",
    "Accord": "treaty",
    "Accords": "treaty",
    "Agreement": "treaty",
    "Agreements": "treaty",
    "Declaration": "treaty",
    "Pact": "treaty",
}
LAST = "|".join(sorted(KINDS, key=len, reverse=True))
WORD = r"[A-Z][\w’'.-]+"
NAME = rf"(?P<name>(?:{WORD} (?:(?:and|of|on|for) )?){{0,6}}(?P<last>{LAST}))"
NAMED = (
    re.compile(rf"\b{NAME}(?: of)? (?P<when>{DATE})"),
    re.compile(rf"\b(?:[Tt]he|a|an|its) (?P<when>{DATE}) {NAME}(?! (?:of|on) [A-Z])"),
)
RESTORED = re.compile(r"\b(?P<when>\d{4}) constitution restored\b")
# Events that are themselves a document, by the words of their titles.
EVENT_KINDS = {"peace": "treaty", "treaty": "treaty", "law": "law", "white-paper": "white-paper"}
DOCUMENT = re.compile(
    r"\b(?:[Aa]greements?|[Aa]ccords?|[Tt]reat(?:y|ies)|[Dd]eal|Armistice|Compact|[Ll]aw"
    r"|[Ll]egislation|[Dd]ecree|[Pp]lan|documents|Arrangements|declaration)\b"
)
STEP = re.compile(r" (?:signed|released|introduced|approved)$")
NOT_ONE = re.compile(r"organization|Peace program|framework|signed in Paris|in force|ally", re.I)
FIELDS = (
    ("Introduction", "Background", ""),
    ("Military and Security", "Military - note", ""),
    ("Military and Security", "Military and security forces", "note"),
    ("Military and Security", "Military service age and obligation", "note"),
    ("Government", "Executive branch", "note"),
    ("Government", "Constitution", "note"),
    ("Government", "Legislative branch", "note"),
    ("Government", "Judicial branch", "note"),
    ("Government", "Dependency status", ""),
)


def read(entity: Entity) -> Iterator[DraftDocument]:
    """Yield a country's documents, each title once."""
    keys: set[tuple[str, str]] = set()
    documents = [*_constitutions(entity), *_from_texts(entity), *_of_events(entity)]
    for document in sorted(documents, key=lambda d: (d.date, d.title)):
        key = (document.document, document.title)
        if key not in keys:
            keys.add(key)
            yield document


def named(passage: Passage, statement: str) -> Iterator[DraftDocument]:
    """Yield the documents that a sentence or clause names with a date."""
    for pattern in NAMED:
        for match in pattern.finditer(statement):
            when = moment(match["when"])
            name = re.sub(r"^(?:The|Under the|Under) ", "", match["name"])
            if when and not when.until and name != match["last"]:
                kind = next(kind for last, kind in KINDS.items() if name.endswith(last))
                place = f"{passage.place} > {statement}"
                title = f"{name} ({when.date[:4]})"
                yield _draft(passage.country, kind, title, when.date, statement, place)


def _from_texts(entity: Entity) -> Iterator[DraftDocument]:
    for section, field, part in FIELDS:
        for passage in entity.passages(section, field, part):
            parts = sentences(passage) if field == "Background" else notes(passage)
            for statement in parts:
                yield from named(passage, statement)


def _of_events(entity: Entity) -> Iterator[DraftDocument]:
    for event in events.read(entity):
        title = event.title
        fits = event.event in EVENT_KINDS and DOCUMENT.search(title)
        if fits and not NOT_ONE.search(title) and not re.match(r"(?:Joined|Member|Start)", title):
            kind = EVENT_KINDS[event.event]
            label = f"{STEP.sub('', title)} ({event.date[:4]})"
            yield _draft(event.country, kind, label, event.date, event.evidence, event.locator)


def _constitutions(entity: Entity) -> Iterator[DraftDocument]:
    steps = [e for e in events.constitution.read(entity) if e.event == "constitution"]
    current = _in_force(entity, steps)
    name = codebook().countries[entity.iso3].name
    for step in steps:
        place, year = (step.evidence, step.locator), step.date[:4]
        if step.title == EARLIER:
            title = f"Earlier constitution of {name} ({year})"
        elif step is current:
            title = f"Constitution of {name} ({year})"
        else:
            continue
        yield _draft(entity.iso3, "constitution", title, step.date, *place, method=Method.REPORTED)


def _in_force(entity: Entity, steps: list[DraftEvent]) -> DraftEvent | None:
    """Return the last step in the year that stands for the constitution in force."""
    years = {
        str(int(item.value))
        for item in reviewed_first(entity, history.read(entity))
        if not isinstance(item, Gap) and item.indicator == "constitution_year" and item.value
    }
    if steps and not years:
        years = set(RESTORED.findall(steps[0].evidence))
    fitting = [s for s in steps if s.date[:4] in years and s.title != EARLIER]
    return max(fitting, key=lambda step: step.date) if fitting else None


def _draft(
    country: str,
    kind: str,
    title: str,
    date: str,
    evidence: str,
    locator: str,
    *,
    method: Method = Method.CODED,
) -> DraftDocument:
    return DraftDocument(
        country=country,
        source=LATEST.source.id,
        original=evidence,
        locator=locator,
        method=method,
        processing=Processing.MINOR,
        reliability=Reliability.UNCERTAIN if hedged(evidence) else Reliability.STATED,
        document=kind,
        title=title,
        date=date,
        evidence=evidence,
    )
