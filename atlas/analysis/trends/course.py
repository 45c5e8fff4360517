"""The course of many series: which of constant, line, bends and step it is, and its phases.

Between the fits decides a Schwarz criterion in which the year of a change counts as a
coefficient, and dearly (Zhang & Siegmund 2007): Schwarz's own finds bends in every third
persistent series that has none. A bend's interval holds the years that fit nearly as well
with the others where they are (profile likelihood).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.ar1 import RAISED, estimate_autocorrelation
from atlas.analysis.trends.bends import (
    MOST,
    NOTHING,
    PHASE,
    Fits,
    Flags,
    Places,
    Whitener,
    fit_courses,
    gains_beside,
)
from atlas.analysis.trends.matrix import Array

DEAR = 2.0  # what the year of a bend costs, in coefficients
STEP_DEAR = 3.0  # and of a step, which noise that remembers makes more easily
CAUTION = 0.4  # standard errors by which the autocorrelation is taken higher
CHI = 3.84  # 95 % of a chi-squared with one degree
FAINTEST = 1e-12  # of a series' squares: what is left of it is rounding
ALIKE = 2  # neighbouring years of a bend whose tests are as good as one
LEAST = 8  # values without which a course is only a constant
COSTS: dict[str | int, float] = {
    "constant": 1,
    "line": 2,
    "step": 2 + STEP_DEAR,
    "stepped-line": 3 + STEP_DEAR,
    1: 3 + DEAR,
    2: 4 + 2 * DEAR,
    3: 5 + 3 * DEAR,
}
KINDS = tuple(COSTS)


@dataclass(frozen=True)
class Courses:
    """The chosen courses of series: rows of ``bends`` (series, 3) and of ``step``.

    A bend is the last year of its phase and the first of the next; a step is the first year of
    the new level. ``NOTHING`` is none. ``kind`` numbers ``KINDS``; ``squares`` and ``criteria``
    (series, kind) are what each kind leaves, and how dearly.
    """

    kind: Places
    bends: Places
    bend_low: Places
    bend_high: Places
    step: Places
    step_low: Places
    step_high: Places
    phi: Array
    squares: Array
    criteria: Array

    def is_a(self, *kinds: str | int) -> Flags:
        """Tell which series are of one of these kinds."""
        result: Flags = np.isin(self.kind, [KINDS.index(k) for k in kinds])
        return result


def cautious_memory(values: Array) -> Array:
    """Return the autocorrelation of the columns that is allowed for."""
    own = estimate_autocorrelation(values)
    result: Array = np.clip(own.coefficient + CAUTION * own.error, 0, RAISED)
    return result


def average(values: Array) -> Array:
    """Return the columns' averages; 0 where there is no value."""
    has_value = np.isfinite(values)
    n = np.maximum(has_value.sum(axis=0), 1)
    result: Array = np.where(has_value, values, 0.0).sum(axis=0) / n
    return result


def centred(values: Array) -> tuple[Array, Array]:
    """Return the columns about zero and of a size of one, and their sizes."""
    rest = values - average(values)
    size = np.abs(np.nan_to_num(rest)).max(axis=0, initial=0.0)
    size = np.where(size > FAINTEST * np.abs(average(values)), size, 1.0)
    return rest / size, size


def courses(values: Array, phi: Array | None = None, most: int = MOST) -> Courses:
    """Return the courses of the columns of ``values`` (rows are single years, gaps as NaN)."""
    small, _ = centred(values)
    memory = cautious_memory(small) if phi is None else phi
    fits = fit_courses(small, memory, most)
    squares = _squares(fits, small)
    n = np.maximum(fits.n, 2)[:, None]
    costs = np.array([COSTS[kind] for kind in KINDS])
    with np.errstate(divide="ignore"):
        criteria = n * np.log(squares / n) + costs * np.log(n)
    criteria[fits.n < LEAST, 1:] = np.inf
    kind = criteria.argmin(axis=1)
    return Courses(kind, *_places(fits, kind, squares), memory, squares, criteria)


def _squares(fits: Fits, values: Array) -> Array:
    """Return what each kind leaves (series, kind); infinite where it was not tried."""
    nothing = np.full(len(fits.n), np.inf)
    squares = np.stack([fits.squares.get(kind, nothing) for kind in KINDS], axis=1)
    least = FAINTEST * np.maximum(np.nansum(values**2, axis=0), FAINTEST)
    result: Array = np.maximum(squares, least[:, None])
    return result


