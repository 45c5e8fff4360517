"""Parallel paths: series that move alike, one after the other or at the same time.

Each series is freed of its trend and of its own first-order autocorrelation. What is left is
put in normal scores, so that a single war year weighs no more than its rank; its correlation,
at a lag of 0 to 10 years, has under independence the variance 1 / years (Haugh 1976). Two
smooth series would else look alike by chance (Yule 1926). p is adjusted over all pairs and
lags (Benjamini & Yekutieli). For countries, the world's path is taken off first: what strikes
all is no kinship of two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends import robust
from atlas.analysis.trends.ar1 import estimate_autocorrelation
from atlas.analysis.trends.direction import Ground, round_significant
from atlas.analysis.trends.matrix import Array, Matrix
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.model import Parallel
from atlas.analysis.trends.regions import RegionAssessment

LEAST = 15  # years that two series share at a lag
SHOWN = 60  # pairs of countries that are kept at most


def parallels(
    panel: Panel, judged_regions: RegionAssessment, ground: Ground
) -> tuple[Parallel, ...]:
    """Return pairs of regions, then of countries, the surest first."""
    places = [i for i, r in enumerate(judged_regions.names) if r != "world"]
    names = tuple(judged_regions.names[i] for i in places)
    result = [
        Parallel("region", *pair)
        for pair in parallel_pairs(judged_regions.paths[:, places], names, ground)
    ]
    if "world" in judged_regions.names:
        world = judged_regions.paths[:, judged_regions.names.index("world")]
        inside = panel.filled[:, panel.inside] - world[:, None]
        names = tuple(panel.given.countries[i] for i in panel.inside)
        country_pairs = parallel_pairs(inside, names, ground)[:SHOWN]
        result += [Parallel("country", *pair) for pair in country_pairs]
    return tuple(result)


def whiten_columns(values: Array) -> Array:
    """Return the columns without trend and first-order autocorrelation, of variance 1."""
    results = robust.batch(values, estimate_autocorrelation(values, together=False))
    rest = values - results.slope * np.arange(len(values))[:, None]
    rest = rest - robust.medians(rest.T)
    rest = _scores(rest[1:] - results.autocorrelation * rest[:-1])
    scale = np.sqrt(np.nanmean(rest**2, axis=0))
    return np.where(scale > 0, rest / scale, np.nan)


def _scores(values: Array) -> Array:
    """Return normal scores of the ranks in each column: one war year is no kinship of two."""
    from scipy.special import ndtri  # noqa: PLC0415 - start-up stays fast
    from scipy.stats import rankdata  # noqa: PLC0415

    has_value = np.isfinite(values)
    ranks = rankdata(np.where(has_value, values, np.inf), axis=0)
    with np.errstate(invalid="ignore"):
        scores: Array = ndtri(np.where(has_value, ranks / (has_value.sum(axis=0) + 1), np.nan))
    return scores


def parallel_pairs(
    values: Array, names: tuple[str, ...], ground: Ground
) -> list[tuple[str, str, int, float, int, float]]:
    """Return (first, second, lag, correlation, years, q) of pairs that move alike."""
    from scipy.special import ndtri, stdtr  # noqa: PLC0415 - start-up stays fast

    longest = min(ground.asked.max_lag, len(values) - 1 - LEAST)
    if len(names) < 2 or longest < 0:
        return []
    noise = whiten_columns(values)
    noise_or_zero, has_value = np.nan_to_num(noise), np.isfinite(noise).astype(float)
    r = np.full((longest + 1, len(names), len(names)), np.nan)
    n = np.zeros_like(r)
    for lag in range(longest + 1):
        before, after = slice(0, len(noise) - lag), slice(lag, len(noise))
        n[lag] = has_value[before].T @ has_value[after]
        power = (
            (noise_or_zero[before] ** 2).T
            @ has_value[after]
            * (has_value[before].T @ noise_or_zero[after] ** 2)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            r[lag] = noise_or_zero[before].T @ noise_or_zero[after] / np.sqrt(power)
        same = np.tri(len(names), dtype=bool) if lag == 0 else np.eye(len(names), dtype=bool)
        r[lag][same] = np.nan
    r[n < LEAST] = np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.maximum(n - 2, 1)
        z = np.abs(r) * np.sqrt(freedom / np.maximum(1 - r**2, 1e-12))
    # Whoever is above alpha by a normal's tail cannot be within it by t, nor once adjusted.
    near = np.nonzero(z >= -ndtri(ground.asked.alpha / 2))
    q, tests = np.full(r.shape, np.nan), int(np.isfinite(r).sum())
    q[near] = robust.adjust_p_values(2 * stdtr(freedom[near], -z[near]), dependent=True, of=tests)
    significant = np.argwhere((q <= ground.asked.alpha) & (r > 0))
    significant = significant[np.argsort(q[tuple(significant.T)], kind="stable")]
    by_pair: dict[frozenset[int], tuple[str, str, int, float, int, float]] = {}
    for lag, i, j in significant:  # the surest lag of each pair only
        at = (lag, i, j)
        row = (
            int(lag),
            round_significant(r[at]) or 0.0,
            int(n[at]),
            round_significant(q[at]) or 0.0,
        )
        by_pair.setdefault(frozenset((int(i), int(j))), (names[i], names[j], *row))
    return list(by_pair.values())


@dataclass(frozen=True)
class AlignedSeries:
    """A region's path on years since each member's own year: median and members by year."""

    region: str
    since: tuple[int, ...]
    median: tuple[float | None, ...]
    members: tuple[int, ...]
    countries: tuple[str, ...]


def aligned(
    matrix: Matrix,
    region_of: Mapping[str, str],
    anchors: Mapping[str, int],
    *,
    before: int = 5,
    after: int = 25,
    least: int = 3,
) -> tuple[AlignedSeries, ...]:
    """Return series on the years since an anchor (a transition), by region.

    ``anchors`` maps ISO3 codes to a year. A median of fewer than ``least`` countries is None;
    the counts tell how many countries each rests on.
    """
    result = []
    for region in sorted({region_of[c] for c in matrix.countries if c in anchors}):
        at = [i for i, c in enumerate(matrix.countries) if c in anchors and region_of[c] == region]
        rows = np.stack([_since_anchor(matrix, i, anchors, before, after) for i in at], axis=1)
        counts = np.isfinite(rows).sum(axis=1)
        middle = np.where(counts >= least, robust.medians(rows), np.nan)
        result.append(
            AlignedSeries(
                region,
                tuple(range(-before, after + 1)),
                tuple(round_significant(v) for v in middle),
                tuple(int(n) for n in counts),
                tuple(matrix.countries[i] for i in at),
            )
        )
    return tuple(result)


def _since_anchor(
    matrix: Matrix, column: int, anchors: Mapping[str, int], before: int, after: int
) -> Array:
    start = anchors[matrix.countries[column]] - before - int(matrix.years[0])
    at: npt.NDArray[np.int64] = np.arange(start, start + before + after + 1)
    inside = (at >= 0) & (at < len(matrix.years))
    values = matrix.values[np.clip(at, 0, len(matrix.years) - 1), column]
    return np.where(inside, values, np.nan)
