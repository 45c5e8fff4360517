"""Ranks with their uncertainty, percentile, median and quartiles of a set of countries.

A rank is as uncertain as the values that it is made from. Each of ``DRAWS`` draws takes one of
a country's conflicting sources at random and a value anywhere between its low and high; the
interval holds the middle 95 percent of the ranks that come out. See H. Goldstein and
D. J. Spiegelhalter, "League Tables and Their Limitations", Journal of the Royal Statistical
Society A 159(3), 1996, 385-443. Nothing can be drawn from an open end ("more than 500"): whoever
may lie beyond it widens the interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.analysis.spans import Span, quantile
from atlas.codebook.model import ValueKind

DRAWS = 2_000
SEED = 20_260_101  # fixed: the same release gives the same interval to everyone
MINIMUM = 3  # countries with a number, below which no rank is given

Numbers = npt.NDArray[np.float64]


Options = list[list[tuple[float, float]]]


@dataclass(frozen=True)
class Place:
    """Where a country stands; rank 1 is the highest value, which is not the best.

    ``rank`` is its place in the order of values, in which ranges count with their middle and
    bounds with their end; where ``value_kind`` is not ``stated`` only ``rank_low`` to
    ``rank_high`` holds. ``tied`` counts the others with the same value; ``percentile`` is the
    share of the other countries below it, half of the tied ones included (0 to 100). ``gap`` is
    its value minus the median, in the indicator's unit, and ``ratio`` its value over the median;
    both are None where the value or the median is not one number, ``ratio`` also where the median
    is not above zero. ``low`` and ``high`` are the ends of each number, NaN where open.
    """

    rank: int
    rank_low: int
    rank_high: int
    of: int
    tied: int
    percentile: float
    value: float
    low: float
    high: float
    value_kind: str
    median: float
    median_low: float
    median_high: float
    q1: float
    q1_low: float
    q1_high: float
    q3: float
    q3_low: float
    q3_high: float
    gap: float | None
    ratio: float | None

    @property
    def sure(self) -> bool:
        """Whether the country's value is one number, so that its rank may be stated as one."""
        return self.value_kind == ValueKind.STATED

    @property
    def own(self) -> tuple[float, float, float, str]:
        """Value, low, high and kind, as ``atlas.i18n.figure`` takes them."""
        return self.value, self.low, self.high, self.value_kind

    @property
    def middle(self) -> Span:
        """The median with its ends."""
        return Span(self.median, self.median_low, self.median_high)

    @property
    def quartiles(self) -> tuple[Span, Span]:
        """The first and the third quartile with their ends."""
        first = Span(self.q1, self.q1_low, self.q1_high)
        return first, Span(self.q3, self.q3_low, self.q3_high)


