"""Where many series bend or step: every candidate year of every series at once.

Continuous segments (Muggeo 2003) and single steps are fitted by generalised least squares for
first-order noise (Prais & Winsten 1954; gaps allowed). Up to two bends are searched over all
pairs of years; a third is added to the best pair, and each of the three is then moved to where
it fits best. What is fitted is chosen in ``course``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.matrix import Array

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
PHASE = 5  # years of a phase at least
BESIDE = 4  # years on either side of a step at least
ONE, SEVERAL = 15, 30  # years from which one bend, and up to three, are looked for
MOST = 3
SWEEPS = 2  # in which each of three bends is moved to its best year
TINY = 1e-10  # of a shape's squares: what is left of it says nothing
NOTHING = -1  # no year


class Whitener:
    """Takes off each series' first-order autocorrelation, over gaps too."""

    def __init__(self, values: Array, phi: Array) -> None:
        self.has_value = np.isfinite(values)
        index = np.arange(len(values))[:, None]
        latest = np.maximum.accumulate(np.where(self.has_value, index, -1), axis=0)
        self.before = np.vstack([np.full((1, values.shape[1]), -1), latest[:-1]])
        follows = self.before >= 0
        self.decay = np.where(follows, phi ** np.where(follows, index - self.before, 1), 0.0)
        self.scale = np.where(self.has_value, 1 / np.sqrt(1 - self.decay**2), 0.0)

    def series(self, values: Array) -> Array:
        """Return the whitened series (year, series)."""
        filled = np.where(self.has_value, values, 0.0)
        earlier = np.take_along_axis(filled, np.maximum(self.before, 0), axis=0)
        result: Array = (filled - self.decay * earlier) * self.scale
        return result

    def shapes(self, shapes: Array) -> Array:
        """Return whitened shapes (series, year, shape) of shapes that all series share."""
        earlier = shapes[np.maximum(self.before, 0)]
        result = (shapes[:, None] - self.decay[:, :, None] * earlier) * self.scale[:, :, None]
        return np.ascontiguousarray(result.transpose(1, 0, 2))


@dataclass(frozen=True)
class Scan:
    """What shapes add to a base: their squares and products with the series, base taken off.

    ``cross`` is (series, candidate, candidate) or None, ``squares`` and ``products`` (series,
    candidate), ``allowed`` says where enough years lie on either side.
    """

    squares: Array
    products: Array
    allowed: Flags
    cross: Array | None = None

    @cached_property
    def gains(self) -> Array:
        """Return by how much each candidate alone lessens the squares."""
        return _gain(self.products, self.squares, self.allowed)


def _gain(products: Array, squares: Array, allowed: Flags) -> Array:
    usable = allowed & (squares > TINY)
    result: Array = np.where(usable, products**2 / np.where(usable, squares, 1.0), 0.0)
    return result


@dataclass(frozen=True)
class Fits:
    """The best fit of each kind to each series.

    ``squares`` maps "constant", "line", "step", "stepped-line" and the numbers of bends 1 to 3
    to what is left (infinite where not tried); ``bends`` maps 1 to 3 to candidate numbers
    (series, bend), ``steps`` the two kinds of step. ``hinges`` and ``heights`` are the
    candidates' years.
    """

    n: Array
    squares: dict[str | int, Array]
    bends: dict[int, Places]
    steps: dict[str, Places]
    hinges: Places
    heights: Places
    bending: Scan
    stepping: dict[str, Scan]


