"""Boundaries and map drawings out of Natural Earth: ``python -m tools.map_build SOURCE_DIR``.

``source`` reads it, ``cutting`` cuts at the map's edge, ``views`` draws a map out of ``layers``,
``points`` and ``paths``; ``silhouettes`` draws each country alone, ``land`` the land in one shape.
"""
