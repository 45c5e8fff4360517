"""A region's trend: the Theil–Sen slope and test of its panel's typical path.

One series a region, so the dependence between its countries cannot inflate the test (pooling
the countries' own tests would: Dietz & Killeen 1981); the correction for autocorrelation is
the one of ``robust``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends import robust, sources
from atlas.analysis.trends.ar1 import Autocorrelation
from atlas.analysis.trends.direction import Bounds, Ground, signs, trend
from atlas.analysis.trends.matrix import Array, Matrix
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.model import Point, Reason, RegionTrend, Trend
from atlas.analysis.trends.panel import typical_path, without_each
from atlas.analysis.trends.robust import TrendStatistics
from atlas.analysis.trends.verdict import RegionEvidence, directions, many_directions
from atlas.codebook import codebook

Signs = npt.NDArray[np.int64]
NARROW = 1 / 3
SHOWN = 0.9  # of the members: a median of levels over fewer would show who is absent


@dataclass(frozen=True)
class RegionAssessment:
    """Regions with enough members ("world" first), their paths, tests and evidence."""

    names: tuple[str, ...]
    paths: Array
    found: TrendStatistics
    bounds: Bounds
    evidence: dict[str, RegionEvidence]
    without: dict[str, dict[str, RegionEvidence]]


def enough(panel: Panel, region: str, ground: Ground) -> bool:
    """Tell whether a region has enough members to be judged."""
    members, parameters = len(panel.of(region)), ground.asked
    has_share = members >= parameters.share * panel.reporters.get(region, 0)
    return members >= parameters.members and has_share and ground.length >= parameters.min_years


def assess_regions(panel: Panel, ground: Ground) -> RegionAssessment:
    """Judge the world and every region with enough members."""
    regions = [r.id for r in codebook().regions.values() if r.kind != "peer-group"]
    names = tuple(r for r in ("world", *regions) if enough(panel, r, ground))
    paths = _stack([typical_path(panel.filled[:, panel.of(r)]) for r in names], ground)
    results = robust.batch(paths)
    ranges = [
        sources.of_panel(_member_ranges(panel, panel.of(r)), ground.asked.draws) for r in names
    ]
    low, high, negative = np.array(ranges).reshape(-1, 3).T
    bounds = Bounds(low, high, sources.disagree(results.slope, negative))
    evidence = _evidence(names, results, ground, bounds.contrary)
    community = codebook().community_regions
    decide = {n: e for n, e in evidence.items() if n in community}
    disputes = dict(zip(names, bounds.contrary > 0, strict=True))
    without = {
        r: _evidence_without_each(panel, r, ground, disputes[r], results, names.index(r))
        for r in decide
    }
    return RegionAssessment(names, paths, results, bounds, decide, without)


def _stack(columns: list[Array], ground: Ground) -> Array:
    return np.stack(columns, axis=1) if columns else np.empty((ground.length, 0))


def _member_ranges(panel: Panel, at: npt.NDArray[np.int64]) -> Matrix:
    """Return members' ranges; a bridged year has its value as range."""
    matrix, values = panel.given, panel.filled[:, at]

    def bound(of: Array) -> Array:
        return np.where(np.isnan(of[:, at]), values, of[:, at])

    countries = tuple(matrix.countries[i] for i in at)
    return Matrix(matrix.years, countries, values, bound(matrix.low), bound(matrix.high))


def _evidence(
    names: tuple[str, ...], results: TrendStatistics, ground: Ground, contrary: Array
) -> dict[str, RegionEvidence]:
    sure = np.zeros(len(names))
    sign = signs(results.moved, sure, results.years, ground, contrary)
    pairs = zip(names, results.p, sign, strict=True)
    return {name: RegionEvidence(float(p), int(s)) for name, p, s in pairs}


def _evidence_without_each(
    panel: Panel,
    region: str,
    ground: Ground,
    disagreeing: bool,
    results: TrendStatistics,
    place: int,
) -> dict[str, RegionEvidence]:
    """Return a region's evidence without each of its members; too few left is no evidence."""
    at = panel.of(region)
    if len(at) <= ground.asked.members:
        return {}
    same = Autocorrelation(
        *(part[place].repeat(len(at)) for part in (results.autocorrelation, results.uncertain))
    )
    results = robust.batch(without_each(panel.filled[:, at]), same)
    contrary = np.full(len(at), float(disagreeing))
    sign = signs(results.moved, np.zeros(len(at)), results.years, ground, contrary)
    names = (panel.given.countries[i] for i in at)
    return {
        n: RegionEvidence(float(p), int(s)) for n, p, s in zip(names, results.p, sign, strict=True)
    }


def region_trend(
    panel: Panel,
    region: str,
    ground: Ground,
    judged_regions: RegionAssessment,
    q: dict[str, float],
    own: Signs,
) -> RegionTrend:
    """Return everything about one region; ``own`` are the countries' signs."""
    at = panel.of(region)
    at_index = judged_regions.names.index(region) if region in judged_regions.names else None
    result = Trend("too-little-data", _why_not(ground), 0)
    if at_index is not None:
        result = trend(
            judged_regions.found,
            at_index,
            q[region],
            ground,
            judged_regions.bounds,
        )
    states = [c for c in codebook().countries.values() if c.un_member]
    if region != "world":
        states = [c for c in states if c.region == region]
    inside = tuple(panel.given.countries[i] for i in at)
    return RegionTrend(
        region=region,
        kind="world" if region == "world" else _kind(region),
        trend=result,
        members=inside,
        left_out=tuple(
            one
            for one in panel.left_out
            if region in ("world", codebook().countries[one.country].region)
        ),
        reporters=panel.reporters.get(region, 0),
        states=len(states),
        narrow=len(at) < NARROW * len(states),
        rising=int((own[at] > 0).sum()),
        falling=int((own[at] < 0).sum()),
        steady=int((own[at] == 0).sum()),
        series=_series(panel, region, judged_regions, ground),
        deciding=_deciding(judged_regions, region, ground),
    )


def _why_not(ground: Ground) -> Reason:
    return "few-years" if ground.length < ground.asked.min_years else "few-countries"


def _kind(region: str) -> Literal["community", "other"]:
    return "community" if codebook().regions[region].kind == "community" else "other"


def _series(
    panel: Panel, region: str, judged_regions: RegionAssessment, ground: Ground
) -> tuple[Point, ...]:
    at = panel.of(region)
    if region not in judged_regions.names:
        return ()
    values = panel.filled[:, at]
    counts = np.isfinite(values).sum(axis=1)
    middle = np.where(counts >= SHOWN * len(at), robust.medians(values), np.nan)
    line = judged_regions.paths[:, judged_regions.names.index(region)]
    rows = zip(panel.given.years, middle, line, counts, strict=True)
    return tuple(Point(int(y), ground.level(m), ground.level(v), int(n)) for y, m, v, n in rows)


def _deciding(judged_regions: RegionAssessment, region: str, ground: Ground) -> tuple[str, ...]:
    """Return the members without which the region's direction would be another."""
    members = judged_regions.without.get(region, {})
    if region not in judged_regions.evidence or not members:
        return ()
    now = directions(judged_regions.evidence, ground.asked)[region]
    others = [{**judged_regions.evidence, region: other} for other in members.values()]
    changed = many_directions(others, ground.asked)
    return tuple(c for c, signs in zip(members, changed, strict=True) if signs[region] != now)


def sure(evidence: RegionEvidence, ground: Ground) -> int:
    """Return the sign of a region by its own p, not adjusted."""
    return evidence.sign if evidence.p <= ground.asked.alpha else 0
