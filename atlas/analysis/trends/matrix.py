"""A frame of observations as matrices: a row a year, a column a country, gaps as NaN."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.analysis.selection import totals
from atlas.codebook.model import Indicator
from atlas.errors import InvalidParameter
from atlas.i18n import N_

Array = npt.NDArray[np.float64]
KINDS = ("share", "rate", "count", "money")
RELATIVE = ("count", "money")
SAFE = 300  # powers of two within which squares neither overflow nor vanish
ZEROS = 0.1  # of the countries; with more zeros percent of change has no meaning


class NoTrend(InvalidParameter):
    """An indicator whose values have no trend: a category, a year, an age."""

    code = "no-trend"
    template = N_(
        "“{indicator}” has no trend: it is neither a share, a rate, a number nor an amount."
    )

    def __init__(self, indicator: str) -> None:
        super().__init__(self.template, indicator=indicator)


@dataclass(frozen=True)
class Matrix:
    """Preferred totals, and the span of all sources of the same year (their own ranges too).

    The numbers are those of the records divided by 2 to the ``power``: 0 for nearly all.
    """

    years: npt.NDArray[np.int64]
    countries: tuple[str, ...]
    values: Array
    low: Array
    high: Array
    power: int = 0

    def window(self, first: int, last: int) -> Matrix:
        """Return the years from ``first`` to ``last``; absent ones are NaN."""
        years = np.arange(first, last + 1)
        keep = (self.years >= first) & (self.years <= last)
        at = self.years[keep] - first

        def cut(full: Array) -> Array:
            part = np.full((len(years), len(self.countries)), np.nan)
            part[at] = full[keep]
            return part

        return Matrix(years, self.countries, cut(self.values), cut(self.low), cut(self.high))


def require_trend(indicator: Indicator) -> None:
    """Raise unless an indicator's values can have a trend.

    Raises
    ------
    NoTrend
        For categories too: the codebook's order of categories is the order shown, no scale.
    """
    if indicator.kind not in KINDS:
        raise NoTrend(indicator.id)


def observation_matrix(frame: pd.DataFrame) -> Matrix:
    """Return the matrices of a frame of one indicator's observations.

    Only totals count (no breakdown). ``low`` and ``high`` span every source's value and range
    of a country and year; without conflict and range they equal ``values``.
    """
    rows = frame[(frame["breakdown"] == "") & frame["value"].notna()]
    best = totals(rows).drop_duplicates(["country", "year"])
    if best.empty:
        nothing = np.empty((0, 0))
        return Matrix(np.empty(0, dtype=np.int64), (), nothing, nothing, nothing)
    countries, first = sorted(best["country"].unique()), int(best["year"].min())
    shape = (int(best["year"].max()) - first + 1, len(countries))
    values = _spread(best, "value", countries, first, shape, np.fmin)
    low = np.fmin(_spread(rows, "low", countries, first, shape, np.fmin), values)
    high = np.fmax(_spread(rows, "high", countries, first, shape, np.fmax), values)
    for bound in (low, high):
        bound[np.isnan(values)] = np.nan
    years = np.arange(first, first + shape[0])
    return Matrix(years, tuple(countries), values, low, high)


def _spread(
    rows: pd.DataFrame,
    column: str,
    countries: list[str],
    first: int,
    shape: tuple[int, int],
    merge: np.ufunc,
) -> Array:
    at = pd.Index(countries).get_indexer(pd.Index(rows["country"]))
    year = rows["year"].to_numpy() - first
    inside = (at >= 0) & (year >= 0) & (year < shape[0])
    numbers = rows[column].fillna(rows["value"]).to_numpy(dtype=float)
    table = np.full(shape, np.nan)
    merge.at(table, (year[inside], at[inside]), numbers[inside])
    return table


def rescale_matrix(matrix: Matrix) -> Matrix:
    """Return the matrix with a greatest number whose square is a finite number above zero.

    Numbers of an ordinary size stay as they are; others are moved by a power of two, which
    changes none of their digits.
    """
    parts = (matrix.values, matrix.low, matrix.high)
    greatest = max(np.abs(part[np.isfinite(part)]).max(initial=0.0) for part in parts)
    power = int(np.frexp(greatest)[1])
    if not greatest or abs(power) <= SAFE:
        return matrix
    values, low, high = (np.ldexp(part, SAFE - power) for part in parts)
    return Matrix(matrix.years, matrix.countries, values, low, high, power - SAFE)


def to_trend_scale(matrix: Matrix, indicator: Indicator) -> tuple[Matrix, tuple[str, ...], bool]:
    """Return the matrix on the scale of its trend, who is left out, and if it is relative.

    Counts and money are compared in percent (logarithms): an army of 2,000 that halves changes
    as much as one of a million. Where many countries have zeros, absolutely.
    """
    zero = np.nanmin(np.where(np.isnan(matrix.low), np.inf, matrix.low), axis=0) <= 0
    if indicator.kind not in RELATIVE or zero.mean() > ZEROS:
        return rescale_matrix(matrix), (), False
    out = tuple(c for c, bad in zip(matrix.countries, zero, strict=True) if bad)
    countries = tuple(c for c, bad in zip(matrix.countries, zero, strict=True) if not bad)
    values, low, high = (
        np.log(part[:, ~zero]) for part in (matrix.values, matrix.low, matrix.high)
    )
    return Matrix(matrix.years, countries, values, low, high), out, True
