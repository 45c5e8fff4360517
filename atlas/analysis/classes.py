"""Classes of a choropleth map: quantile, equal or manual, by the kind of data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.codebook.model import Indicator

CLASSES = 6


@dataclass(frozen=True)
class Scale:
    """Upper bounds between classes, ascending; class i holds breaks[i-1] <= value < breaks[i]."""

    method: str
    breaks: tuple[float, ...]
    low: float
    high: float

    def position(self, value: float) -> int:
        """Return the class of a value, 0 to len(breaks)."""
        return int(np.searchsorted(self.breaks, value, side="right"))

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """(low, high) of each class, the outer ones closed by the data's extremes."""
        outer = (self.low, self.high, *self.breaks)
        edges = [min(outer), *self.breaks, max(outer)]
        return list(zip(edges[:-1], edges[1:], strict=True))


def scale(values: pd.Series, indicator: Indicator) -> Scale | None:
    """Return the classes of an indicator's values, or None when there is no number.

    Breaks are made from all years together, so that colours mean the same in each year.
    Quantile breaks are rounded to two significant digits, for a legend that can be read
    out, and merged where they fall together (Brewer & Pickle 2002 on quantile maps).
    """
    numbers = values.dropna().to_numpy(dtype=float)
    if not numbers.size:
        return None
    low, high = float(numbers.min()), float(numbers.max())
    if indicator.classes == "manual" and indicator.breaks:
        breaks = list(indicator.breaks)
    elif indicator.classes == "equal":
        breaks = list(np.linspace(low, high, CLASSES + 1)[1:-1])
    else:
        breaks = list(np.quantile(numbers, np.linspace(0, 1, CLASSES + 1)[1:-1]))
    readable = sorted({_readable(b, indicator.kind) for b in breaks})
    inside = tuple(b for b in readable if indicator.classes == "manual" or low < b <= high)
    return Scale(indicator.classes, inside, low, high)


def _readable(value: float, kind: str) -> float:
    """Round to two significant digits; years to whole years."""
    if kind == "year":
        return float(round(value))
    return float(f"{value:.2g}")
