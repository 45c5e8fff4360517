"""Common turns and common breaks: does a change of course strike most regions alike?

The phases are those of the middle path, the average of the judged regions' paths, one vote a
region. In each phase each region's slope is tested by itself, p adjusted over the regions; what
``common_threshold`` regions share is common. A turn is common where a common rise is followed
by a common fall (or the other way). A break is common where the middle path is a step rather
than a line or segments, and each of so many regions steps that way within two years of it, and
by a step that fits better than its line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atlas.analysis.trends.bends import MOST, NOTHING, Places
from atlas.analysis.trends.course import Courses, cautious_memory, courses, phase_fits
from atlas.analysis.trends.direction import Ground, matters
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.panel import centre_columns
from atlas.analysis.trends.robust import adjust_rows
from atlas.analysis.trends.verdict import FEWEST, common_threshold

NEAR = 2  # years between the middle path's step and a region's own


@dataclass(frozen=True)
class Change:
    """A common turn or step: its row with bounds, the signs before and after, who shares it."""

    row: int
    low: int
    high: int
    before: int
    after: int
    signs: Places


@dataclass(frozen=True)
class Shape:
    """What the regions' courses have in common.

    ``edges`` are the rows of the phases' ends, ``signs`` the regions' signs in each (phase,
    region); at most one of ``turn`` and ``step`` is common.
    """

    edges: tuple[int, ...]
    signs: Places
    turn: Change | None = None
    step: Change | None = None


def middle_path(paths: Array) -> Array:
    """Return the average of the regions' deviations, where all have one."""
    deviations, _ = centre_columns(paths)
    result: Array = deviations.mean(axis=1)
    return result


def shape_of(paths: Array, ground: Ground) -> Shape | None:
    """Return the common shape of the judged regions' paths; None for fewer than three."""
    if paths.shape[1] < FEWEST or len(paths) < ground.asked.min_years:
        return None
    memory = cautious_memory(np.column_stack([middle_path(paths), paths]))
    middle = courses(middle_path(paths)[:, None], memory[:1])
    return shapes_of(paths[:, None], middle, memory[None, 1:], ground)[0]


def shapes_of(paths: Array, middles: Courses, memory: Array, ground: Ground) -> list[Shape | None]:
    """Return the shapes of windows: paths (year, window, region), all NaN for no such region.

    ``middles`` are the courses of the windows' middle paths, ``memory`` (window, region) is the
    autocorrelation that is allowed for.
    """
    years, windows, regions = paths.shape
    judged = np.any(np.isfinite(paths), axis=0)
    flat, phi = paths.reshape(years, -1), memory.ravel()
    bends = np.repeat(middles.bends, regions, axis=0)
    fits = phase_fits(flat, phi, bends, np.full(len(phi), NOTHING))
    slopes = np.where(judged.reshape(-1, 1), fits.slope, np.nan)
    p = np.where(judged.reshape(-1, 1), fits.p, np.nan).reshape(windows, regions, -1)
    q = adjust_rows(p.transpose(0, 2, 1).reshape(-1, regions)).reshape(windows, -1, regions)
    moved = slopes * np.diff(fits.knots, axis=1)
    sure = matters(moved, ground).reshape(windows, regions, -1).transpose(0, 2, 1)
    directions = np.sign(slopes).reshape(windows, regions, -1).transpose(0, 2, 1)
    signs = np.where((q <= ground.asked.alpha) & sure, directions, 0).astype(np.int64)
    steps = _common_steps(paths, middles, memory, ground)
    shapes: list[Shape | None] = []
    for w, of in enumerate(judged):
        present = np.flatnonzero(np.isfinite(paths[:, w, of]).all(axis=1))
        if of.sum() < FEWEST or not len(present):
            shapes.append(None)
            continue
        own = middles.bends[w][middles.bends[w] >= 0]
        edges = (int(present[0]), *map(int, own), int(present[-1]))
        own_signs = signs[w, : len(own) + 1][:, of]
        need = common_threshold(int(of.sum()), ground.asked)
        turn = None if w in steps else _common_turn(own_signs, middles, w, need)
        shapes.append(Shape(edges, own_signs, turn, steps.get(w)))
    return shapes


def _common_turn(signs: Places, middles: Courses, at: int, need: int) -> Change | None:
    """Return the last turn: a phase whose common direction is the contrary of the last one."""
    last, turn = 0, None
    for phase, of in enumerate(signs):
        for sign in (1, -1):
            if (of == sign).sum() < need:
                continue
            if last == -sign:
                parts = (middles.bends, middles.bend_low, middles.bend_high)
                row, low, high = (int(part[at, phase - 1]) for part in parts)
                turn = Change(row, low, high, last, sign, of)
            last = sign
    return turn


def _common_steps(
    paths: Array, middles: Courses, memory: Array, ground: Ground
) -> dict[int, Change]:
    """Return the steps of middle paths that enough regions make too, by window."""
    at = np.flatnonzero(middles.step >= 0)
    if not len(at):
        return {}
    years, _, regions = paths.shape
    flat, phi = paths[:, at].reshape(years, -1), memory[at].ravel()
    none, count = np.full((len(phi), MOST), NOTHING), 2 * NEAR + 1
    near = np.repeat(middles.step[at], regions)[None] + np.arange(-NEAR, NEAR + 1)[:, None]
    near = np.clip(near, 2, years - 2)
    sloped = np.tile(np.repeat(middles.is_a("stepped-line")[at], regions), count)
    fits = phase_fits(
        np.tile(flat, count),
        np.tile(phi, count),
        np.tile(none, (count, 1)),
        near.ravel(),
        sloped=sloped,
    )
    line = phase_fits(flat, phi, none, np.full(len(phi), NOTHING))
    residual = fits.residual.reshape(count, -1)
    best, column = residual.argmin(axis=0), np.arange(len(phi))

    def chosen(part: Array) -> Array:
        result: Array = part.reshape(count, -1)[best, column].reshape(len(at), regions)
        return result

    judged = np.any(np.isfinite(paths[:, at]), axis=0)
    height, p = chosen(fits.height), np.minimum(chosen(fits.height_p) * count, 1)
    better = chosen(fits.residual) < line.residual.reshape(len(at), regions)
    sure = adjust_rows(np.where(judged, p, np.nan)) <= ground.asked.alpha
    sure &= better & matters(height, ground)
    signs = np.where(sure, np.sign(height), 0).astype(np.int64)
    drift = np.abs(chosen(fits.slope[:, 0])) * np.isfinite(paths[:, at]).sum(axis=0)
    changes = {}
    for row, w in enumerate(at):
        of, own = judged[row], signs[row]
        sign = int(np.sign(own.sum()))
        same = own == sign
        # Where the line beside the step is the greater part, it is a trend, not a break.
        if not sign or same.sum() < common_threshold(int(of.sum()), ground.asked):
            continue
        if np.median(drift[row][same]) <= np.median(np.abs(height[row][same])):
            parts = (middles.step, middles.step_low, middles.step_high)
            step, low, high = (int(part[w]) for part in parts)
            changes[int(w)] = Change(step, low, high, 0, sign, own[of])
    return changes
