"""Convergence: do countries, and regions, become more alike?

Sigma (Barro & Sala-i-Martin 1992): the spread between the members of a balanced panel over
time, its logarithm tested by Mann–Kendall. The spread is the interquartile range, so that one
country at war does not decide; between regions, whose medians are few, the standard deviation.
Whether the low catch up (beta) is not asked: noise in the start level alone says so in every
fifth world where nobody does (Galton's fallacy).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from atlas.analysis.trends import robust
from atlas.analysis.trends.direction import NOISE, Bounds, Ground, trend
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.model import Convergence, Trend
from atlas.analysis.trends.regions import RegionAssessment

MEMBERS = 8  # an interquartile range of fewer says little
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
    own = replace(ground, spread=least, relative=True, size=0.0, noise=0.0)
    none = np.full(len(names), np.nan)
    nothing = Bounds(none, none, np.zeros(len(names)))
    all_convergences = []
    for i, name in enumerate(names):
        sigma = trend(results, i, float(results.p[i]), own, nothing)
        all_convergences.append(_one(name, sigma))
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


def _one(name: str, sigma: Trend) -> Convergence:
    kinds = {"rising": "diverging", "falling": "converging"}
    kind = kinds.get(sigma.direction, sigma.direction)
    return Convergence(name, kind, sigma, sigma.start, sigma.end)  # type: ignore[arg-type]
