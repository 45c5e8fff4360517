"""Which values to set side by side where the newest are not alike, and what texts give away.

Newest values may mix estimates and reported figures. Then the newest of one kind that all
countries have are compared instead, each with its year: of whatever source, and the source that
most of the countries share first.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas.analysis.selection import latest, totals
from atlas.codebook.model import Method, Reliability

APART = 5  # years: values as far apart are no pair
POLICE = r"(?i)\b(?:police|polic[ií]a|gendarm|carabin|paramilitar|national guard|border guard)"
PURCHASING_POWER = r"(?i)purchasing power|\bPPP\b|international (?:dollar|\$)|int\$"


def estimate_mask(rows: pd.DataFrame) -> pd.Series:
    """Return which rows are estimates: of the source, or marked by it as uncertain."""
    rough = rows["reliability"].isin([Reliability.ESTIMATE, Reliability.UNCERTAIN])
    return rough | (rows["method"] == Method.ESTIMATED)


def alike(frame: pd.DataFrame, countries: Collection[str]) -> pd.DataFrame:
    """Return the frame with the newest values of like reliability for some countries.

    Parameters
    ----------
    frame
        Observations of one indicator, all sources.
    countries
        ISO3 codes that are compared; the rows of others stay as they are.

    Returns
    -------
    DataFrame
        The frame itself where the newest values are alike already, or where no values of one
        kind lie within ``APART`` years of each other. Else of these countries one total each.
    """
    own = frame["country"].isin(list(countries))
    rows = frame[own & (frame["breakdown"] == "") & frame["value"].notna()]
    newest = latest(totals(rows))
    rough = estimate_mask(newest)
    if len(newest) < 2 or rough.all() or not rough.any():
        return frame
    mask = estimate_mask(rows)
    choices = [_newest_each(rows[kind]) for kind in (~mask, mask)]
    fitting = [c for c in choices if len(c) == len(newest) and _span(c) < APART]
    if not fitting:
        return frame
    best = max(fitting, key=lambda c: (c["year"].min(), c["year"].max()))
    return pd.concat([frame[~own], best.assign(preferred=True)])


def _newest_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each country's newest total, of the source that most countries share first."""
    shared = rows.groupby("source_id")["country"].nunique()
    order = rows.assign(_shared=rows["source_id"].map(shared)).sort_values(
        ["country", "year", "_shared", "preferred"], kind="stable"
    )
    return order.groupby("country").tail(1).drop(columns="_shared")


def _span(rows: pd.DataFrame) -> int:
    return int(rows["year"].max() - rows["year"].min())


def text_mask(rows: pd.DataFrame, pattern: str) -> pd.Series:
    """Return in which rows the source's words, the note or the unit match a pattern."""
    texts = rows["original"].fillna("") + " " + rows["note"].fillna("") + " " + rows["unit"]
    return texts.astype(str).str.contains(pattern, regex=True)
