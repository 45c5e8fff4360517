"""Where the built geometry files are."""

from atlas.settings import ASSETS, DATA

BOUNDARIES = DATA / "geometry" / "boundaries.geojson"
GEO = ASSETS / "geo"
SHAPES = GEO / "shapes" / "shapes.json"
LAND = GEO / "land.svg"  # the world's land without borders
LAND_HEIGHT = 845  # units of the world's drawing: Antarctica is cut off
