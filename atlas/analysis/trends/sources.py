"""What the sources' own ranges, and sources that differ, do to a slope."""

from __future__ import annotations

import numpy as np

from atlas.analysis.trends.matrix import Array, Matrix
from atlas.analysis.trends.panel import typical_path
from atlas.analysis.trends.robust import slopes

SEED = 19450328  # any number; fixed, so that the same records give the same trends
PERSISTENCE = 0.9  # a source that is low this year is likely low next year
MANY = 12_000  # series that are drawn for one indicator at most
CONTRARY = 0.05  # of the draws; with more of the other sign, the sources disagree


def uncertain(matrix: Matrix) -> Array:
    """Return per country 1.0 where a source gives a range or sources differ in any year."""
    wide = matrix.high > matrix.low
    result: Array = wide.any(axis=0).astype(float)
    return result


def draw_matrices(matrix: Matrix, draws: int) -> Array:
    """Return ``draws`` matrices of possible values (draw, year, country) within the ranges.

    The place within the range drifts from year to year (a normal AR(1) process of 0.9, made
    uniform), because a source that counts more widely does so for years. The first two draws
    are the ranges' lower and upper ends throughout.
    """
    from scipy.special import ndtr  # noqa: PLC0415 - start-up stays fast

    years, countries = matrix.values.shape
    noise = np.random.default_rng(SEED).standard_normal((draws, years, countries))
    place = noise
    for year in range(1, years):
        step = np.sqrt(1 - PERSISTENCE**2) * noise[:, year]
        place[:, year] = PERSISTENCE * place[:, year - 1] + step
    share = ndtr(place)
    share[0], share[1 % draws] = 0.0, 1.0
    result: Array = matrix.low + (matrix.high - matrix.low) * share
    return result


def draws_for(series: int, maximum: int) -> int:
    """Return how many draws fit: fewer where nearly all countries have ranges."""
    return int(np.clip(MANY // max(series, 1), 24, maximum))


def of_countries(matrix: Matrix, draws: int) -> tuple[Array, Array, Array]:
    """Return the slopes' bounds within the sources' ranges (95 % of draws), and who flips.

    The third array is the share of draws with a negative slope. NaN for countries whose
    sources give one number a year.
    """
    low, high, negative = (np.full(len(matrix.countries), np.nan) for _ in range(3))
    at = np.flatnonzero(uncertain(matrix))
    if len(at):
        few = Matrix(matrix.years, (), matrix.values[:, at], matrix.low[:, at], matrix.high[:, at])
        many = draw_matrices(few, draws_for(len(at), draws))
        flat = many.transpose(1, 0, 2).reshape(len(matrix.years), -1)
        draw_slopes = slopes(flat).reshape(len(many), len(at))
        low[at], high[at] = np.percentile(draw_slopes, [2.5, 97.5], axis=0)
        negative[at] = (draw_slopes < 0).mean(axis=0) + (draw_slopes == 0).mean(axis=0) / 2
    return low, high, negative


def of_panel(matrix: Matrix, draws: int) -> tuple[float, float, float]:
    """Return the same for a panel's typical path."""
    if not len(matrix.countries) or not uncertain(matrix).any():
        return np.nan, np.nan, np.nan
    many = draw_matrices(matrix, min(draws, 24))
    draw_slopes = slopes(np.stack([typical_path(each) for each in many], axis=1))
    low, high = np.percentile(draw_slopes, [2.5, 97.5])
    return float(low), float(high), float((draw_slopes < 0).mean() + (draw_slopes == 0).mean() / 2)


def disagree(slope: Array, negative: Array) -> Array:
    """Return 1.0 where the sources' ranges hold the other direction."""
    contrary = np.where(slope > 0, negative, 1 - negative)
    return (np.nan_to_num(contrary, nan=0.0) > CONTRARY).astype(float)