def _places(
    fits: Fits, kind: Places, squares: Array
) -> tuple[Places, Places, Places, Places, Places, Places]:
    """Return rows of the chosen bends with bounds, and of the step with bounds."""
    bends = np.full((len(kind), MOST), NOTHING)
    for count, places in fits.bends.items():
        of = kind == KINDS.index(count)
        bends[of, :count] = places[of]
    freedom = np.maximum(fits.n - 4, 1)
    near = squares[np.arange(len(kind)), kind] * (1 + CHI / freedom)
    low, high = bends.copy(), bends.copy()
    for m in range(MOST):
        of = np.flatnonzero(bends[:, m] >= 0)
        if len(of):
            others = np.delete(bends, m, axis=1)
            gains = gains_beside(fits.bending, others)[of]
            is_near = (squares[of, 1, None] - gains <= near[of, None]) & (gains > 0)
            low[of, m], high[of, m] = _span(is_near, bends[of, m])
    step, step_low, step_high = _step_places(fits, kind, squares, near)
    years = (_rows(places, fits.hinges) for places in (bends, low, high))
    heights = (_rows(places, fits.heights) for places in (step, step_low, step_high))
    return (*years, *heights)  # type: ignore[return-value]


def _step_places(
    fits: Fits, kind: Places, squares: Array, near: Array
) -> tuple[Places, Places, Places]:
    step = np.full(len(kind), NOTHING)
    low, high = step.copy(), step.copy()
    for name, under in (("step", 0), ("stepped-line", 1)):
        of = np.flatnonzero(kind == KINDS.index(name))
        if len(of):
            step[of] = fits.steps[name][of]
            gains = fits.stepping[name].gains[of]
            is_near = (squares[of, under, None] - gains <= near[of, None]) & (gains > 0)
            low[of], high[of] = _span(is_near, step[of])
    return step, low, high


def _span(is_near: Flags, at: Places) -> tuple[Places, Places]:
    """Return the first and last candidate that fits nearly as well; the chosen one always."""
    last = is_near.shape[1] - 1
    low = np.where(is_near.any(axis=1), is_near.argmax(axis=1), at)
    high = np.where(is_near.any(axis=1), last - is_near[:, ::-1].argmax(axis=1), at)
    return np.minimum(low, at), np.maximum(high, at)


def _rows(places: Places, years: Places) -> Places:
    if not len(years):
        return np.full(places.shape, NOTHING)
    return np.where(places >= 0, years[np.maximum(places, 0)], NOTHING)


@dataclass(frozen=True)
class PhaseFits:
    """Slopes a year of each phase, their errors and p (series, phase); NaN for no phase.

    ``knots`` are the rows of each phase's ends (series, phase + 1), ``fitted`` the course
    (row, series); ``height`` is the step's, ``freedom`` the degrees of freedom.
    """

    slope: Array
    error: Array
    p: Array
    knots: Places
    fitted: Array
    height: Array
    height_p: Array
    residual: Array
    freedom: Array


