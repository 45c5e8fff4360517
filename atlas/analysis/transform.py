"""Ways to look at one indicator: as published, per inhabitant, as a share of GDP.

Parts must share country and year; otherwise the value is left out and the gap stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.selection import totals
from atlas.analysis.spans import value_limits
from atlas.codebook.model import Indicator, Processing
from atlas.codebook.value_kinds import value_kinds
from atlas.i18n import N_


@dataclass(frozen=True)
class Measure:
    """A way to show an indicator; ``needs`` is the indicator that it is divided by."""

    id: str
    name: str
    unit: str
    needs: str
    formula: Callable[[pd.Series, pd.Series], pd.Series]
    kinds: tuple[str, ...]


MEASURES = (
    Measure(
        "per-1000",
        N_("Per 1,000 inhabitants"),
        N_("per 1,000 inhabitants"),
        "population",
        lambda a, b: 1_000 * a / b,
        ("count",),
    ),
    Measure(
        "per-head",
        N_("Per inhabitant"),
        N_("US$ per inhabitant"),
        "population",
        lambda a, b: a / b,
        ("money",),
    ),
    Measure(
        "gdp-share", N_("Share of GDP"), "% of GDP", "gdp", lambda a, b: 100 * a / b, ("money",)
    ),
)


def measures_of(indicator: Indicator) -> tuple[Measure, ...]:
    """Return the measures that make sense for an indicator, beside the published one."""
    if indicator.id in {"population", "gdp", "gdp_pc", "area", "milex_pc"}:
        return ()
    if indicator.unit == "persons" or indicator.kind == "money":
        return tuple(m for m in MEASURES if indicator.kind in m.kinds)
    return ()


def transform(frame: pd.DataFrame, divisor: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return the totals of ``frame`` with value, low and high divided by the same year's divisor.

    Rows without a divisor, or with one of zero, keep their place with no value. Other sources
    than the preferred one stay, so that a range over sources can be drawn. A divisor that is a
    range or a bound widens the quotient; an open end stays open (``value_kind`` follows).
    """
    rows = frame[frame["breakdown"] == ""].copy()
    least, value, most = _divisors(rows, divisor)
    is_point = rows["low"].isna() & rows["high"].isna()
    low, high = (rows[end].where(~is_point, rows["value"]) for end in ("low", "high"))
    rows["value"] = _finite(measure.formula(rows["value"], value))
    rows["low"] = _finite(measure.formula(low, most))
    rows["high"] = _finite(measure.formula(high, least))
    rows["unit"] = measure.unit
    rows["method"] = "derived"
    # Open on both sides, a quotient says nothing.
    rows["value"] = rows["value"].where(rows["low"].notna() | rows["high"].notna())
    kinds = value_kinds(rows.assign(processing=Processing.MAJOR.value))
    rows["value_kind"] = rows["value_kind"].where((least == most) & rows["value"].notna(), kinds)
    return rows


def _finite(numbers: pd.Series) -> pd.Series:
    return numbers.where(np.isfinite(numbers))


def _divisors(rows: pd.DataFrame, divisor: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return the least, the value and the greatest of each row's divisor; NaN where open."""
    by = totals(divisor).drop_duplicates(["country", "year"]).set_index(["country", "year"])
    least, most = (
        pd.Series(ends, index=by.index).where(np.isfinite(ends)) for ends in value_limits(by)
    )
    keys = pd.MultiIndex.from_arrays([rows["country"], rows["year"]])
    columns = (
        pd.Series(s.reindex(keys).to_numpy(), rows.index) for s in (least, by["value"], most)
    )
    low, value, high = columns
    return low, value, high
