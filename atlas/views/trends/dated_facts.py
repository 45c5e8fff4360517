"""Dated facts of a release: events of one kind by country, as a list, or a curve where it holds.

A curve needs a kind that a state passes once and for good, and a date for nine of ten states:
else it would say more about the sources than about the states.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine

from atlas.analysis.waves import JOINING, WORLD, Wave, wave
from atlas.codebook import Term, codebook
from atlas.codebook.load import code_of
from atlas.errors import InvalidParameter, UnknownKind
from atlas.i18n import N_, Translator
from atlas.store import frames, reading
from atlas.store.kinds import EVENT
from atlas.views.trends.captions import place_name
from atlas.views.trends.waves_data import by_region, community_regions, instrument, treaty_wave

LASTING = ("independence", "women")  # kinds whose first date opens what then holds
MOSTLY = 0.9  # of the states must have a date
EARLIEST = 1800  # the years drawn; who was in before is in from then


class NoFactCurve(InvalidParameter):
    """A kind of event that makes no curve."""

    code = "no-curve"
    template = N_("“{name}” may happen more than once: there are dates, but no curve.")


class TooFewDates(NoFactCurve):
    """The date is not recorded for nine of ten states."""

    template = N_(
        "“{name}” has a date in {n} of {states} states: too few for a curve. "
        "Where there is no date, nothing is known."
    )


@dataclass(frozen=True)
class Fact:
    """What a curve is of: a treaty or a kind of event; its first day and how far it is known."""

    code: str
    name: str
    opened: str
    as_of: str


def subject_wave(engine: Engine, code: str, label: str) -> tuple[Fact, Wave]:
    """Return the curve of a treaty or of a kind of event.

    Raises
    ------
    UnknownInstrument, UnknownRelease, NoCurve, NoFactCurve
    """
    if code.strip().lower() in codebook().vocabulary.events:
        kind = dated_fact(code.strip())
        adoption = fact_wave(engine, kind.code, label)
        first, last = adoption.years[0], adoption.years[-1]
        return Fact(kind.code, kind.name, str(first), str(last)), adoption
    entry = instrument(code)
    fact = Fact(entry.code, entry.name, entry.opened, entry.as_of)
    return fact, treaty_wave(engine, entry.code, label)


def dated_fact(code: str) -> Term:
    """Return a kind of event, or raise UnknownKind with the nearest."""
    events = codebook().vocabulary.events
    return events[code_of(code, {e.code: e.name for e in events.values()}, UnknownKind)]


def fact_rows(engine: Engine, code: str, label: str | None = None) -> pd.DataFrame:
    """Return the events of a kind in a release: columns of ``atlas.store.reading.columns``."""
    return reading.read_records(engine, EVENT, where={"event": [code]}, release=label)


def fact_wave(engine: Engine, code: str, label: str) -> Wave:
    """Return in how many states a fact holds over time, of those with a date: its first.

    Raises
    ------
    UnknownKind, UnknownRelease, NoFactCurve, TooFewDates
    """
    kind = dated_fact(code)
    rows = fact_rows(engine, kind.code, label)
    members = tuple(c for c, entry in codebook().countries.items() if entry.un_member)
    first = rows[rows["country"].isin(members)].groupby("country")["date"].min()
    if len(first) < MOSTLY * len(members):
        values = {"n": len(first), "states": len(members)}
        raise TooFewDates(TooFewDates.template, name=kind.name, **values)
    if kind.code not in LASTING:
        raise NoFactCurve(NoFactCurve.template, name=kind.name)
    year = frames.reference_year(engine, label) or int(first.max()[:4])
    opened = max(EARLIEST, int(first.min()[:4]))
    states = by_region(tuple(sorted(first.index)))  # where there is no date, nothing is known
    actions = first.rename("date").reset_index().assign(action=JOINING[0])
    return wave(kind.code, actions, states, {}, str(opened), str(year))


def fact_sentences(kind: Term, adoption: Wave, t: Translator) -> list[str]:
    """Say how many states have a date, and where half had it first and last."""
    n_states = sum(entry.un_member for entry in codebook().countries.values())
    lines = [
        t(
            "{name}: a date in {n} of {states} states; the others are left out.",
            name=t(kind.name),
            n=len(adoption.region(WORLD).scope),
            states=n_states,
        )
    ]
    reached = [r for r in adoption.regions if r.region in community_regions() and r.half]
    if reached:
        ordered = sorted(reached, key=lambda r: r.half or 0)
        lines.append(
            t(
                "Half of the states first in {region} ({year}), last in {other} ({later}).",
                region=place_name(ordered[0].region, t),
                year=ordered[0].half,
                other=place_name(ordered[-1].region, t),
                later=ordered[-1].half,
            )
        )
    return lines
