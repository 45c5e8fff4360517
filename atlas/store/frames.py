"""Read a release: the same few functions for pages, API, downloads and briefs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Engine, Select, and_, case, func, or_, select

from atlas.codebook.value_kinds import value_kinds
from atlas.store.columns import OBSERVATION
from atlas.store.contents import release_content
from atlas.store.origins import origin_column, prefer_again, source_ranks, spoken_by
from atlas.store.schema import membership, observation, release, source
from atlas.store.schema import release as _release
from atlas.store.selection import CITATION, in_release, release_of


def observations(
    engine: Engine,
    *,
    indicators: Sequence[str] | None = None,
    countries: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    release: str | None = None,
    totals_only: bool = False,
    origins: Collection[str] = (),
) -> pd.DataFrame:
    """Return the observations of a release (the newest by default).

    Parameters
    ----------
    indicators, countries
        Ids and ISO3 codes to keep; None keeps all.
    first, last
        First and last year; a period that touches one of these years is kept.
    origins
        Who speaks in the sources to keep (``atlas.codebook.origins``); none keeps all. Among
        what remains of a figure, the best is preferred.

    Returns
    -------
    DataFrame
        Columns ``atlas.store.columns.OBSERVATION``, sorted by indicator, country, period,
        breakdown, source.

    Raises
    ------
    UnknownRelease
    """
    label, sequence = release_of(engine, release)
    criteria = [
        *in_release("observation", sequence),
        *conditions(indicators, countries, first, last, totals_only=totals_only),
    ]
    query = (
        select(*_COLUMNS)
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .join(source, source.c.id == observation.c.source_id)
        .where(*criteria)
    )
    return _read_frame(engine, query, label, origins)


def newest_statements(
    engine: Engine, *, release: str | None = None, origins: Collection[str] = ()
) -> pd.DataFrame:
    """Return what all sources say of each country's newest total of each indicator.

    The newest is the one that has a value, else the newest missing reason:
    ``atlas.analysis.selection.select_newest_statements`` of a release, chosen by the database.
    Columns and ``origins`` as of ``observations``.

    Raises
    ------
    UnknownRelease
    """
    label, sequence = release_of(engine, release)
    total = (*in_release("observation", sequence), observation.c.breakdown == "")
    key = (observation.c.indicator, observation.c.country)
    newest_first = (
        observation.c.missing_reason.is_not(None),
        observation.c.year.desc(),
        observation.c.period.desc(),
    )
    place = func.row_number().over(partition_by=key, order_by=newest_first).label("place")
    ranking = (
        select(*key, observation.c.period, place)
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .where(*total, *_eligible(engine, origins))
        .subquery()
    )
    same = (observation.c[name] == ranking.c[name] for name in ("indicator", "country", "period"))
    query = (
        select(*_COLUMNS)
        .join_from(ranking, observation, and_(*same))
        .join(membership, membership.c.record_id == observation.c.id)
        .join(source, source.c.id == observation.c.source_id)
        .where(ranking.c.place == 1, *total)
    )
    return _read_frame(engine, query, label, origins)


def _eligible(engine: Engine, origins: Collection[str]) -> list[ColumnElement[bool]]:
    """Return the condition on what may be a newest total: preferred, or of some origins."""
    if not origins:
        return [membership.c.preferred.is_(True)]
    with engine.connect() as connection:
        return spoken_by(connection, observation, origins)


def _read_frame(
    engine: Engine, query: Select[Any], label: str, origins: Collection[str] = ()
) -> pd.DataFrame:
    with engine.connect() as connection:
        ranks = source_ranks(connection)
        selection = query.where(*spoken_by(connection, observation, origins))
        rows = [tuple(row) for row in connection.execute(selection)]
    frame = pd.DataFrame.from_records(rows, columns=[*_NAMES])
    frame["source_origin"] = origin_column(frame, ranks)
    return _finish(prefer_again(frame, ranks) if origins else frame, label)


_COLUMNS: list[ColumnElement[Any]] = [
    *(
        observation.c[name]
        for name in (
            "id",
            "country",
            "indicator",
            "period",
            "year",
            "breakdown",
            "value",
            "low",
            "high",
            "category",
            "missing_reason",
            "unit",
        )
    ),
    CITATION.label("source"),
    source.c.id.label("source_id"),
    source.c.url.label("source_url"),
    *(source.c[name] for name in ("licence", "published", "accessed", "redistributable")),
    *(
        observation.c[name]
        for name in ("method", "processing", "reliability", "original", "locator", "note")
    ),
    membership.c.preferred,
]
_NAMES = [name for name in OBSERVATION if name not in ("value_kind", "release", "source_origin")]


def conditions(
    indicators: Sequence[str] | None,
    countries: Sequence[str] | None,
    first: int | None,
    last: int | None,
    *,
    totals_only: bool = False,
) -> list[ColumnElement[bool]]:
    """Return the conditions of ``observations``, for whoever counts without reading."""
    filters: list[ColumnElement[bool]] = []
    if indicators is not None:
        filters.append(observation.c.indicator.in_(list(indicators)))
    if countries is not None:
        filters.append(observation.c.country.in_(list(countries)))
    if first is not None:
        filters.append(or_(observation.c.year >= first, _end() >= f"{first:04d}"))
    if last is not None:
        filters.append(observation.c.year <= last)
    if totals_only:
        filters.append(observation.c.breakdown == "")
    return filters


def _end() -> ColumnElement[str]:
    """Return the end of a period that is a range, else ``""``: ``year`` is a period's first."""
    period = observation.c.period
    starts = (len("2024"), len("2024-01"), len("2024-01-05"))
    ends = [(func.substr(period, n + 1, 1) == "/", func.substr(period, n + 2)) for n in starts]
    return case(*ends, else_="")


