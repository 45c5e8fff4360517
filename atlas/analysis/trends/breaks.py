"""Lasting changes of level: when, between which bounds, and the events about that time.

Steps are found by optimal partitioning (Jackson et al. 2005, what PELT finds too) on the mean, of
all series at once, with a penalty of
``PENALTY`` × variance × log(years), raised by the long-run factor (1 + φ) / (1 - φ) of the
noise's autocorrelation. Levels without any noise (counts that stay the same for years) have a
least noise instead, ``FAINTEST``, so that their steps are the ones that are there. A slope is
no series of steps: a break stands only where the steps leave less (by the Bayesian information
criterion) than a straight line does. Simulated with 35 years of AR(1) noise see docs/trends.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.analysis.events import event_span
from atlas.analysis.trends.bends import Places
from atlas.analysis.trends.direction import Ground
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.model import Break
from atlas.analysis.trends.regions import RegionAssessment

PENALTY = 6.0
MARGIN = 2.0  # by which steps must beat a straight line
SHORTEST = 4  # years of a level
LEAST = 12  # years of a series
NEAR = 2  # years between a break and an event that may have to do with it
BreakRow = tuple[int, int, int, float, float]
CHI = 3.84  # 95 % of a chi-squared with one degree
FAINTEST = 1e-18  # variance, of the greatest value's square: less is rounding


def breaks_of(panel: Panel, judged_regions: RegionAssessment, ground: Ground) -> tuple[Break, ...]:
    """Return the breaks of the judged regions' paths and of the members."""
    if ground.length < LEAST:
        return ()
    names = [*judged_regions.names, *(panel.given.countries[i] for i in panel.inside)]
    values = np.hstack([judged_regions.paths, panel.filled[:, panel.inside]])
    first, all_breaks = int(panel.given.years[0]), []
    for where, rows in zip(names, breaks_in(values, ground), strict=True):
        for at, low, high, before, after in rows:
            ends = (ground.level(v) or 0.0 for v in (before, after))
            all_breaks.append(Break(where, first + at, first + low, first + high, *ends))
    return tuple(all_breaks)


def breaks(values: Array, ground: Ground) -> list[BreakRow]:
    """Return (position, lowest, highest, level before, level after) of each break of a series."""
    return breaks_in(values[:, None], ground)[0]


def breaks_in(values: Array, ground: Ground) -> list[list[BreakRow]]:
    """Return the breaks of each column of ``values``."""
    places = [np.flatnonzero(np.isfinite(column)) for column in values.T]
    series = [column[at] for column, at in zip(values.T, places, strict=True)]
    usable = [i for i, y in enumerate(series) if len(y) >= LEAST and np.ptp(y) > 0]
    small = {i: _small(series[i]) for i in usable}
    cuts = dict(zip(usable, _all_steps(list(small.values())), strict=True))
    return [
        _rows(series[i], small[i], places[i], cuts[i], ground) if cuts.get(i) else []
        for i in range(len(series))
    ]


def _rows(y: Array, small: Array, at: Places, cuts: list[int], ground: Ground) -> list[BreakRow]:
    rows = []
    edges = [0, *cuts, len(y)]
    for start, cut, end in zip(edges, cuts, edges[2:], strict=False):
        before, after = float(np.mean(y[start:cut])), float(np.mean(y[cut:end]))
        if abs(after - before) <= ground.least:
            continue
        low, high = _interval(small[start:end], cut - start)
        rows.append((int(at[cut]), int(at[start + low]), int(at[start + high]), before, after))
    return rows


def _small(y: Array) -> Array:
    """Return a series about zero, of a size of one: products stay finite, and keep their digits."""
    size = np.frexp(np.abs(y).max())[1]
    small = np.ldexp(y, -size)
    result: Array = small - small.mean()
    return result


def _all_steps(series: list[Array]) -> list[list[int]]:
    """Return the cuts of each series, at first by a guess of the noise."""
    guesses = []
    for y in series:
        middle = float(np.median(np.abs(np.diff(y))))
        guess = max((middle / 0.954) ** 2, 1e-12 * float(np.var(y)) + FAINTEST)
        guesses.append(PENALTY * guess * np.log(len(y)))
    cuts = partitions(series, guesses)
    # The noise's autocorrelation is known only beside the steps: search again, dearer.
    for _ in range(2):
        at = [i for i, own in enumerate(cuts) if own]
        again = partitions([series[i] for i in at], [_dear(series[i], cuts[i]) for i in at])
        for i, own in zip(at, again, strict=True):
            cuts[i] = own
    return [
        own if own and _better_than_line(y, own) else []
        for y, own in zip(series, cuts, strict=True)
    ]


