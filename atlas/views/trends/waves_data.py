"""Adoption of the treaties of a release: who may join, who did, up to the list's date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
from sqlalchemy import Engine

from atlas.analysis.judgements import regions_of
from atlas.analysis.waves import JOINING, Status, Wave, statuses, wave
from atlas.codebook import codebook
from atlas.codebook.vocabulary import Instrument
from atlas.errors import InvalidParameter, UnknownInstrument
from atlas.i18n import N_
from atlas.store import frames, reading, releases
from atlas.store.kinds import PARTICIPATION, TREATY_ACTION

REST = "rest"  # of the world, beside the community's regions
OTHERS = "others"  # parties that are no states at risk
FULL = ("member", "party", "suspended")


class NoCurve(InvalidParameter):
    """A treaty's list was not read as a whole, so a share of states would say too little."""

    code = "no-curve"
    template = N_("The list of parties to “{name}” is not complete: there are dates, but no curve.")

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


def instrument(code: str) -> Instrument:
    """Return a treaty of the codebook, or raise UnknownInstrument."""
    entry = codebook().instruments.get(code.strip().lower())
    if entry is None:
        raise UnknownInstrument(code, tuple(list(codebook().instruments)[:3]))
    return entry


def treaty_actions(engine: Engine, code: str | None, label: str | None = None) -> pd.DataFrame:
    """Return the actions under one treaty (None: all) in a release: columns of its kind."""
    where = {"instrument": [code]} if code else None
    return reading.read_records(engine, TREATY_ACTION, where=where, release=label)


def treaty_wave(engine: Engine, code: str, label: str | None = None) -> Wave:
    """Return the adoption of a treaty in a release (None: the newest).

    Raises
    ------
    UnknownInstrument, UnknownRelease, NoCurve
    """
    entry = instrument(code)
    if not entry.complete:
        raise NoCurve(entry.name)
    state = releases.state(engine, label)
    return _wave(str(engine.url), state.key, entry.code, _Source(engine, state.label))


class _Source:
    """Where a wave is read from; all are alike to the cache, which knows the release's key."""

    def __init__(self, engine: Engine, label: str) -> None:
        self.engine, self.label = engine, label

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source)


@lru_cache(maxsize=128)
def _wave(_url: str, _key: str, code: str, source: _Source) -> Wave:
    return wave(code, *_inputs(codebook().instruments[code], source))


def treaty_statuses(engine: Engine, code: str, label: str) -> dict[str, dict[int, Status]]:
    """Return country -> year -> its status: states that may join a treaty, and any other party.

    A party outside the scope (Palestine, the Holy See) stands on the map; the shares leave it out,
    as it is not known who else of its kind could have joined.

    Raises
    ------
    UnknownInstrument, UnknownRelease
    """
    actions, states, independence, *dates = _inputs(instrument(code), _Source(engine, label))
    parties = set(actions.loc[actions["action"].isin(JOINING), "country"])
    others = tuple(sorted(parties.difference(*states.values())))
    return statuses(actions, {**states, OTHERS: others}, independence, *dates)


def _inputs(
    entry: Instrument, source: _Source
) -> tuple[pd.DataFrame, Mapping[str, tuple[str, ...]], dict[str, int], str, str]:
    actions = treaty_actions(source.engine, entry.code, source.label)
    independence = independence_years(source.engine, source.label)
    states = states_that_may_join(entry, source.engine, source.label)
    return actions, states, independence, entry.opened, entry.as_of


def independence_years(engine: Engine, label: str) -> dict[str, int]:
    """Return country -> year of independence, where a source states one."""
    rows = frames.observations(engine, indicators=["independence_year"], release=label)
    rows = rows[rows["value"].notna() & rows["preferred"]]
    return {str(c): int(v) for c, v in zip(rows["country"], rows["value"], strict=True)}


def states_that_may_join(
    entry: Instrument, engine: Engine, label: str
) -> Mapping[str, tuple[str, ...]]:
    """Return region -> the states that may join, the rest of the world last.

    For a treaty open to all these are the UN's members; for an organisation's, its members in
    the release; else the countries that the codebook names.
    """
    if entry.scope == "world":
        members = {c for c, country in codebook().countries.items() if country.un_member}
    elif entry.scope in codebook().organisations:
        rows = reading.read_records(
            engine, PARTICIPATION, where={"organisation": [entry.scope]}, release=label
        )
        members = set(rows.loc[rows["status"].isin(FULL), "country"])
    else:
        members = set(entry.scope.split())
    return by_region(tuple(sorted(members)))


@lru_cache(maxsize=64)
def by_region(members: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return region -> its countries of some; all five regions, then the rest of the world."""
    groups = regions_of(members)
    five = {r: tuple(groups.get(r, ())) for r in community_regions()}
    return five | {REST: tuple(c for r, own in groups.items() if r not in five for c in own)}


@lru_cache(maxsize=1)
def community_regions() -> tuple[str, ...]:
    """Return the community's five regions, in the codebook's order."""
    return tuple(r.id for r in codebook().regions.values() if r.kind == "community")
