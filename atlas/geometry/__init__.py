"""Boundaries and map drawings, read from the files that ``tools/map_build`` has made."""

from atlas.geometry.frame import geo_frame, with_geometry
from atlas.geometry.load import boundaries, drawn_views, shape, world_point, world_svg

__all__ = [
    "boundaries",
    "drawn_views",
    "geo_frame",
    "shape",
    "with_geometry",
    "world_point",
    "world_svg",
]
