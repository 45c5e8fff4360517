"""The budget lens after RESDAL: composition, execution, real growth, salaries a person.

RESDAL, *A Comparative Atlas of Defence in Latin America and Caribbean*, divides the defence
budget into salaries, retirement, investment and other expenses. Amounts are in current local
currency, the only one in which a budget is passed; US dollars need a known rate of the year.
Frames hold one country's observations (``atlas.store.columns.OBSERVATION``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.selection import totals
from atlas.analysis.spans import value_limits
from atlas.codebook.model import ValueKind
from atlas.errors import InvalidParameter
from atlas.i18n import N_

PARTS = ("budget_salaries", "budget_pensions", "budget_investment", "budget_other")
APPROVED, EXECUTED = "budget_approved", "budget_executed"
DEFLATOR, RATE, FORCES = "gdp_deflator", "exchange_rate", "armed_forces"
NEEDED = (APPROVED, EXECUTED, *PARTS, DEFLATOR, RATE)
SLACK = 0.01  # of the total; rounding of the parts


class NoDeflator(InvalidParameter):
    """Real growth was requested where no deflator is known."""

    code = "no-deflator"


def series(frame: pd.DataFrame, indicator: str) -> pd.Series:
    """Return an indicator's preferred totals indexed by year; periods of part of a year are out."""
    rows = totals(frame)
    rows = rows[(rows["indicator"] == indicator) & rows["value"].notna()]
    rows = rows[rows["period"].str.len() == 4]
    return rows.set_index("year")["value"].sort_index()


def at_ends(
    frame: pd.DataFrame, falling: Collection[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frame with all values at one end of what they may be, and at the other.

    A table made from each gives the least and the greatest of what is computed: it rises with
    all indicators but the ``falling`` ones. No amount is below zero; what is not bounded above
    is infinite.
    """
    least, most = value_limits(frame)
    falls = frame["indicator"].isin(list(falling)).to_numpy()
    least = np.maximum(least, 0.0)
    low, high = np.where(falls, most, least), np.where(falls, least, most)
    return frame.assign(value=low), frame.assign(value=high)


def certain(frame: pd.DataFrame) -> pd.Series:
    """Return by year whether all values of the lens are single numbers."""
    rows = totals(frame)
    rows = rows[rows["indicator"].isin([*NEEDED, FORCES]) & rows["value"].notna()]
    return (rows["value_kind"] == ValueKind.STATED).groupby(rows["year"]).all()


def missing(frame: pd.DataFrame) -> list[str]:
    """Return which of the lens's indicators have no number at all."""
    available = set(frame.loc[frame["value"].notna(), "indicator"])
    return [i for i in NEEDED if i not in available]


def reasons(frame: pd.DataFrame) -> dict[str, str]:
    """Return the newest reason given for each of the missing indicators of which one is given."""
    rows = totals(frame)
    rows = rows[rows["indicator"].isin(missing(frame)) & rows["missing_reason"].notna()]
    newest = rows.sort_values("year").drop_duplicates("indicator", keep="last")
    return dict(zip(newest["indicator"], newest["missing_reason"], strict=True))


def composition(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of the approved budget by year, in local currency.

    Returns
    -------
    DataFrame
        Indexed by year. A column for each of ``PARTS`` (NaN where it is not stated),
        ``total`` (the approved budget, NaN where it is not stated), ``stated`` (sum of the
        stated parts), ``remainder`` (total less stated; negative where the parts exceed the
        total) and ``exceeds`` (whether they do by more than rounding).
    """
    table = pd.DataFrame({part: series(frame, part) for part in PARTS})
    table = table.join(series(frame, APPROVED).rename("total"), how="outer").sort_index()
    table["stated"] = table[list(PARTS)].sum(axis=1, min_count=1)
    table["remainder"] = table["total"] - table["stated"].fillna(0.0)
    table["exceeds"] = table["remainder"] < -SLACK * table["total"]
    return table.astype({"exceeds": bool})


def shares(table: pd.DataFrame) -> pd.DataFrame:
    """Return parts and remainder of ``composition`` in percent of the total, where one is known.

    Years whose parts exceed the total are left out: shares above a hundred have no meaning.
    """
    valid = table[(table["total"] > 0) & ~table["exceeds"]]
    return valid[[*PARTS, "remainder"]].div(valid["total"], axis=0) * 100


def execution(frame: pd.DataFrame) -> pd.DataFrame:
    """Return approved, executed (local currency) and rate (executed in percent of approved)."""
    table = pd.DataFrame(
        {"approved": series(frame, APPROVED), "executed": series(frame, EXECUTED)}
    ).sort_index()
    is_positive = table["approved"] > 0
    table["rate"] = (100 * table["executed"] / table["approved"]).where(is_positive)
    return table


@dataclass(frozen=True)
class Real:
    """A budget in prices of one year.

    ``table`` is indexed by year: nominal, deflator, real (local currency of the base year),
    nominal_growth and real_growth (percent against the year before, NaN after a gap).
    ``base`` is the year in which the deflator is 100, None where no year of it is.
    """

    table: pd.DataFrame
    indicator: str
    base: int | None
    sources: tuple[str, ...]


def real(frame: pd.DataFrame) -> Real:
    """Return the budget in constant prices: executed where any is known, else approved.

    Raises
    ------
    NoDeflator
        No deflator is known for any year of the budget: nominal growth would pass for real.
    """
    deflator = series(frame, DEFLATOR)
    indicator = EXECUTED if len(series(frame, EXECUTED)) > 1 else APPROVED
    nominal = series(frame, indicator)
    table = pd.DataFrame({"nominal": nominal, "deflator": deflator.reindex(nominal.index)})
    if table["deflator"].notna().sum() == 0:
        raise NoDeflator(
            N_("Real growth needs a deflator of the same years; this release has none.")
        )
    table["real"] = 100 * table["nominal"] / table["deflator"]
    years = table.index.to_series()
    follows = years.diff() == 1  # growth over a gap is not the growth of a year
    for name in ("nominal", "real"):
        change = 100 * table[name].pct_change(fill_method=None)
        table[f"{name}_growth"] = change.where(follows)
    at = deflator[(deflator - 100).abs() < 1e-6]
    rows = totals(frame)
    sources = rows.loc[rows["indicator"] == DEFLATOR, "source"].unique()
    base = int(at.index[0]) if len(at) == 1 else None
    return Real(table, indicator, base, tuple(map(str, sources)))


def salaries(frame: pd.DataFrame) -> pd.DataFrame:
    """Return salaries a person and year, where salaries and personnel are of the same year.

    Returns
    -------
    DataFrame
        Indexed by year: salaries (local currency), personnel (active armed forces), each
        (local currency a person), rate and each_usd (NaN without the year's rate).
    """
    table = pd.DataFrame(
        {"salaries": series(frame, PARTS[0]), "personnel": series(frame, FORCES)}
    ).dropna()
    table = table[table["personnel"] > 0]
    table["each"] = table["salaries"] / table["personnel"]
    table["rate"] = series(frame, RATE).reindex(table.index)
    table["each_usd"] = (table["each"] / table["rate"]).where(table["rate"] > 0)
    return table
