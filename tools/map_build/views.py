"""One view of the map: countries as SVG paths, points for small states, labels, dashed lines."""

from __future__ import annotations

from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from atlas.geometry.plane import Plane, globe
from tools.map_build.cutting import densify, recut
from tools.map_build.layers import disputed, graticule
from tools.map_build.paths import area_path
from tools.map_build.points import middle, small_states
from tools.map_build.source import join, polygons_of, table

TOLERANCE = 0.4  # units: side of the smallest corner that is kept
SPECK = 0.8  # square units: smaller islands are left out, unless a country has no larger one
RATIO = (1.15, 1.8)  # a region's frame is widened to this ratio of width to height


class View(NamedTuple):
    """A row of ``data/geometry/views.csv``.

    ``size`` is the longer side in units; ``west`` … ``north`` the degrees within which the
    region's members must be seen; ``step`` the graticule's degrees; a country whose largest
    part is smaller than ``clickable`` square units gets a point.
    """

    view: str
    projection: str
    size: int
    west: float
    south: float
    east: float
    north: float
    step: int
    clickable: float

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
        From ``tools.map_build.source.pieces``.
    members
        ISO3 codes that must fit into the frame; not used for the whole earth.

    Returns
    -------
    dict
        projection, viewBox, sphere (whole earth only), graticule, land, countries, points,
        labels, disputed; all coordinates are units of the view box.
    """
    near = pieces.assign(geometry=[_reach(view, g) for g in pieces.geometry])
    near = near[~near.geometry.is_empty]
    plane = frame(view, near[near["iso3"].isin(members)])
    full = near.assign(geometry=[plane.draw(densify(g)) for g in near.geometry])
    simple = full.assign(geometry=_simple(list(full.geometry)))
    shapes = _within(join(simple), plane)
    plain = shapes["kind"] == "antarctic"
    exact = _within(join(full), plane)
    exact = exact[exact["kind"] != "antarctic"].geometry
    points = small_states(pieces, exact, plane, view.clickable)
    return {
        "projection": view.projection,
        "viewBox": [0, 0, plane.width, plane.height],
        **({"sphere": area_path(plane.draw(globe(view.centre)))} if view.whole_earth else {}),
        "graticule": graticule(plane, view.centre, view.step, poles=view.whole_earth),
        "land": "".join(area_path(s) for s in shapes.geometry[plain]),
        "countries": {k: d for k, s in shapes.geometry[~plain].items() if (d := area_path(s))},
        "points": points,
        "labels": {k: middle(s) for k, s in exact.items()} | points,
        "disputed": disputed(simple.geometry, plane),
    }


def frame(view: View, members: gpd.GeoDataFrame) -> Plane:
    """Return the plane whose window shows the globe, or all members within the view's degrees."""
    if view.whole_earth:
        return Plane.of_the_world(view.projection, view.size)
    turn = _turn(view)
    window = box(view.west - turn, view.south, view.east - turn, view.north)
    visible = shapely.union_all([shapely.intersection(g, window) for g in members.geometry])
    return Plane.around(view.projection, densify(visible), view.size, margin=0.025, ratio=RATIO)


def _turn(view: View) -> float:
    return 360 * float(np.round(((view.west + view.east) / 2 - view.centre) / 360))


def _reach(view: View, shape: BaseGeometry) -> BaseGeometry:
    """Cut opposite the middle; for a region keep what lies near its window."""
    shape = recut(shape, view.centre - 180)
    if view.whole_earth:
        return shape
    west, east = view.west - _turn(view), view.east - _turn(view)
    near = box(
        max(west - 60, view.centre - 150),
        max(view.south - 25, -89.9),
        min(east + 60, view.centre + 150),
        min(view.north + 25, 89.9),
    )
    return polygons_of(shapely.intersection(shape, near))


def _simple(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Simplify all shapes at once, so that neighbours keep the edge they share."""
    exact = [shapely.transform(s, lambda xy: np.round(xy, 4)) for s in shapes]
    return [polygons_of(s) for s in shapely.coverage_simplify(exact, TOLERANCE)]


def _within(shapes: gpd.GeoDataFrame, plane: Plane) -> gpd.GeoDataFrame:
    """Cut at the frame and leave out specks, but never a country's largest part."""
    cut = [_legible(shapely.intersection(s, plane.frame)) for s in shapes.geometry]
    visible = shapes.assign(geometry=cut)
    return visible[~visible.geometry.is_empty]


def _legible(shape: BaseGeometry) -> BaseGeometry:
    parts = sorted(shapely.get_parts(polygons_of(shape)), key=lambda p: -p.area)
    return MultiPolygon(parts[:1] + [p for p in parts[1:] if p.area >= SPECK])
