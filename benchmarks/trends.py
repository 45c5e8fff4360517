"""All trends of one indicator, and of a release: against a loop over countries with scipy."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from scipy import stats

from atlas.analysis.trends import trends
from atlas.codebook import codebook
from atlas.store.columns import OBSERVATION
from benchmarks.rows import Row

COUNTRIES, YEARS, LONG = 200, 35, 60
INDICATORS = 26  # series that the World Bank connector knows


def measure() -> list[Row]:
    """Return the time for one indicator against the loop's, and the times to reach."""
    indicator = codebook().indicators["milex_gdp"]
    frame, long = _frame(YEARS), _frame(LONG)
    trends(frame, indicator)  # what is imported once
    ours = min(_seconds(lambda: trends(frame, indicator)) for _ in range(5))
    theirs = _seconds(lambda: _loop(frame))
    whole = _seconds(lambda: [trends(long, indicator) for _ in range(INDICATORS)])
    detail = f"{COUNTRIES} countries, {YEARS} years: {1000 * ours:.0f} ms against "
    detail += f"{1000 * theirs:.0f} ms for slope and tau alone"
    return [
        Row("trends: one indicator, everything", ours / theirs, "× loop", 1.0, detail),
        Row("trends: one indicator", 1000 * ours, "ms", 150, f"{COUNTRIES} × {YEARS}"),
        Row("trends: a release", whole, "s", 10, f"{INDICATORS} × {COUNTRIES} × {LONG}"),
    ]


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _loop(frame: pd.DataFrame) -> list[float]:
    results = []
    for _, rows in frame.groupby("country"):
        slope = stats.theilslopes(rows["value"], rows["year"]).slope
        results.append(slope * stats.kendalltau(rows["year"], rows["value"]).statistic)
    return results


def _frame(years: int) -> pd.DataFrame:
    """Return invented shares: wandering levels, a tenth missing, some entering late."""
    chance = np.random.default_rng(1)
    states = [c.iso3 for c in codebook().countries.values() if c.un_member][:COUNTRIES]
    values = 5 + 0.2 * chance.normal(size=(years, len(states))).cumsum(axis=0)
    is_known = chance.random(values.shape) > 0.1
    is_known[: years // 3, ::4] = False
    year, country = np.nonzero(is_known)
    value = values[year, country]
    frame = pd.DataFrame({"country": np.array(states)[country], "year": 2024 - years + year})
    frame = frame.assign(value=value, low=value, high=value, indicator="milex_gdp", preferred=True)
    frame = frame.assign(period=frame["year"].astype(str), id=frame.index.astype(str))
    frame = frame.assign(category=None, missing_reason=None)
    return frame.assign(**{c: "" for c in OBSERVATION if c not in frame})[list(OBSERVATION)]
