"""One view of the map: countries as SVG paths, points for small states, labels, dashed lines."""

from __future__ import annotations

from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from atlas.geometry.paths import area_path, line_path
from atlas.geometry.plane import OVERHANG, Plane, densify, recut
from atlas.geometry.points import spread
from atlas.geometry.source import polygons_of, table

TOLERANCE = 0.9  # units: side of the smallest corner that is kept
SPECK = 1.2  # square units: smaller islands are left out, unless a country has no larger one
CLICKABLE = 16.0  # square units: a country whose largest part is smaller gets a point


class View(NamedTuple):
    """A row of ``data/geometry/views.csv``: what is drawn, how large and in which projection."""

    view: str
    projection: str
    size: int
    west: float
    south: float
    east: float
    north: float
    step: int

    @property
    def centre(self) -> float:
        """Longitude of the map's middle; the cut lies opposite."""
        return float(self.projection.split("lon_0=")[1].split()[0])

    @property
    def whole_earth(self) -> bool:
        """Whether the outline of the globe belongs to the picture."""
        return self.east - self.west == 360


def views() -> list[View]:
    """Return the views of ``data/geometry/views.csv``."""
    return [View(*row) for row in table("views").itertuples(index=False)]


def draw_view(view: View, pieces: gpd.GeoDataFrame, members: frozenset[str]) -> dict[str, Any]:
    """Draw one view.

    Parameters
    ----------
    pieces
        From ``atlas.geometry.source.pieces``.
    members
        ISO3 codes that must fit into the frame; not used for the whole earth.

    Returns
    -------
    dict
        projection, viewBox, sphere (whole earth only), graticule, land, countries, points,
        labels, disputed; all coordinates whole numbers of the view box.
    """
    near = pieces.assign(geometry=[_reach(view, g) for g in pieces.geometry])
    near = near[~near.geometry.is_empty]
    plane = _plane(view, near[near["iso3"].isin(members)])
    drawn = near.assign(geometry=_simple([plane.draw(densify(g)) for g in near.geometry]))
    joined = {iso3: _clip(rows.geometry, plane) for iso3, rows in drawn.groupby("iso3")}
    kinds = dict(zip(near["iso3"], near["kind"], strict=True))
    shapes = {iso3: s for iso3, s in joined.items() if not s.is_empty}
    land = [s for iso3, s in shapes.items() if kinds[iso3] == "antarctic"]
    shapes = {iso3: s for iso3, s in shapes.items() if kinds[iso3] != "antarctic"}
    return {
        "projection": view.projection,
        "viewBox": [0, 0, plane.width, plane.height],
        **({"sphere": area_path(plane.draw(_globe(view)))} if view.whole_earth else {}),
        "graticule": _graticule(view, plane),
        "land": "".join(area_path(_legible(s)) for s in land),
        "countries": {k: p for k, s in shapes.items() if (p := area_path(_legible(s)))},
        "points": _points(view, shapes, plane),
        "labels": {k: _label(s) for k, s in shapes.items()},
        "disputed": _disputed(drawn.geometry, plane, view),
    }


def _reach(view: View, shape: BaseGeometry) -> BaseGeometry:
    """Cut opposite the middle; for a region keep what lies near its frame."""
    shape = recut(shape, view.centre - 180)
    if view.whole_earth:
        return shape
    turn = 360 * np.round(((view.west + view.east) / 2 - view.centre) / 360)
    west, east = view.west - turn, view.east - turn
    pad = (east - west) * 0.35
    window = box(west - pad, max(view.south - 15, -89), east + pad, min(view.north + 15, 89.9))
    return polygons_of(shapely.intersection(shape, window))


def _plane(view: View, members: gpd.GeoDataFrame) -> Plane:
    if view.whole_earth:
        return Plane.around(view.projection, _globe(view), view.size, margin=0.002)
    frame = box(view.west, view.south, view.east, view.north)
    seen = shapely.union_all([shapely.intersection(g, frame) for g in members.geometry])
    return Plane.around(view.projection, densify(seen), view.size, margin=0.025)