def _dear(y: Array, cuts: list[int]) -> float:
    rest, n = _rest(y, cuts), len(y)
    phi = _lag(rest, len(cuts))
    noise = max(float(rest @ rest) / max(n - len(cuts) - 1, 1), FAINTEST)
    return float(PENALTY * noise * np.log(n) * (1 + phi) / (1 - phi))


def partitions(series: list[Array], penalties: list[float]) -> list[list[int]]:
    """Return the cuts into constant levels that cost least: squares, and a penalty a cut.

    Levels last ``SHORTEST`` values at least. All series are searched at once.
    """
    if not series:
        return []
    lengths = np.array([len(y) for y in series])
    longest = int(lengths.max())
    padded = np.zeros((longest + 1, len(series)))
    for i, y in enumerate(series):
        padded[1 : len(y) + 1, i] = y
    total, squares = padded.cumsum(axis=0), (padded**2).cumsum(axis=0)
    penalty = np.array(penalties)
    least = np.full((longest + 1, len(series)), np.inf)
    least[0] = -penalty
    before = np.zeros((longest + 1, len(series)), dtype=np.int64)
    for end in range(SHORTEST, longest + 1):
        start = np.arange(end - SHORTEST + 1)
        size = (end - start)[:, None]
        inside = squares[end] - squares[start] - (total[end] - total[start]) ** 2 / size
        cost = least[start] + np.maximum(inside, 0) + penalty
        before[end] = cost.argmin(axis=0)
        least[end] = cost.min(axis=0)
    return [_traced(before[:, i], int(n)) for i, n in enumerate(lengths)]


def _traced(before: Places, end: int) -> list[int]:
    cuts: list[int] = []
    while end > 0:
        end = int(before[end])
        cuts.append(end)
    return cuts[-2::-1]


def _rest(y: Array, cuts: list[int]) -> Array:
    return np.concatenate([part - part.mean() for part in np.split(y, cuts)])


def _lag(rest: Array, cuts: int) -> float:
    """Return the autocorrelation of what steps leave, freed of its bias, from 0 to 0.9."""
    squares, n = float(rest @ rest), len(rest)
    if squares <= FAINTEST * n:
        return 0.0
    raw = float(rest[1:] @ rest[:-1]) / squares
    return float(np.clip((n * raw + 1 + cuts) / max(n - 3 - 2 * cuts, 1), 0, 0.9))


def _better_than_line(y: Array, cuts: list[int]) -> bool:
    n, t = len(y), np.arange(len(y))
    rest = _rest(y, cuts)
    line = y - np.polyval(np.polyfit(t, y, 1), t)

    phi = _lag(rest, len(cuts))
    # As many years without autocorrelation hold as much information.
    n_independent = n * (1 - phi) / (1 + phi)

    def criterion(residuals: Array, parameters: int) -> float:
        return float(
            n_independent * np.log(max(float(residuals @ residuals) / n, FAINTEST))
            + parameters * np.log(n)
        )

    return criterion(rest, 2 * len(cuts) + 1) + MARGIN < criterion(line, 2)


def _interval(y: Array, cut: int) -> tuple[int, int]:
    """Return the first and last position at which one step fits nearly as well."""
    n = len(y)
    position = np.arange(1, n)
    left_sum, total = np.cumsum(y)[:-1], float(y.sum())
    gain = left_sum**2 / position + (total - left_sum) ** 2 / (n - position)
    rest = float(y @ y) - gain
    best = float(rest[cut - 1])
    near = position[rest <= best * (1 + CHI / max(n - 2, 1))]
    return int(min(near.min(initial=cut), cut)), int(max(near.max(initial=cut), cut))


def candidates(level_break: Break, events: pd.DataFrame) -> pd.DataFrame:
    """Return a country's events within two years of a break: candidates, never causes.

    ``events`` has the columns of ``atlas.store.reading.columns(EVENT)``; nearest first.
    """
    own = events[events["country"] == level_break.where]
    spans = [event_span(d, u) for d, u in zip(own["date"], own["until"], strict=True)]
    away = [_away(s, level_break) for s in spans]
    near = own.assign(_away=away)
    near = near[near["_away"] <= NEAR]
    return near.sort_values(["_away", "date"], kind="stable").drop(columns="_away")


def _away(when: tuple[float, float], level_break: Break) -> float:
    """Return how many years lie between an event and the year of a break."""
    first, last = int(when[0]), int(np.ceil(when[1])) - 1
    return float(max(first - level_break.year, level_break.year - last, 0))
