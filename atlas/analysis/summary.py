"""What a map says, as facts: extremes, medians by region, coverage. Words come later."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.analysis.comparability import YEARS_APART, estimated
from atlas.codebook import codebook

REGION_MINIMUM = 3  # a median of fewer countries says more about who is counted


@dataclass(frozen=True)
class Facts:
    """Facts of one indicator at one time (one row per country).

    ``highest`` and ``lowest`` hold (iso3, value, year); ``medians`` maps a region to
    (median, countries counted); ``shares`` maps a category to its number of countries.
    ``aged`` values are of years too far from the newest to be compared, ``rough`` ones estimates.
    """

    countries: int
    of: int
    years: tuple[int, int] | None
    highest: tuple[tuple[str, float, int], ...]
    lowest: tuple[tuple[str, float, int], ...]
    median: float | None
    medians: dict[str, tuple[float, int]]
    shares: dict[str, int]
    not_applicable: int
    aged: int = 0
    rough: int = 0


def facts(rows: pd.DataFrame, members: list[str]) -> Facts:
    """Compute the facts of ``rows`` (one total per country) for the ``members`` counted."""
    rows = rows[rows["country"].isin(members)]
    known = rows[rows["missing_reason"].isna()]
    numbers = known[known["value"].notna()].sort_values(
        ["value", "country"], ascending=[False, True]
    )
    years = (int(known["year"].min()), int(known["year"].max())) if len(known) else None
    return Facts(
        countries=len(known),
        of=len(members),
        years=years,
        highest=_points(numbers.head(3)),
        lowest=_points(numbers.tail(3).iloc[::-1]),
        median=float(numbers["value"].median()) if len(numbers) else None,
        medians=_medians(numbers),
        shares={str(c): int(n) for c, n in known["category"].value_counts().items()},
        not_applicable=int((rows["missing_reason"] == "not-applicable").sum()),
        aged=int((numbers["year"] <= numbers["year"].max() - YEARS_APART).sum()),
        rough=int(estimated(numbers).sum()),
    )


def _points(rows: pd.DataFrame) -> tuple[tuple[str, float, int], ...]:
    columns = zip(rows["country"], rows["value"], rows["year"], strict=True)
    return tuple((str(c), float(v), int(y)) for c, v, y in columns)


def _medians(numbers: pd.DataFrame) -> dict[str, tuple[float, int]]:
    book = codebook()
    region = numbers["country"].map(lambda iso3: book.countries[iso3].region)
    groups = numbers["value"].groupby(region)
    return {
        str(name): (float(group.median()), len(group))
        for name, group in groups
        if len(group) >= REGION_MINIMUM
    }
