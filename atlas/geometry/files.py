"""Where the built geometry files are."""

from atlas.settings import ASSETS, DATA

BOUNDARIES = DATA / "geometry" / "boundaries.geojson"
GEO = ASSETS / "geo"
SHAPES = GEO / "shapes" / "shapes.json"
