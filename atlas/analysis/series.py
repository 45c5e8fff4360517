"""Time series for comparison: one column per country, gaps kept as gaps, joints marked."""

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


def one_publisher(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with each country's series from one publisher wherever it has a value.

    That is the publisher with most years of the country (of as many, the preferred one of most
    years); other publishers fill the years that it lacks, and ``splices`` tells where.
    """
    rows = frame[(frame["breakdown"] == "") & frame["value"].notna()]
    several = rows.duplicated(["country", "indicator", "period"], keep=False)
    if not several.any():
        return frame
    by = rows.assign(_publisher=rows["source"].map(publisher_of))
    years = by.groupby(["country", "_publisher"]).agg(
        n=("year", "nunique"), best=("preferred", "sum")
    )
    order = years.sort_values(["n", "best"]).reset_index()
    main = order.drop_duplicates("country", keep="last").set_index("country")["_publisher"]
    is_main = by["_publisher"] == by["country"].map(main)
    key = [by[name] for name in ("country", "indicator", "period")]
    has_main = is_main.groupby(key).transform("any")
    first = is_main & ~by[is_main].duplicated(["country", "indicator", "period"]).reindex(
        by.index, fill_value=False
    )
    preferred = frame["preferred"].copy()
    preferred[by.index] = first.where(has_main, by["preferred"])
    return frame.assign(preferred=preferred.astype(bool))


def splices(rows: pd.DataFrame) -> pd.DataFrame:
    """Return where series of totals pass from one publisher to another.

    Columns: country, year (the first with the other publisher), before, after.
    """
    own = rows.sort_values(["country", "year"])
    publisher = own["source"].map(publisher_of)
    earlier = publisher.groupby(own["country"]).shift()
    changes = earlier.notna() & (earlier != publisher)
    joints = own[changes]
    return pd.DataFrame(
        {
            "country": joints["country"],
            "year": joints["year"],
            "before": earlier[changes],
            "after": publisher[changes],
        }
    ).reset_index(drop=True)


def publisher_of(citation: str) -> str:
    """Return the publisher, with which every citation of the atlas begins.

    Examples
    --------
    >>> publisher_of("World Bank, World Development Indicators (2026-02-24)")
    'World Bank'
    """
    return str(citation).split(",", 1)[0].strip()
