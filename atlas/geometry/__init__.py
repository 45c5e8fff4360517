"""Boundaries and map drawings, read from the files that ``tools/map_build`` has made."""

from atlas.geometry.load import boundaries, drawn_views, shape, world_point, world_svg

__all__ = ["boundaries", "drawn_views", "shape", "world_point", "world_svg"]
