"""Cut shapes where the drawing ends, and bend their long edges with the projection."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from tools.map_build.source import polygons_of

OVERHANG = 1.5  # degrees by which an island may stick out rather than be cut in two


def recut(shape: BaseGeometry, west: float, overhang: float = OVERHANG) -> BaseGeometry:
    """Move a shape's parts into the 360° east of ``west`` and cut those that cross it.

    A part that sticks out by less than ``overhang`` degrees stays whole, so that no sliver
    lies on the far side.
    """
    pieces: list[BaseGeometry] = []
    for part in shapely.get_parts(shape):
        left, _, right, _ = part.bounds
        middle = (left + right) / 2
        home = affinity.translate(part, -360 * np.floor((middle - west) / 360))
        left, _, right, _ = home.bounds
        if left >= west - overhang and right <= west + 360 + overhang:
            pieces.append(home)
        else:
            pieces.extend(_cut(home, west))
    return polygons_of(shapely.union_all(pieces)) if len(pieces) > 1 else polygons_of(pieces[0])


def _cut(part: BaseGeometry, west: float) -> list[BaseGeometry]:
    window = box(west, -90, west + 360, 90)
    turns = [shapely.intersection(affinity.translate(part, d), window) for d in (-360, 0, 360)]
    return [p for t in turns for p in shapely.get_parts(t) if p.geom_type == "Polygon"]


def densify(shape: BaseGeometry, step: float = 1.0) -> BaseGeometry:
    """Add vertices so that long straight edges (49° N, the Sahara) bend with the projection.

    Rounded to 1e-7 degrees: neighbours that share an edge get the very same vertices.
    """
    return shapely.transform(shapely.segmentize(shape, step), lambda xy: np.round(xy, 7))
