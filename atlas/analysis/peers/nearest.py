"""Who else is like us: the countries nearest in chosen indicators, each part of it shown.

Each indicator's newest values (logarithms for counts and money, where a doubling matters and
not a thousand more) are set against their median and divided by 1.4826 times the median
absolute deviation, so that no single giant stretches the scale: P. J. Rousseeuw and C. Croux,
"Alternatives to the Median Absolute Deviation", Journal of the American Statistical
Association 88(424), 1993, 1273-1283. Where more than half of the countries share one value the
interquartile range takes its place. The distance is the root of the mean square difference
over the indicators that both countries have (J. C. Gower, "A General Coefficient of Similarity
and Some of Its Properties", Biometrics 27(4), 1971, 857-871).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from atlas.analysis.selection import latest
from atlas.codebook import codebook

MOST = 10  # how many count as the nearest
USUAL = ("population", "gdp_pc", "armed_forces", "area")
TO_DEVIATION = 1.4826  # median absolute deviation to standard deviation, for a normal sample
IQR_TO_DEVIATION = 1 / 1.349
FARTHEST = 1e100  # deviations: the square of more is no number


@dataclass(frozen=True)
class Likeness:
    """The nearest countries and what makes them so.

    ``rows`` has a row a country, the country itself first: country, distance, shared (how many
    indicators both have), and for each indicator ``share:ID`` (its share of the squared
    distance, 0 to 1, NaN where it is missing). ``values`` and ``years`` hold what was compared.
    ``least`` is how many indicators must be shared; ``flat`` names those without spread.
    ``records`` has the observations behind the values, by indicator and country.
    """

    rows: pd.DataFrame
    values: pd.DataFrame
    years: pd.DataFrame
    least: int
    flat: tuple[str, ...]
    records: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the distance is made from."""
        return tuple(str(i) for i in self.values.columns if i not in self.flat)


def usual(indicator: str) -> tuple[str, ...]:
    """Return the default indicators of similarity, without the one that is compared."""
    return tuple(i for i in USUAL if i != indicator)


def recent(frame: pd.DataFrame, age: int, year: int | None = None) -> pd.DataFrame:
    """Return each country's newest total with a value, at most ``age`` years old.

    Age is counted back from ``year``; without it, from the newest value of any country.
    """
    rows = latest(frame)
    rows = rows[rows["value"].notna()]
    reference = rows["year"].max() if year is None else year
    return rows[rows["year"] >= reference - age] if len(rows) else rows


def least_shared(n_indicators: int) -> int:
    """Return how many of the chosen indicators two countries must share: two thirds."""
    return max(1, math.ceil(n_indicators * 2 / 3))


def likeness(
    frames: Mapping[str, pd.DataFrame], iso3: str, age: int, year: int | None = None
) -> Likeness:
    """Return the countries nearest to one in several indicators.

    Parameters
    ----------
    frames
        Observations by indicator.
    age
        Greatest age of a value, in years back from ``year``; without it, from the newest.
    """
    rows = {i: recent(frame, age, year).set_index("country") for i, frame in frames.items()}
    values = pd.DataFrame({i: r["value"] for i, r in rows.items()}, dtype=float)
    years = pd.DataFrame({i: r["year"] for i, r in rows.items()}, dtype=float)
    deviations = pd.DataFrame({i: _robust_deviations(values[i], i) for i in rows}, dtype=float)
    flat = tuple(str(i) for i in values if deviations[i].isna().all())
    deviations = deviations.drop(columns=list(flat))
    least = least_shared(len(deviations.columns))
    nearest = _nearest(deviations, iso3, least)
    countries = [str(c) for c in nearest["country"]]
    records = {i: r.loc[[c for c in countries if c in r.index]] for i, r in rows.items()}
    return Likeness(
        nearest, values.reindex(countries), years.reindex(countries), least, flat, records
    )


def _robust_deviations(values: pd.Series, indicator: str) -> pd.Series:
    kind = codebook().indicators[indicator].kind
    if kind in ("count", "money"):
        values = np.log10(values.where(values >= 0) + 1)
    numbers = values.dropna()
    if numbers.empty:
        return values
    centre = numbers.median()
    spread = TO_DEVIATION * float((numbers - centre).abs().median())
    if not spread:
        spread = IQR_TO_DEVIATION * float(numbers.quantile(0.75) - numbers.quantile(0.25))
    return ((values - centre) / (spread or float("nan"))).clip(-FARTHEST, FARTHEST)


def _nearest(deviations: pd.DataFrame, iso3: str, least: int) -> pd.DataFrame:
    columns = ["country", "distance", "shared", *(f"share:{i}" for i in deviations)]
    if iso3 not in deviations.index or deviations.loc[iso3].notna().sum() < least:
        return pd.DataFrame(columns=columns)
    squares = (deviations - deviations.loc[iso3]) ** 2
    n_shared = squares.notna().sum(axis=1)
    near = pd.DataFrame({"distance": np.sqrt(squares.mean(axis=1)), "shared": n_shared})
    total = squares.sum(axis=1)
    for indicator in deviations:
        near[f"share:{indicator}"] = squares[indicator] / total.where(total > 0)
    near = near[near["shared"] >= least].rename_axis("country").reset_index()
    near["own"] = near["country"] != iso3
    order = near.sort_values(["own", "distance", "country"], ignore_index=True)
    return order.head(MOST + 1)[columns]
