"""How much of a year's noise the next year remembers: the autocorrelation of many series.

The coefficient of a first-order process is estimated from the residuals of a smooth course: a
parabola or, where it fits much better, a line with one step or one bend (what a line leaves of
a bent trend, and a parabola of a step, looks persistent). It is freed of its small-sample bias
(Marriott & Pope 1954).

In short series this estimate is mostly noise, and a test that allows for its error has little
power. Series of one indicator are alike, so each estimate is drawn to their middle, the more
the less they differ beyond chance (empirical Bayes, Efron & Morris 1973). Series that share a
shock tell the same thing several times: their number counts by the squared correlation of what
is left of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atlas.analysis.trends.matrix import Array

HIGHEST = 0.75  # beyond it, a lasting change and a wandering level cannot be told apart
RAISED = 0.87  # the highest that an error of the estimate makes of it
UNTOLD = 0.3  # of series too short to tell, give or take as much
BESIDE = 3  # years at least on either side of a step or bend
BETTER = 8.0  # by which it must beat the parabola, in independent years' log likelihood
SMOOTH, CHANGED = 3, 4  # coefficients of the courses


@dataclass(frozen=True)
class Autocorrelation:
    """By series: the coefficient and its standard error."""

    coefficient: Array
    error: Array


def estimate_autocorrelation(values: Array, *, together: bool = True) -> Autocorrelation:
    """Return the memory of the columns of ``values`` (rows are single years, gaps as NaN).

    ``together`` draws the estimates to their middle; else each series stands alone.
    """
    has_value = np.isfinite(values)
    n = has_value.sum(axis=0).astype(float)
    rest, raw = _best_residuals(values, n)
    usable = n > 2 * CHANGED
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (1 - np.clip(raw, 0, HIGHEST) ** 2) * n / (n - 2 * SMOOTH) ** 2
    variance = np.where(usable, variance, UNTOLD**2)
    if together and usable.sum() > 1:
        raw, variance = _shrink_to_middle(raw, variance, rest, usable)
    coefficient = np.where(usable, np.clip(raw, -0.5, HIGHEST), UNTOLD)
    return Autocorrelation(coefficient, np.sqrt(variance))


def _best_residuals(values: Array, n: Array) -> tuple[Array, Array]:
    """Return what the course that fits best leaves, and its autocorrelation."""
    smooth = _parabola_residuals(values)
    rest, raw = smooth, _lag(smooth, n, SMOOTH)
    scale = np.nansum((values - np.nanmean(values, axis=0)) ** 2, axis=0)
    least = np.maximum(np.nansum(smooth**2, axis=0), 1e-12 * scale)
    best = least
    for with_bend in (False, True):
        other = _change_residuals(values, n, with_bend=with_bend)
        squares = np.maximum(np.nansum(other**2, axis=0), 1e-12 * scale)
        lag = _lag(other, n, CHANGED)
        phi = np.clip(lag, 0, HIGHEST)
        with np.errstate(divide="ignore", invalid="ignore"):
            gain = n * (1 - phi) / (1 + phi) * np.log(least / squares)
        better = (gain > BETTER) & (squares < best)
        rest, raw = np.where(better, other, rest), np.where(better, lag, raw)
        best = np.where(better, squares, best)
    return rest, raw


def _shrink_to_middle(
    raw: Array, variance: Array, rest: Array, usable: Array
) -> tuple[Array, Array]:
    """Return estimates drawn to their middle, and the squared errors that are left."""
    own = np.clip(raw[usable.astype(bool)], -0.5, RAISED)
    apart, many = 1 - _alike(rest[:, usable.astype(bool)]), len(own)
    middle, chance = float(np.median(own)), float(variance[usable.astype(bool)].mean())
    low, high = np.percentile(own, [25, 75])
    differ = max(((high - low) / 1.349) ** 2 - chance * apart, 0.0)
    weight = differ / (differ + variance)
    middle_variance = (differ + chance * apart) / many + chance * (1 - apart)
    return middle + weight * (raw - middle), weight * variance + (1 - weight) ** 2 * middle_variance


def _alike(rest: Array) -> float:
    """Return the average squared correlation of two series, less what chance makes of it."""
    size = np.sqrt(np.nansum(rest**2, axis=0))
    unit = np.nan_to_num(rest / np.where(size > 0, size, 1))
    many = unit.shape[1]
    total = float(((unit.T @ unit) ** 2).sum()) - many
    chance = 1 / max(len(rest) - 3, 1)
    return float(np.clip((total / (many * (many - 1)) - chance) / (1 - chance), 0, 1))


def _lag(rest: Array, n: Array, n_coefficients: int) -> Array:
    """Return the first autocorrelation of what is left, freed of its bias."""
    products = rest[1:] * rest[:-1]
    pairs = np.isfinite(products).sum(axis=0)
    squares = np.nansum(rest**2, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = np.nansum(products, axis=0) / pairs * (n - 1) / squares
        without_bias = (n * raw + n_coefficients) / (n - 2 * n_coefficients)
    usable = (pairs > 2) & (squares > 0) & (n > 2 * n_coefficients)
    return np.where(usable, np.nan_to_num(without_bias), 0.0)


def _parabola_residuals(values: Array) -> Array:
    """Return what each column's parabola by least squares leaves."""
    terms = np.vander(np.linspace(-1, 1, len(values)), 3)
    has_value = np.isfinite(values)
    normal = np.einsum("ti,tj,tc->cij", terms, terms, has_value.astype(float))
    normal += 1e-9 * np.eye(3)
    right = np.einsum("ti,tc->ci", terms, np.where(has_value, values, 0.0))
    residuals: Array = values - terms @ np.linalg.solve(normal, right[:, :, None])[:, :, 0].T
    return residuals


def _change_residuals(values: Array, n: Array, *, with_bend: bool) -> Array:
    """Return what a line with the one step (or bend) that fits best leaves of each column."""
    years = np.arange(len(values))[:, None].astype(float)
    has_value = np.isfinite(values).astype(float)
    # Row c of ``shapes`` is the course that changes at year c: 0 before, then 1 or rising.
    shapes = np.where(years <= years.T, years.T - years + 1 if with_bend else 1.0, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        time = years - (has_value * years).sum(axis=0) / n
        spread = (has_value * time**2).sum(axis=0)
        rest = values - np.nanmean(values, axis=0)
        rest = rest - np.nansum(rest * time, axis=0) / spread * time
        rest_or_zero = np.nan_to_num(rest)
        level, lever = shapes @ has_value / n, shapes @ (has_value * time) / spread
        size = shapes**2 @ has_value - level**2 * n - lever**2 * spread
        projection = shapes @ rest_or_zero
        after = (shapes > 0) @ has_value
        gain = np.where((after >= BESIDE) & (n - after >= BESIDE), projection**2 / size, 0.0)
    gain = np.nan_to_num(gain, posinf=0.0)
    at, column = np.argmax(gain, axis=0), np.arange(values.shape[1])
    has_change = gain[at, column] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        height = np.where(has_change, projection[at, column] / size[at, column], 0.0)
        shape = shapes[at].T - level[at, column] - lever[at, column] * time
    residuals: Array = rest - np.nan_to_num(height * shape)
    return residuals
