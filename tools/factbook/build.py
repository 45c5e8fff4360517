"""Put the themes together into one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from atlas.intake.derive import derive
from atlas.intake.draft import Batch, DraftObservation, DraftRecord
from atlas.intake.plausible import Doubt, implausible
from atlas.intake.starter import order, record_order
from tools.factbook import documents, events, institutions, judgements, participation
from tools.factbook.edition import EARLIER, LATEST, Edition
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.fields.passages import Found, Gap
from tools.factbook.observations import (
    deployments,
    history,
    legal,
    legislature,
    november_2015,
    personnel,
    service,
    single_figures,
    women,
)
from tools.factbook.observations.absence import without_forces
from tools.factbook.observations.palestine import both_territories
from tools.factbook.observations.reviewed_rows import reviewed_first

# What an earlier edition words in another shape is not read from it: the constitutions' dates stand
# among those of their amendments, the executive and the courts in prose.
THEMES: dict[Edition, tuple[Callable[[Entity], Iterator[Found]], ...]] = {
    LATEST: (
        legal.read,
        history.read,
        legislature.read,
        personnel.read,
        women.read,
        service.read,
        deployments.read,
        single_figures.read,
    ),
    EARLIER: (
        november_2015.legal,
        november_2015.legislature,
        women.read,
        service.read,
        november_2015.figures,
        november_2015.displaced,
        november_2015.trafficking,
    ),
}
RECORDS: dict[Edition, tuple[Callable[[Entity], Iterator[DraftRecord]], ...]] = {
    LATEST: (
        judgements.read,
        events.read,
        documents.read,
        institutions.read,
        participation.read,
    ),
    EARLIER: (institutions.read_branches, participation.read),
}
UNBELIEVABLE = "Outside of the declared limits:"


@lru_cache(maxsize=2)
def read_factbook(edition: Edition = LATEST) -> tuple[Batch, tuple[Gap, ...]]:
    """Return all that an edition states, and the texts that stay unread, each sorted."""
    everyone = entities(edition)
    items = [item for entity in everyone for item in _read(entity)]
    gaps = {item for item in items if isinstance(item, Gap)}
    drafts = [item for item in items if isinstance(item, DraftObservation)]
    drafts, more = _believable(drafts)
    new_drafts, still = _believable(derive(drafts), drafts)
    drafts, gaps = drafts + new_drafts, gaps | more | still
    records = (
        record for entity in everyone for read in RECORDS[edition] for record in read(entity)
    )
    batch = Batch(
        (edition.source,),
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
    by_rule = (item for theme in THEMES[entity.edition] for item in theme(entity))
    findings = list(reviewed_first(entity, by_rule))
    if entity.iso3 == "PSE":
        findings = both_territories(findings, entity.edition)
    return without_forces(entity, findings)
