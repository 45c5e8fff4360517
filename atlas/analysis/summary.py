"""What a map says, as facts: extremes, medians by region, coverage. Words come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from atlas.analysis.age import recent_rows
from atlas.analysis.comparability import YEARS_APART
from atlas.analysis.likeness import estimate_mask
from atlas.analysis.spans import Span, quantile, value_limits
from atlas.codebook import codebook

EXTREMES = 3  # countries named as the highest, and as the lowest
REGION_MINIMUM = 3  # a median of fewer countries says more about who is counted


@dataclass(frozen=True)
class Facts:
    """Facts of one indicator at one time (one row per country).

    ``highest`` and ``lowest`` hold (iso3, value, year); ``medians`` maps a region to
    (median, countries counted); ``shares`` maps a category to its number of countries.
    ``figures`` has the ends of the highest and lowest by country, ``middles`` those of the median
    (under ``""``) and of each region's.
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
    figures: Mapping[str, Span] = field(default_factory=dict)
    middles: Mapping[str, Span] = field(default_factory=dict)


def facts(rows: pd.DataFrame, members: list[str], reference: int | None = None) -> Facts:
    """Compute the facts of ``rows`` (one total per country) for the ``members`` counted.

    Parameters
    ----------
    reference
        The year in question: values too old in it are counted, but are neither the highest nor
        the lowest, as they have no rank (``atlas.analysis.age``).
    """
    rows = rows[rows["country"].isin(members)]
    observations = rows[rows["missing_reason"].isna()]
    numbers = observations[observations["value"].notna()].sort_values(
        ["value", "country"], ascending=[False, True]
    )
    ranked = recent_rows(numbers, reference)
    extremes = pd.concat([ranked.head(EXTREMES), ranked.tail(EXTREMES)])
    years = (
        (int(observations["year"].min()), int(observations["year"].max()))
        if len(observations)
        else None
    )
    return Facts(
        countries=len(observations),
        of=len(members),
        years=years,
        highest=_points(ranked.head(EXTREMES)),
        lowest=_points(ranked.tail(EXTREMES).iloc[::-1]),
        median=float(numbers["value"].median()) if len(numbers) else None,
        medians=_medians(numbers),
        shares={str(c): int(n) for c, n in observations["category"].value_counts().items()},
        not_applicable=int((rows["missing_reason"] == "not-applicable").sum()),
        aged=int((numbers["year"] <= numbers["year"].max() - YEARS_APART).sum()),
        rough=int(estimate_mask(numbers).sum()),
        figures=_spans(extremes),
        middles=_middles(numbers),
    )


def _points(rows: pd.DataFrame) -> tuple[tuple[str, float, int], ...]:
    columns = zip(rows["country"], rows["value"], rows["year"], strict=True)
    return tuple((str(c), float(v), int(y)) for c, v, y in columns)


def _spans(rows: pd.DataFrame) -> dict[str, Span]:
    ends = zip(rows["value"], *value_limits(rows), strict=True)
    spans = (Span(*(e if np.isfinite(e) else np.nan for e in each)) for each in ends)
    return dict(zip(rows["country"].astype(str), spans, strict=True))


def _regions(numbers: pd.DataFrame) -> pd.Series[str]:
    book = codebook()
    return numbers["country"].map(lambda iso3: book.countries[iso3].region)


def _medians(numbers: pd.DataFrame) -> dict[str, tuple[float, int]]:
    groups = numbers["value"].groupby(_regions(numbers))
    return {
        str(name): (float(group.median()), len(group))
        for name, group in groups
        if len(group) >= REGION_MINIMUM
    }


def _middles(numbers: pd.DataFrame) -> dict[str, Span]:
    groups = numbers.groupby(_regions(numbers))
    spans = {str(name): quantile(rows) for name, rows in groups if len(rows) >= REGION_MINIMUM}
    return spans | ({"": quantile(numbers)} if len(numbers) else {})
