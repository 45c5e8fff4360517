"""The world's land in one shape without borders, for small maps: ``assets/geo/land.svg``.

Made from the drawing of the world by ``python -m tools.map_build.land`` (and by the build); never
at run time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import shapely
from shapely.geometry import Polygon

from atlas.geometry.files import LAND, LAND_HEIGHT
from atlas.geometry.load import world_svg
from tools.map_build.paths import area_path

COLOUR = "#b9b3a5"  # reads on light and dark pages
SPECK, TOLERANCE, SEAM = 1.5, 0.8, 0.25  # square units; units
TOKENS = re.compile(r"([Mlz])|(-?\d*\.?\d+)")


def land_svg() -> str:
    """Return an SVG with the units of the world's drawing, down to ``LAND_HEIGHT``."""
    drawing = world_svg()
    width = drawing["viewBox"][2]
    shapes = [
        ring.buffer(SEAM)  # neighbours' edges are rounded: close the seams between them
        for iso3, path in drawing["countries"].items()
        for ring in _rings(path)
        if iso3 != "ATA" and ring.area > SPECK
    ]
    path = area_path(shapely.simplify(shapely.union_all(shapes), TOLERANCE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {LAND_HEIGHT}">'
        f'<path fill="{COLOUR}" fill-opacity="0.45" fill-rule="evenodd" d="{path}"/></svg>\n'
    )


def _rings(path: str) -> Iterator[Polygon]:
    """Yield the rings of a drawn path: relative steps, each ring from its own start."""
    steps: list[float] = []
    for letter, number in TOKENS.findall(path):
        if number:
            steps.append(float(number))
        elif letter == "z":
            ring = list(_walk(steps))
            steps = []
            if len(ring) > 2:
                yield Polygon(ring)


def _walk(steps: list[float]) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y


if __name__ == "__main__":
    print(f"{LAND.name}: {LAND.write_text(land_svg(), encoding='utf-8'):,} characters")
