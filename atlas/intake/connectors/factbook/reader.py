"""Put the themes together into one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from atlas.intake.connectors.factbook import (
    deployments,
    documents,
    economy,
    events,
    expenditure,
    history,
    institutions,
    judgements,
    legal,
    legislature,
    participation,
    personnel,
    service,
    society,
    women,
)
from atlas.intake.connectors.factbook.absence import without_forces
from atlas.intake.connectors.factbook.entities import Entity, entities
from atlas.intake.connectors.factbook.palestine import both_territories
from atlas.intake.connectors.factbook.records import Found, Gap
from atlas.intake.connectors.factbook.source import SOURCE
from atlas.intake.derive import derive
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Problem, Severity
from atlas.intake.plausible import Doubt, implausible
from atlas.intake.starter import order, record_order

THEMES: tuple[Callable[[Entity], Iterator[Found]], ...] = (
    legal.read,
    history.read,
    legislature.read,
    expenditure.read,
    economy.read,
    personnel.read,
    women.read,
    service.read,
    deployments.read,
    society.read,
)
RECORDS: tuple[Callable[[Entity], Iterator[DraftRecord]], ...] = (
    judgements.read,
    events.read,
    documents.read,
    institutions.read,
    participation.read,
)
UNBELIEVABLE = "Outside of the declared limits:"
MESSAGE = "{country}, {indicator}: a text stays unread. {reason}"
REMEDY = "Read the text and, if it holds a value, submit it with its sentence."


def read_factbook() -> Batch:
    """Return all that the Factbook states, and a problem (information) for each unread text."""
    return read_with_gaps()[0]


@lru_cache(maxsize=1)
def read_with_gaps() -> tuple[Batch, tuple[Gap, ...]]:
    """Return the batch and its gaps, each sorted."""
    found = [item for entity in entities() for item in _read(entity)]
    gaps = {item for item in found if isinstance(item, Gap)}
    drafts = [item for item in found if isinstance(item, DraftObservation)]
    drafts, more = _believable(drafts)
    derived, still = _believable(derive(drafts), drafts)
    drafts, gaps = drafts + derived, gaps | more | still
    ordered = tuple(sorted(gaps, key=lambda g: (g.indicator, g.country, g.text, g.reason)))
    observations = tuple(sorted(drafts, key=order))
    records = (record for entity in entities() for read in RECORDS for record in read(entity))
    batch = Batch(
        (SOURCE,),
        observations,
        tuple(map(_problem, ordered)),
        tuple(sorted(records, key=record_order)),
    )
    return batch, ordered


def _believable(
    drafts: list[DraftObservation], others: Iterable[DraftObservation] = ()
) -> tuple[list[DraftObservation], set[Gap]]:
    """Return the figures within the declared limits, and a gap for each of the others."""
    doubts = {doubt.draft: doubt for doubt in implausible(drafts, others)}
    gaps = {
        Gap(draft.country, draft.indicator, draft.locator, _reason(doubt))
        for draft, doubt in doubts.items()
    }
    return [draft for draft in drafts if draft not in doubts], gaps


def _reason(doubt: Doubt) -> str:
    said = f"“{doubt.draft.original}”"
    if doubt.other is not None:
        said = f"{said} beside “{doubt.other.original}” ({doubt.check.per}, {doubt.other.period})"
    return f"{UNBELIEVABLE} {said}. {doubt.check.why}"


def _read(entity: Entity) -> list[Found]:
    found = [item for theme in THEMES for item in theme(entity)]
    if entity.iso3 == "PSE":
        found = both_territories(found)
    return without_forces(entity, found)


def _problem(item: Gap) -> Problem:
    params: dict[str, object] = {
        "country": item.country,
        "indicator": item.indicator,
        "reason": item.reason,
    }
    return Problem(
        Severity.INFO,
        "unread-text",
        MESSAGE.format(**params),
        REMEDY,
        file="World Factbook",
        column=item.indicator,
        value=item.text,
        params={**params, "template": MESSAGE},
    )
