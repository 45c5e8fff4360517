"""Percent or fraction: decided for a whole column, or said to be undecided."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.codebook import codebook

FEWEST = 5
# Below this, a whole column of percentages is not to be believed.
HIGHEST_FRACTION = 1.0
# Shares that are small by nature: a whole column under 0.15 % of GDP is not to be believed.
SMALL = {"milex_gdp": 0.15, "education_gdp": 0.15, "health_gdp": 0.15}
SIGNED = {"gdp_growth"}


def are_fractions(indicator: str, numbers: Sequence[float]) -> bool:
    """Tell whether the bare numbers of a column of shares can only be fractions of one."""
    entry = codebook().indicators[indicator]
    values = [abs(n) for n in numbers if n]
    if entry.kind != "share" or indicator in SIGNED or len(values) < FEWEST:
        return False
    return max(values) <= SMALL.get(indicator, HIGHEST_FRACTION)
