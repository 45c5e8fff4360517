"""Read the built files at run time."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from atlas.errors import UnknownRegion
from atlas.geometry.files import BOUNDARIES, GEO, SHAPES

if TYPE_CHECKING:
    import geopandas as gpd


@lru_cache(maxsize=1)
def boundaries() -> gpd.GeoDataFrame:
    """Return the countries' boundaries (Natural Earth 1:50m, public domain).

    Returns
    -------
    GeoDataFrame
        Index ``iso3``; columns ``kind`` (state, territory, other, antarctic) and
        ``geometry`` (EPSG:4326; valid, never empty, exterior rings clockwise). Shared by
        reference: copy before changing. Countries in ``data/geometry/points.csv`` that the
        source doesn't draw (Gibraltar, Holy See, …) have no row.
    """
    # Loaded here: half a second and 60 MB that no page needs.
    import geopandas as gpd  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    frame = gpd.read_file(BOUNDARIES, engine="pyogrio").set_index("iso3").set_crs(4326)
    polygons = shapely.orient_polygons(frame.geometry.values, exterior_cw=True)
    return frame.assign(geometry=polygons)[["kind", "geometry"]]


@lru_cache(maxsize=16)
def world_svg(view: str = "world") -> dict[str, Any]:
    """Return a view's drawing: viewBox, countries, points, labels, … (docs/decisions/0001).

    Raises UnknownRegion, naming the nearest views, for a view that isn't drawn.
    """
    names = drawn_views()
    if view not in names:
        raise UnknownRegion(view, tuple(get_close_matches(view, names)) or names)
    drawing: dict[str, Any] = json.loads((GEO / f"{view}.json").read_text(encoding="utf-8"))
    return drawing


@lru_cache(maxsize=256)
def world_point(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the drawing of the world, in units of its viewBox.

    >>> [round(x) for x in world_point(11, 0)]
    [1000, 489]
    """
    import shapely  # noqa: PLC0415

    from atlas.geometry.plane import Plane  # noqa: PLC0415

    drawing = world_svg()
    plane = Plane.of_the_world(drawing["projection"], drawing["viewBox"][2])
    wrapped_longitude = (longitude - plane.centre + 180) % 360 + plane.centre - 180
    place = plane.draw(shapely.Point(wrapped_longitude, latitude))
    return float(place.x), float(place.y)


@lru_cache(maxsize=1)
def drawn_views() -> tuple[str, ...]:
    """Return the names of the drawn views: ``world`` and the regions."""
    return tuple(sorted(p.stem for p in GEO.glob("*.json")))


@lru_cache(maxsize=1)
def _shapes() -> dict[str, dict[str, Any]]:
    shapes: dict[str, dict[str, Any]] = json.loads(SHAPES.read_text(encoding="utf-8"))
    return shapes


def shape(iso3: str) -> dict[str, Any] | None:
    """Return a country's outline (``viewBox``, ``path``), or None where none is drawn."""
    return _shapes().get(iso3)
