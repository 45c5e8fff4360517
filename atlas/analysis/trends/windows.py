"""The verdict in other windows: first and last year moved within the window, all at once.

Thirty windows, of six first years in its first third and of its last five years. Each has its own
balanced panel; the tests are the headline's, on the paths of all windows together. Only the
first departure is sought: it decides of the kind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atlas.analysis.trends import robust
from atlas.analysis.trends.ar1 import Autocorrelation, estimate_autocorrelation
from atlas.analysis.trends.bends import Flags
from atlas.analysis.trends.course import CAUTION, courses
from atlas.analysis.trends.course_model import Direction, Kind, Windows, WindowVerdict
from atlas.analysis.trends.departures import LEAVING
from atlas.analysis.trends.direction import Ground, direction_name, matters
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.members import COMMUNITY, Panel
from atlas.analysis.trends.model import Parameters, Verdict
from atlas.analysis.trends.panel import SPOKEN
from atlas.analysis.trends.turns import Shape, shapes_of
from atlas.analysis.trends.verdict import FEWEST, common_threshold
from atlas.codebook import codebook

FIRSTS, LASTS = 6, 5
FEW = 4  # windows that say something of stability


def windows_of(panel: Panel, verdict: Verdict, ground: Ground) -> Windows | None:
    """Return the verdicts of the windows within ``panel``'s; None where too few are possible."""
    spans = spans_within(ground.length, ground.asked)
    if len(spans) < FEW or verdict.kind == "too-little-data":
        return None
    paths = window_paths(panel, spans, ground.asked)
    kinds = _kinds(paths, ground)
    verdicts = []
    for (first, last), own in zip(spans, kinds, strict=True):
        kind, direction = own
        if (first, last) == (0, ground.length - 1):
            kind, direction = verdict.kind, verdict.direction
        verdicts.append(WindowVerdict(ground.first + first, ground.first + last, kind, direction))
    same = sum((v.kind, v.direction) == (verdict.kind, verdict.direction) for v in verdicts)
    return Windows(tuple(verdicts), same, 2 * same >= len(verdicts))


