"""Sums, medians and quotients of values of which some are ranges or bounds: interval arithmetic.

A stated value is a point. The middle of a range stands for all of it, a bound for everything on
its open side, so a result is as wide as what it is made from, and open where one part is. See
R. E. Moore, R. B. Kearfott and M. J. Cloud, "Introduction to Interval Analysis", SIAM 2009.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.codebook.model import ValueKind

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Span:
    """A number with its ends, in the unit of what it is made from; NaN is an open end.

    ``value`` is what comes out when ranges count with their middle and bounds with their end.
    """

    value: float
    low: float
    high: float

    @property
    def kind(self) -> str | None:
        """How exact it is: only ``stated`` is one number. None: open on both sides."""
        below, above = math.isnan(self.low), math.isnan(self.high)
        if math.isnan(self.value) or (below and above):
            return None
        if below or above:
            return ValueKind.BOUND.value
        return (ValueKind.STATED if self.low == self.high else ValueKind.MIDPOINT).value

    @property
    def end(self) -> float:
        """The number that may be written: the closed end of a bound, else the value."""
        if math.isnan(self.low) and not math.isnan(self.high):
            return self.high
        return self.low if math.isnan(self.high) and not math.isnan(self.low) else self.value

    @property
    def written(self) -> tuple[float, float, float, str | None]:
        """Value, low, high and kind, as ``atlas.i18n.figure`` takes them."""
        return self.end, self.low, self.high, self.kind


def value_limits(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the least and the greatest that each row's value may be; infinite where open.

    Parameters
    ----------
    rows
        Columns ``value``, ``low``, ``high`` and ``value_kind`` (columns of the store).
    """
    value, low, high = (rows[name].to_numpy(dtype=float) for name in ("value", "low", "high"))
    kind = rows["value_kind"].to_numpy(dtype=object)
    point = ~np.isin(kind, [ValueKind.MIDPOINT.value, ValueKind.BOUND.value])
    least = np.where(point, value, np.where(np.isnan(low), -np.inf, low))
    most = np.where(point, value, np.where(np.isnan(high), np.inf, high))
    least[np.isnan(value)] = most[np.isnan(value)] = np.nan
    return least, most


def quantile(rows: pd.DataFrame, share: float = 0.5) -> Span:
    """Return a quantile of the rows' values (type 7 of Hyndman and Fan), as wide as they are."""
    least, most = value_limits(rows)
    value = rows["value"].to_numpy(dtype=float)
    return Span(*(_quantile(each, share) for each in (value, least, most)))


def total(rows: pd.DataFrame) -> Span:
    """Return the sum of the rows' values, as wide as they are."""
    least, most = value_limits(rows)
    value = rows["value"].to_numpy(dtype=float)
    return Span(*(_finite_or_nan(float(each.sum())) for each in (value, least, most)))


def _quantile(values: Floats, share: float) -> float:
    sorted_values = np.sort(values[~np.isnan(values)])
    if not sorted_values.size:
        return math.nan
    at = share * (sorted_values.size - 1)
    low, high = float(sorted_values[math.floor(at)]), float(sorted_values[math.ceil(at)])
    weight = at - math.floor(at)
    # Infinity times nothing is not a number: a point between two ends needs both.
    return _finite_or_nan(low if not weight or low == high else low + weight * (high - low))


def _finite_or_nan(end: float) -> float:
    return end if math.isfinite(end) else math.nan
