"""The end of the series: countries whose last one to four years leave their own course.

A country's line over the twenty years before (generalised least squares, first-order noise)
is carried on; the newest run of years that all lie outside its 95 % interval on one side is
tested by the run's average, whose error allows for that of the line and for the noise's memory.
Runs of one to four years are tried (Bonferroni), p adjusted over the countries (Benjamini &
Hochberg 1995). The first year of the longest such run is when it began: a year that is still
inside the interval is not dated by those after it.
"""

from __future__ import annotations

import numpy as np

from atlas.analysis.trends.bends import Places, Whitener
from atlas.analysis.trends.course_model import Unusual
from atlas.analysis.trends.direction import Ground, matters, round_significant
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.robust import adjust_p_values

RUN = 4  # years of the end that may be unusual: three before the last, and it
BASE = 20  # years before, that the line is drawn through
LEAST = 12  # values of these at least
LATE = 2  # years before the window's end in which a series may end
ROUGH = 0.05  # of the base's average level: less noise than this share of it is not believed


def unusual(
    values: Array, countries: tuple[str, ...], memory: Array, ground: Ground
) -> tuple[Unusual, ...]:
    """Return the countries (columns of ``values``) whose end is unusual, the surest first.

    ``memory`` is each one's autocorrelation.
    """
    has_value = np.isfinite(values)
    last = len(values) - 1 - np.argmax(has_value[::-1], axis=0)
    usable = has_value.any(axis=0) & (last >= len(values) - 1 - LATE)
    rows = last - np.arange(BASE + RUN - 1, -1, -1)[:, None]
    ends = np.where(rows >= 0, np.take_along_axis(values, np.maximum(rows, 0), axis=0), np.nan)
    p, runs, forecasts = (
        np.ones(len(last)),
        np.zeros(len(last), dtype=int),
        np.zeros((3, len(last))),
    )
    usable &= np.isfinite(ends[:-RUN]).sum(axis=0) >= LEAST
    for run in range(1, RUN + 1):
        away, one, newest = _forecast(ends, memory, run)
        p_run = np.where(away, np.minimum(one * RUN, 1), 1.0)
        better = usable & (p_run <= ground.asked.alpha)
        p, runs = np.where(better, p_run, p), np.where(better, run, runs)
        forecasts = np.where(better, newest, forecasts)
    p = np.where(usable, p, np.nan)
    q = adjust_p_values(p)
    counts = matters(ends[-1] - forecasts[0], ground)
    at = np.flatnonzero((q <= ground.asked.alpha) & (runs > 0) & counts)
    ranked = at[np.argsort(p[at], kind="stable")]
    return tuple(
        _unusual(countries[i], ground.first + int(last[i]), int(runs[i]), ends[-1, i], *cells)
        for i in ranked
        for cells in [(forecasts[:, i], float(p[i]), float(q[i]), ground)]
    )


def _unusual(
    country: str,
    year: int,
    run: int,
    value: float,
    forecast: Array,
    p: float,
    q: float,
    ground: Ground,
) -> Unusual:
    levels = (ground.level(float(v)) or 0.0 for v in (value, *forecast))
    certainty = (round_significant(v) or 0.0 for v in (p, q))
    return Unusual(country, year - run + 1, year, *levels, *certainty)


def _forecast(ends: Array, memory: Array, run: int) -> tuple[Array, Array, Array]:
    """Return who is outside in all of the last ``run`` years, p, and the newest year's forecast.

    The forecast is expected value, lower and upper bound.
    """
    from scipy.special import stdtr, stdtrit  # noqa: PLC0415 - start-up stays fast

    base = ends.copy()
    base[-run:] = np.nan
    line, inverse, sigma, freedom, rest = _line(base, memory)
    lead = np.arange(1, run + 1)
    time = np.arange(len(ends) - run, len(ends))
    # What the noise of the last year before remembers of itself is expected to go on.
    left = rest * memory ** lead[:, None]
    expected = line[0] + line[1] * time[:, None] + left
    apart = np.abs(lead[:, None] - lead)
    noise = memory[:, None, None] ** apart - memory[:, None, None] ** (lead[:, None] + lead)
    shape = np.stack([np.ones(run), time.astype(float)], axis=1)
    spread = (noise + shape @ inverse @ shape.T) * (sigma**2)[:, None, None]
    each = np.sqrt(np.diagonal(spread, axis1=1, axis2=2)).T
    width = stdtrit(freedom, 0.975) * each
    off = ends[-run:] - expected
    outside = (np.abs(off) > width).all(axis=0) & (np.abs(np.sign(off).sum(axis=0)) == run)
    error = np.sqrt(spread.mean(axis=(1, 2)))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(freedom, -np.abs(off.mean(axis=0)) / error)
    newest = np.stack([expected[-1], expected[-1] - width[-1], expected[-1] + width[-1]])
    return outside & np.isfinite(p), np.nan_to_num(p, nan=1.0), newest


def _line(base: Array, memory: Array) -> tuple[Array, Array, Array, Array, Array]:
    """Return coefficients, their spread, the noise's size, freedom, and the last residual."""
    white = Whitener(base, memory)
    time = np.arange(len(base), dtype=float)
    shapes = white.shapes(np.stack([np.ones(len(base)), time], axis=1))
    series = white.series(base).T
    inverse = np.linalg.pinv(shapes.mT @ shapes, hermitian=True).astype(np.float64)
    line = (inverse @ (shapes.mT @ series[:, :, None]))[:, :, 0].T
    rest = series - (shapes @ line.T[:, :, None])[:, :, 0]
    freedom: Array = np.maximum(np.sum(white.has_value, axis=0, dtype=np.float64) - 2.0, 1.0)
    fitted: Array = line[0] + line[1] * time[:, None]
    sigma: Array = np.sqrt((rest**2).sum(axis=1) / freedom)
    at: Places = len(base) - 1 - np.argmax(white.has_value[::-1], axis=0)
    residual: Array = np.take_along_axis(np.nan_to_num(base - fitted), at[None], axis=0)[0]
    age = len(base) - 1 - at
    return line, inverse, sigma, freedom, residual * memory**age * (age < RUN)
