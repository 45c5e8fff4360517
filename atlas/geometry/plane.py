"""From the globe to the drawing plane: project, scale to the view box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry


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
        left, bottom, right, top = project_shape(shape, projection).bounds
        pad = 2 * margin * max(right - left, top - bottom)
        width, height = right - left + pad, top - bottom + pad
        width, height = max(width, ratio[0] * height), max(height, width / ratio[1])
        scale = max(width, height) / size
        corner = (left + right - width) / 2, (top + bottom + height) / 2
        return cls(projection, *corner, scale, round(width / scale), round(height / scale))

    @classmethod
    def of_the_world(cls, projection: str, size: int) -> Plane:
        """Return the plane that shows the whole globe, ``size`` units wide."""
        centre = float(projection.split("lon_0=")[1].split(maxsplit=1)[0])
        return cls.around(projection, globe(centre), size, margin=0.002)

    def draw(self, shape: BaseGeometry) -> BaseGeometry:
        """Project longitudes and latitudes to units of the view box (y points down)."""
        metres = project_shape(shape, self.projection)
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


def project_shape(shape: BaseGeometry, projection: str) -> BaseGeometry:
    """Project a shape from longitudes and latitudes to metres."""
    to = Transformer.from_crs("OGC:CRS84", projection, always_xy=True)
    return shapely.transform(shape, lambda xy: np.column_stack(to.transform(xy[:, 0], xy[:, 1])))


def globe(centre: float) -> BaseGeometry:
    """Return the whole earth, cut opposite the longitude ``centre``."""
    return shapely.segmentize(box(centre - 180, -90, centre + 180, 90), 2)
