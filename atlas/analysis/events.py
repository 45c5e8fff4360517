"""Facts from a frame of events: where they stand in time, how many of each kind there are.

Frames have the columns of ``atlas.store.reading.columns(EVENT)``. A date is as exact as its
source (``1991``, ``1991-07``, ``1991-07-04``); it stands for the whole span that it names.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

DECADE = 10
# Below this an axis of years alone would squeeze the present to one side.
OLD = 1900
# The starter source states the latest election of each house only: over a century they would
# make the present look eventful.
ORDINARY = ("election",)
Span = tuple[float, float]


def event_span(date: str, until: str = "") -> Span:
    """Return the first and last moment that a date (or two) may mean, as decimal years.

    Examples
    --------
    >>> event_span("1991"), event_span("1989", "1991")
    ((1991.0, 1992.0), (1989.0, 1992.0))
    """
    return _edges(date)[0], _edges(until or date)[1]


def _edges(date: str) -> Span:
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if not month:
        return float(year), float(year + 1)
    days = 366 if calendar.isleap(year) else 365
    start = dt.date(year, month, day or 1).timetuple().tm_yday - 1
    length = 1 if day else calendar.monthrange(year, month)[1]
    return year + start / days, year + (start + length) / days


def year_of(date: str) -> int:
    """Return the year of a date of any exactness."""
    return int(date[:4])


def select_events(
    events: pd.DataFrame,
    countries: Collection[str],
    kinds: Collection[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Keep the events of countries, kinds (none: all) and years; a long one by any of its years."""
    keep = events["country"].isin(list(countries))
    if kinds:
        keep &= events["event"].isin(list(kinds))
    rows = events[keep]
    starts = rows["date"].str[:4].astype(int)
    ends = rows["until"].where(rows["until"] != "", rows["date"]).str[:4].astype(int)
    if first is not None:
        rows = rows[ends.loc[rows.index] >= first]
    if last is not None:
        rows = rows[starts.loc[rows.index] <= last]
    return rows.sort_values(["date", "country", "title"], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Summary:
    """What some events say together. ``kinds`` maps a kind to its number, most first.

    ``busiest`` is the decade (its first year) with the most events and their number; None
    where no decade has more than two, or the time shown is no longer than a decade.
    """

    events: int
    countries: int
    first: int
    last: int
    kinds: dict[str, int]
    busiest: tuple[int, int] | None


def summary(rows: pd.DataFrame) -> Summary | None:
    """Return the facts of chosen events; None without any."""
    if rows.empty:
        return None
    years = rows["date"].map(year_of)
    kinds = {str(k): int(n) for k, n in rows["event"].value_counts(sort=False).items()}
    return Summary(
        events=len(rows),
        countries=int(rows["country"].nunique()),
        first=int(years.min()),
        last=int(years.max()),
        kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        busiest=_busiest(years),
    )


def _busiest(years: pd.Series) -> tuple[int, int] | None:
    if years.max() - years.min() <= DECADE:
        return None
    counts = (years // DECADE * DECADE).value_counts()
    most = int(counts.max())
    decade = int(counts[counts == most].index.max())
    return (decade, most) if most > 2 else None
