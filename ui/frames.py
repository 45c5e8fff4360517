"""Frames of a release, cached by what a release cannot change: (release, indicator or country).

Cached frames are shared by reference; no caller may change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
from sqlalchemy import Engine

from atlas.analysis.judgements import current_answers
from atlas.store import engine as open_engine
from atlas.store import frames, reading
from atlas.store import origins as origins_of_release
from atlas.store import replies as stored
from atlas.store.kinds import KINDS
from atlas.store.search import known_words as search_words
from atlas.store.search import search_records
from ui import state
from ui.memo import forget

Origins = tuple[str, ...]


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the process's one engine."""
    return open_engine()


def newest() -> str:
    """Return the label of today's atlas."""
    return frames.newest(engine())


def releases() -> pd.DataFrame:
    """Return all releases with all that is known of them, newest last."""
    return frames.list_releases(engine())


def labels() -> list[str]:
    """Return the labels of all releases, newest last."""
    return frames.labels(engine())


def of_indicator(release: str, indicator: str) -> pd.DataFrame:
    """Return the observations of one indicator in a release, of the sources that are kept."""
    return _of_indicator(release, indicator, state.origins())


@lru_cache(maxsize=256)
def _of_indicator(release: str, indicator: str, origins: Origins) -> pd.DataFrame:
    return frames.observations(engine(), indicators=[indicator], release=release, origins=origins)


def of_country(release: str, iso3: str) -> pd.DataFrame:
    """Return the observations of one country in a release, of the sources that are kept."""
    return _of_country(release, iso3, state.origins())


@lru_cache(maxsize=256)
def _of_country(release: str, iso3: str, origins: Origins) -> pd.DataFrame:
    return frames.observations(engine(), countries=[iso3], release=release, origins=origins)


@lru_cache(maxsize=4)
def everything(release: str) -> pd.DataFrame:
    """Return every observation of a release (the data page)."""
    return frames.observations(engine(), release=release)


def chosen(
    release: str,
    indicators: tuple[str, ...],
    countries: tuple[str, ...],
    first: int | None,
    last: int | None,
) -> pd.DataFrame:
    """Return the observations of some indicators, countries and years; none given means all."""
    origins = state.origins()
    if not (indicators or countries or first or last or origins):
        return everything(release)
    return _chosen(release, indicators, countries, (first, last), origins)


@lru_cache(maxsize=16)
def _chosen(
    release: str,
    indicators: tuple[str, ...],
    countries: tuple[str, ...],
    years: tuple[int | None, int | None],
    origins: Origins,
) -> pd.DataFrame:
    return frames.observations(
        engine(),
        indicators=indicators or None,
        countries=countries or None,
        first=years[0],
        last=years[1],
        release=release,
        origins=origins,
    )


def newest_sayings(release: str) -> pd.DataFrame:
    """Return what the sources that are kept say of each country's newest totals in a release."""
    return _newest_sayings(release, state.origins())


@lru_cache(maxsize=4)
def _newest_sayings(release: str, origins: Origins) -> pd.DataFrame:
    return frames.newest_statements(engine(), release=release, origins=origins)


@lru_cache(maxsize=4)
def origin_counts(release: str) -> Mapping[str, int]:
    """Return how many observations of a release each origin states."""
    return origins_of_release.origin_counts(engine(), release)


@lru_cache(maxsize=8)
def filled(release: str) -> frozenset[str]:
    """Return the indicators that have any observation in a release."""
    return frozenset(frames.indicators_with_data(engine(), release=release))


@lru_cache(maxsize=4)
def publishers(release: str) -> tuple[str, ...]:
    """Return who published the figures of a release, those with most sources first."""
    sources = frames.sources(engine(), release)
    return tuple(map(str, sources["publisher"].value_counts().index)) if len(sources) else ()


def records(release: str, kind: str) -> pd.DataFrame:
    """Return the records of one kind (``atlas.store.kinds``), of the sources that are kept."""
    return _records(release, kind, state.origins())


@lru_cache(maxsize=64)
def _records(release: str, kind: str, origins: Origins) -> pd.DataFrame:
    return reading.read_records(engine(), KINDS[kind], release=release, origins=origins)


def records_of(release: str, kind: str, iso3: str) -> pd.DataFrame:
    """Return the records of one kind of one country, of the sources that are kept."""
    return _records_of(release, kind, iso3, state.origins())


@lru_cache(maxsize=256)
def _records_of(release: str, kind: str, iso3: str, origins: Origins) -> pd.DataFrame:
    selection = {"countries": [iso3], "release": release, "origins": origins}
    return reading.read_records(engine(), KINDS[kind], **selection)


def answers(release: str) -> pd.DataFrame:
    """Return the answer that holds of each country and question in a release."""
    return _answers(release, state.origins())


@lru_cache(maxsize=8)
def _answers(release: str, _origins: Origins) -> pd.DataFrame:
    return current_answers(records(release, "judgement"))


@lru_cache(maxsize=64)
def found(release: str, words: str) -> pd.DataFrame:
    """Return what a search finds in all records of a release, best first."""
    return search_records(engine(), words, release=release)


@lru_cache(maxsize=4)
def known_words(_release: str) -> frozenset[str]:
    """Return every folded word that a search can find."""
    return search_words(engine())


def forget_taken_down() -> None:
    """Let go of all that is kept when a record was taken down: only that changes a release."""
    _forget(stored.takedown_count(engine()))


@lru_cache(maxsize=1)
def _forget(_n_taken_down: int) -> None:
    forget_all()


def forget_all() -> None:
    """Let go of every frame that is kept."""
    functions = (_of_indicator, _of_country, everything, _chosen, _newest_sayings, origin_counts)
    others = (filled, publishers, _records, _records_of, _answers, found, known_words)
    for function in (*functions, *others):
        function.cache_clear()
    forget()
