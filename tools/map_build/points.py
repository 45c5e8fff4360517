"""Points: where a label or a small state's dot goes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from atlas.geometry.plane import Plane, project_shape
from tools.map_build.source import table

GAP = 1 / 200  # of the view's longer side, between the middles of two points
ROUNDS = 200
EQUAL_AREA = "+proj=cea"


def middle(shape: BaseGeometry) -> list[int]:
    """Return the middle of the largest circle inside the largest part."""
    largest = max(shapely.get_parts(shape), key=lambda p: p.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=np.sqrt(largest.area) / 40)
    x, y = shapely.get_coordinates(circle)[0]
    return [round(x), round(y)]


def small_states(
    pieces: gpd.GeoDataFrame, shapes: gpd.GeoSeries, plane: Plane, least: float
) -> dict[str, list[int]]:
    """Return a point for each country too small to be clicked, apart from the next one.

    Parameters
    ----------
    pieces
        Whole countries (EPSG:4326): a corner of a large country at the frame gets no point.
    shapes
        What the plane shows, by ISO3, in its units.
    least
        Square units; a country whose largest part is smaller gets a point.
    """
    largest = largest_parts(pieces) / plane.scale**2
    small = [iso3 for iso3 in shapes.index if largest[iso3] < least]
    places = {iso3: middle(shapes[iso3]) for iso3 in small}
    for iso3, place in given_points(plane).items():
        if plane.frame.contains(place):
            places[iso3] = [round(place.x), round(place.y)]
    return spread(places, GAP * max(plane.width, plane.height))


def largest_parts(pieces: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the area of each country's largest part in square metres, by ISO3."""
    parts = pieces.explode(index_parts=False)
    area = [project_shape(p, EQUAL_AREA).area for p in parts.geometry]
    return parts.assign(area=area).groupby("iso3")["area"].max()


def given_points(plane: Plane) -> dict[str, Point]:
    """Return the places of ``data/geometry/points.csv`` on a plane."""
    rows = table("points")
    west = plane.centre - 180
    longitudes = (rows["longitude"] - west) % 360 + west
    places = shapely.points(longitudes, rows["latitude"])
    return dict(zip(rows["iso3"], (plane.draw(p) for p in places), strict=True))


def spread(places: dict[str, list[int]], gap: float) -> dict[str, list[int]]:
    """Push crowded points (the Lesser Antilles) apart, each only as far as it must go.

    The same places always give the same points.
    """
    names = sorted(places)
    xy = np.array([places[n] for n in names], dtype=float).reshape(-1, 2)
    xy[:, 0] += np.arange(len(names)) * 1e-6  # two points on one spot part by name
    for _ in range(ROUNDS):
        apart = xy[:, None] - xy[None, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        if (distance >= gap).all():
            break
        push = np.clip(gap - distance, 0, None) / distance
        xy += 0.3 * (apart * push[..., None]).sum(axis=1)
    return {n: [round(x), round(y)] for n, (x, y) in zip(names, xy, strict=True)}
