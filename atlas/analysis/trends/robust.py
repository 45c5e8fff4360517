"""Theil–Sen slope and Mann–Kendall test of many series at once, gaps allowed.

Methods: Theil (1950), Sen (1968); Mann (1945), Kendall (1975) with ties; the variance of S is
multiplied by the factor of Hamed & Rao (1998).

Hamed and Rao take the ranks' autocorrelations from the sample; in short series these are
noise, and the test finds trends where there are none. Here their formula gets those of a
first-order process (``memory``), and is averaged over the error of its one coefficient, which is
taken 0.4 standard errors higher. S is held against a beta distribution on its own bounds with
that variance: a normal one allows for values that S cannot have, and so finds too little.

A single step, of which ranks say little, is tested beside it (``steps``). How often all this
finds trends where there are none, and where there are: docs/trends.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from atlas.analysis.trends import steps
from atlas.analysis.trends.ar1 import RAISED, Autocorrelation, estimate_autocorrelation
from atlas.analysis.trends.matrix import Array

PLACES = (-2.857, -1.356, 0.0, 1.356, 2.857)  # of Gauss & Hermite's quadrature
WEIGHTS = (0.0113, 0.2221, 0.5332, 0.2221, 0.0113)
CAUTION = 0.4  # standard errors by which the autocorrelation is taken higher
Z95 = 1.959963984540054
LEAST = 4  # years without which nothing is estimated


@dataclass(frozen=True)
class TrendStatistics:
    """Results by series (arrays of the same length); NaN where there are too few years.

    ``p`` is the smaller one of the ranks' test and, where one step fits better than a line, of
    ``steps``; ``moved`` the change over all years: the line's, or the step's.
    """

    years: Array
    slope: Array
    low: Array
    high: Array
    plain_low: Array
    plain_high: Array
    middle: Array
    score: Array
    tau: Array
    p: Array
    moved: Array
    plain_p: Array
    autocorrelation: Array
    uncertain: Array


def slopes(values: Array) -> Array:
    """Return Theil–Sen slopes of the columns, a year of distance between rows."""
    first, second = np.triu_indices(len(values), 1)
    pairs = (values[second] - values[first]) / (second - first)[:, None]
    return _medians(np.sort(pairs, axis=0))


def _medians(sorted_values: Array) -> Array:
    """Return the medians of columns that are sorted with NaN at their ends."""
    if not len(sorted_values):
        return np.full(sorted_values.shape[1], np.nan)
    counts = np.isfinite(sorted_values).sum(axis=0)
    column = np.arange(sorted_values.shape[1])
    lower = sorted_values[np.maximum(counts - 1, 0) // 2, column]
    upper = sorted_values[np.minimum(counts // 2, np.maximum(counts - 1, 0)), column]
    result: Array = np.where(counts > 0, (lower + upper) / 2, np.nan)
    return result


def medians(values: Array) -> Array:
    """Return the medians of rows, leaving NaN out (faster than ``np.nanmedian``)."""
    return _medians(np.sort(values, axis=1).T)


def batch(
    values: Array, prior_memory: Autocorrelation | None = None, spans: Array | None = None
) -> TrendStatistics:
    """Return slope, bounds and test of every column of ``values`` (rows are single years).

    ``low``, ``high`` and ``p`` allow for autocorrelation; ``plain_*`` are those of
    ``scipy.stats.theilslopes`` and of the Mann–Kendall test without it. ``prior_memory`` is the
    autocorrelation where it is known from elsewhere, ``spans`` the years over which each series
    moves where these are not all rows.
    """
    from scipy.special import betainc, betaincinv, ndtr  # noqa: PLC0415 - start-up stays fast

    n = np.isfinite(values).sum(axis=0).astype(float)
    if len(values) < LEAST:
        return TrendStatistics(n, *(np.full(len(n), np.nan) for _ in fields(TrendStatistics)[1:]))
    first, second = np.triu_indices(len(values), 1)
    gaps = values[second] - values[first]
    score = np.nansum(np.sign(gaps), axis=0)
    sorted_slopes = np.sort(gaps / (second - first)[:, None], axis=0)
    slope, pairs = _medians(sorted_slopes), np.isfinite(sorted_slopes).sum(axis=0)
    middle = medians((values - slope * np.arange(len(values))[:, None]).T)
    variance = _variance(values, n)
    own = prior_memory or estimate_autocorrelation(values - middle)
    sigma = np.sqrt(variance)
    wide = sigma * np.sqrt(_expected_factor(n, own, len(values)))
    few = n < LEAST
    with np.errstate(divide="ignore", invalid="ignore"):
        most = n * (n - 1) / 2
        shape = np.maximum(((most / wide) ** 2 - 1) / 2, 0.5)
        z = np.maximum(np.abs(score) - 1, 0)
        p = np.where(wide > 0, np.minimum(2 * betainc(shape, shape, (1 - z / most) / 2), 1), 1.0)
        step_p, height = steps.fit_steps(values, n, _cautious_coefficient(own), score)
        change = np.where(step_p < p, height, slope * (len(values) - 1 if spans is None else spans))
        p = np.minimum(p, step_p)
        plain_p = 2 * ndtr(-np.where(sigma > 0, z / sigma, 0))
        tau = score / most
        reach = most * (1 - 2 * betaincinv(shape, shape, 0.025))
    low, high = _bounds(sorted_slopes, pairs, np.nan_to_num(reach))
    plain = _bounds(sorted_slopes, pairs, Z95 * sigma)
    remembers = np.clip(own.coefficient, 0, None)
    parts = (slope, low, high, *plain, middle, score, tau, p, change, plain_p, remembers, own.error)
    return TrendStatistics(n, *(np.where(few, np.nan, part) for part in parts))


def _variance(values: Array, n: Array) -> Array:
    """Return the variance of S with ties, under independence."""
    equal = (values[:, None] == values[None]).sum(axis=1)
    ties: Array = np.where(equal > 0, (equal - 1) * (2 * equal + 5), 0).sum(axis=0)
    result: Array = np.maximum((n * (n - 1) * (2 * n + 5) - ties) / 18, 0)
    return result


def _cautious_coefficient(own: Autocorrelation) -> Array:
    result: Array = np.clip(own.coefficient + CAUTION * own.error, 0, RAISED)
    return result


def _expected_factor(n: Array, own: Autocorrelation, longest: int) -> Array:
    """Return the factor's expectation over the error of the autocorrelation."""
    expectation = np.zeros_like(n)
    for place, weight in zip(PLACES, WEIGHTS, strict=True):
        phi = np.clip(own.coefficient + (place + CAUTION) * own.error, 0, RAISED)
        expectation = expectation + weight * _factor(n, phi, longest)
    return expectation