def fit_courses(values: Array, phi: Array, most: int = MOST) -> Fits:
    """Return the best course of every kind for the columns of ``values`` (rows are years).

    ``phi`` is each series' autocorrelation, ``most`` the greatest number of bends: three or one.
    Values should be of an ordinary size.
    """
    years = np.arange(len(values), dtype=float)
    hinges = np.arange(PHASE, len(values) - PHASE)
    heights = np.arange(BESIDE, len(values) - BESIDE + 1)
    white = Whitener(values, phi)
    series = white.series(values).T[:, :, None]
    length = max(len(values), 1)
    base = np.stack([np.ones(len(values)), (years - years.mean()) / length], axis=1)
    bending = np.maximum(years[:, None] - hinges, 0) / length
    shapes = white.shapes(np.hstack([base, bending]))
    rises = white.shapes((years[:, None] >= heights).astype(float))
    gram, products = shapes.transpose(0, 2, 1) @ shapes, (shapes.transpose(0, 2, 1) @ series)
    total, products = (series**2).sum(axis=(1, 2)), products[:, :, 0]
    n = white.has_value.sum(axis=0).astype(float)
    seen = white.has_value.cumsum(axis=0)
    bend_scan = _hinge_scan(gram, products, _beside(seen, n, hinges, PHASE, shared=True))
    allowed = _beside(seen, n, heights - 1, BESIDE, shared=False)
    step_scans = {
        "step": _step_scan(rises, shapes[:, :, :1], series, allowed),
        "stepped-line": _step_scan(rises, shapes[:, :, :2], series, allowed),
    }
    squares: dict[str | int, Array] = {
        "constant": total - _explained(gram[:, :1, :1], products[:, :1]),
        "line": total - _explained(gram[:, :2, :2], products[:, :2]),
    }
    steps = {kind: _best(scan.gains) for kind, scan in step_scans.items()}
    for kind, under in (("step", "constant"), ("stepped-line", "line")):
        squares[kind] = squares[under] - _greatest(step_scans[kind].gains)
    bends, gains = _bends(bend_scan, n if most > 1 else np.minimum(n, SEVERAL - 1))
    for count, gain in gains.items():
        squares[count] = np.where(gain > 0, squares["line"] - gain, np.inf)
    return Fits(n, squares, bends, steps, hinges, heights, bend_scan, step_scans)


def _beside(seen: Places, n: Array, at: Places, least: int, *, shared: bool) -> Flags:
    """Tell where at least ``least`` values lie up to and from a year (``shared`` counts twice)."""
    before = seen[at].T
    after = n[:, None] - before + (1 if shared else 0)
    return (before >= least) & (after >= least)


def _explained(gram: Array, products: Array) -> Array:
    result: Array = (products * _solve(gram, products[:, :, None])[:, :, 0]).sum(axis=1)
    return result


def _solve(gram: Array, right: Array) -> Array:
    """Solve many systems of one or two; a shape that is no other than the rest gets nothing."""
    one = gram[:, :1, :1]
    if gram.shape[1] == 1:
        return np.where(one > TINY, right / np.where(one > TINY, one, 1.0), 0.0)
    both, two = gram[:, :1, 1:], gram[:, 1:, 1:]
    size = one * two - both**2
    usable = size > TINY * np.maximum(one * two, TINY)
    size = np.where(usable, size, 1.0)
    first, second = right[:, :1], right[:, 1:]
    solved = np.hstack([two * first - both * second, one * second - both * first]) / size
    alone = np.hstack([_solve(one, first), np.where(one > TINY, 0.0, _solve(two, second))])
    return np.where(usable, solved, alone)


def _hinge_scan(gram: Array, products: Array, allowed: Flags) -> Scan:
    lever = gram[:, 2:, :2]
    solved = _solve(gram[:, :2, :2], lever.transpose(0, 2, 1))
    cross = gram[:, 2:, 2:] - lever @ solved
    left = products[:, 2:] - (products[:, None, :2] @ solved)[:, 0]
    return Scan(np.diagonal(cross, axis1=1, axis2=2), left, allowed, cross)


def _step_scan(rises: Array, base: Array, series: Array, allowed: Flags) -> Scan:
    turned = rises.transpose(0, 2, 1)
    lever = turned @ base
    gram = base.transpose(0, 2, 1) @ base
    solved = _solve(gram, np.concatenate([lever.transpose(0, 2, 1), base.mT @ series], axis=2))
    squares = (rises**2).sum(axis=1) - (lever * solved[:, :, :-1].transpose(0, 2, 1)).sum(axis=2)
    left = (turned @ series)[:, :, 0] - (lever @ solved[:, :, -1:])[:, :, 0]
    return Scan(squares, left, allowed)


