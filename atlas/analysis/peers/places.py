"""Ranks with their uncertainty, percentile, median and quartiles of a set of countries.

A rank is as uncertain as the values that it is made from. Each of ``DRAWS`` draws takes one of
a country's conflicting sources at random and a value anywhere between its low and high; the
interval holds the middle 95 percent of the ranks that come out. See H. Goldstein and
D. J. Spiegelhalter, "League Tables and Their Limitations", Journal of the Royal Statistical
Society A 159(3), 1996, 385-443.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWS = 2_000
SEED = 20_260_101  # fixed: the same release gives the same interval to everyone
MINIMUM = 3  # countries with a number, below which no rank is told

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Place:
    """Where a country stands; rank 1 is the highest value, which is not the best.

    ``rank_low`` and ``rank_high`` bound the rank; ``tied`` counts the others with the same
    value; ``percentile`` is the share of the other countries below it, half of the tied ones
    included (0 to 100). ``gap`` is its value minus the median, in the indicator's unit, and
    ``ratio`` its value over the median (None where the median is not above zero).
    """

    rank: int
    rank_low: int
    rank_high: int
    of: int
    tied: int
    percentile: float
    value: float
    median: float
    q1: float
    q3: float
    gap: float
    ratio: float | None


def ranked(rows: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Return rows in order of value with rank, rank_low, rank_high, least and most.

    ``least`` and ``most`` are the ends of all ranges that sources give for the period compared.

    Parameters
    ----------
    rows
        One total with a value for each country.
    every
        All totals, not only the preferred ones: conflicting sources of the same period are
        where a country's uncertainty comes from, beside each source's own range.
    """
    rows = rows.sort_values(["value", "country"], ascending=[False, True])
    values = rows["value"].to_numpy(dtype=float)
    options = _options(rows, every)
    low, high = rank_intervals(options)
    rank = (values[None, :] > values[:, None]).sum(axis=1) + 1
    # The preferred values are one of the outcomes, however rarely a draw comes upon them.
    bounds = {"rank_low": np.minimum(low, rank), "rank_high": np.maximum(high, rank)}
    least = [min(end for end, _ in own) for own in options]
    most = [max(end for _, end in own) for own in options]
    return rows.assign(rank=rank, least=least, most=most, **bounds)


def _options(rows: pd.DataFrame, every: pd.DataFrame) -> list[list[tuple[float, float]]]:
    """Return each country's (low, high) of every source of the period that is compared."""
    same = every[(every["breakdown"] == "") & every["value"].notna()]
    given: dict[tuple[str, str], list[tuple[float, float]]] = {}
    columns = ["country", "period", "value", "low", "high"]
    for country, period, value, low, high in same[columns].itertuples(index=False):
        ends = (value if np.isnan(low) else low, value if np.isnan(high) else high)
        given.setdefault((country, period), []).append((min(ends), max(ends)))
    keys = rows[["country", "period", "value"]].itertuples(index=False)
    return [given.get((c, p)) or [(v, v)] for c, p, v in keys]


def rank_intervals(
    options: list[list[tuple[float, float]]], draws: int = DRAWS
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the lowest and highest rank of each country in the middle 95 percent of draws.

    Parameters
    ----------
    options
        For each country the (low, high) of its sources, one of which is right.

    Examples
    --------
    >>> low, high = rank_intervals([[(9, 9)], [(1, 5)], [(2, 6)]])
    >>> low.tolist(), high.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    from scipy.stats import rankdata  # noqa: PLC0415 - scipy loads slowly

    most = max(map(len, options), default=1)
    padded = [own + own[-1:] * (most - len(own)) for own in options]
    bounds = np.array(padded, dtype=float).reshape(len(options), most, 2)
    random = np.random.default_rng(SEED)
    counts = np.array([len(own) for own in options])
    picked = (random.random((draws, len(options))) * counts).astype(int)
    low, high = (bounds[np.arange(len(options)), picked, end] for end in (0, 1))
    values = low + random.random(low.shape) * (high - low)
    ranks = rankdata(-values, method="min", axis=1)
    ends = np.quantile(ranks, (0.025, 0.975), axis=0, method="inverted_cdf")
    return ends[0].astype(np.int64), ends[1].astype(np.int64)


def place(rows: pd.DataFrame, iso3: str) -> Place | None:
    """Return a country's place in the rows of ``ranked``; None without a number or peers.

    Quartiles are of type 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
    Packages", The American Statistician 50(4), 1996, 361-365.
    """
    own = rows[rows["country"] == iso3]
    if own.empty or len(rows) < MINIMUM:
        return None
    values = rows["value"].to_numpy(dtype=float)
    value = float(own["value"].iloc[0])
    tied = int((values == value).sum()) - 1
    q1, median, q3 = (float(q) for q in np.quantile(values, (0.25, 0.5, 0.75)))
    return Place(
        rank=int(own["rank"].iloc[0]),
        rank_low=int(own["rank_low"].iloc[0]),
        rank_high=int(own["rank_high"].iloc[0]),
        of=len(rows),
        tied=tied,
        percentile=100 * (float((values < value).sum()) + tied / 2) / (len(rows) - 1),
        value=value,
        median=median,
        q1=q1,
        q3=q3,
        gap=value - median,
        ratio=value / median if median > 0 else None,
    )
