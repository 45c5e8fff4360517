"""The kinds of record, and what a release holds once of each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Table

from atlas.store import schema

PROVENANCE = (
    "original",
    "locator",
    "method",
    "processing",
    "reliability",
    "collector",
    "note",
    "note_language",
)


@dataclass(frozen=True)
class RecordKind:
    """A kind of record.

    ``key`` names the columns that a release holds once: a record of the same key replaces
    the older one. ``own`` are the columns between the country and the provenance; ``text``
    are those that a reader searches.
    """

    table: Table
    key: tuple[str, ...]
    text: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The kind's code, which is its table's name."""
        return self.table.name

    @property
    def own(self) -> tuple[str, ...]:
        """The columns that only this kind has."""
        common = {"id", "country", "source_id", *PROVENANCE}
        return tuple(c.name for c in self.table.c if c.name not in common)


OBSERVATION = RecordKind(
    schema.observation, ("country", "indicator", "period", "breakdown", "source_id")
)
JUDGEMENT = RecordKind(
    schema.judgement,
    ("country", "question", "period", "source_id"),
    ("evidence", "law", "article", "note"),
)
EVENT = RecordKind(
    schema.event, ("country", "event", "date", "title", "source_id"), ("title", "evidence", "note")
)
DOCUMENT = RecordKind(
    schema.document,
    ("country", "document", "title", "source_id"),
    ("title", "number", "evidence", "note"),
)
INSTITUTION = RecordKind(
    schema.institution,
    ("country", "code", "source_id"),
    ("name", "own_name", "evidence", "note"),
)
RELATION = RecordKind(
    schema.relation,
    ("country", "subject", "relation", "object", "source_id"),
)
PARTICIPATION = RecordKind(
    schema.participation, ("country", "organisation", "source_id"), ("note",)
)
TREATY_ACTION = RecordKind(
    schema.treaty_action, ("country", "instrument", "action", "date", "source_id"), ("note",)
)
KINDS = {
    kind.name: kind
    for kind in (
        OBSERVATION,
        JUDGEMENT,
        EVENT,
        DOCUMENT,
        INSTITUTION,
        RELATION,
        PARTICIPATION,
        TREATY_ACTION,
    )
}
