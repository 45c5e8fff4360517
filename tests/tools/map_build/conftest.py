"""Path data is read back here as in the tests of the built drawings."""

from tests.geometry.conftest import area, parse, polygons

__all__ = ["area", "parse", "polygons"]