def phase_fits(
    values: Array, phi: Array, bends: Places, step: Places, *, sloped: npt.ArrayLike = True
) -> PhaseFits:
    """Fit courses whose bends and steps are known to the columns of ``values``.

    ``sloped`` is false for series that are constant but for a step.
    """
    from scipy.special import stdtr  # noqa: PLC0415 - start-up stays fast

    small, size = centred(values)
    white = Whitener(small, phi)
    design = _design(len(values), bends, step, np.broadcast_to(sloped, phi.shape))
    shapes, series = _whitened(design, white), white.series(small).T
    inverse = np.linalg.pinv(shapes.mT @ shapes, hermitian=True, rtol=1e-12)
    coefficients = (inverse @ (shapes.mT @ series[:, :, None]))[:, :, 0]
    rest = series - (shapes @ coefficients[:, :, None])[:, :, 0]
    used = (design != 0).any(axis=1).sum(axis=1) + (bends >= 0).sum(axis=1) + (step >= 0)
    freedom = np.maximum(white.has_value.sum(axis=0) - used, 1.0)
    variance = (rest**2).sum(axis=1) / freedom
    contrast = np.zeros((MOST + 1, design.shape[2]))
    contrast[:, 1], contrast[:, 2 : 2 + MOST] = 1, np.tri(MOST + 1, MOST, -1)
    spread = np.einsum("pi,cij,pj->cp", contrast, inverse, contrast)
    there = np.hstack([np.ones((len(bends), 1), dtype=bool), bends >= 0])
    slope = np.where(there, coefficients @ contrast.T, np.nan)
    error = np.sqrt(np.maximum(spread, 0) * variance[:, None])
    height_error = np.sqrt(np.maximum(inverse[:, -1, -1], 0) * variance)

    def two_sided(effect: Array, error: Array, freedom: Array) -> Array:
        ratio = np.abs(effect) / np.where(error > 0, error, 1.0)
        sure = np.where(effect != 0, 0.0, 1.0)  # of a series without any noise
        return np.where(error > 0, 2 * stdtr(freedom, -ratio), sure)

    return PhaseFits(
        slope * size[:, None],
        error * size[:, None],
        np.where(there, two_sided(slope, error, freedom[:, None]), np.nan),
        _knots(white.has_value, bends),
        (design @ coefficients[:, :, None])[:, :, 0].T * size + average(values),
        np.where(step >= 0, coefficients[:, -1], np.nan) * size,
        np.where(step >= 0, two_sided(coefficients[:, -1], height_error, freedom), np.nan),
        np.sqrt(variance) * size,
        freedom,
    )


def _whitened(design: Array, white: Whitener) -> Array:
    before = np.maximum(white.before, 0).T[:, :, None]
    earlier = np.take_along_axis(design, before, axis=1)
    result: Array = (design - white.decay.T[:, :, None] * earlier) * white.scale.T[:, :, None]
    return result


def _design(length: int, bends: Places, step: Places, sloped: Array) -> Array:
    """Return (series, year, shape): constant, time, three hinges, a step."""
    years = np.arange(length, dtype=float)
    design = np.zeros((len(bends), length, 3 + MOST))
    design[:, :, 0] = 1
    design[:, :, 1] = (years - years.mean()) * sloped[:, None]
    hinge = np.maximum(years[:, None] - bends[:, None, :], 0)
    design[:, :, 2 : 2 + MOST] = np.where(bends[:, None, :] >= 0, hinge, 0)
    design[:, :, -1] = (years >= step[:, None]) & (step >= 0)[:, None]
    return design


def _knots(has_value: Array, bends: Places) -> Places:
    """Return the first row with a value, the bends and the last one, then ``NOTHING``."""
    last = len(has_value) - 1
    first = np.argmax(has_value, axis=0)
    end = last - np.argmax(has_value[::-1], axis=0)
    knots = np.full((len(bends), MOST + 2), NOTHING)
    knots[:, 0], knots[:, 1 : 1 + MOST] = first, bends
    knots[np.arange(len(bends)), 1 + (bends >= 0).sum(axis=1)] = end
    return knots


def bend_p_values(values: Array) -> Array:
    """Return p of one bend against a line, over all years that it may be in; 1 for few years."""
    from scipy.special import betainc  # noqa: PLC0415 - start-up stays fast

    own = courses(values, most=1)
    n = np.isfinite(values).sum(axis=0)
    line, bend = own.squares[:, KINDS.index("line")], own.squares[:, KINDS.index(1)]
    freedom = np.maximum(n - 3, 1)
    with np.errstate(invalid="ignore"):
        one = betainc(freedom / 2, 0.5, np.clip(bend / line, 0, 1))
    tests = np.maximum((n - 2 * PHASE) / ALIKE, 1)
    return np.where(np.isfinite(bend), np.minimum(one * tests, 1), 1.0)


def turns(values: Array, alpha: float = 0.05) -> Places:
    """Return the sign after each column's last turn; 0 for those that never turn.

    A turn is a significant phase after one of the contrary direction.
    """
    own = courses(values)
    fits = phase_fits(values, own.phi, own.bends, own.step, sloped=~own.is_a("constant", "step"))
    signs = np.where(fits.p <= alpha, np.sign(fits.slope), 0)
    last, turn = np.zeros(len(signs)), np.zeros(len(signs))
    for sign in np.nan_to_num(signs).T:
        turn = np.where(sign * last < 0, sign, turn)
        last = np.where(sign != 0, sign, last)
    return turn.astype(np.int64)