def _best(gains: Array) -> Places:
    if not gains.shape[1]:
        return np.full(len(gains), NOTHING)
    return np.where(gains.max(axis=1) > 0, gains.argmax(axis=1), NOTHING)


def _greatest(gains: Array) -> Array:
    result: Array = gains.max(axis=1, initial=0.0)
    return result


def _bends(scan: Scan, n: Array) -> tuple[dict[int, Places], dict[int, Array]]:
    """Return the best one, two and three bends, and what each gains over a line."""
    gains = {1: np.where(n >= ONE, _greatest(scan.gains), 0.0)}
    bends = {1: _best(scan.gains)[:, None]}
    at = np.flatnonzero(n >= SEVERAL)
    if not len(at) or scan.squares.shape[1] <= PHASE:
        return bends, gains
    few = Scan(scan.squares[at], scan.products[at], scan.allowed[at], scan.cross[at])  # type: ignore[index]
    for count, (places, gain) in {2: _pair(few), 3: _three(few)}.items():
        bends[count] = np.full((len(n), count), NOTHING)
        gains[count] = np.zeros(len(n))
        bends[count][at], gains[count][at] = places, gain
    return bends, gains


def _pair(scan: Scan) -> tuple[Places, Array]:
    """Return the best two bends over all pairs of years."""
    assert scan.cross is not None
    one, two = np.triu_indices(scan.squares.shape[1], PHASE)
    cross = scan.cross[:, one, two]
    left, right = scan.products[:, one], scan.products[:, two]
    wide, narrow = scan.squares[:, one], scan.squares[:, two]
    size = wide * narrow - cross**2
    usable = scan.allowed[:, one] & scan.allowed[:, two] & (size > TINY * wide * narrow)
    top = left**2 * narrow - 2 * left * right * cross + right**2 * wide
    gain = np.where(usable, top / np.where(usable, size, 1.0), 0.0)
    at = gain.argmax(axis=1)
    return np.stack([one[at], two[at]], axis=1), gain.max(axis=1)


def _three(scan: Scan) -> tuple[Places, Array]:
    """Return three bends: the best pair, the best third, then each moved in turn."""
    pair, _ = _pair(scan)
    places = np.hstack([pair, pair[:, 1:]])
    order = [2, *(m for _ in range(SWEEPS) for m in range(MOST))]
    for m in order:
        gain = gains_beside(scan, np.delete(places, m, axis=1))
        places[:, m] = gain.argmax(axis=1)
    return np.sort(places, axis=1), gain.max(axis=1)


def gains_beside(scan: Scan, others: Places) -> Array:
    """Return what each candidate and the bends ``others`` (series, bend) gain together.

    Others of ``NOTHING`` count for nothing; candidates nearer than a phase gain nothing.
    """
    assert scan.cross is not None
    there = others >= 0
    at = np.maximum(others, 0)
    both = there[:, :, None] & there[:, None]
    series = np.arange(len(others))[:, None]
    own = np.where(both, scan.cross[series[:, :, None], at[:, :, None], at[:, None]], 0.0)
    lever = np.where(there[:, :, None], scan.cross[series, at], 0.0)
    left = np.where(there, scan.products[series, at], 0.0)
    solved = _solve(own, np.concatenate([lever, left[:, :, None]], axis=2))
    squares = scan.squares - (lever * solved[:, :, :-1]).sum(axis=1)
    products = scan.products - (lever * solved[:, :, -1:]).sum(axis=1)
    candidates = np.arange(scan.squares.shape[1])
    near = (there[:, :, None] & (np.abs(candidates - at[:, :, None]) < PHASE)).any(axis=1)
    gain = _gain(
        products, np.where(squares > TINY * scan.squares, squares, 0.0), scan.allowed & ~near
    )
    base = (left * solved[:, :, -1]).sum(axis=1)
    return np.where(gain > 0, gain + base[:, None], 0.0)
