"""Marks and cards of the points of a chart: stated numbers, ranges and bounds look different."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from atlas.analysis.selection import totals
from atlas.analysis.spans import quantile
from atlas.codebook.model import ValueKind
from atlas.i18n import Translator, of_size, span, written
from atlas.views.values import size_texts

FULL, OPEN = "circle", "circle-open"  # a reported value, an estimate
RANGE = "line-ew-open"  # the middle of a range is a tick on its bar: nobody stated it
DOWN, UP, LEFT, RIGHT = (f"triangle-{side}" for side in ("down", "up", "left", "right"))


def point_cards(rows: pd.DataFrame, frame: pd.DataFrame, t: Translator) -> list[str]:
    """Return what a point's card says: the source's figure in words, and whether others differ.

    ``rows`` are those of ``ranged``, ``frame`` what they were made from.
    """
    own = frame.loc[rows.index]
    ends = zip(size_texts(own, t), rows["low"], rows["high"], rows["differ"], strict=True)
    return [f"<b>{text}</b>{said_range(low, high, differ, t)}" for text, low, high, differ in ends]


def said_range(low: float, high: float, differ: bool, t: Translator) -> str:
    """Return ``<br>Sources differ: 1.9–2.4`` for a card; nothing where they agree."""
    if not differ or not high > low:
        return ""
    ends = span(low, high, of_size(t.lang), t)
    return f"<br>{t('Sources differ: {span}', span=ends)}"


def symbols(rows: pd.DataFrame, sides: tuple[str, str] = (DOWN, UP)) -> list[str]:
    """Return the mark of each row (columns low, rough, value_kind).

    An arrow points to the open side of a bound; ``sides`` are those for "up to", "more than".
    """
    columns = (rows[name].tolist() for name in ("low", "rough", "value_kind"))
    return [_symbol(low, rough, kind, sides) for low, rough, kind in zip(*columns, strict=True)]


def _symbol(low: float, rough: object, kind: object, sides: tuple[str, str]) -> str:
    if kind == ValueKind.BOUND:
        return sides[0] if pd.isna(low) else sides[1]
    if kind == ValueKind.MIDPOINT:
        return RANGE
    return OPEN if rough is True or rough == 1 else FULL


def legend_note(frame: pd.DataFrame, countries: Collection[str], t: Translator) -> str:
    """Say what the marks of ranges and bounds mean, where any is drawn."""
    rows = totals(frame)
    kinds = set(rows.loc[rows["country"].isin(list(countries)), "value_kind"].dropna())
    notes = []
    if ValueKind.MIDPOINT in kinds:
        notes.append(t("A bar without a dot is a range: the source states no single number."))
    if ValueKind.BOUND in kinds:
        notes.append(t("A triangle points to the open side of “up to” or “more than”."))
    return " ".join(notes)


def middles(
    frame: pd.DataFrame, members: Sequence[str], series: pd.Series, t: Translator
) -> list[str]:
    """Return a group's median of each year in words: a range where values are ranges."""
    rows = totals(frame)
    rows = rows[rows["country"].isin(members) & rows["value"].notna()]
    by_year = dict(iter(rows.groupby("year")))
    none = rows[:0]
    middles = (quantile(by_year.get(year, none)) for year in series.index)
    return [written(*middle.written, of_size(t.lang), t) for middle in middles]
