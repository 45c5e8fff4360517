"""An indicator on the map as a table: one row a country with its geometry, for GIS and download."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING

import pandas as pd

from atlas.geometry.load import boundaries

if TYPE_CHECKING:
    import geopandas as gpd

COLUMNS = ("country", "value", "low", "high", "kind", "missing_reason", "unit", "source", "year")
# Who reads a release lies above this room, which knows no store: found by name when it is asked.
READER = "atlas.views.map.geo_values"


def geo_frame(
    indicator: str,
    release: str | None = None,
    year: int | None = None,
    *,
    origins: Collection[str] = (),
) -> gpd.GeoDataFrame:
    """Return an indicator's values on the map.

    Parameters
    ----------
    indicator
        Id of an indicator.
    release
        Label of a release, the newest for None.
    year
        Year of the values; None takes each country's newest.
    origins
        Who speaks in the sources to keep (``atlas.codebook.origins``); none keeps all.

    Returns
    -------
    GeoDataFrame
        As of ``with_geometry``.

    Raises
    ------
    UnknownIndicator, UnknownRelease
    """
    rows = import_module(READER).map_values(indicator, release, year, origins)
    return with_geometry(rows)


def with_geometry(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join a row a country to the boundaries.

    Parameters
    ----------
    rows
        ``COLUMNS``, a row a country.

    Returns
    -------
    GeoDataFrame
        ``COLUMNS`` and ``geometry`` (EPSG:4326), a row for each country that is drawn, sorted by
        code. ``value`` is a number or, of a categorical indicator, a code; ``kind`` is
        ``stated``, ``midpoint``, ``bound`` or None. Who has no row has the missing reason
        ``no-data``: an empty place is never zero. Antarctica is left out.
    """
    import geopandas as gpd  # noqa: PLC0415 - half a second that few need

    shapes = boundaries()
    shapes = shapes.loc[shapes["kind"] != "antarctic", ["geometry"]]
    table = rows.set_index("country").reindex(shapes.index)
    table["missing_reason"] = table["missing_reason"].where(
        table["missing_reason"].notna() | table["value"].notna(), "no-data"
    )
    joined = table.rename_axis("country").reset_index().astype(object)
    joined = joined.where(joined.notna(), None)
    frame = gpd.GeoDataFrame(joined[list(COLUMNS)], geometry=shapes.geometry.to_numpy(), crs=4326)
    return frame.sort_values("country", ignore_index=True)
