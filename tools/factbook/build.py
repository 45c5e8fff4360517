"""Put the themes together into one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from atlas.intake.derive import derive
from atlas.intake.draft import Batch, DraftObservation, DraftRecord
from atlas.intake.plausible import Doubt, implausible
from atlas.intake.starter import order, record_order
from tools.factbook import documents, events, institutions, judgements, participation
from tools.factbook.edition import SOURCE
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.fields.passages import Found, Gap
from tools.factbook.observations import (
    deployments,
    history,
    legal,
    legislature,
    personnel,
    service,
    single_figures,
    women,
)
from tools.factbook.observations.absence import without_forces
from tools.factbook.observations.palestine import both_territories
from tools.factbook.observations.reviewed_rows import reviewed_first

THEMES: tuple[Callable[[Entity], Iterator[Found]], ...] = (
    legal.read,
    history.read,
    legislature.read,
    personnel.read,
    women.read,
    service.read,
    deployments.read,
    single_figures.read,
)
RECORDS: tuple[Callable[[Entity], Iterator[DraftRecord]], ...] = (
    judgements.read,
    events.read,
    documents.read,
    institutions.read,
    participation.read,
)
UNBELIEVABLE = "Outside of the declared limits:"


@lru_cache(maxsize=1)
def read_factbook() -> tuple[Batch, tuple[Gap, ...]]:
    """Return all that the Factbook states, and the texts that stay unread, each sorted."""
    items = [item for entity in entities() for item in _read(entity)]
    gaps = {item for item in items if isinstance(item, Gap)}
    drafts = [item for item in items if isinstance(item, DraftObservation)]
    drafts, more = _believable(drafts)
    new_drafts, still = _believable(derive(drafts), drafts)
    drafts, gaps = drafts + new_drafts, gaps | more | still
    records = (record for entity in entities() for read in RECORDS for record in read(entity))
    batch = Batch(
        (SOURCE,),
        tuple(sorted(drafts, key=order)),
        records=tuple(sorted(records, key=record_order)),
    )
    return batch, tuple(sorted(gaps, key=lambda g: (g.indicator, g.country, g.text, g.reason)))


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
    quote = f"“{doubt.draft.original}”"
    if doubt.other is not None:
        quote = f"{quote} beside “{doubt.other.original}” ({doubt.check.per}, {doubt.other.period})"
    return f"{UNBELIEVABLE} {quote}. {doubt.check.why}"


def _read(entity: Entity) -> list[Found]:
    by_rule = (item for theme in THEMES for item in theme(entity))
    findings = list(reviewed_first(entity, by_rule))
    if entity.iso3 == "PSE":
        findings = both_territories(findings)
    return without_forces(entity, findings)
