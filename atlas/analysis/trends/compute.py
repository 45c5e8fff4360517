"""All trends of one indicator in one call."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from atlas.analysis.trends import departures, regions, robust, sources
from atlas.analysis.trends.breaks import breaks_of
from atlas.analysis.trends.convergence import convergences
from atlas.analysis.trends.direction import Bounds, Ground, matters, named, plain, signs, trend
from atlas.analysis.trends.matrix import matrix, require_trend
from atlas.analysis.trends.members import Panel, panel
from atlas.analysis.trends.model import (
    CountryTrend,
    Departure,
    LeftOut,
    Parameters,
    RegionTrend,
    Trends,
    Verdict,
)
from atlas.analysis.trends.panel import spread
from atlas.analysis.trends.parallel import parallels
from atlas.analysis.trends.regions import Judged, Signs
from atlas.analysis.trends.verdict import verdict
from atlas.codebook import codebook
from atlas.codebook.model import Indicator

USUAL = Parameters()


def trends(frame: pd.DataFrame, indicator: Indicator, asked: Parameters = USUAL) -> Trends:
    """Return all trends of a frame of one indicator's observations.

    Parameters
    ----------
    frame
        Columns ``atlas.store.columns.OBSERVATION``; other indicators' rows are ignored.
    asked
        Window and thresholds.

    Raises
    ------
    NoTrend
    """
    require_trend(indicator)
    rows = frame[frame["indicator"] == indicator.id]
    whole = matrix(rows)
    found = panel(whole, indicator, asked)
    if found is None or not len(found.given.countries):
        left = tuple(LeftOut(c, "few-years") for c in whole.countries)
        return _refused(indicator, asked, left)
    with warnings.catch_warnings():  # columns without any value: their mean is NaN, as wanted
        warnings.simplefilter("ignore", RuntimeWarning)
        return _computed(found, indicator, asked)


def _computed(found: Panel, indicator: Indicator, asked: Parameters) -> Trends:
    years = found.given.years
    inside = found.filled[:, found.inside]
    values = inside if inside.shape[1] >= asked.members else found.given.values
    ground = Ground(
        int(years[0]),
        int(years[-1]),
        spread(values),
        found.relative,
        asked,
        float(np.nanmax(np.abs(values), initial=0.0)),
        found.given.power,
    )
    known = regions.judged(found, ground)
    own, single = _countries(found, ground)
    q = _regional_q(known)
    places = [r.id for r in codebook().regions.values() if r.kind != "peer-group"]
    made = {r: regions.region_trend(found, r, ground, known, q, own) for r in ("world", *places)}
    moving, away = departures.settled(known, ground)
    for name, departure in away.items():
        told = made[name].trend
        if moving[name]:
            told = replace(told, direction=named(moving[name]), reason="significant")
        made[name] = replace(made[name], departs=departure, trend=told)
    around = tuple(made[r] for r in places if made[r].reporters)
    single = _departing(found, single, own, moving, known, ground)
    return Trends(
        indicator=indicator.id,
        unit=indicator.unit,
        scale="relative" if found.relative else "absolute",
        window=(ground.first, ground.last),
        parameters=asked,
        verdict=verdict(around, single, known.evidence, known.without, moving, asked),
        world=made["world"],
        regions=around,
        countries=single,
        left_out=found.left_out,
        convergence=convergences(found, ground, known),
        breaks=breaks_of(found, known, ground),
        parallels=parallels(found, known, ground),
        spread=plain(np.ldexp(ground.spread, ground.power)),
    )


def _countries(found: Panel, ground: Ground) -> tuple[Signs, tuple[CountryTrend, ...]]:
    given = found.given
    made = robust.batch(given.values)
    low, high, negative = sources.of_countries(given, ground.asked.draws)
    bounds = Bounds(low, high, sources.disagree(made.slope, negative))
    own = signs(made.moved, made.p, made.years, ground, bounds.contrary)
    q = robust.adjusted(np.where(made.years >= ground.asked.min_years, made.p, np.nan))
    members = set(found.inside.tolist())
    return own, tuple(
        CountryTrend(c, found.region[i], trend(made, i, float(q[i]), ground, bounds), i in members)
        for i, c in enumerate(given.countries)
    )


def _regional_q(known: Judged) -> dict[str, float]:
    """Return p adjusted over the community's regions; of others and the world, p itself."""
    plain_p = dict(zip(known.names, map(float, known.found.p), strict=True))
    judged = list(known.evidence)
    q = robust.adjusted(np.array([plain_p[r] for r in judged]))
    return plain_p | dict(zip(judged, map(float, q), strict=True))


def _departing(
    found: Panel,
    single: tuple[CountryTrend, ...],
    own: Signs,
    moving: dict[str, int],
    known: Judged,
    ground: Ground,
) -> tuple[CountryTrend, ...]:
    """Mark the members that move, and move away from their region's path (tested, BH)."""
    at = [i for i in found.inside if found.region[i] in known.names]
    if not at:
        return single
    paths = [known.paths[:, known.names.index(found.region[i])] for i in at]
    away = robust.batch(found.filled[:, at] - np.stack(paths, axis=1))
    q = robust.adjusted(away.p)
    counts, direct = matters(away.moved, ground), np.sign(away.moved)
    changed = list(single)
    for column, i in enumerate(at):
        index = known.names.index(found.region[i])
        lead = moving.get(found.region[i], 0)
        if found.region[i] not in moving:
            lead = int(np.sign(known.found.moved[index]) * (known.found.p[index] <= 0.05))
        slope = float(away.slope[column])
        held = q[column] <= ground.asked.alpha and counts[column] and direct[column] == own[i]
        if own[i] and own[i] != lead and held:
            numbers = (ground.rate(slope), plain(away.p[column]), plain(q[column]))
            kind: Literal["opposite", "alone"] = "opposite" if own[i] * lead < 0 else "alone"
            departs = Departure(kind, *(v or 0.0 for v in numbers))
            changed[i] = replace(single[i], departs=departs)
    return tuple(changed)


def _refused(indicator: Indicator, asked: Parameters, left: tuple[LeftOut, ...]) -> Trends:
    community = tuple(r.id for r in codebook().regions.values() if r.kind == "community")
    nothing: tuple[str, ...] = ()
    said = Verdict(
        "too-little-data",
        "too-little-data",
        asked.common_of_five,
        nothing,
        nothing,
        nothing,
        nothing,
        community,
        nothing,
        nothing,
    )
    around: tuple[RegionTrend, ...] = ()
    return Trends(
        indicator.id, indicator.unit, "absolute", None, asked, said, None, around, (), left
    )
