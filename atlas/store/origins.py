"""Who speaks in the records of a release: the origin of each, and those of some origins only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, and_, false, func, or_, select

from atlas.codebook.origins import ORIGINS, OWN, UNKNOWN, Speaker, speaker_of
from atlas.store.contents import release_content
from atlas.store.preference import KEY, preferred_among
from atlas.store.schema import membership, observation, source
from atlas.store.selection import in_release, release_of


@dataclass(frozen=True, slots=True)
class SourceRank:
    """What of a source decides between it and others."""

    speaker: Speaker
    preference: int
    vintage: str


def source_ranks(connection: Connection) -> dict[str, SourceRank]:
    """Return all sources by id, with who speaks in them."""
    names = ("id", "publisher", "title", "origin", "preference", "vintage")
    rows = connection.execute(select(*(source.c[name] for name in names))).all()
    return {
        row.id: SourceRank(
            speaker_of(row.publisher, row.title, row.origin), row.preference, row.vintage
        )
        for row in rows
    }


def origin_column(frame: pd.DataFrame, ranks: Mapping[str, SourceRank]) -> pd.Series:
    """Return who speaks in each row of a frame with ``source_id`` and ``country``."""
    pairs = zip(frame["source_id"], frame["country"], strict=True)
    speakers = {key: rank.speaker for key, rank in ranks.items()}
    values = [speakers[key].of(country) for key, country in pairs]
    return pd.Series(values, index=frame.index, dtype=object)


def spoken_by(
    connection: Connection, table: Any, origins: Collection[str]
) -> list[ColumnElement[bool]]:
    """Return the condition that keeps a table's records of some origins; none keeps all."""
    if not origins or set(origins) == {*ORIGINS, UNKNOWN}:
        return []
    everywhere, somewhere = [], []
    for key, rank in source_ranks(connection).items():
        speaker = rank.speaker
        own = speaker.of(speaker.country) if speaker.country else speaker.origin
        abroad = speaker.of("")
        if own in origins and abroad in origins:
            everywhere.append(key)
        elif own in origins or abroad in origins:
            home = table.c.country == speaker.country
            here = home if own in origins else ~home
            somewhere.append(and_(table.c.source_id == key, here))
    return [or_(false(), table.c.source_id.in_(everywhere), *somewhere)]


def prefer_again(frame: pd.DataFrame, ranks: Mapping[str, SourceRank]) -> pd.DataFrame:
    """Return a frame of observations where the best of the remaining sources is preferred.

    Where the release prefers a source that was filtered out, another one takes its place.
    """
    numbered = frame.set_axis(range(len(frame)))
    preferred = numbered["preferred"].copy()
    again = numbered[[*KEY, "source_id", "method", "source_origin", "id"]]
    several = again.duplicated([*KEY], keep=False)
    preferred[~several] = True
    table = again[several].reset_index(names="place").to_dict("records")
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in table]
    for row in rows:
        rank = ranks[str(row["source_id"])]
        row |= {"record_id": row["id"], "preference": rank.preference, "vintage": rank.vintage}
        row["origin"] = row["source_origin"]
    for row, is_best in preferred_among(rows):
        preferred[row["place"]] = is_best
    return frame.assign(preferred=preferred.to_numpy(dtype=bool))


def origin_counts(engine: Engine, release: str | None = None) -> Counter[str]:
    """Return how many observations of a release each origin states; ``""`` is not stated.

    Raises
    ------
    UnknownRelease
    """
    _, sequence = release_of(engine, release)
    counts: Counter[str] = Counter()
    with engine.connect() as connection:
        ranks = source_ranks(connection)
        this = release_content.c.sequence == sequence
        parts = (release_content.c.source_id, func.sum(release_content.c.observations))
        for key, n in connection.execute(select(*parts).where(this).group_by(parts[0])):
            speaker = ranks[key].speaker
            abroad = speaker.of("")
            counts[abroad] += int(n)
            if speaker.country and abroad != OWN:
                home = _at_home(connection, sequence, key, speaker.country)
                counts[abroad] -= home
                counts[OWN] += home
    return +counts


def _at_home(connection: Connection, sequence: int, key: str, country: str) -> int:
    """Count what a state's own source says of the state itself."""
    query = (
        select(func.count())
        .select_from(observation)
        .join(membership, membership.c.record_id == observation.c.id)
        .where(
            *in_release("observation", sequence),
            observation.c.country == country,
            observation.c.source_id == key,
        )
    )
    return int(connection.execute(query).scalar_one())
