"""Courses as the page and the API tell them: phases with directions, bends with dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from atlas.analysis.trends.bends import Places
from atlas.analysis.trends.course import KINDS, Courses, PhaseFits, courses, phase_fits
from atlas.analysis.trends.course_model import Bend, Course, Direction, Phase, Step
from atlas.analysis.trends.direction import Ground, direction_name, round_significant
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.robust import adjust_rows

LEAST = 8  # values of a series that has a course


def courses_of(
    values: Array, directions: Sequence[Direction], ground: Ground, phi: Array | None = None
) -> list[Course | None]:
    """Return the course of each column (rows are the window's years); None for few values.

    ``directions`` are those of the whole window: a course without bend or step has this one,
    so that a straight line is never said to rise by one test and not by another.
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - start-up stays fast

    if not values.shape[1]:
        return []
    chosen = courses(values, phi)
    plain = chosen.is_a("constant", "line")
    fits = phase_fits(values, chosen.phi, chosen.bends, chosen.step, sloped=~chosen.is_a("step"))
    q = adjust_rows(fits.p)
    width = fits.error * stdtrit(fits.freedom, 0.975)[:, None]
    few = np.isfinite(values).sum(axis=0) < LEAST
    return [
        None
        if few[i]
        else _course(values, chosen, fits, q, width, i, directions[i] if plain[i] else None, ground)
        for i in range(values.shape[1])
    ]


def _course(
    values: Array,
    chosen: Courses,
    fits: PhaseFits,
    q: Array,
    width: Array,
    i: int,
    whole: Direction | None,
    ground: Ground,
) -> Course:
    kind = KINDS[int(chosen.kind[i])]
    last = int(np.flatnonzero(np.isfinite(values[:, i]))[-1])
    bends = tuple(
        Bend(*(ground.first + int(r) for r in rows))
        for rows in zip(chosen.bends[i], chosen.bend_low[i], chosen.bend_high[i], strict=True)
        if rows[0] >= 0
    )
    spans = _spans(fits.knots[i], int(chosen.step[i]))
    phases = tuple(_phase(fits, q, width, i, *span, whole, ground) for span in spans)
    name = "bends" if isinstance(kind, int) else kind
    newest = ground.level(float(values[last, i])) or 0.0
    step = _step(chosen, fits, i, ground)
    return Course(name, phases, bends, step, ground.first + last, newest)  # type: ignore[arg-type]


def _spans(knots: Places, step: int) -> list[tuple[int, int, int]]:
    """Return number, first and last row of each phase; a step parts one into two."""
    rows = [int(k) for k in knots if k >= 0]
    if step >= 0:
        return [(0, rows[0], step - 1), (0, step, rows[-1])]
    return [(n, *ends) for n, ends in enumerate(zip(rows, rows[1:], strict=False))]


def _phase(
    fits: PhaseFits,
    q: Array,
    width: Array,
    i: int,
    number: int,
    first: int,
    last: int,
    whole: Direction | None,
    ground: Ground,
) -> Phase:
    slope, wide = float(fits.slope[i, number]), float(width[i, number])
    is_sure = q[i, number] <= ground.asked.alpha and abs(slope * (last - first)) > ground.least
    own = direction_name(int(np.sign(slope)) if is_sure else 0)
    ends = (ground.level(float(fits.fitted[row, i])) or 0.0 for row in (first, last))
    numbers = (ground.rate(v) or 0.0 for v in (slope, slope - wide, slope + wide))
    certainty = (round_significant(float(part[i, number])) or 0.0 for part in (fits.p, q))
    years = (ground.first + first, ground.first + last)
    return Phase(*years, whole or own, *numbers, *ends, *certainty)


def _step(chosen: Courses, fits: PhaseFits, i: int, ground: Ground) -> Step | None:
    if chosen.step[i] < 0:
        return None
    parts = (chosen.step, chosen.step_low, chosen.step_high)
    year, low, high = (ground.first + int(part[i]) for part in parts)
    height = ground.rate(float(fits.height[i])) or 0.0
    return Step(year, low, high, height)
