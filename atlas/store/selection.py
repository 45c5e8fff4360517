"""What a release selects: shared by every reader of records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Engine, or_, select

from atlas.errors import UnknownRelease
from atlas.store.desk import takedown
from atlas.store.schema import membership, release, source

CITATION = source.c.publisher + ", " + source.c.title + " (" + source.c.vintage + ")"


def in_release(kind: str, sequence: int) -> list[ColumnElement[bool]]:
    """Return the conditions under which a membership belongs to release number ``sequence``.

    A record that was taken down belongs to none. Do not put ``membership.record_id IN (…)``
    beside these: SQLite 3.40 (Debian 12) then returns records of later releases too.
    """
    return [
        membership.c.kind == kind,
        membership.c.from_seq <= sequence,
        or_(membership.c.to_seq.is_(None), membership.c.to_seq > sequence),
        membership.c.record_id.not_in(taken_down_ids(kind)),
    ]


def taken_down_ids(kind: str) -> Any:
    """Return a query for the ids of a kind's records that were taken down."""
    return select(takedown.c.record_id).where(takedown.c.kind == kind)


def release_of(engine: Engine, label: str | None) -> tuple[str, int]:
    """Return label and number of a release, the newest for None.

    Raises
    ------
    UnknownRelease
    """
    query: Any = select(release.c.label, release.c.sequence).order_by(release.c.sequence.desc())
    with engine.connect() as connection:
        releases = connection.execute(query).fetchall()
    for name, sequence in releases:
        if label in (None, name):
            return str(name), int(sequence)
    raise UnknownRelease(label or "newest", tuple(name for name, _ in releases[:3]))
