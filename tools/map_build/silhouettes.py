"""A country's own outline, as a sign for the head of its page.

Rule for far parts: the largest part stays. A part with at least a quarter of its area stays
when the picture grows no more than fourfold. A part with at least 0.5 % of its area stays
when the picture of these large parts grows by no more than 30 %, a smaller one 2 %. So
France is drawn with Corsica but without its overseas departments, the United States without
Alaska and Hawaii, Norway without Svalbard and Jan Mayen.
``data/geometry/keep.csv`` names parts that stay whatever the rule says.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from atlas.geometry.plane import Plane, project_shape
from tools.map_build.cutting import densify
from tools.map_build.paths import area_path
from tools.map_build.source import polygons_of, table

SIZE = 100  # units of the longer side
MOST = 250  # vertices
COARSE = 60  # vertices; a rougher outline is taken from the finer file
LARGE, JUMP = 0.25, 4.0
SMALL, GROWTH = 0.005, 1.3
CLOSE = 1.02
SPECK = 0.15  # square units


def silhouettes(
    shapes: gpd.GeoDataFrame, fine: gpd.GeoSeries
) -> dict[str, dict[str, list[int] | str]]:
    """Draw each country on its own equal-area plane.

    Parameters
    ----------
    shapes
        From ``tools.map_build.source.join``.
    fine
        Finer shapes by ISO3, for small states.

    Returns
    -------
    dict
        By ISO3: ``viewBox`` and ``path``, of at most 250 vertices.
    """
    by_country = {k: s for k, s in shapes.geometry.items() if shapes["kind"][k] != "antarctic"}
    codes = sorted({*by_country, *(set(fine.index) - set(shapes.index))})
    return {iso3: silhouette(_best(iso3, by_country, fine), kept(iso3)) for iso3 in codes}


def _best(iso3: str, shapes: dict[str, Any], fine: gpd.GeoSeries) -> BaseGeometry:
    coarse = shapes.get(iso3)
    if iso3 in fine.index and (coarse is None or _vertices(coarse) < COARSE):
        return fine[iso3]
    return coarse


def _vertices(shape: BaseGeometry) -> int:
    return int(shapely.get_num_coordinates(shape))


def kept(iso3: str) -> list[Point]:
    """Return the places whose parts must stay in a country's silhouette."""
    rows = table("keep")
    return [Point(r.longitude, r.latitude) for r in rows[rows["iso3"] == iso3].itertuples()]


def silhouette(shape: BaseGeometry, keep: list[Point]) -> dict[str, list[int] | str]:
    """Draw one country (EPSG:4326): its viewBox and path."""
    largest = max(shapely.get_parts(shape), key=lambda p: p.area * np.cos(np.radians(p.centroid.y)))
    centre = largest.centroid
    own = f"+proj=laea +lat_0={centre.y:.2f} +lon_0={centre.x:.2f}"
    main = main_parts(list(shapely.get_parts(shape)), own, keep)
    plane = Plane.around(own, densify(main), SIZE, margin=0.01)
    outline = _legible(plane.draw(densify(main)))
    return {"viewBox": [0, 0, plane.width, plane.height], "path": area_path(_coarser(outline))}


def main_parts(parts: list[Polygon], projection: str, keep: list[Point]) -> BaseGeometry:
    """Leave out the far parts by the rule above."""
    area = {id(p): project_shape(p, projection).area for p in parts}
    by_size = sorted(parts, key=lambda p: -area[id(p)])
    core, rest = [by_size[0]], list[Polygon]()
    for part in by_size[1:]:
        large = area[id(part)] >= LARGE * area[id(by_size[0])]
        is_near = large and _extent([*core, part], projection) <= JUMP * _extent(core, projection)
        is_kept = is_near or any(part.contains(point) for point in keep)
        (core if is_kept else rest).append(part)
    room = _extent(core, projection)
    near = [
        p
        for p in rest
        if _extent([*core, p], projection)
        <= room * (GROWTH if area[id(p)] >= SMALL * area[id(by_size[0])] else CLOSE)
    ]
    return MultiPolygon(core + near)


def _extent(parts: list[Polygon], projection: str) -> float:
    left, bottom, right, top = project_shape(MultiPolygon(parts), projection).bounds
    return float(np.hypot(right - left, top - bottom))


def _legible(shape: BaseGeometry) -> BaseGeometry:
    parts = sorted(shapely.get_parts(shape), key=lambda p: -p.area)
    return MultiPolygon(parts[:1] + [p for p in parts[1:] if p.area >= SPECK])


def _coarser(shape: BaseGeometry) -> BaseGeometry:
    """Simplify until at most ``MOST`` vertices are left, the smallest islands last to go."""
    tolerance = 0.1
    outline = shapely.coverage_simplify([shape], tolerance)[0]
    while _vertices(outline) > MOST:
        tolerance *= 1.25
        outline = shapely.coverage_simplify([shape], tolerance)[0]
        parts = shapely.get_parts(outline)
        outline = MultiPolygon([p for p in parts if p.area >= tolerance**2] or list(parts))
    return polygons_of(outline)
