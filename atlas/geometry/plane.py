"""From the globe to the drawing plane: cut at a meridian, project, scale to the view box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import affinity
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from atlas.geometry.source import polygons_of

OVERHANG = 1.5  # degrees by which an island may stick out rather than be cut in two


def recut(shape: BaseGeometry, west: float, overhang: float = OVERHANG) -> BaseGeometry:
    """Move a shape's parts into the 360° east of ``west`` and cut those that cross it.

    A part that sticks out by less than ``overhang`` degrees stays whole, so that no sliver
    lies on the far side.
    """
    moved: list[BaseGeometry] = []
    for part in shapely.get_parts(shape):
        left, _, right, _ = part.bounds
        middle = (left + right) / 2
        home = affinity.translate(part, -360 * np.floor((middle - west) / 360))
        left, _, right, _ = home.bounds
        if left >= west - overhang and right <= west + 360 + overhang:
            moved.append(home)
        else:
            moved.extend(_cut(home, west))
    return polygons_of(shapely.union_all(moved)) if len(moved) > 1 else polygons_of(moved[0])


def _cut(part: BaseGeometry, west: float) -> list[BaseGeometry]:
    window = box(west, -90, west + 360, 90)
    turns = [shapely.intersection(affinity.translate(part, d), window) for d in (-360, 0, 360)]
    return [p for t in turns for p in shapely.get_parts(t) if p.geom_type == "Polygon"]


def densify(shape: BaseGeometry, step: float = 1.0) -> BaseGeometry:
    """Add vertices so that long straight edges (49° N, the Sahara) bend with the projection.

    Rounded to 1e-7 degrees: neighbours that share an edge get the very same vertices.
    """
    return shapely.transform(shapely.segmentize(shape, step), lambda xy: np.round(xy, 7))


@dataclass(frozen=True)
class Plane:
    """A projection and the window of it that is drawn, in integers from the top left.

    ``projection`` is a PROJ string; ``left``, ``top`` (metres) and ``scale`` (metres per
    unit) place the window.
    """

    projection: str
    left: float
    top: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(
        cls,
        projection: str,
        shape: BaseGeometry,
        size: int,
        margin: float,
        ratio: tuple[float, float] = (0, np.inf),
    ) -> Plane:
        """Return the plane whose longer side has ``size`` units and shows the whole shape.

        ``margin`` is a part of the longer side; ``ratio`` the least and greatest width
        divided by height: the window is widened to keep it.
        """
        left, bottom, right, top = projected(shape, projection).bounds
        pad = 2 * margin * max(right - left, top - bottom)
        width, height = right - left + pad, top - bottom + pad
        width, height = max(width, ratio[0] * height), max(height, width / ratio[1])
        scale = max(width, height) / size
        corner = (left + right - width) / 2, (top + bottom + height) / 2
        return cls(projection, *corner, scale, round(width / scale), round(height / scale))

    def draw(self, shape: BaseGeometry) -> BaseGeometry:
        """Project longitudes and latitudes to units of the view box (y points down)."""
        metres = projected(shape, self.projection)
        return shapely.transform(metres, self._units)

    def _units(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([xy[:, 0] - self.left, self.top - xy[:, 1]]) / self.scale

    @property
    def centre(self) -> float:
        """Longitude of the map's middle."""
        return float(self.projection.split("lon_0=")[1].split()[0])

    @property
    def frame(self) -> BaseGeometry:
        """The view box as a polygon."""
        return box(0, 0, self.width, self.height)


def projected(shape: BaseGeometry, projection: str) -> BaseGeometry:
    """Project a shape from longitudes and latitudes to metres."""
    to = Transformer.from_crs("OGC:CRS84", projection, always_xy=True)
    return shapely.transform(shape, lambda xy: np.column_stack(to.transform(xy[:, 0], xy[:, 1])))
