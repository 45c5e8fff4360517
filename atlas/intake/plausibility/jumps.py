"""A year that stands out of its series, or is a thousand times too large.

A year is compared with its neighbours on a logarithmic scale. How much the series moves otherwise
is measured by the median absolute deviation of its other steps (Hampel 1974; Leys et al. 2013,
“Detecting outliers: Do not use standard deviation around the mean, use absolute deviation around
the median”), which the leap itself cannot inflate. A leap must both be rare for the series and
large in itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from statistics import median

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import BatchSeries, Series, short_number
from atlas.intake.sheets.long.cells import CellError

SPIKE = math.log(2.5)  # there and back
SHIFT = math.log(4.0)  # there, or not yet back
ALONE = math.log(10.0)  # of two points
DEVIATIONS = 6.0
MAD = 1.4826  # makes the median absolute deviation that of a normal distribution
CALMEST = 0.08
KINDS = frozenset(("count", "money", "share", "rate"))
# What wars and missions change by themselves within a year.
EVENTFUL = frozenset(
    ("peacekeepers", "deployments_abroad", "missions", "refugees", "idps", "stateless")
)
SIGNED = frozenset(("gdp_growth",))
FEW = {"count": 100.0, "share": 0.3, "rate": 0.5, "money": 1.0}  # below, leaps mean nothing
POWERS = (3, 6)
Known = Mapping[tuple[str, str, str], Mapping[int, float]]


def jumps(figures: BatchSeries, release_values: Known) -> Iterator[Problem]:
    """Yield a problem for each year that does not fit into its series.

    Parameters
    ----------
    release_values
        What the release in force says: (country, indicator, breakdown) -> year -> value; years
        that the batch does not hold stand beside its own.
    """
    for series, drafts in figures.series.items():
        entry = codebook().indicators.get(series[1])
        if entry is None or entry.kind not in KINDS or series[1] in SIGNED:
            continue
        points = {y: d.value for y, d in drafts.items() if d.value and d.value > 0}
        in_release = release_values.get(series[:3], {})
        points |= {y: v for y, v in in_release.items() if y not in drafts and v > 0}
        if len(points) < 2:
            continue
        yield from _series(figures, series, drafts, points)


def _series(
    figures: BatchSeries,
    series: Series,
    drafts: Mapping[int, DraftObservation],
    points: dict[int, float],
) -> Iterator[Problem]:
    years = sorted(points)
    logs = [math.log(points[year]) for year in years]
    least = FEW[codebook().indicators[series[1]].kind]
    wide = series[1] in EVENTFUL
    steps = [abs(b - a) for a, b in zip(logs, logs[1:], strict=False)]
    for at, year in enumerate(years):
        if max(steps[max(at - 1, 0) : at + 1]) < SPIKE:
            continue
        leap = _leap(logs, at, eventful=wide)
        if leap is None or year not in drafts:
            continue
        before, after = _neighbours(years, points, at)
        if max(points[year], *(v for v in (before, after) if v is not None)) < least:
            continue
        yield _problem(figures, drafts[year], leap, before, after)


def _neighbours(
    years: list[int], points: Mapping[int, float], at: int
) -> tuple[float | None, float | None]:
    before = points[years[at - 1]] if at else None
    after = points[years[at + 1]] if at + 1 < len(years) else None
    return before, after


def _leap(logs: list[float], at: int, *, eventful: bool) -> float | None:
    """Return how far a point lies from its neighbours when it leaps out, else None."""
    extra = math.log(2.0) if eventful else 0.0
    if len(logs) == 2:
        step = logs[1] - logs[0]
        return step if at == 1 and abs(step) > ALONE + extra else None
    steps = [b - a for a, b in zip(logs, logs[1:], strict=False)]
    others = [s for i, s in enumerate(steps) if i not in (at - 1, at)]
    inside = 0 < at < len(logs) - 1
    if inside:
        others.append((logs[at + 1] - logs[at - 1]) / 2)
    middle = median(others)
    spread = max(CALMEST, MAD * median(abs(s - middle) for s in others))
    if inside:
        up, down = steps[at - 1], steps[at]
        small = min(abs(up), abs(down))
        if up * down < 0 and small > max(SPIKE + extra, DEVIATIONS * spread):
            return up if abs(up) < abs(down) else -down
        back = _is_spike(steps, at - 1, spread) if at >= 2 else False
        start = (
            at == 1 and abs(steps[0]) > SHIFT and len(logs) > 3 and not _second_stands_out(steps, 0)
        )
        if back or start:
            return None
        if abs(up) > max(SHIFT + extra, DEVIATIONS * spread) and len(logs) > 4:
            return up if abs(down) < 0.5 * abs(up) else None
        return None
    step = steps[-1] if at else -steps[0]
    beside = len(steps) > 1 and _is_spike(steps, at - 1 if at else 1, spread)
    if beside or abs(step) <= max(SHIFT + extra, DEVIATIONS * spread):
        return None
    return step if at or not _second_stands_out(steps, 0) else None


def _second_stands_out(steps: list[float], at: int) -> bool:
    """Tell whether the second point rather than the first is the one that stands out."""
    return len(steps) > 1 and steps[at] * steps[at + 1] < 0 and abs(steps[at + 1]) > SPIKE


def _is_spike(steps: list[float], at: int, spread: float) -> bool:
    """Tell whether the point between two steps is a spike, so that coming back is none."""
    if not 0 < at < len(steps):
        return False
    up, down = steps[at - 1], steps[at]
    return up * down < 0 and min(abs(up), abs(down)) > max(SPIKE, DEVIATIONS * spread)


def _problem(
    figures: BatchSeries,
    draft: DraftObservation,
    leap: float,
    before: float | None,
    after: float | None,
) -> Problem:
    assert draft.value is not None
    power = leap / math.log(10)
    shares = codebook().indicators[draft.indicator].kind == "share"
    for exponent in (2, *POWERS) if shares else POWERS:
        if abs(abs(power) - exponent) < 0.2:
            return figures.problem(draft, _unit(draft.value, exponent, power), Severity.WARNING)
    texts = [short_number(v) if v is not None else "–" for v in (before, draft.value, after)]
    template = N_("The series jumps: {before} → {value} → {after}.")
    remedy = N_("Check the figure; if it is right, say in a note what happened.")
    words = dict(zip(("before", "value", "after"), texts, strict=True))
    return figures.problem(
        draft, CellError("year-jump", template, remedy, **words), Severity.WARNING
    )


def _unit(value: float, exponent: int, power: float) -> CellError:
    if exponent == 2:
        template = N_("{value} looks like a fraction where the series has percentages.")
        if power > 0:
            template = N_("{value} is about a hundred times the other years.")
        remedy = N_("Write percentages as 0 to 100.")
        return CellError("unit-mismatch", template, remedy, value=short_number(value))
    times = short_number(10**exponent)
    template = N_("{value} is about {times} times larger than the other years.")
    if power < 0:
        template = N_("{value} is about {times} times smaller than the other years.")
    remedy = N_("Check whether it is in thousands or millions, and write it out in full.")
    return CellError("unit-mismatch", template, remedy, value=short_number(value), times=times)
