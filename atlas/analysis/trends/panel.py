"""The balanced panel: which years, which countries, so that no trend is made by who reports."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.model import Outside, Parameters
from atlas.analysis.trends.robust import medians

Flags = npt.NDArray[np.bool_]
LONGEST = 80  # years of a window; a straight line through more says little
SPOKEN = 0.75  # of a panel's members have a value in a year that counts


def window(
    years: npt.NDArray[np.int64], known: Flags, groups: Flags, asked: Parameters
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
    if asked.first is not None and asked.last is not None:
        last = min(asked.last, int(years[-1]))
        first = max(asked.first, int(years[0]), last - LONGEST + 1)
        return (first, last) if first <= last else None
    inside = _inside(known, asked)
    length = np.arange(len(years))[None, :] - np.arange(len(years))[:, None] + 1
    members = inside.sum(axis=2)
    counted = inside.astype(np.float32) @ groups.astype(np.float32)
    reporting = known.astype(int).max(axis=0) @ groups.astype(int)
    needed = np.maximum(asked.members, asked.share * reporting)
    regions = (counted >= needed).sum(axis=2)
    value = members * length * (1 + regions)
    value = np.where((length >= asked.min_years) & (length <= LONGEST), value, 0)
    if asked.first is not None:
        value[years != max(asked.first, int(years[0]))] = 0
    if asked.last is not None:
        value[:, years != min(asked.last, int(years[-1]))] = 0
    if not value.max(initial=0):
        return None
    starts, ends = np.nonzero(value == value.max())
    best = np.argmax(ends * len(years) + starts)
    return int(years[starts[best]]), int(years[ends[best]])


def _inside(known: Flags, asked: Parameters) -> Flags:
    """Tell for every first year, last year and country whether it would be a member."""
    n = len(known)
    index = np.arange(n)[:, None]
    after = np.where(known, index, n + asked.edge)
    after = np.minimum.accumulate(after[::-1])[::-1]
    before = np.maximum.accumulate(np.where(known, index, -1 - asked.edge), axis=0)
    starts = after - index <= asked.edge
    ends = index - before <= asked.edge
    total = np.vstack([np.zeros((1, known.shape[1]), dtype=int), known.cumsum(axis=0)])
    held = total[None, 1:] - total[:-1, None]
    length = (index.T - index + 1)[:, :, None]
    enough = held >= asked.coverage * length
    made: Flags = starts[:, None] & ends[None] & enough
    return made


def outside(known: Flags, asked: Parameters) -> list[Outside | None]:
    """Return for each country why it is not a member of a window's panel; None for members."""
    n = len(known)
    first, last = np.argmax(known, axis=0), n - 1 - np.argmax(known[::-1], axis=0)
    counts = known.sum(axis=0)
    reasons: list[Outside | None] = []
    for at, until, held in zip(first, last, counts, strict=True):
        if not held or at > asked.edge:
            reasons.append("no-start")
        elif n - 1 - until > asked.edge:
            reasons.append("no-end")
        else:
            reasons.append("few-years" if held < asked.coverage * n else None)
    return reasons


def bridged(values: Array, gap: int) -> Array:
    """Fill gaps of at most ``gap`` years between two values on the straight line."""
    made = values.copy()
    for column in np.flatnonzero(np.isnan(values).any(axis=0)):
        known = np.flatnonzero(np.isfinite(values[:, column]))
        for start, end in zip(known[:-1], known[1:], strict=True):
            if 1 < end - start <= gap + 1:
                made[start : end + 1, column] = np.linspace(
                    values[start, column], values[end, column], end - start + 1
                )
    return made


def centred(values: Array) -> tuple[Array, Array]:
    """Return each column's deviations from its own average, and the averages."""
    average = np.nanmean(values, axis=0)
    return values - average, average


def path(values: Array) -> Array:
    """Return the typical path of a panel: the median deviation on the median average.

    A year in which fewer than three quarters of the members have a value has none: the few
    that report early or late would speak for all.
    """
    deviations, average = centred(values)
    made: Array = medians(deviations) + np.median(average)
    return np.where(spoken(values), made, np.nan)


def spoken(values: Array) -> Flags:
    """Tell for each year whether enough of a panel's members have a value."""
    made: Flags = np.isfinite(values).sum(axis=1) >= SPOKEN * values.shape[1]
    return made


def without_each(values: Array) -> Array:
    """Return a panel's typical path without each of its members in turn, a column a member.

    The level does not matter to a trend, so the paths are deviations.
    """
    deviations, _ = centred(values)
    order = np.argsort(deviations, axis=1)
    rank = np.argsort(order, axis=1)
    ordered = np.take_along_axis(deviations, order, axis=1)
    counts = np.isfinite(deviations).sum(axis=1)[:, None]
    left = counts - np.isfinite(deviations)
    last = values.shape[1] - 1

    def at(position: npt.NDArray[np.int64]) -> Array:
        shifted = np.clip(position + (position >= rank), 0, last)
        return np.take_along_axis(ordered, shifted, axis=1)

    made: Array = (at(np.maximum(left - 1, 0) // 2) + at(left // 2)) / 2
    return np.where(spoken(values)[:, None] & (left > 0), made, np.nan)


def spread(values: Array) -> float:
    """Return how far apart countries stand: their medians' interquartile range over 1.349."""
    typical = medians(values.T)
    typical = typical[np.isfinite(typical)]
    if len(typical) < 2:
        return 0.0
    low, high = np.percentile(typical, [25, 75])
    return float(high - low) / 1.349
