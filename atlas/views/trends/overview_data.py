"""The overview of a release: its subjects judged once, and kept in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import pandas as pd
from pydantic import TypeAdapter
from sqlalchemy import Engine

from atlas.analysis.age import recent_rows
from atlas.analysis.judgements import current_answers
from atlas.analysis.overview import Subject, by_strength
from atlas.analysis.overview.changes import change_subject
from atlas.analysis.overview.levels import level_subject
from atlas.analysis.overview.shares import share_subject
from atlas.analysis.selection import latest
from atlas.analysis.trends import METHOD as TRENDS_METHOD
from atlas.analysis.trends.matrix import KINDS
from atlas.analysis.waves import WORLD, Wave
from atlas.codebook import Indicator, codebook
from atlas.codebook.model import Method, ValueKind
from atlas.codebook.vocabulary import Instrument
from atlas.store import computed, frames, reading, releases
from atlas.store.kinds import JUDGEMENT
from atlas.views.trends.cache import cached_trends
from atlas.views.trends.waves_data import by_region, treaty_actions, treaty_wave

METHOD = "5"  # part of the stored result's digest: raise it when a row may change
KIND = "overview"
PARTY = "party"
# Sizes of states (counts, money) say who is large; shares, rates, ages and terms compare.
COMPARABLE = frozenset(("share", "rate", "index", "duration", "age"))
FACTS = frozenset(("independence_year", "constitution_year", "area"))  # no subject of a trend


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[tuple[Subject, ...]]:
    return TypeAdapter(tuple[Subject, ...])


def overview(engine: Engine, label: str | None = None) -> tuple[Subject, ...]:
    """Return the rows of a release's overview (None: the newest), judged at most once.

    Raises
    ------
    UnknownRelease
    """
    state = releases.state(engine, label)
    key = computed.inputs_digest((state.key,), METHOD, TRENDS_METHOD, repr(_states()))
    return computed.stored_result(
        engine, KIND, "", key, _adapter(), lambda: by_strength(_subjects(engine, state.label))
    )


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, ...]]:
    """Return region -> its UN members: territories have no armed forces or laws of their own."""
    return by_region(tuple(c for c, entry in codebook().countries.items() if entry.un_member))


def _subjects(engine: Engine, label: str) -> Iterator[Subject]:
    yield from _treaties(engine, label)
    yield from _rules(reading.read_records(engine, JUDGEMENT, release=label))
    newest = latest(frames.newest_statements(engine, release=label))
    newest = recent_rows(newest, frames.reference_year(engine, label))
    by_indicator = dict(tuple(newest.groupby("indicator", sort=True)))
    for name in frames.indicators_with_data(engine, release=label):
        indicator = codebook().indicators[name]
        if name in FACTS:
            continue
        rows = by_indicator.get(name, newest.iloc[:0])
        yield from _of_indicator(engine, label, indicator, rows)


def _of_indicator(
    engine: Engine, label: str, indicator: Indicator, rows: pd.DataFrame
) -> Iterator[Subject]:
    """Return the row of an indicator: its changes where there is a series, else its state."""
    if indicator.kind == "category":
        yield _category(indicator, rows)
        return
    if indicator.kind in KINDS:
        values = set(rows.loc[rows["value"].notna(), "country"])
        reporters = {region: len(values & set(own)) for region, own in _states().items()}
        result = cached_trends(engine, label, indicator.id)
        change = change_subject(indicator.theme, result, reporters, _states())
        if change.verdict != "too-little-data" or indicator.kind not in COMPARABLE:
            yield change
            return
    if indicator.kind in COMPARABLE:
        yield _level(indicator, rows)


def _treaties(engine: Engine, label: str) -> Iterator[Subject]:
    """Return the rows of the treaties whose lists were read as a whole."""
    recorded = set(treaty_actions(engine, None, label)["instrument"])
    for entry in codebook().instruments.values():
        if entry.complete and entry.code in recorded:
            yield _treaty(entry, treaty_wave(engine, entry.code, label))


def _treaty(entry: Instrument, adoption: Wave) -> Subject:
    """Judge who is party at the list's date; states that may join are all known then."""
    waves = {region.region: region for region in adoption.regions if region.region != WORLD}
    missing = {c for region in waves.values() for c in region.missing}
    parties = set(adoption.region(WORLD).members)
    states = {name: region.scope for name, region in waves.items()}
    answers = dict.fromkeys(parties, PARTY) | dict.fromkeys(missing, "other")
    row = share_subject(
        entry.code,
        "instrument",
        entry.theme,
        (adoption.years[0], adoption.years[-1]),
        answers,
        states,
        codebook().community_regions,
        PARTY,
    )
    if entry.scope == "world":
        return row
    return replace(row, verdict="none", shortage="one-region", outlier="", strength=0.0, p=None)


def _rules(frame: pd.DataFrame) -> Iterator[Subject]:
    rows = current_answers(frame)
    rows = rows[rows["answer"].astype(str) != ""]
    for question, own in rows.groupby("question", sort=True):
        entry = codebook().question(str(question))
        answers = dict(zip(own["country"], own["answer"], strict=True))
        row = share_subject(
            entry.id, "rule", entry.theme, _window(own["period"]), answers, *_scope()
        )
        by_machine = bool((own["method"] == Method.MACHINE_READ).any())
        yield replace(row, by_machine=by_machine)


def _category(indicator: Indicator, rows: pd.DataFrame) -> Subject:
    own = rows[rows["category"].notna() & (rows["category"] != "")]
    answers = dict(zip(own["country"], own["category"], strict=True))
    window = _window(own["period"])
    return share_subject(indicator.id, "category", indicator.theme, window, answers, *_scope())


def _level(indicator: Indicator, rows: pd.DataFrame) -> Subject:
    """Judge stated numbers only: the middle of a range is nobody's figure."""
    own = rows[rows["value"].notna() & (rows["value_kind"] == ValueKind.STATED)]
    values = dict(zip(own["country"], own["value"].astype(float), strict=True))
    return level_subject(indicator.id, indicator.theme, _window(own["period"]), values, *_scope())


def _scope() -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    return _states(), codebook().community_regions


def _window(periods: pd.Series) -> tuple[int, int] | None:
    years = [int(str(period)[:4]) for period in periods]
    return (min(years), max(years)) if years else None