def _finish(frame: pd.DataFrame, label: str) -> pd.DataFrame:
    frame[["value", "low", "high"]] = frame[["value", "low", "high"]].astype(float)
    frame[["category", "missing_reason"]] = frame[["category", "missing_reason"]].astype(object)
    frame["year"] = frame["year"].astype(int)
    frame["preferred"] = frame["preferred"].astype(bool)
    frame["release"] = label
    frame["value_kind"] = value_kinds(frame)
    order = ["indicator", "country", "period", "breakdown", "source_id", "id"]
    return frame.sort_values(order, ignore_index=True)[list(OBSERVATION)]


def labels(engine: Engine) -> list[str]:
    """Return the labels of all releases, newest last."""
    query = select(release.c.label).order_by(release.c.sequence)
    with engine.connect() as connection:
        return list(connection.execute(query).scalars())


def list_releases(engine: Engine) -> pd.DataFrame:
    """Return all releases in order: label, sequence, published_at, published_by, notes,
    restores, hash, observations (how many it holds).
    """
    this = release_content.c.sequence == release.c.sequence
    total = select(func.coalesce(func.sum(release_content.c.observations), 0)).where(this)
    query = select(release, total.scalar_subquery().label("observations"))
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(release.c.sequence)).mappings().all()
    frame = pd.DataFrame(rows, columns=_RELEASE)
    frame["restores"] = frame["restores"].astype(object).where(frame["restores"].notna(), None)
    return frame


_RELEASE = [
    "label",
    "sequence",
    "published_at",
    "published_by",
    "notes",
    "restores",
    "hash",
    "observations",
]


def newest(engine: Engine) -> str:
    """Return the label of the newest release, or raise UnknownRelease when there is none."""
    return release_of(engine, None)[0]


def reference_year(engine: Engine, release: str | None = None) -> int | None:
    """Return the year that a release's values are old from: the newest of which it has a value.

    Forecasts do not count: no year after that of its publication. None without any value.
    It never changes, but all values are looked at: keep it.
    """
    label, sequence = release_of(engine, release)
    publication = select(_release.c.published_at).where(_release.c.label == label)
    query = (
        select(func.max(observation.c.year))
        .join_from(observation, membership, membership.c.record_id == observation.c.id)
        .where(*in_release("observation", sequence), observation.c.missing_reason.is_(None))
    )
    with engine.connect() as connection:
        year = connection.execute(publication).scalar_one().year
        newest_year = connection.execute(query.where(observation.c.year <= year)).scalar_one()
    return None if newest_year is None else int(newest_year)


def indicators_with_data(engine: Engine, *, release: str | None = None) -> list[str]:
    """Return the ids of indicators that have an observation in a release."""
    _, sequence = release_of(engine, release)
    this = release_content.c.sequence == sequence
    with engine.connect() as connection:
        query = select(release_content.c.indicator).where(this).distinct()
        return sorted(connection.execute(query).scalars())


def sources(engine: Engine, release: str | None = None) -> pd.DataFrame:
    """Return the sources that a release's observations rest on, with all their columns."""
    _, sequence = release_of(engine, release)
    source_ids = select(release_content.c.source_id).where(release_content.c.sequence == sequence)
    query = select(source).where(source.c.id.in_(source_ids)).order_by(source.c.id)
    with engine.connect() as connection:
        return pd.DataFrame(connection.execute(query).mappings().all())
