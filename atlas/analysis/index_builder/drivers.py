"""Which part moves the index, and which parts say the same twice."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from atlas.analysis.index_builder.recipe import FEWEST, Floats, Refused
from atlas.analysis.index_builder.score import Result, build
from atlas.analysis.index_builder.values import Values

ALIKE = 0.8
AGAINST = -0.5
FEWEST_PAIRS = 8


@dataclass(frozen=True)
class Driver:
    """One part's hold on the index.

    ``correlation`` is Spearman's, of the part with the score; ``moved`` is how many places a
    country moves on average when the part is left out (NaN where nothing is left).
    """

    indicator: str
    correlation: float
    moved: float


@dataclass(frozen=True)
class Pair:
    """Two parts, turned in their directions: Spearman's correlation over ``n`` countries."""

    one: str
    other: str
    correlation: float
    n: int

    @property
    def double(self) -> bool:
        """Whether the two count nearly the same thing twice."""
        return self.correlation >= ALIKE

    @property
    def opposed(self) -> bool:
        """Whether the two cancel each other out."""
        return self.correlation <= AGAINST


def drivers(result: Result) -> list[Driver]:
    """Return the parts, the one with the greatest hold first.

    Correlation with the score as a measure of importance follows P. Paruolo, M. Saisana and
    A. Saltelli, "Ratings and rankings: voodoo or science?", *Journal of the Royal Statistical
    Society* A 176(3), 2013, 609-634: a weight is not the hold that a part has.
    """
    all_drivers = [
        Driver(
            part.indicator,
            _spearman(result.parts[:, k], result.scores)[0],
            _mean_rank_change(result, part.indicator),
        )
        for k, part in enumerate(result.recipe.parts)
    ]
    return sorted(all_drivers, key=lambda d: -abs(np.nan_to_num(d.correlation)))


def _mean_rank_change(result: Result, indicator: str) -> float:
    if len(result.recipe.parts) <= FEWEST:
        return float("nan")
    values = result.values
    keep = [k for k, name in enumerate(values.indicators) if name != indicator]
    fewer = Values(
        values.countries,
        tuple(values.indicators[k] for k in keep),
        values.value[:, keep],
        values.low[:, keep],
        values.high[:, keep],
        values.rows,
    )
    try:
        other = build(fewer, result.recipe.without(indicator))
    except Refused:
        return float("nan")
    at = dict(zip(other.values.countries, other.ranks, strict=True))
    both = [(r, at[c]) for c, r in zip(values.countries, result.ranks, strict=True) if c in at]
    return float(np.mean([abs(a - b) for a, b in both]))


def pairs(result: Result) -> list[Pair]:
    """Return all pairs of parts with enough countries, the most alike first."""
    all_pairs = []
    for i, j in combinations(range(len(result.recipe.parts)), 2):
        correlation, n = _spearman(result.parts[:, i], result.parts[:, j])
        if n >= FEWEST_PAIRS and not np.isnan(correlation):
            names = result.recipe.indicators
            all_pairs.append(Pair(names[i], names[j], correlation, n))
    return sorted(all_pairs, key=lambda p: -p.correlation)


def _spearman(one: Floats, other: Floats) -> tuple[float, int]:
    from scipy.stats import spearmanr  # noqa: PLC0415

    both = ~np.isnan(one) & ~np.isnan(other)
    n = int(both.sum())
    if n < 3:
        return float("nan"), n
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a part without any spread has no correlation
        return float(spearmanr(one[both], other[both]).statistic), n
