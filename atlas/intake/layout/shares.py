"""Percent or fraction: decided for a whole column, or said to be undecided."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from atlas.codebook import codebook

FEWEST, FEW = 5, 3
HIGHEST = 1.5  # a fraction of one may pass it only in times of war
# A column whose median is below this does not hold percentages: no half of the world's states
# spends less than a tenth of a percent of its GDP on its forces.
LEAST = {"milex_gdp": 0.1, "education_gdp": 0.3, "health_gdp": 0.5, "milex_gov": 0.6}
OTHERS = 0.9
SIGNED = {"gdp_growth"}


def are_fractions(indicator: str, numbers: Sequence[float], countries: int = 1) -> bool:
    """Tell whether the bare numbers of a column of shares can only be fractions of one.

    Fewer numbers do where none of several countries has a share that any state would report.
    """
    entry = codebook().indicators[indicator]
    values = [abs(n) for n in numbers if n]
    few = countries > 1 and max(values, default=1.0) < LEAST.get(indicator, 0.0)
    if entry.kind != "share" or indicator in SIGNED or len(values) < (FEW if few else FEWEST):
        return False
    return max(values) <= HIGHEST and median(values) < LEAST.get(indicator, OTHERS)
