"""The values that go into an index: one per country and indicator, none of them imputed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.analysis.conflicts import source_ranges
from atlas.analysis.index_builder.recipe import Floats, Recipe, check_recipe
from atlas.analysis.selection import totals


@dataclass(frozen=True)
class Values:
    """Arrays of shape (countries, indicators); NaN where a country has no value.

    ``low`` and ``high`` span the source's own range and what other sources say of the same
    period. ``rows`` are the observations used: one row per country and indicator, columns of
    ``atlas.store.columns.OBSERVATION``.
    """

    countries: tuple[str, ...]
    indicators: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    rows: pd.DataFrame

    def of(self, mask: npt.NDArray[np.bool_]) -> Values:
        """Return the values of some countries, chosen by a mask."""
        countries = tuple(c for c, keep in zip(self.countries, mask, strict=True) if keep)
        rows = self.rows[self.rows["country"].isin(countries)]
        value, low, high = self.value[mask], self.low[mask], self.high[mask]
        return Values(countries, self.indicators, value, low, high, rows)


def newest_year(frames: Mapping[str, pd.DataFrame]) -> int:
    """Return the newest year in which any of the frames has a number; 0 when there is none."""
    years = [f.loc[f["value"].notna(), "year"].max() for f in frames.values()]
    return int(max((y for y in years if pd.notna(y)), default=0))


def values(
    frames: Mapping[str, pd.DataFrame], recipe: Recipe, members: Collection[str] = ()
) -> Values:
    """Return each country's newest value of every part, not after the index's year nor too old.

    Parameters
    ----------
    frames
        Observations by indicator, all sources and years.
    members
        Countries that may be ranked; all for none.

    Raises
    ------
    Refused
        The recipe has too few or too many parts, or rules that contradict each other.
    """
    check_recipe(recipe)
    newest = [_newest_rows(frames[i], recipe, members) for i in recipe.indicators]
    rows = pd.concat(newest, ignore_index=True)
    countries = tuple(sorted(set(rows["country"])))
    tables = [
        rows.pivot(index="country", columns="indicator", values=name).reindex(
            index=list(countries), columns=list(recipe.indicators)
        )
        for name in ("value", "spread_low", "spread_high")
    ]
    value, low, high = (np.asarray(table.to_numpy(dtype=float)) for table in tables)
    return Values(countries, recipe.indicators, value, low, high, rows)


def _newest_rows(frame: pd.DataFrame, recipe: Recipe, members: Collection[str]) -> pd.DataFrame:
    rows = totals(frame)
    rows = rows[rows["value"].notna() & (rows["year"] <= recipe.year)]
    if recipe.age:
        rows = rows[rows["year"] > recipe.year - recipe.age]
    if members:
        rows = rows[rows["country"].isin(list(members))]
    rows = rows.sort_values(["country", "year", "period"]).groupby("country").tail(1)
    ranges = source_ranges(frame).reindex(pd.MultiIndex.from_frame(rows[["country", "period"]]))
    return rows.assign(
        # Nothing can be drawn from an open end: the bound itself counts.
        spread_low=ranges["low"].fillna(ranges["least"]).to_numpy(),
        spread_high=ranges["high"].fillna(ranges["most"]).to_numpy(),
        said_by=ranges["sources"].to_numpy(),
    )
