"""A release's state: its label and a key that changes with whatever can change in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select

from atlas.store.replies import takedown_count
from atlas.store.schema import release
from atlas.store.selection import release_of


@dataclass(frozen=True)
class ReleaseState:
    """A release's label, and its hash with the number of records that were taken down."""

    label: str
    key: str


def state(engine: Engine, label: str | None) -> ReleaseState:
    """Return the state of a release (None: the newest), constant in the size of the data.

    Raises
    ------
    UnknownRelease
    """
    name, sequence = release_of(engine, label)
    query = select(release.c.hash).where(release.c.sequence == sequence)
    with engine.connect() as connection:
        digest = connection.execute(query).scalar_one()
    return ReleaseState(name, f"{digest} {takedown_count(engine)}")


def content_version(engine: Engine) -> str:
    """Return what all that is kept of a release hangs on beside its label.

    That is the database, and how many records were taken down: only that changes a release.
    """
    return f"{engine.url} {takedown_count(engine)}"
