"""SVG path data from shapes: tenths of a unit, relative steps, no gap between neighbours."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

PER_UNIT = 10


def area_path(shape: BaseGeometry) -> str:
    """Return closed rings, exteriors before their holes; ``""`` when nothing is left.

    Rounding moves the vertices that neighbours share to the same place, so no gap opens.
    """
    polygons = shapely.get_parts(shape)
    rings = [r for p in polygons for r in (p.exterior, *p.interiors)]
    ring_paths = (_steps(_tenths(shapely.get_coordinates(r))[:-1], least=3) for r in rings)
    return "".join(f"{d}z" for d in ring_paths if d)


def line_path(shape: BaseGeometry) -> str:
    """Return open lines."""
    return "".join(_steps(_tenths(shapely.get_coordinates(p)), least=2) for p in _lines(shape))


def _lines(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    parts = shapely.get_parts(shape)
    return (p for p in parts if p.geom_type == "LineString" and not p.is_empty)


def _tenths(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round to tenths, as whole numbers, and drop vertices that fall on the one before."""
    points: NDArray[np.int64] = np.rint(xy * PER_UNIT).astype(np.int64)
    is_new = np.any(np.diff(points, axis=0) != 0, axis=1)
    distinct: NDArray[np.int64] = points[np.concatenate([[True], is_new])]
    return distinct


def _steps(points: NDArray[np.int64], least: int) -> str:
    if len(np.unique(points, axis=0)) < least:
        return ""
    steps = np.diff(points, axis=0).ravel()
    return f"M{_numbers(points[0])}l{_numbers(steps)}"


def _numbers(tenths: NDArray[np.int64]) -> str:
    """Write numbers as short as SVG allows: ``-3.5 .2 12`` becomes ``-3.5.2 12``."""
    text = ""
    for n in tenths.tolist():
        whole, rest = divmod(abs(n), PER_UNIT)
        digits = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
        after_tenth = digits[0] == "." and text[-2:-1] == "."
        no_space = n < 0 or not text or after_tenth
        text += ("-" if n < 0 else "" if no_space else " ") + digits
    return text
