"""Convergence: do countries, and regions, become more alike?

Sigma (Barro & Sala-i-Martin 1992): the spread between the members of a balanced panel over
time, its logarithm tested by Mann–Kendall. The spread is the interquartile range, so that one
country at war does not decide; between regions, whose medians are few, the standard deviation.
Beta: the Theil–Sen slope of change on start level, by Kendall's tau. Noise in the start level
alone makes beta negative (Galton's fallacy): start and end are averages of three years, and
the kind follows sigma only.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from atlas.analysis.trends import robust
from atlas.analysis.trends.direction import NOISE, Bounds, Ground, round_significant, trend
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.model import Convergence, Trend
from atlas.analysis.trends.regions import RegionAssessment

MEMBERS = 8  # an interquartile range of fewer says little
EDGE = 3
MATTERS = 0.0953  # log(1.1): a spread that changes by less than a tenth stays as it is


def convergences(
    panel: Panel, ground: Ground, judged_regions: RegionAssessment
) -> tuple[Convergence, ...]:
    """Return convergence between the judged regions, in the world and within each region."""
    names, values = [], []
    between = [judged_regions.names.index(r) for r in judged_regions.evidence]
    if len(between) >= 3:
        names.append("between")
        values.append(judged_regions.paths[:, between])
    for region in judged_regions.names:
        if len(panel.of(region)) >= MEMBERS:
            names.append(region)
            values.append(panel.filled[:, panel.of(region)])
    if not names:
        return ()
    spreads = np.stack(
        [_spread(v, name == "between") for name, v in zip(names, values, strict=True)], axis=1
    )
    apart = spreads > NOISE * ground.size
    results = robust.batch(np.log(np.where(apart, spreads, np.nan)))
    least = MATTERS / ground.asked.matters
    own = replace(ground, spread=least, relative=True, size=0.0)
    none = np.full(len(names), np.nan)
    nothing = Bounds(none, none, np.zeros(len(names)))
    all_convergences = []
    for i, (name, of) in enumerate(zip(names, values, strict=True)):
        sigma = trend(results, i, float(results.p[i]), own, nothing)
        all_convergences.append(_one(name, sigma, of))
    return tuple(all_convergences)


def _spread(values: Array, few: bool) -> Array:
    """Return the spread of each year, where nine of ten have a value."""
    enough = np.isfinite(values).mean(axis=1) >= 0.9
    if few:
        return np.where(enough, np.nanstd(values, axis=1), np.nan)
    sorted_values, last = np.sort(values, axis=1), np.isfinite(values).sum(axis=1) - 1

    def at(share: float) -> Array:  # as ``np.nanpercentile``, which takes ten times as long
        place = np.maximum(share * last, 0)
        below, row = place.astype(int), np.arange(len(values))
        above = np.minimum(below + 1, np.maximum(last, 0))
        lower, upper = sorted_values[row, below], sorted_values[row, above]
        quantile: Array = lower + (place - below) * (upper - lower)
        return quantile

    return np.where(enough, (at(0.75) - at(0.25)) / 1.349, np.nan)


def _one(name: str, sigma: Trend, values: Array) -> Convergence:
    from scipy.stats import kendalltau, theilslopes  # noqa: PLC0415 - start-up stays fast

    kinds = {"rising": "diverging", "falling": "converging"}
    kind = kinds.get(sigma.direction, sigma.direction)
    start, end = np.nanmean(values[:EDGE], axis=0), np.nanmean(values[-EDGE:], axis=0)
    has_value = np.isfinite(start) & np.isfinite(end)
    beta = p = None
    if has_value.sum() >= MEMBERS and np.ptp(start[has_value]) > 0:
        change = (end - start)[has_value]
        beta = round_significant(theilslopes(change, start[has_value]).slope)
        p = round_significant(kendalltau(start[has_value], change).pvalue)
    return Convergence(name, kind, sigma, sigma.start, sigma.end, beta, p)  # type: ignore[arg-type]
