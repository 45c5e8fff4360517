"""Several sources that state the same figure: what each says, and the range that they span.

One of them is preferred (``atlas.store.preference``); the others are never hidden. Values that
differ by no more than the rounding of what the sources wrote are no conflict: "2.9%" and 2.93.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.precision import rounding

SAME = 1e-9
KEY = ["country", "indicator", "period", "breakdown"]


@dataclass(frozen=True)
class Saying:
    """What one source says of a figure, in the unit of the indicator; NaN is an open end."""

    source: str
    url: str
    value: float
    low: float
    high: float
    kind: str
    preferred: bool
    id: str


def source_ranges(frame: pd.DataFrame, *, free_only: bool = False) -> pd.DataFrame:
    """Return the range of each total over all sources.

    Parameters
    ----------
    frame
        Observations of one indicator, all sources.
    free_only
        Count only sources whose licence lets the atlas pass their figures on: for downloads
        and the API. Pages show all.

    Returns
    -------
    DataFrame
        Indexed by country and period. ``low`` and ``high`` are the least and greatest end of
        any source's own range (NaN where one is open), ``sources`` how many state it,
        ``differ`` whether their values are apart by more than they are rounded.
    """
    rows = frame[(frame["breakdown"] == "") & frame["value"].notna()]
    if free_only:
        rows = rows[rows["redistributable"].astype(bool)]
    low, high = _ends(rows)
    half = _rounding(rows, ["country", "period"])
    ends = rows.assign(
        low=low.fillna(-np.inf),
        high=high.fillna(np.inf),
        floor=rows["value"] - half,
        ceiling=rows["value"] + half,
    )
    ranges = ends.groupby(["country", "period"]).agg(
        low=("low", "min"),
        high=("high", "max"),
        sources=("source_id", "nunique"),
        least=("ceiling", "min"),
        most=("floor", "max"),
    )
    apart = ranges["most"] - ranges["least"]
    scale = ranges[["least", "most"]].abs().max(axis=1)
    ranges["differ"] = (ranges["sources"] > 1) & (apart > SAME * scale)
    return ranges.replace({"low": -np.inf, "high": np.inf}, np.nan)


def _rounding(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Return half the last digit of each value; 0 where one source alone states the figure."""
    several = rows.duplicated(key, keep=False)
    half = np.zeros(len(rows))
    half[several.to_numpy()] = rounding(rows[several]).to_numpy()
    return pd.Series(half, index=rows.index)


def _ends(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the ends of each row's range: its value where it states none, NaN where open."""
    bare = rows["low"].isna() & rows["high"].isna()
    return rows["low"].where(~bare, rows["value"]), rows["high"].where(~bare, rows["value"])


def totals_with_ranges(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the preferred totals with ``low`` and ``high`` over all sources, and ``differ``."""
    rows = frame[(frame["breakdown"] == "") & frame["preferred"]]
    ranges = source_ranges(frame).reindex(pd.MultiIndex.from_frame(rows[["country", "period"]]))
    return rows.assign(
        low=ranges["low"].to_numpy(),
        high=ranges["high"].to_numpy(),
        differ=ranges["differ"].astype("boolean").fillna(False).to_numpy(dtype=bool),
    )


def conflicts(frame: pd.DataFrame) -> dict[tuple[str, str, str, str], tuple[Saying, ...]]:
    """Return country, indicator, period, breakdown -> what each source says, where they differ.

    The preferred source comes first, the others by value. Works on frames of one country or
    one indicator alike.
    """
    rows = frame[frame["value"].notna()]
    several = rows[rows.duplicated(KEY, keep=False)]
    several = several.assign(half=rounding(several))
    sayings: dict[tuple[str, str, str, str], tuple[Saying, ...]] = {}
    for key, group in several.groupby(KEY, sort=False):
        values, half = group["value"], group["half"]
        apart = float((values - half).max() - (values + half).min())
        if group["source_id"].nunique() < 2 or apart <= SAME * float(values.abs().max()):
            continue
        country, indicator, period, breakdown = (str(k) for k in key)
        sayings[country, indicator, period, breakdown] = _sayings(group)
    return sayings


def _sayings(group: pd.DataFrame) -> tuple[Saying, ...]:
    rows = group.sort_values(["preferred", "value", "source_id"], ascending=[False, True, True])
    low, high = _ends(rows)
    rows = rows.assign(low=low, high=high)
    names = ("source", "source_url", "value", "low", "high", "value_kind", "preferred", "id")
    return tuple(
        Saying(str(s), str(url), float(v), float(low), float(high), str(kind), bool(p), str(record))
        for s, url, v, low, high, kind, p, record in zip(*(rows[n] for n in names), strict=True)
    )
