"""What a question selects in a release: its edition, its size, its frames, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine, func, select

from atlas.errors import UnknownRelease
from atlas.store import frames, replies
from atlas.store.origins import spoken_by
from atlas.store.schema import membership, observation, release, source
from atlas.store.selection import in_release
from atlas.web.api.parameters import ObservationQuery

WITHHELD = (
    "These observations are in the release, but the licence of their source does not allow "
    "redistribution. Read them on the pages of the atlas or at the source."
)
WITHHELD_RECORDS = WITHHELD.replace("observations", "records")
NEAREST = 3


@dataclass(frozen=True)
class Edition:
    """A release as the API names it; ``hash`` covers all that it holds.

    ``said`` changes when a reply is shown or a record taken down, which no release's hash tells.
    """

    label: str
    sequence: int
    hash: str
    said: str = ""

    @property
    def state(self) -> str:
        """What an answer's ETag is made of."""
        return f"{self.hash} {self.label} {self.said}"


@dataclass(frozen=True)
class Size:
    """How many observations are given, and how many a licence withholds."""

    given: int
    withheld: int


def edition(engine: Engine, label: str | None) -> Edition:
    """Return a release by label, the newest for None.

    Raises
    ------
    UnknownRelease
    """
    columns = (release.c.label, release.c.sequence, release.c.hash)
    with engine.connect() as connection:
        query = select(*columns).order_by(release.c.sequence.desc())
        releases = [tuple(row) for row in connection.execute(query)]
    for name, sequence, digest in releases:
        if label in (None, name):
            return Edition(name, sequence, digest, replies.voices_digest(engine))
    raise UnknownRelease(label or "newest", tuple(name for name, *_ in releases[:NEAREST]))


def size(engine: Engine, edition: Edition, query: ObservationQuery) -> Size:
    """Count what a question selects without reading it."""
    counting = (
        select(source.c.redistributable, func.count())
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .join(source, source.c.id == observation.c.source_id)
        .where(
            *in_release("observation", edition.sequence),
            *frames.conditions(query.indicators, query.countries, query.first, query.last),
        )
        .group_by(source.c.redistributable)
    )
    with engine.connect() as connection:
        selected = counting.where(*spoken_by(connection, observation, query.origins))
        counts = {bool(free): int(n) for free, n in connection.execute(selected)}
    return Size(counts.get(True, 0), counts.get(False, 0))


def selected_frame(engine: Engine, edition: Edition, query: ObservationQuery) -> pd.DataFrame:
    """Return all that a question selects as one frame, withheld rows included."""
    return frames.observations(
        engine,
        indicators=query.indicators,
        countries=query.countries,
        first=query.first,
        last=query.last,
        release=edition.label,
        origins=query.origins,
    )


def frames_by_indicator(
    engine: Engine, edition: Edition, query: ObservationQuery
) -> Iterator[pd.DataFrame]:
    """Yield the redistributable rows by indicator, so that no answer needs all in memory."""
    ids = query.indicators or frames.indicators_with_data(engine, release=edition.label)
    for indicator in ids:
        frame = frames.observations(
            engine,
            indicators=[indicator],
            countries=query.countries,
            first=query.first,
            last=query.last,
            release=edition.label,
            origins=query.origins,
        )
        yield redistributable(frame)


def redistributable(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that their source's licence lets the atlas pass on."""
    return frame[frame["redistributable"].astype(bool)]
