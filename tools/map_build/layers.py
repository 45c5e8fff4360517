"""What lies under and over the countries: graticule, dashed lines."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import LineString, MultiLineString, box
from shapely.geometry.base import BaseGeometry

from atlas.geometry.plane import Plane
from tools.map_build.paths import line_path
from tools.map_build.source import table


def graticule(plane: Plane, centre: float, step: int, poles: bool) -> str:
    """Return meridians and parallels every ``step`` degrees as path data.

    Away from the globe's own outline (``poles`` false) meridians stop at 80°, so that they
    don't crowd round the pole.
    """
    top, reach = (90, 179.99) if poles else (80, 150)
    west, east = centre - reach, centre + reach
    meridians = [
        LineString([(x, -top), (x, top)]) for x in range(-360, 361, step) if west < x < east
    ]
    parallels = [LineString([(west, y), (east, y)]) for y in range(step - 90, 90, step)]
    lines = shapely.segmentize(MultiLineString([*meridians, *parallels]), 2)
    visible = shapely.intersection(plane.draw(lines), plane.frame)
    return line_path(shapely.simplify(visible, 0.3))


def disputed(shapes: gpd.GeoSeries, plane: Plane) -> str:
    """Return the edges of ``data/geometry/disputed.csv`` as path data, to be drawn dashed.

    ``shapes`` are the simplified pieces by Natural Earth's name, so that each line lies
    exactly on the edge that two shapes share.
    """
    rows = [r for r in table("disputed").itertuples() if {r.a, r.b} <= set(shapes.index)]
    return "".join(line_path(_common_border(shapes, row, plane)) for row in rows)


def _common_border(shapes: gpd.GeoSeries, row: Any, plane: Plane) -> BaseGeometry:
    edge = shapely.intersection(shapes[row.a].boundary, shapes[row.b].boundary)
    lines = [p for p in shapely.get_parts(edge) if p.length > 0]
    line = shapely.line_merge(MultiLineString(lines))
    if row.east - row.west < 360:
        degrees = box(row.west, max(row.south, -80), row.east, min(row.north, 80))
        line = shapely.intersection(line, plane.draw(shapely.segmentize(degrees, 1)))
    return shapely.intersection(line, plane.frame)
