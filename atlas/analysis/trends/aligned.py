"""Paths on the years since an event of each country's own: a transition, a constitution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends import robust
from atlas.analysis.trends.direction import round_significant
from atlas.analysis.trends.matrix import Array, Matrix


@dataclass(frozen=True)
class AlignedSeries:
    """A region's path on years since each member's own year: median and members by year."""

    region: str
    since: tuple[int, ...]
    median: tuple[float | None, ...]
    members: tuple[int, ...]
    countries: tuple[str, ...]


def aligned(
    matrix: Matrix,
    region_of: Mapping[str, str],
    anchors: Mapping[str, int],
    *,
    before: int = 5,
    after: int = 25,
    least: int = 3,
) -> tuple[AlignedSeries, ...]:
    """Return series on the years since an anchor (a transition), by region.

    ``anchors`` maps ISO3 codes to a year. A median of fewer than ``least`` countries is None;
    the counts tell how many countries each rests on.
    """
    result = []
    for region in sorted({region_of[c] for c in matrix.countries if c in anchors}):
        at = [i for i, c in enumerate(matrix.countries) if c in anchors and region_of[c] == region]
        rows = np.stack([_since_anchor(matrix, i, anchors, before, after) for i in at], axis=1)
        counts = np.isfinite(rows).sum(axis=1)
        middle = np.where(counts >= least, robust.medians(rows), np.nan)
        result.append(
            AlignedSeries(
                region,
                tuple(range(-before, after + 1)),
                tuple(round_significant(v) for v in middle),
                tuple(int(n) for n in counts),
                tuple(matrix.countries[i] for i in at),
            )
        )
    return tuple(result)


def _since_anchor(
    matrix: Matrix, column: int, anchors: Mapping[str, int], before: int, after: int
) -> Array:
    start = anchors[matrix.countries[column]] - before - int(matrix.years[0])
    at: npt.NDArray[np.int64] = np.arange(start, start + before + after + 1)
    inside = (at >= 0) & (at < len(matrix.years))
    values = matrix.values[np.clip(at, 0, len(matrix.years) - 1), column]
    return np.where(inside, values, np.nan)
