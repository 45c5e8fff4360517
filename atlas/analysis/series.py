"""Time series for comparison: one column per country, gaps kept as gaps."""

from __future__ import annotations

import pandas as pd

from atlas.analysis.selection import totals


def gapped_series(frame: pd.DataFrame, countries: list[str]) -> pd.DataFrame:
    """Return values indexed by every year from first to last, a column per country.

    Years without a value are NaN, so that a line breaks there and never bridges a gap.
    Countries without any value keep an empty column.
    """
    rows = totals(frame)
    rows = rows[rows["value"].notna() & rows["country"].isin(countries)]
    if rows.empty:
        return pd.DataFrame(columns=countries, dtype=float)
    wide = rows.pivot_table(index="year", columns="country", values="value", aggfunc="first")
    span = range(int(wide.index.min()), int(wide.index.max()) + 1)
    return wide.reindex(index=list(span), columns=countries)


def median_series(
    frame: pd.DataFrame, members: tuple[str, ...], *, share: float = 0.5
) -> pd.Series:
    """Return the median of a group by year, where at least ``share`` of its usual reporters report.

    A year in which fewer than ``share`` of the countries that ever report do so is left out:
    otherwise the line would move because countries enter and leave.
    """
    present = set(frame["country"].unique())
    wide = gapped_series(frame, [m for m in members if m in present])
    reporters = int(wide.notna().any().sum())
    if not reporters:
        return pd.Series(dtype=float)
    enough = wide.notna().sum(axis=1) >= max(1, share * reporters)
    return wide.median(axis=1).where(enough)
