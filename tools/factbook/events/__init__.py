"""Dated events: constitutions, independence, coups, wars, peace, forces, service, treaties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atlas.intake.draft import DraftEvent
from tools.factbook.events import constitution, elections, independence, reviewed_rows, sections
from tools.factbook.fields.entities import Entity

# Of these, two of one kind and date may be two different events.
SEVERAL = ("treaty", "forces", "mission", "law", "election")
# Titles of one date that name the same body or treaty tell the same event.
SUBJECT = re.compile(
    r"Partnership for Peace|NATO(?![’'])|\bEU\b|European Union|CSTO|\bRSS\b|COFA"
    r"|[Pp]eacekeep|[A-Z]{5,}",
)


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield a country's events by date, each once."""
    events = [
        *reviewed_rows.read(entity),
        *constitution.read(entity),
        *independence.read(entity),
        *sections.read(entity),
        *elections.read(entity),
    ]
    yield from sorted(unique(events), key=lambda e: (e.date, e.event, e.title))


def unique(events: Iterable[DraftEvent]) -> list[DraftEvent]:
    """Return the events without repetitions; a rough date yields to an exact one of its kind."""
    distinct: list[DraftEvent] = []
    for event in events:
        if not any(_same(event, other) for other in distinct):
            distinct.append(event)
    return [event for event in distinct if not any(_finer(other, event) for other in distinct)]


def _same(one: DraftEvent, other: DraftEvent) -> bool:
    if (one.event, one.date) != (other.event, other.date):
        return False
    if one.event not in SEVERAL or one.title == other.title:
        return True
    return bool(_subjects(one) & _subjects(other))


def _finer(one: DraftEvent, other: DraftEvent) -> bool:
    same_kind = one.event == other.event and one.event not in SEVERAL
    return same_kind and not other.until and one.date.startswith(f"{other.date}-")


def _subjects(event: DraftEvent) -> set[str]:
    return {word.replace("European Union", "EU") for word in SUBJECT.findall(event.title)}
