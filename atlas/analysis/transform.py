"""Ways to look at one indicator: as published, per inhabitant, as a share of GDP.

Parts must share country and year; otherwise the value is left out and the gap stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.selection import totals
from atlas.codebook.model import Indicator
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
    than the preferred one stay, so that a range over sources can be drawn.
    """
    by = totals(divisor).set_index(["country", "year"])["value"]
    rows = frame[frame["breakdown"] == ""].copy()
    keys = pd.MultiIndex.from_arrays([rows["country"], rows["year"]])
    base = pd.Series(by.reindex(keys).to_numpy(), index=rows.index)
    for column in ("value", "low", "high"):
        share = measure.formula(rows[column], base)
        rows[column] = share.where(np.isfinite(share))
    rows["unit"] = measure.unit
    rows["method"] = "derived"
    return rows
