"""Rows for machines: what API, command line and downloads give for an observation."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from atlas.store.columns import API_FIELDS


def api_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the API's columns; ``value`` is the category's code for categorical indicators."""
    table = frame[list(API_FIELDS)].copy()
    is_category = frame["category"].notna()
    if is_category.any():
        table["value"] = frame["value"].astype(object).where(~is_category, frame["category"])
    return table


def api_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return JSON-ready observations: NaN becomes None, a total's breakdown is None.

    Whole numbers stay numbers of type float in the store and become int here.
    """
    table = api_frame(frame)
    columns = [[_plain(v) for v in table[name].tolist()] for name in API_FIELDS]
    return [dict(zip(API_FIELDS, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    return value
