"""Ranks as words: one number for a stated value, the ranks that it may have for all others."""

from __future__ import annotations

import pandas as pd

from atlas.analysis.peers import Place
from atlas.analysis.peers.places import MINIMUM, rows_with_ranks
from atlas.codebook.model import ValueKind
from atlas.i18n import Translator, span


def rank_text(place: Place, t: Translator) -> str:
    """Return the rank of a place."""
    return _text(place.rank, place.rank_low, place.rank_high, place.value_kind, t)


def row_rank(row: pd.Series, t: Translator) -> str:
    """Return the rank of a row of ``atlas.analysis.peers.places.rows_with_ranks``."""
    return _text(row["rank"], row["rank_low"], row["rank_high"], str(row["value_kind"]), t)


def ranks(rows: pd.DataFrame, every: pd.DataFrame, t: Translator) -> dict[str, str]:
    """Return each country's rank among the rows; none where there are too few.

    Parameters
    ----------
    rows
        One total with a value for each country.
    every
        All totals of all sources.
    """
    if len(rows) < MINIMUM:
        return {}
    names = ["country", "rank", "rank_low", "rank_high", "value_kind"]
    columns = (rows_with_ranks(rows, every)[name].tolist() for name in names)
    return {
        str(iso3): _text(rank, low, high, str(kind), t)
        for iso3, rank, low, high, kind in zip(*columns, strict=True)
    }


def _text(rank: int, low: int, high: int, kind: str, t: Translator) -> str:
    if kind == ValueKind.STATED or low == high:
        return str(int(rank))
    return span(float(low), float(high), lambda end, _: str(int(end)), t)
