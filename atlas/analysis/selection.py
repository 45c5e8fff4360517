"""Which rows of a release's observations a view shows.

Frames have the columns of ``atlas.store.columns.OBSERVATION``.
"""

from __future__ import annotations

import pandas as pd


def totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the preferred total (no breakdown) of each country, indicator and period."""
    return frame[(frame["breakdown"] == "") & frame["preferred"]]


def of_year(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Keep the totals of one year: at most one row per country and indicator.

    A standing reason counts in every year: where the source says that a country has no armed
    forces and no year has a value, “does not apply” is true of the year asked for as well.
    """
    rows = totals(frame)
    return pd.concat([rows[rows["year"] == year], _standing(rows, year)])


def _standing(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    key = ["country", "indicator"]
    here = set(map(tuple, rows.loc[rows["year"] == year, key].to_numpy()))
    with_value = set(map(tuple, rows.loc[rows["missing_reason"].isna(), key].to_numpy()))
    reasons = rows[rows["missing_reason"] == "not-applicable"].drop_duplicates(key, keep="last")
    keep = [tuple(pair) not in here | with_value for pair in reasons[key].to_numpy()]
    return reasons[keep]


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep each country's newest total that has a value, else its newest missing reason.

    A state that published in 2022 and withholds since then is shown with its 2022 value;
    the year stands beside it.
    """
    rows = totals(frame)
    sorted_rows = rows.assign(_known=rows["missing_reason"].isna())
    sorted_rows = sorted_rows.sort_values(["country", "indicator", "_known", "year"])
    return sorted_rows.groupby(["country", "indicator"], sort=False).tail(1).drop(columns="_known")


def select_newest_statements(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep what all sources say of each country's newest total: enough to rank it."""
    key = ["country", "indicator", "period"]
    newest = pd.MultiIndex.from_frame(latest(frame)[key])
    rows = frame[frame["breakdown"] == ""]
    return rows[pd.MultiIndex.from_frame(rows[key]).isin(newest)]


def with_reasons(rows: pd.DataFrame, countries: list[str]) -> pd.DataFrame:
    """Reindex to all ``countries``; those without a row get the reason ``no-data``.

    Returns one row per country, indexed by ISO3 in the order given.
    """
    full = rows.set_index("country").reindex(countries)
    absent = full["id"].isna()
    full.loc[absent, "missing_reason"] = "no-data"
    return full
