"""All trends of one indicator in one call."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from atlas.analysis.trends import departures, regions, robust, sources
from atlas.analysis.trends.ar1 import RAISED
from atlas.analysis.trends.breaks import breaks_of
from atlas.analysis.trends.convergence import convergences
from atlas.analysis.trends.course import CAUTION
from atlas.analysis.trends.direction import (
    Bounds,
    Ground,
    direction_name,
    matters,
    round_significant,
    signs,
    trend,
)
from atlas.analysis.trends.editions import one_edition
from atlas.analysis.trends.matrix import Array, observation_matrix, require_trend
from atlas.analysis.trends.members import Panel, panel
from atlas.analysis.trends.model import (
    CountryTrend,
    Departure,
    LeftOut,
    Parameters,
    Reason,
    RegionTrend,
    Trends,
    Verdict,
)
from atlas.analysis.trends.panel import country_spread, usual_noise
from atlas.analysis.trends.phases import courses_of
from atlas.analysis.trends.recent import unusual
from atlas.analysis.trends.regions import RegionAssessment, Signs
from atlas.analysis.trends.robust import TrendStatistics
from atlas.analysis.trends.turns import shape_of
from atlas.analysis.trends.verdict import verdict
from atlas.analysis.trends.weighted import Weights, weighted_world
from atlas.analysis.trends.whole import whole_verdict
from atlas.analysis.trends.windows import windows_of
from atlas.codebook import codebook
from atlas.codebook.model import Indicator

USUAL = Parameters()
SIGNS = {"rising": 1, "falling": -1}


def trends(
    frame: pd.DataFrame,
    indicator: Indicator,
    parameters: Parameters = USUAL,
    weights: Weights | None = None,
) -> Trends:
    """Return all trends of a frame of one indicator's observations.

    Parameters
    ----------
    frame
        Columns ``atlas.store.columns.OBSERVATION``; other indicators' rows are ignored.
    parameters
        Window and thresholds.
    weights
        Countries' GDP or population, for the weighted world of shares and rates.

    Raises
    ------
    NoTrend
    """
    require_trend(indicator)
    rows = one_edition(frame[frame["indicator"] == indicator.id])
    whole = observation_matrix(rows)
    country_panel = panel(whole, indicator, parameters)
    if country_panel is None or not len(country_panel.given.countries):
        left_out = tuple(LeftOut(c, "few-years") for c in whole.countries)
        return _empty_trends(indicator, parameters, left_out)
    with warnings.catch_warnings():  # columns without any value: their mean is NaN, as wanted
        warnings.simplefilter("ignore", RuntimeWarning)
        return _compute(country_panel, indicator, parameters, weights)


def _compute(
    panel: Panel, indicator: Indicator, parameters: Parameters, weights: Weights | None
) -> Trends:
    results = robust.batch(panel.given.values)
    ground = _ground(panel, results, parameters)
    judged_regions = regions.assess_regions(panel, ground)
    own, single = _countries(panel, results, ground)
    moving, away = departures.signs_and_departures(judged_regions, ground)
    places = _places(panel, judged_regions, ground, own, moving, away)
    around = tuple(r for name, r in places.items() if name != "world" and r.reporters)
    single = _mark_departures(panel, single, own, places, judged_regions, ground)
    memory = np.clip(results.autocorrelation + CAUTION * results.uncertain, 0, RAISED)
    memory = np.nan_to_num(memory)
    single = _with_courses(panel, memory, single, ground)
    names = [judged_regions.names.index(r) for r in judged_regions.evidence]
    told = verdict(
        around, single, judged_regions.evidence, judged_regions.without, moving, parameters
    )
    told = whole_verdict(told, shape_of(judged_regions.paths[:, names], ground), ground)
    return Trends(
        indicator=indicator.id,
        unit=indicator.unit,
        scale="relative" if panel.relative else "absolute",
        window=(ground.first, ground.last),
        parameters=parameters,
        verdict=told,
        world=places["world"],
        regions=around,
        countries=single,
        left_out=panel.left_out,
        convergence=convergences(panel, ground, judged_regions),
        breaks=breaks_of(panel, judged_regions, ground),
        spread=round_significant(np.ldexp(ground.spread, ground.power)),
        weighted=weighted_world(panel, indicator, weights, ground),
        windows=windows_of(panel, told, ground),
        unusual=unusual(panel.given.values, panel.given.countries, memory, ground),
    )


def _ground(panel: Panel, results: TrendStatistics, parameters: Parameters) -> Ground:
    years = panel.given.years
    inside = panel.filled[:, panel.inside]
    values, autocorrelation = panel.given.values, results.autocorrelation
    if inside.shape[1] >= parameters.members:
        values, autocorrelation = inside, autocorrelation[panel.inside]
    return Ground(
        int(years[0]),
        int(years[-1]),
        country_spread(values),
        panel.relative,
        parameters,
        float(np.nanmax(np.abs(values), initial=0.0)),
        panel.given.power,
        usual_noise(values, autocorrelation),
    )


def _places(
    panel: Panel,
    judged_regions: RegionAssessment,
    ground: Ground,
    own: Signs,
    moving: dict[str, int],
    away: dict[str, Departure],
) -> dict[str, RegionTrend]:
    """Return the world and the regions, each with its departure and course."""
    q = _regional_q(judged_regions)
    names = ["world", *(r.id for r in codebook().regions.values() if r.kind != "peer-group")]
    places = {r: regions.region_trend(panel, r, ground, judged_regions, q, own) for r in names}
    for name, departure in away.items():
        line = places[name].trend
        if departure.shape == "line":  # a family of one: its q is its p
            sign, own_p = moving[name], regions.sure(judged_regions.evidence[name], ground)
            reason: Reason = "significant" if sign else line.reason
            own_q = line.p if own_p or not sign else departure.q
            line = replace(line, direction=direction_name(sign), reason=reason, q=own_q)
        places[name] = replace(places[name], departs=departure, trend=line)
    directions = [places[r].trend.direction for r in judged_regions.names]
    all_courses = courses_of(judged_regions.paths, directions, ground)
    for name, course in zip(judged_regions.names, all_courses, strict=True):
        places[name] = replace(places[name], course=course)
    return places


def _with_courses(
    panel: Panel, memory: Array, single: tuple[CountryTrend, ...], ground: Ground
) -> tuple[CountryTrend, ...]:
    directions = [c.trend.direction for c in single]
    all_courses = courses_of(panel.given.values, directions, ground, memory)
    return tuple(replace(c, course=own) for c, own in zip(single, all_courses, strict=True))


def _countries(
    panel: Panel, results: TrendStatistics, ground: Ground
) -> tuple[Signs, tuple[CountryTrend, ...]]:
    matrix = panel.given
    low, high, negative = sources.of_countries(matrix, ground.asked.draws)
    bounds = Bounds(low, high, sources.disagree(results.slope, negative))
    q = robust.adjust_p_values(np.where(results.years >= ground.asked.min_years, results.p, np.nan))
    own = signs(results.moved, q, results.years, ground, bounds.contrary)
    members = set(panel.inside.tolist())
    return own, tuple(
        CountryTrend(
            c, panel.region[i], trend(results, i, float(q[i]), ground, bounds), i in members
        )
        for i, c in enumerate(matrix.countries)
    )


def _regional_q(judged_regions: RegionAssessment) -> dict[str, float]:
    """Return p adjusted over the community's regions, and over the others; the world is one."""
    q = dict(zip(judged_regions.names, map(float, judged_regions.found.p), strict=True))
    others = [n for n in judged_regions.names if n not in judged_regions.evidence and n != "world"]
    for family in (list(judged_regions.evidence), others):
        adjusted = robust.adjust_p_values(np.array([q[r] for r in family]))
        q |= dict(zip(family, map(float, adjusted), strict=True))
    return q


def _mark_departures(
    panel: Panel,
    single: tuple[CountryTrend, ...],
    own: Signs,
    places: dict[str, RegionTrend],
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
        lead = SIGNS.get(places[panel.region[i]].trend.direction, 0)
        slope = float(away.slope[column])
        is_significant = (
            q[column] <= ground.asked.alpha and counts[column] and direct[column] == own[i]
        )
        if own[i] and own[i] != lead and is_significant:
            rate, own_p, own_q = (
                v or 0.0
                for v in (
                    ground.rate(slope),
                    round_significant(away.p[column]),
                    round_significant(q[column]),
                )
            )
            kind: Literal["opposite", "alone"] = "opposite" if own[i] * lead < 0 else "alone"
            departs = Departure(kind, rate, own_p, own_q)
            country_trends[i] = replace(single[i], departs=departs)
    return tuple(country_trends)


def _empty_trends(
    indicator: Indicator, parameters: Parameters, left_out: tuple[LeftOut, ...]
) -> Trends:
    community = codebook().community_regions
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
