"""A small map of the world on which regions stand out: a picture of a few kilobytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import shapely

from atlas.codebook import codebook
from atlas.geometry import world_svg

WIDTH, HEIGHT, SCALE = 320, 138, 0.16  # of the drawing's 2,000 units; Antarctica is cut off
LAND, OWN = "#b9b3a5", "#316f90"
FINE, SMALLEST = (
    0.35,
    0.4,
)  # units: what is finer is smoothed; an island that is smaller is left out
NUMBER = re.compile(r"-?\d*\.?\d+")


def region_map(regions: Iterable[str]) -> str:
    """Return an SVG of the world with the countries of the regions in colour."""
    own = dict.fromkeys(regions)
    others = [r.id for r in codebook().regions.values() if r.kind != "peer-group"]
    land = "".join(_outline(region) for region in others if region not in own)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{land}" fill="{LAND}" fill-opacity="0.45"/>'
        f'<path d="{"".join(map(_outline, own))}" fill="{OWN}"/></svg>'
    )


@lru_cache(maxsize=64)
def _outline(region: str) -> str:
    shapes = _shapes()
    members = codebook().region(region).members
    whole = shapely.union_all([shapes[iso3] for iso3 in members if iso3 in shapes])
    rings = [
        part.exterior
        for part in shapely.get_parts(shapely.simplify(whole, FINE))
        if part.area > SMALLEST
    ]
    return "".join(f"M{_points(ring.coords)}z" for ring in rings)


def _points(coordinates: Iterable[tuple[float, ...]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y, *_ in list(coordinates)[:-1])


@lru_cache(maxsize=1)
def _shapes() -> dict[str, shapely.Geometry]:
    """Return each country's shape in the small map's units."""
    return {
        iso3: shapely.make_valid(shapely.MultiPolygon([(ring, []) for ring in _rings(path)]))
        for iso3, path in world_svg()["countries"].items()
        if iso3 != "ATA"
    }


def _rings(path: str) -> Iterator[list[tuple[float, float]]]:
    for ring in path.split("M")[1:]:
        numbers = [float(number) for number in NUMBER.findall(ring)]
        x = y = 0.0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=False):
            x, y = x + dx, y + dy
            points.append((x * SCALE, y * SCALE))
        if len(points) > 2:
            yield points