def _globe(view: View) -> BaseGeometry:
    west = view.centre - 180
    return shapely.segmentize(box(west, -90, west + 360, 90), 2)


def _simple(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Simplify all shapes at once, so that neighbours keep the edge they share."""
    exact = [shapely.transform(s, lambda xy: np.round(xy, 4)) for s in shapes]
    return [polygons_of(s) for s in shapely.coverage_simplify(exact, TOLERANCE)]


def _clip(parts: gpd.GeoSeries, plane: Plane) -> BaseGeometry:
    joined = shapely.union_all(shapely.make_valid(parts.values))
    return polygons_of(shapely.intersection(joined, plane.frame))


def _legible(shape: BaseGeometry) -> BaseGeometry:
    """Leave out specks, but never a country's largest part."""
    parts = sorted(shapely.get_parts(shape), key=lambda p: -p.area)
    return MultiPolygon(parts[:1] + [p for p in parts[1:] if p.area >= SPECK])


def _label(shape: BaseGeometry) -> list[int]:
    """Return the middle of the largest circle inside the largest part."""
    largest = max(shapely.get_parts(shape), key=lambda p: p.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=0.5)
    return [round(n) for n in shapely.get_coordinates(circle)[0]]


def _points(view: View, shapes: dict[str, BaseGeometry], plane: Plane) -> dict[str, list[int]]:
    """Return a point for each country too small to be clicked, moved apart where crowded."""
    small = {
        k: s for k, s in shapes.items() if max(p.area for p in shapely.get_parts(s)) < CLICKABLE
    }
    places = {k: tuple(_label(s)) for k, s in small.items()}
    for row in table("points").itertuples():
        lon = (row.longitude - (view.centre - 180)) % 360 + view.centre - 180
        point = plane.draw(shapely.Point(lon, row.latitude))
        if plane.frame.contains(point):
            places[row.iso3] = (round(point.x), round(point.y))
    return spread(places, plane)


def _graticule(view: View, plane: Plane) -> str:
    west = view.centre - 180
    south, north = (-90, 90) if view.whole_earth else (-88, 88)
    meridians = [
        LineString([(x, south), (x, north)])
        for x in range(-360, 361, view.step)
        if west < x < west + 360
    ]
    parallels = [
        LineString([(west + 0.01, y), (west + 359.99, y)])
        for y in range(-90 + view.step, 90, view.step)
    ]
    if not view.whole_earth:
        meridians = [m for m in meridians if abs(shapely.get_x(m.centroid) - view.centre) <= 120]
    lines = MultiLineString([*meridians, *parallels])
    drawn = plane.draw(shapely.segmentize(lines, 2))
    return line_path(shapely.simplify(shapely.intersection(drawn, plane.frame), 0.3))


def _disputed(shapes: gpd.GeoSeries, plane: Plane, view: View) -> str:
    """Return the edges of ``data/geometry/disputed.csv`` as they are drawn between shapes."""
    return "".join(
        _shared(shapes, row, plane, view)
        for row in table("disputed").itertuples()
        if row.a in shapes.index and row.b in shapes.index
    )


def _shared(shapes: gpd.GeoSeries, row: Any, plane: Plane, view: View) -> str:
    edge = shapely.intersection(shapes[row.a].boundary, shapes[row.b].boundary)
    parts = [p for p in shapely.get_parts(edge) if p.geom_type == "LineString"]
    line = shapely.line_merge(shapely.union_all(parts)) if parts else MultiLineString()
    if row.east - row.west < 360:
        line = shapely.intersection(line, plane.draw(_window(row)))
    return line_path(shapely.line_merge(shapely.intersection(line, plane.frame)))


def _window(row: Any) -> Polygon:
    return shapely.segmentize(box(row.west, max(row.south, -89), row.east, min(row.north, 89)), 1)
