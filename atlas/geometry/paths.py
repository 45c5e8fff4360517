"""SVG path data from shapes: whole numbers, relative steps, no gap between neighbours."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


def area_path(shape: BaseGeometry) -> str:
    """Return closed rings, exteriors before their holes; ``""`` when nothing is left.

    Rounding moves the vertices that neighbours share to the same place, so no gap opens.
    """
    polygons = shapely.get_parts(shape)
    rings = [r for p in polygons for r in (p.exterior, *p.interiors)]
    drawn = (_steps(_whole(shapely.get_coordinates(r))[:-1], least=3) for r in rings)
    return "".join(f"{d}z" for d in drawn if d)


def line_path(shape: BaseGeometry) -> str:
    """Return open lines."""
    return "".join(_steps(_whole(shapely.get_coordinates(p)), least=2) for p in _lines(shape))


def _lines(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    return (p for p in shapely.get_parts(shape) if p.geom_type == "LineString" and not p.is_empty)


def _whole(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round to whole numbers and drop vertices that fall on the one before."""
    points = np.rint(xy).astype(np.int64)
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    return points[np.concatenate([[True], moved])]


def _steps(points: NDArray[np.int64], least: int) -> str:
    if len(np.unique(points, axis=0)) < least:
        return ""
    (x, y), steps = points[0], np.diff(points, axis=0).ravel()
    return f"M{x} {y}l" + "".join(f"{n}" if n < 0 else f" {n}" for n in steps).lstrip()