def rows_with_ranks(rows: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Return rows in order of value with rank, rank_low, rank_high, least and most.

    ``least`` and ``most`` are the ends of all ranges that sources give for the period compared,
    infinite where one is open.

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


def _options(rows: pd.DataFrame, every: pd.DataFrame) -> Options:
    """Return each country's (low, high) of every source of the period that is compared."""
    same = every[(every["breakdown"] == "") & every["value"].notna()]
    by_period: dict[tuple[str, str], list[tuple[float, float]]] = {}
    columns = ["country", "period", "value", "low", "high"]
    for country, period, value, low, high in same[columns].itertuples(index=False):
        by_period.setdefault((country, period), []).append(_ends(value, low, high))
    keys = rows[["country", "period", "value"]].itertuples(index=False)
    return [by_period.get((c, p)) or [(v, v)] for c, p, v in keys]


def _ends(value: float, low: float, high: float) -> tuple[float, float]:
    if math.isnan(low) and math.isnan(high):
        return value, value
    return (-math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high)


def rank_intervals(
    options: Options, draws: int = DRAWS
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the lowest and highest rank of each country in the middle 95 percent of draws.

    Parameters
    ----------
    options
        For each country the (low, high) of its sources, one of which is right; an infinite end
        is open, and counts with all that it leaves possible.

    Examples
    --------
    >>> import math
    >>> low, high = rank_intervals([[(9, 9)], [(1, 5)], [(2, 6)]])
    >>> low.tolist(), high.tolist()
    ([1, 2, 2], [1, 3, 3])
    >>> low, high = rank_intervals([[(9, 9)], [(7, math.inf)], [(2, 2)]])
    >>> low.tolist(), high.tolist()
    ([1, 1, 3], [2, 2, 3])
    """
    least = np.array([min(low for low, _ in own) for own in options], dtype=float)
    most = np.array([max(high for _, high in own) for own in options], dtype=float)
    above = least[None, :] > most[:, None]
    maybe = most[None, :] > least[:, None]
    np.fill_diagonal(maybe, val=False)
    is_bounded = np.isfinite(least) & np.isfinite(most)
    low, high = above.sum(axis=1) + 1, maybe.sum(axis=1) + 1
    if is_bounded.any():
        at = np.flatnonzero(is_bounded)
        best, worst = _simulated_ranks([options[k] for k in at], draws)
        low[at] = best + above[np.ix_(is_bounded, ~is_bounded)].sum(axis=1)
        high[at] = worst + maybe[np.ix_(is_bounded, ~is_bounded)].sum(axis=1)
    return low.astype(np.int64), high.astype(np.int64)


def _simulated_ranks(
    options: Options, draws: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return both ends of the ranks that draws of values between finite ends give."""
    from scipy.stats import rankdata  # noqa: PLC0415 - scipy loads slowly

    if all(low == high == own[0][0] for own in options for low, high in own):
        points = np.array([own[0][0] for own in options], dtype=float)
        rank = rankdata(-points, method="min").astype(np.int64)
        return rank, rank
    most = max(map(len, options), default=1)
    padded_options = [own + own[-1:] * (most - len(own)) for own in options]
    bounds = np.array(padded_options, dtype=float).reshape(len(options), most, 2)
    random = np.random.default_rng(SEED)
    counts = np.array([len(own) for own in options])
    source_index = (random.random((draws, len(options))) * counts).astype(int)
    low, high = (bounds[np.arange(len(options)), source_index, end] for end in (0, 1))
    values = low + random.random(low.shape) * (high - low)
    ranks = rankdata(-values, method="min", axis=1)
    ends = np.quantile(ranks, (0.025, 0.975), axis=0, method="inverted_cdf")
    return ends[0].astype(np.int64), ends[1].astype(np.int64)


def place(rows: pd.DataFrame, iso3: str) -> Place | None:
    """Return a country's place in the rows of ``rows_with_ranks``; None without a number or peers.

    Quartiles are of type 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
    Packages", The American Statistician 50(4), 1996, 361-365.
    """
    own = rows[rows["country"] == iso3]
    if own.empty or len(rows) < MINIMUM:
        return None
    row = own.iloc[0]
    values = rows["value"].to_numpy(dtype=float)
    value, kind = float(row["value"]), str(row["value_kind"])
    q1, middle, q3 = (quantile(rows, share) for share in (0.25, 0.5, 0.75))
    n_tied = int((values == value).sum()) - 1
    below = 100 * (float((values < value).sum()) + n_tied / 2) / (len(rows) - 1)
    single = kind == ValueKind.STATED
    comparable = single and middle.kind == ValueKind.STATED
    return Place(
        rank=int(row["rank"]),
        rank_low=int(row["rank_low"]),
        rank_high=int(row["rank_high"]),
        of=len(rows),
        tied=n_tied if single else 0,
        percentile=below,
        value=value,
        low=float(row["low"]),
        high=float(row["high"]),
        value_kind=kind,
        median=middle.value,
        median_low=middle.low,
        median_high=middle.high,
        q1=q1.value,
        q1_low=q1.low,
        q1_high=q1.high,
        q3=q3.value,
        q3_low=q3.low,
        q3_high=q3.high,
        gap=value - middle.value if comparable else None,
        ratio=value / middle.value if comparable and middle.value > 0 else None,
    )