def spans_within(length: int, parameters: Parameters) -> list[tuple[int, int]]:
    """Return first and last rows of the windows, the whole one first."""
    reach = min(length // 3, length - parameters.min_years)
    firsts = sorted({round(i * reach / (FIRSTS - 1)) for i in range(FIRSTS)} if reach > 0 else {0})
    lasts = range(length - 1, length - 1 - LASTS, -1)
    least = max(parameters.min_years, length // 2)
    return [(f, e) for e in lasts for f in firsts if e - f + 1 >= least]


def window_paths(panel: Panel, spans: list[tuple[int, int]], parameters: Parameters) -> Array:
    """Return the regions' typical paths (year, window, region); NaN outside, or not judged."""
    regions = [r.id for r in codebook().regions.values() if r.kind == COMMUNITY]
    has_value = np.isfinite(panel.given.values)
    paths = np.full((len(has_value), len(spans), len(regions)), np.nan)
    for place, region in enumerate(regions):
        at = np.array([i for i, r in enumerate(panel.region) if r == region], dtype=np.int64)
        if not len(at):
            continue
        inside = _inside(has_value[:, at], spans, parameters)
        least = max(parameters.members, parameters.share * panel.reporters.get(region, 0))
        paths[:, :, place] = _typical(panel.filled[:, at], inside, spans, least).T
    return paths


def _inside(has_value: Flags, spans: list[tuple[int, int]], parameters: Parameters) -> Flags:
    """Tell who is in the balanced panel of each window (window, country)."""
    edge = parameters.edge + 1
    rows = []
    for first, last in spans:
        part = has_value[first : last + 1]
        counts = part.sum(axis=0) >= parameters.coverage * len(part)
        rows.append(part[:edge].any(axis=0) & part[-edge:].any(axis=0) & counts)
    return np.stack(rows)


def _typical(values: Array, inside: Flags, spans: list[tuple[int, int]], least: float) -> Array:
    """Return ``panel.typical_path`` of the members in each window (window, year)."""
    year = np.arange(len(values))
    within = np.stack([(year >= first) & (year <= last) for first, last in spans])
    cube = np.where(within[:, :, None] & inside[:, None, :], values, np.nan)
    there = np.isfinite(cube)
    average = np.nan_to_num(cube).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    ordered = np.sort(cube - average[:, None], axis=2)
    counts, size = there.sum(axis=2), inside.sum(axis=1)
    low, high = np.maximum(counts - 1, 0) // 2, np.minimum(counts // 2, values.shape[1] - 1)
    middle = sum(np.take_along_axis(ordered, at[:, :, None], axis=2)[:, :, 0] for at in (low, high))
    spoken = (counts >= SPOKEN * size[:, None]) & (size >= least)[:, None] & (counts > 0)
    return np.where(spoken, middle / 2, np.nan)


@dataclass(frozen=True)
class _Tests:
    """By window and region: signs, the signs of who leaves the others, who is judged."""

    signs: Array
    leaves: Array
    judged: Flags


def _kinds(paths: Array, ground: Ground) -> list[tuple[Kind, Direction]]:
    judged = np.isfinite(paths).sum(axis=0) >= ground.asked.min_years
    moves = paths - np.nanmean(paths, axis=0)
    moves = np.where(judged, moves, np.nan)
    middle = np.where((np.isfinite(moves) | ~judged).all(axis=2), np.nanmean(moves, axis=2), np.nan)
    series = np.concatenate([moves.reshape(len(moves), -1), middle], axis=1)
    own = estimate_autocorrelation(series)
    memory = np.clip(own.coefficient + CAUTION * own.error, 0, 0.87)
    n_series = moves.shape[1] * moves.shape[2]
    tests = _tests(moves, judged, _part(own, slice(0, n_series)), ground)
    middles = courses(middle, memory[n_series:])
    shapes = shapes_of(moves, middles, memory[:n_series].reshape(judged.shape), ground)
    return [_kind(shape, tests, w, ground.asked) for w, shape in enumerate(shapes)]


def _kind(
    shape: Shape | None, tests: _Tests, w: int, parameters: Parameters
) -> tuple[Kind, Direction]:
    if tests.judged[w].sum() < FEWEST:
        return "too-little-data", "too-little-data"
    change = shape and (shape.turn or shape.step)
    if shape and change:
        return "common-turn" if shape.turn else "common-break", direction_name(change.after)
    return _line_kind(tests, w, parameters)


def _part(own: Autocorrelation, at: slice) -> Autocorrelation:
    return Autocorrelation(own.coefficient[at], own.error[at])


def _tests(moves: Array, judged: Flags, own: Autocorrelation, ground: Ground) -> _Tests:
    """Test the direction of each window's regions, and of their distance to the others."""
    flat = moves.reshape(len(moves), -1)
    spans = np.maximum(np.isfinite(flat).sum(axis=0) - 1, 1)
    results = robust.batch(flat, own, spans)
    others = np.stack(
        [np.nanmedian(np.delete(moves, r, axis=2), axis=2) for r in range(moves.shape[2])],
        axis=2,
    )
    distances = (moves - others).reshape(len(moves), -1)
    away = robust.batch(distances, None, spans)
    signs = _adjusted_signs(results, judged, ground.asked.alpha, ground)
    return _Tests(signs, _adjusted_signs(away, judged, LEAVING, ground), judged)


def _adjusted_signs(
    results: robust.TrendStatistics, judged: Flags, alpha: float, ground: Ground
) -> Array:
    p = np.where(judged, results.p.reshape(judged.shape), np.nan)
    q = robust.adjust_rows(p)
    moved = results.moved.reshape(judged.shape)
    result: Array = np.where((q <= alpha) & matters(moved, ground), np.sign(moved), 0)
    return result


def _line_kind(tests: _Tests, w: int, parameters: Parameters) -> tuple[Kind, Direction]:
    of = tests.judged[w]
    signs, leaves = tests.signs[w][of], tests.leaves[w][of]
    need = common_threshold(int(of.sum()), parameters)
    for sign in (1, -1):
        if (signs == sign).sum() >= need:
            return "common", direction_name(sign)
    leading = int(np.sign(signs.sum()))
    few = [2 * (signs == sign).sum() < len(signs) for sign in leaves]
    alone = [bool(e) and f and s in (0, e) for e, f, s in zip(leaves, few, signs, strict=True)]
    return ("unique", direction_name(leading)) if any(alone) else ("none", "none")
