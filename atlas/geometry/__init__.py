"""Boundaries and map drawings: built by hand from Natural Earth, read at run time.

``build.py`` is the build-time pipeline (``source``, ``plane``, ``views``, ``layers``,
``points``, ``paths``, ``silhouettes``); the app itself uses the readers below.
"""

from atlas.geometry.load import boundaries, drawn_views, shape, world_point, world_svg

__all__ = ["boundaries", "drawn_views", "shape", "world_point", "world_svg"]
