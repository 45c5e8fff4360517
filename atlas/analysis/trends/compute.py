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
from atlas.analysis.trends.direction import (
    Bounds,
    Ground,
    direction_name,
    matters,
    round_significant,
    signs,
    trend,
)
from atlas.analysis.trends.matrix import observation_matrix, require_trend
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
from atlas.analysis.trends.panel import country_spread
from atlas.analysis.trends.parallel import parallels
from atlas.analysis.trends.regions import RegionAssessment, Signs
from atlas.analysis.trends.verdict import verdict
from atlas.codebook import codebook
from atlas.codebook.model import Indicator

USUAL = Parameters()


def trends(frame: pd.DataFrame, indicator: Indicator, parameters: Parameters = USUAL) -> Trends:
    """Return all trends of a frame of one indicator's observations.

    Parameters
    ----------
    frame
        Columns ``atlas.store.columns.OBSERVATION``; other indicators' rows are ignored.
    parameters
        Window and thresholds.

    Raises
    ------
    NoTrend
    """
    require_trend(indicator)
    rows = frame[frame["indicator"] == indicator.id]
    whole = observation_matrix(rows)
    country_panel = panel(whole, indicator, parameters)
    if country_panel is None or not len(country_panel.given.countries):
        left_out = tuple(LeftOut(c, "few-years") for c in whole.countries)
        return _empty_trends(indicator, parameters, left_out)
    with warnings.catch_warnings():  # columns without any value: their mean is NaN, as wanted
        warnings.simplefilter("ignore", RuntimeWarning)
        return _compute(country_panel, indicator, parameters)


def _compute(panel: Panel, indicator: Indicator, parameters: Parameters) -> Trends:
    years = panel.given.years
    inside = panel.filled[:, panel.inside]
    values = inside if inside.shape[1] >= parameters.members else panel.given.values
    ground = Ground(
        int(years[0]),
        int(years[-1]),
        country_spread(values),
        panel.relative,
        parameters,
        float(np.nanmax(np.abs(values), initial=0.0)),
        panel.given.power,
    )
    judged_regions = regions.assess_regions(panel, ground)
    own, single = _countries(panel, ground)
    q = _regional_q(judged_regions)
    places = [r.id for r in codebook().regions.values() if r.kind != "peer-group"]
    region_trends = {
        r: regions.region_trend(panel, r, ground, judged_regions, q, own)
        for r in ("world", *places)
    }
    moving, away = departures.signs_and_departures(judged_regions, ground)
    for name, departure in away.items():
        trend = region_trends[name].trend
        if moving[name] and departure.shape == "line":
            trend = replace(trend, direction=direction_name(moving[name]), reason="significant")
        region_trends[name] = replace(region_trends[name], departs=departure, trend=trend)
    around = tuple(region_trends[r] for r in places if region_trends[r].reporters)
    single = _mark_departures(panel, single, own, moving, judged_regions, ground)
    return Trends(
        indicator=indicator.id,
        unit=indicator.unit,
        scale="relative" if panel.relative else "absolute",
        window=(ground.first, ground.last),
        parameters=parameters,
        verdict=verdict(
            around, single, judged_regions.evidence, judged_regions.without, moving, parameters
        ),
        world=region_trends["world"],
        regions=around,
        countries=single,
        left_out=panel.left_out,
        convergence=convergences(panel, ground, judged_regions),
        breaks=breaks_of(panel, judged_regions, ground),
        parallels=parallels(panel, judged_regions, ground),
        spread=round_significant(np.ldexp(ground.spread, ground.power)),
    )


def _countries(panel: Panel, ground: Ground) -> tuple[Signs, tuple[CountryTrend, ...]]:
    matrix = panel.given
    results = robust.batch(matrix.values)
    low, high, negative = sources.of_countries(matrix, ground.asked.draws)
    bounds = Bounds(low, high, sources.disagree(results.slope, negative))
    own = signs(results.moved, results.p, results.years, ground, bounds.contrary)
    q = robust.adjust_p_values(np.where(results.years >= ground.asked.min_years, results.p, np.nan))
    members = set(panel.inside.tolist())
    return own, tuple(
        CountryTrend(
            c, panel.region[i], trend(results, i, float(q[i]), ground, bounds), i in members
        )
        for i, c in enumerate(matrix.countries)
    )


def _regional_q(judged_regions: RegionAssessment) -> dict[str, float]:
    """Return p adjusted over the community's regions; of others and the world, p itself."""
    plain_p = dict(zip(judged_regions.names, map(float, judged_regions.found.p), strict=True))
    names = list(judged_regions.evidence)
    q = robust.adjust_p_values(np.array([plain_p[r] for r in names]))
    return plain_p | dict(zip(names, map(float, q), strict=True))


def _mark_departures(
    panel: Panel,
    single: tuple[CountryTrend, ...],
    own: Signs,
    moving: dict[str, int],
    judged_regions: RegionAssessment,
    ground: Ground,
) -> tuple[CountryTrend, ...]:
    """Mark the members that move, and move away from their region's path (tested, BH)."""
    at = [i for i in panel.inside if panel.region[i] in judged_regions.names]
    if not at:
        return single
    paths = [judged_regions.paths[:, judged_regions.names.index(panel.region[i])] for i in at]
    away = robust.batch(panel.filled[:, at] - np.stack(paths, axis=1))
    q = robust.adjust_p_values(away.p)
    counts, direct = matters(away.moved, ground), np.sign(away.moved)
    country_trends = list(single)
    for column, i in enumerate(at):
        index = judged_regions.names.index(panel.region[i])
        lead = moving.get(panel.region[i], 0)
        if panel.region[i] not in moving:
            lead = int(
                np.sign(judged_regions.found.moved[index]) * (judged_regions.found.p[index] <= 0.05)
            )
        slope = float(away.slope[column])
        is_significant = (
            q[column] <= ground.asked.alpha and counts[column] and direct[column] == own[i]
        )
        if own[i] and own[i] != lead and is_significant:
            numbers = (
                ground.rate(slope),
                round_significant(away.p[column]),
                round_significant(q[column]),
            )
            kind: Literal["opposite", "alone"] = "opposite" if own[i] * lead < 0 else "alone"
            departs = Departure(kind, *(v or 0.0 for v in numbers))
            country_trends[i] = replace(single[i], departs=departs)
    return tuple(country_trends)


def _empty_trends(
    indicator: Indicator, parameters: Parameters, left_out: tuple[LeftOut, ...]
) -> Trends:
    community = tuple(r.id for r in codebook().regions.values() if r.kind == "community")
    nothing: tuple[str, ...] = ()
    verdict = Verdict(
        "too-little-data",
        "too-little-data",
        parameters.common_of_five,
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
        indicator.id,
        indicator.unit,
        "absolute",
        None,
        parameters,
        verdict,
        None,
        around,
        (),
        left_out,
    )
