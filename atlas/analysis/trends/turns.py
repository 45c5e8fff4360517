"""Common turns and common breaks: does a change of course strike most regions alike?

The phases are those of the middle path, the average of the judged regions' paths, one vote a
region. In each phase each region's slope is tested by itself, p adjusted over the regions; what
``common_threshold`` regions share is common. A turn is common where a common rise is followed
by a common fall (or the other way). A break is common where the middle path is a step rather
than a line or segments, and each of so many regions steps that way within two years of it, and
by a step that fits better than its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from atlas.analysis.trends.bends import MOST, NOTHING, Places
from atlas.analysis.trends.course import KINDS, Courses, PhaseFits, cautious_memory, courses, phase_fits
from atlas.analysis.trends.direction import Ground, matters
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.panel import centre_columns
from atlas.analysis.trends.robust import adjust_p_values
from atlas.analysis.trends.verdict import FEWEST, common_threshold

NEAR = 2  # years between the middle path's step and a region's own


@dataclass(frozen=True)
class Shape:
    """What the regions' courses have in common.

    ``signs`` are the regions' signs in each phase (phase, region), ``edges`` the rows of the
    phases' ends. ``turn`` is the number of the phase in which the common course is the contrary
    of the last common one, ``step`` the sign of the common step; ``row``, ``low`` and ``high``
    date either.
    """

    edges: tuple[int, ...]
    signs: Places
    q: Array
    turn: int | None = None
    step: int = 0
    row: int = NOTHING
    low: int = NOTHING
    high: int = NOTHING
    moving: Places | None = None


def middle_path(paths: Array) -> Array:
    """Return the average of the regions' deviations, where all have one."""
    deviations, _ = centre_columns(paths)
    return deviations.mean(axis=1)


def shape_of(paths: Array, ground: Ground) -> Shape | None:
    """Return the common shape of the judged regions' paths; None for fewer than three."""
    if paths.shape[1] < FEWEST or len(paths) < ground.asked.min_years:
        return None
    series = np.column_stack([middle_path(paths), paths])
    memory = cautious_memory(series)
    middle = courses(series[:, :1], memory[:1])
    own = memory[1:]
    bends = np.repeat(middle.bends, paths.shape[1], axis=0)
    fits = phase_fits(paths, own, bends, np.full(len(own), NOTHING), sloped=np.ones(len(own)))
    signs, q = _phase_signs(fits, bends[0], ground)
    edges = tuple(int(k) for k in _edges(series[:, 0], middle.bends[0]))
    need = common_threshold(paths.shape[1], ground.asked)
    step = _common_step(middle, paths, own, ground)
    if step is not None:
        return Shape(edges, signs, q, None, *step)
    turn = _common_turn(signs, need)
    if turn is None:
        return Shape(edges, signs, q)
    at = turn - 1
    dates = (int(part[0, at]) for part in (middle.bends, middle.bend_low, middle.bend_high))
    return Shape(edges, signs, q, turn, 0, *dates, signs[turn])


def _edges(series: Array, bends: Places) -> list[int]:
    there = np.flatnonzero(np.isfinite(series))
    first, last = (int(there[0]), int(there[-1])) if len(there) else (0, len(series) - 1)
    return [first, *(int(b) for b in bends if b >= 0), last]


def _phase_signs(fits: PhaseFits, bends: Places, ground: Ground) -> tuple[Places, Array]:
    """Return each phase's signs and adjusted p (phase, region)."""
    n = 1 + int((bends >= 0).sum())
    q = np.stack([adjust_p_values(fits.p[:, phase]) for phase in range(n)])
    lengths = np.diff(fits.knots[:, : n + 1], axis=1).T
    counts = matters(fits.slope[:, :n].T * lengths, ground)
    signs = np.where((q <= ground.asked.alpha) & counts, np.sign(fits.slope[:, :n].T), 0)
    return signs.astype(np.int64), q


def _common_turn(signs: Places, need: int) -> int | None:
    """Return the last phase in which the common course is the contrary of the one before."""
    last, turn = 0, None
    for phase, of in enumerate(signs):
        for sign in (1, -1):
            if (of == sign).sum() >= need:
                turn = phase if last == -sign else turn
                last = sign
    return turn


def _common_step(
    middle: Courses, paths: Array, memory: Array, ground: Ground
) -> tuple[int, int, int, int, Places] | None:
    """Return sign, row and bounds of a common step, and the regions' signs."""
    if not middle.is_a("step", "stepped-line")[0]:
        return None
    need = common_threshold(paths.shape[1], ground.asked)
    row = int(middle.step[0])
    sloped = np.full(paths.shape[1], middle.is_a("stepped-line")[0], dtype=float)
    rows = [r for r in range(row - NEAR, row + NEAR + 1) if 2 <= r <= len(paths) - 2]
    none = np.full((paths.shape[1], MOST), NOTHING)
    fits = [phase_fits(paths, memory, none, np.full(len(memory), r), sloped=sloped) for r in rows]
    best = np.argmin([f.residual for f in fits], axis=0)
    regions = np.arange(paths.shape[1])
    height = np.array([f.height for f in fits])[best, regions]
    p = np.minimum(np.array([f.height_p for f in fits])[best, regions] * len(rows), 1)
    line = phase_fits(paths, memory, none, np.full(len(memory), NOTHING), sloped=np.ones(len(memory)))
    better = np.array([f.residual for f in fits])[best, regions] < line.residual
    is_sure = (adjust_p_values(p) <= ground.asked.alpha) & better & matters(height, ground)
    signs = np.where(is_sure, np.sign(height), 0).astype(np.int64)
    slopes = np.array([f.slope[:, 0] for f in fits])[best, regions] * len(paths)
    for sign in (1, -1):
        if (signs == sign).sum() >= need:
            of = signs == sign
            if np.median(np.abs(slopes[of])) > np.median(np.abs(height[of])):
                return None  # a line, of which the step is the lesser part
            return sign, row, int(middle.step_low[0]), int(middle.step_high[0]), signs
    return None
