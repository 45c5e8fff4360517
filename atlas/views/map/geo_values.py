"""What ``atlas.geometry.geo_frame`` joins to the boundaries: a release's values of one year."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas.analysis import latest, of_year
from atlas.codebook import codebook
from atlas.geometry.frame import COLUMNS
from atlas.store import engine, frames


def map_values(
    indicator: str,
    release: str | None = None,
    year: int | None = None,
    origins: Collection[str] = (),
) -> pd.DataFrame:
    """Return a row a country, columns ``COLUMNS``; the newest value each without a year.

    Raises
    ------
    UnknownIndicator, UnknownRelease
    """
    entry = codebook().indicator(indicator)
    rows = frames.observations(engine(), indicators=[entry.id], release=release, origins=origins)
    return map_rows(rows, year)


def map_rows(rows: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Return the row that the map shows of each country, from observations of one indicator."""
    newest = latest(rows) if year is None else latest(of_year(rows, year))
    value = newest["value"].astype(object).where(newest["category"].isna(), newest["category"])
    return newest.assign(value=value, kind=newest["value_kind"])[list(COLUMNS)]