def _factor(n: Array, phi: Array, longest: int) -> Array:
    """Return Hamed & Rao's factor for ranks of a first-order process (exact to 4 %)."""
    lag = np.arange(1, longest)[:, None]
    n_pairs = np.maximum(n - lag, 0)
    weights = n_pairs * np.maximum(n_pairs - 1, 0) * np.maximum(n_pairs - 2, 0)
    ranks: Array = 6 / np.pi * np.arcsin(phi**lag / 2)
    total: Array = (weights * ranks).sum(axis=0)
    return 1 + 2 / np.maximum(n * (n - 1) * (n - 2), 1) * total


def _bounds(sorted_slopes: Array, pairs: Array, width: Array) -> tuple[Array, Array]:
    """Return Sen's bounds: the slopes at the ranks that the variance of S spans."""
    column, last = np.arange(sorted_slopes.shape[1]), np.maximum(pairs - 1, 0)
    upper = np.minimum(np.round((pairs + width) / 2), last).astype(int)
    lower = np.clip(np.round((pairs - width) / 2) - 1, 0, last).astype(int)
    return sorted_slopes[lower, column], sorted_slopes[upper, column]


def adjust_p_values(p: Array) -> Array:
    """Return p adjusted for a false discovery rate (Benjamini & Hochberg 1995); NaN stays."""
    result: Array = adjust_rows(p[None])[0]
    return result


def adjust_rows(p: Array) -> Array:
    """Return p adjusted within each row, rows of as many tests at a time; NaN stays."""
    from scipy.stats import false_discovery_control  # noqa: PLC0415 - start-up stays fast

    q = np.full(p.shape, np.nan)
    has_value = np.isfinite(p)
    counts = has_value.sum(axis=1)
    for count in set(counts.tolist()) - {0}:
        rows = np.flatnonzero(counts == count)
        inside = has_value[rows]
        adjusted = false_discovery_control(p[rows][inside].reshape(len(rows), count), axis=1)
        part = np.full(inside.shape, np.nan)
        part[inside] = adjusted.ravel()
        q[rows] = part
    return q
