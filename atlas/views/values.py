"""An observation's value as text, read off its row: the one door for pages and charts.

A midpoint is shown as its range, a bound with its words (``atlas.i18n.spans``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from atlas.analysis.age import OLD_AFTER, is_old
from atlas.codebook.model import Indicator, ValueKind
from atlas.codebook.value_kinds import value_kind
from atlas.i18n import Translator, figure, joined_to_unit, of_indicator, of_size, plain, written
from atlas.i18n.spans import Write

UNSTATED = (ValueKind.MIDPOINT.value, ValueKind.BOUND.value)  # never written as one number
Row = Mapping[str, Any] | pd.Series


def value_text(row: Row, indicator: Indicator, t: Translator) -> str:
    """Return a value as text without its unit: a category's name, a number, range or bound."""
    if indicator.kind == "category":
        names = {c.code: c.name for c in indicator.categories}
        code = str(row["category"])
        return t(names.get(code, code))
    return figure(*value_and_bounds(row), row_value_kind(row), indicator, t.lang)


def value_with_unit(row: Row, indicator: Indicator, t: Translator) -> str:
    """Return a value as text with its unit, ready for a sentence."""
    text = value_text(row, indicator, t)
    return text if indicator.kind == "category" else joined_to_unit(text, indicator, t.lang)


def size_texts(rows: pd.DataFrame, t: Translator) -> list[str]:
    """Return values of any unit as texts, for the cards of charts."""
    write = of_size(t.lang)
    names = ["value", "low", "high", "value_kind"]
    cells = rows[names].itertuples(index=False, name=None)
    return [
        written(_number(value), _number(low), _number(high), _text(kind), write, t)
        for value, low, high, kind in cells
    ]


def writer(indicator: Indicator | None, t: Translator) -> Write:
    """Return what writes an indicator's numbers; without one, numbers of any unit."""
    return of_indicator(indicator, t.lang) if indicator else of_size(t.lang)


def row_value_kind(row: Row) -> str | None:
    """Return a row's ``value_kind``; a record of the store has its ends alone."""
    kind = row.get("value_kind")
    if isinstance(kind, str):
        return str(kind)
    from_ends = value_kind(*value_and_bounds(row), str(row.get("processing") or "none"))
    return from_ends.value if from_ends else None


def value_and_bounds(row: Row) -> tuple[float, float, float]:
    """Return value, low and high; NaN for what is absent."""
    value, low, high = (_number(row[name]) for name in ("value", "low", "high"))
    return value, low, high


def year_text(row: Row, reference: int | None, t: Translator) -> str:
    """Return a newest value's year, marked where it is old in the year ``reference``."""
    return year_with_age(int(row["year"]), reference, t)


def year_with_age(year: int, reference: int | None, t: Translator) -> str:
    """Return the year of a newest value, marked where it is old in the year ``reference``."""
    return old_year_text(year, t) if is_old(year, reference) else str(year)


def old_year_text(year: int, t: Translator) -> str:
    """Return a year with the remark that it is long ago."""
    return t("{year}, older than {n} years", year=year, n=OLD_AFTER)


def unstated_value_notes(rows: pd.DataFrame, t: Translator) -> list[str]:
    """Say how many rows enter a calculation with a number that nobody stated; nothing for none."""
    n = int(rows["value_kind"].isin(UNSTATED).sum())
    if not n:
        return []
    return [
        t.n(
            "{n} value is a range or a bound: the calculation uses the middle of a range and the "
            "stated end of a bound, which no source gives as the value.",
            "{n} values are ranges or bounds: the calculation uses the middle of a range and the "
            "stated end of a bound, which no source gives as the value.",
            n,
            n=plain(n, t.lang),
        )
    ]


def _number(end: Any) -> float:
    return float("nan") if end is None or pd.isna(end) else float(end)


def _text(kind: Any) -> str | None:
    return kind if isinstance(kind, str) else None
