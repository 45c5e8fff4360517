"""The balanced panel: which years, which countries, so that no trend is made by who reports."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.ar1 import HIGHEST
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.model import Outside, Parameters
from atlas.analysis.trends.robust import medians

Flags = npt.NDArray[np.bool_]
LONGEST = 80  # years of a window; a straight line through more says little
SPOKEN = 0.75  # of a panel's members have a value in a year that counts


def window(
    years: npt.NDArray[np.int64], has_value: Flags, groups: Flags, parameters: Parameters
) -> tuple[int, int] | None:
    """Return first and last year: those that keep the most values of balanced countries.

    Of all windows of at least ``min_years`` years, the one with the greatest number of
    countries with a value at start, end and in most years, times years, times one more than
    the regions (``groups``: a row a country, a column a region) that have enough of them to be
    judged: ``members``, and ``share`` of those that report. Of equals, the latest. A first or
    last year that is asked for is kept; years before or after all values are not, nor more
    than the last ``LONGEST``.
    """
    if not len(years):
        return None
    if parameters.first is not None and parameters.last is not None:
        last = min(parameters.last, int(years[-1]))
        first = max(parameters.first, int(years[0]), last - LONGEST + 1)
        return (first, last) if first <= last else None
    inside = _inside(has_value, parameters)
    length = np.arange(len(years))[None, :] - np.arange(len(years))[:, None] + 1
    members = inside.sum(axis=2)
    n_inside = inside.astype(np.float32) @ groups.astype(np.float32)
    reporting = has_value.astype(int).max(axis=0) @ groups.astype(int)
    minimum = np.maximum(parameters.members, parameters.share * reporting)
    regions = (n_inside >= minimum).sum(axis=2)
    value = members * length * (1 + regions)
    value = np.where((length >= parameters.min_years) & (length <= LONGEST), value, 0)
    if parameters.first is not None:
        value[years != max(parameters.first, int(years[0]))] = 0
    if parameters.last is not None:
        value[:, years != min(parameters.last, int(years[-1]))] = 0
    if not value.max(initial=0):
        return None
    starts, ends = np.nonzero(value == value.max())
    best = np.argmax(ends * len(years) + starts)
    return int(years[starts[best]]), int(years[ends[best]])


def _inside(has_value: Flags, parameters: Parameters) -> Flags:
    """Tell for every first year, last year and country whether it would be a member."""
    n = len(has_value)
    index = np.arange(n)[:, None]
    after = np.where(has_value, index, n + parameters.edge)
    after = np.minimum.accumulate(after[::-1])[::-1]
    before = np.maximum.accumulate(np.where(has_value, index, -1 - parameters.edge), axis=0)
    starts = after - index <= parameters.edge
    ends = index - before <= parameters.edge
    total = np.vstack([np.zeros((1, has_value.shape[1]), dtype=int), has_value.cumsum(axis=0)])
    n_values = total[None, 1:] - total[:-1, None]
    length = (index.T - index + 1)[:, :, None]
    enough = n_values >= parameters.coverage * length
    result: Flags = starts[:, None] & ends[None] & enough
    return result


def outside(has_value: Flags, parameters: Parameters) -> list[Outside | None]:
    """Return for each country why it is not a member of a window's panel; None for members."""
    n = len(has_value)
    first, last = np.argmax(has_value, axis=0), n - 1 - np.argmax(has_value[::-1], axis=0)
    counts = has_value.sum(axis=0)
    reasons: list[Outside | None] = []
    for at, until, n_values in zip(first, last, counts, strict=True):
        if not n_values or at > parameters.edge:
            reasons.append("no-start")
        elif n - 1 - until > parameters.edge:
            reasons.append("no-end")
        else:
            reasons.append("few-years" if n_values < parameters.coverage * n else None)
    return reasons


def fill_gaps(values: Array, gap: int) -> Array:
    """Fill gaps of at most ``gap`` years between two values on the straight line."""
    result = values.copy()
    for column in np.flatnonzero(np.isnan(values).any(axis=0)):
        positions = np.flatnonzero(np.isfinite(values[:, column]))
        for start, end in zip(positions[:-1], positions[1:], strict=True):
            if 1 < end - start <= gap + 1:
                result[start : end + 1, column] = np.linspace(
                    values[start, column], values[end, column], end - start + 1
                )
    return result


def centre_columns(values: Array) -> tuple[Array, Array]:
    """Return each column's deviations from its own average, and the averages."""
    average = np.nanmean(values, axis=0)
    return values - average, average


def typical_path(values: Array) -> Array:
    """Return the typical path of a panel: the median deviation on the median average.

    A year in which fewer than three quarters of the members have a value has none: the few
    that report early or late would speak for all.
    """
    deviations, average = centre_columns(values)
    typical: Array = medians(deviations) + np.median(average)
    return np.where(quorum_mask(values), typical, np.nan)


def quorum_mask(values: Array) -> Flags:
    """Tell for each year whether enough of a panel's members have a value."""
    result: Flags = np.isfinite(values).sum(axis=1) >= SPOKEN * values.shape[1]
    return result


def without_each(values: Array) -> Array:
    """Return a panel's typical path without each of its members in turn, a column a member.

    The level does not matter to a trend, so the paths are deviations.
    """
    deviations, _ = centre_columns(values)
    order = np.argsort(deviations, axis=1)
    rank = np.argsort(order, axis=1)
    sorted_values = np.take_along_axis(deviations, order, axis=1)
    counts = np.isfinite(deviations).sum(axis=1)[:, None]
    n_left = counts - np.isfinite(deviations)
    last = values.shape[1] - 1

    def at(position: npt.NDArray[np.int64]) -> Array:
        index = np.clip(position + (position >= rank), 0, last)
        return np.take_along_axis(sorted_values, index, axis=1)

    middle: Array = (at(np.maximum(n_left - 1, 0) // 2) + at(n_left // 2)) / 2
    return np.where(quorum_mask(values)[:, None] & (n_left > 0), middle, np.nan)


def country_spread(values: Array) -> float:
    """Return how far apart countries stand: their medians' interquartile range over 1.349."""
    typical = medians(values.T)
    typical = typical[np.isfinite(typical)]
    if len(typical) < 2:
        return 0.0
    low, high = np.percentile(typical, [25, 75])
    return float(high - low) / 1.349


def usual_noise(values: Array, autocorrelation: Array) -> float:
    """Return the median of the countries' noise (standard deviations about their courses).

    From the changes of one year to the next, which no course and hardly any step inflates; of
    noise that remembers, they are the smaller part.
    """
    changes = np.nanmean(np.abs(np.diff(values, axis=0)), axis=0) * np.sqrt(np.pi) / 2
    noise = changes / np.sqrt(1 - np.clip(np.nan_to_num(autocorrelation), 0, HIGHEST))
    noise = noise[np.isfinite(noise)]
    return float(np.median(noise)) if len(noise) else 0.0
