"""How many observations of which indicator and source each release holds.

Counted once, when a release is published: what every page and the API ask of a release must
not depend on how much it holds. The rows follow from the memberships and the take-downs, so
they can be counted anew at any time (``count_observations``).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from atlas.store.schema import membership, metadata, observation, release
from atlas.store.selection import in_release

release_content = Table(
    "release_content",
    metadata,
    Column("sequence", Integer, ForeignKey("release.sequence"), primary_key=True),
    Column("indicator", String(40), primary_key=True),
    Column("source_id", String(64), ForeignKey("source.id"), primary_key=True),
    Column("observations", Integer, nullable=False),
)
Counts = dict[tuple[str, str], int]  # indicator, source -> observations


def count_observations(connection: Connection, sequence: int) -> Counts:
    """Count a release's observations by indicator and source, in its memberships."""
    parts = (observation.c.indicator, observation.c.source_id)
    query = (
        select(*parts, func.count())
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .where(*in_release("observation", sequence))
        .group_by(*parts)
    )
    return {(indicator, source): int(n) for indicator, source, n in connection.execute(query)}


def store_counts(connection: Connection, sequence: int) -> None:
    """Count a new release in the transaction that publishes it."""
    rows = [
        {"sequence": sequence, "indicator": indicator, "source_id": source, "observations": n}
        for (indicator, source), n in sorted(count_observations(connection, sequence).items())
    ]
    if rows:
        connection.execute(insert(release_content), rows)


def remove(connection: Connection, record_id: str) -> None:
    """Take an observation out of the counts of every release that holds it."""
    query = select(observation.c.indicator, observation.c.source_id)
    place = connection.execute(query.where(observation.c.id == record_id)).one()
    holding = select(release.c.sequence).join(
        membership,
        (membership.c.kind == "observation")
        & (membership.c.record_id == record_id)
        & (membership.c.from_seq <= release.c.sequence)
        & (membership.c.to_seq.is_(None) | (membership.c.to_seq > release.c.sequence)),
    )
    these = (
        (release_content.c.indicator == place.indicator)
        & (release_content.c.source_id == place.source_id)
        & release_content.c.sequence.in_(holding)
    )
    connection.execute(
        update(release_content).where(these).values(observations=release_content.c.observations - 1)
    )
    connection.execute(delete(release_content).where(release_content.c.observations <= 0))


def altered_releases(connection: Connection) -> Iterator[str]:
    """Yield the releases whose stored counts are not those of their memberships."""
    labels = connection.execute(select(release.c.sequence, release.c.label)).all()
    for sequence, label in labels:
        if _stored_counts(connection, sequence) != count_observations(connection, sequence):
            yield f"contents of release {label}"


def _stored_counts(connection: Connection, sequence: int) -> Counts:
    query = select(release_content).where(release_content.c.sequence == sequence)
    rows = connection.execute(query).mappings()
    return {(row["indicator"], row["source_id"]): row["observations"] for row in rows}
