"""Which countries stand in which panel of a window, on the scale of the indicator's trend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.matrix import Array, Matrix, to_trend_scale
from atlas.analysis.trends.model import LeftOut, Parameters
from atlas.analysis.trends.panel import fill_gaps, outside, window
from atlas.codebook import codebook
from atlas.codebook.model import Indicator

COMMUNITY = "community"


@dataclass(frozen=True)
class Panel:
    """A window's matrix, its balanced part without short gaps, and who is where.

    ``inside`` are the columns of the members; ``region`` names every column's region;
    ``reporters`` counts the countries of a region that have any value in any year.
    """

    given: Matrix
    filled: Array
    inside: npt.NDArray[np.int64]
    region: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    reporters: dict[str, int]
    relative: bool

    def of(self, region: str) -> npt.NDArray[np.int64]:
        """Return the columns of a region's members; all members for "world"."""
        if region == "world":
            return self.inside
        return np.array([i for i in self.inside if self.region[i] == region], dtype=np.int64)


def panel(whole: Matrix, indicator: Indicator, parameters: Parameters) -> Panel | None:
    """Return the panel of the requested or best window; None where no window is possible."""
    book = codebook()
    home = tuple(book.countries[c].region for c in whole.countries)
    community = [r.id for r in book.regions.values() if r.kind == COMMUNITY]
    groups = np.array([[h == r for r in community] for h in home], dtype=bool)
    span = window(whole.years, np.isfinite(whole.values), groups, parameters)
    if span is None or not len(whole.years):
        return None
    matrix, zero, relative = to_trend_scale(whole.window(*span), indicator)
    reasons = outside(np.isfinite(matrix.values), parameters)
    left_out = [LeftOut(c, "zero-or-less") for c in zero]
    left_out += [LeftOut(c, r) for c, r in zip(matrix.countries, reasons, strict=True) if r]
    return Panel(
        matrix,
        fill_gaps(matrix.values, parameters.gap),
        np.array([i for i, r in enumerate(reasons) if r is None], dtype=np.int64),
        tuple(book.countries[c].region for c in matrix.countries),
        tuple(sorted(left_out, key=lambda one: one.country)),
        {r: home.count(r) for r in set(home)} | {"world": len(home)},
        relative,
    )
