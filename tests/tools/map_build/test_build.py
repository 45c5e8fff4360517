"""The build-time pipeline on a small invented world."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from atlas.geometry.plane import Plane
from tools.map_build import source
from tools.map_build.__main__ import geojson, lines
from tools.map_build.cutting import densify, recut
from tools.map_build.points import spread
from tools.map_build.source import finer, join, open_out, pieces, split, unwrap
from tools.map_build.views import View, draw_view

WORLD = View("world", "+proj=eqearth +lon_0=11 +over", 2000, -169, -90, 191, 90, 30, 16)
REGION = View("east", "+proj=laea +lat_0=0 +lon_0=170", 500, 150, -30, 200, 30, 15, 40)
TABLES = {
    "iso3": "scale,name,iso3,kind,note\n50m,Across,AAA,state,\n50m,Ring,BBB,state,\n"
    "50m,Inside,CCC,state,\n50m,Speck,DDD,territory,\n50m,Polar,EEE,antarctic,\n",
    "cuts": 'name,of,iso3,line,note\nTip,Ring,BBB,"9 8, 21 8",south of 8 degrees\n',
    "points": "iso3,longitude,latitude,note\nFFF,-172,-9,not drawn\n",
    "disputed": "a,b,west,south,east,north,note\nRing,Tip,-180,-90,180,90,invented\n",
    "keep": "iso3,longitude,latitude,note\n",
}


def topojson() -> dict:
    """Five countries; Across wraps at 180° without a cut, Polar runs round the South Pole."""
    rings = {
        "Across": [[[168, 0], [-170, 0], [-170, 10], [168, 10], [168, 0]]],
        "Ring": [
            [[10, 0], [10, 20], [20, 20], [20, 0], [10, 0]],
            [[14, 12], [16, 12], [16, 14], [14, 14], [14, 12]],
        ],
        "Inside": [[[14, 12], [14, 14], [16, 14], [16, 12], [14, 12]]],
        "Speck": [[[30, 5], [30, 5.05], [30.05, 5.05], [30.05, 5], [30, 5]]],
        "Polar": [[[-180, -75], [-90, -70], [0, -75], [90, -70], [180, -75], [-180, -75]]],
    }
    arcs, shapes = [], []
    for name, parts in rings.items():
        shapes.append({"type": "Polygon", "arcs": [], "properties": {"name": name}})
        for ring in parts:
            shapes[-1]["arcs"].append([len(arcs)])
            arcs.append(ring)
    return {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "package" / "world").mkdir(parents=True)
    for name in ("world/50m.json", "countries-10m.json"):
        (tmp_path / "package" / name).write_text(json.dumps(topojson()))
    monkeypatch.setattr(source, "TABLES", tmp_path)
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def test_pieces_are_named_coded_and_valid(folder: Path):
    frame = pieces(folder)
    assert frame["iso3"].to_dict() == {
        "Across": "AAA",
        "Inside": "CCC",
        "Polar": "EEE",
        "Ring": "BBB",
        "Speck": "DDD",
        "Tip": "BBB",
    }
    assert frame.is_valid.all()
    assert frame.geometry["Across"].bounds == (168, 0, 190, 10)
    assert frame.geometry["Ring"].bounds == (10, 8, 20, 20)
    assert frame.geometry["Tip"].bounds == (10, 0, 20, 8)
    assert frame.geometry["Polar"].contains(Point(45, -89))


def test_a_shape_without_a_code_stops_the_build(folder: Path):
    text = TABLES["iso3"].replace("50m,Speck,DDD,territory,\n", "")
    (folder / "iso3.csv").write_text(text)
    with pytest.raises(ValueError, match="does not name: Speck"):
        pieces(folder)


def test_a_code_without_a_shape_stops_the_build(folder: Path):
    (folder / "iso3.csv").write_text(TABLES["iso3"] + "50m,Atlantis,ATL,state,\n")
    with pytest.raises(ValueError, match="is not in the source: Atlantis"):
        pieces(folder)


def test_a_missing_package_is_named(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"world/50m\.json"):
        pieces(tmp_path)


def test_finer_shapes_leave_out_countries_joined_from_several(folder: Path):
    (folder / "iso3.csv").write_text(TABLES["iso3"].replace("Inside,CCC", "Inside,BBB"))
    assert set(finer(folder).index) == {"AAA", "DDD", "EEE"}


def test_the_same_input_gives_the_same_bytes(folder: Path):
    made = [lines(draw_view(WORLD, pieces(folder), frozenset())) for _ in range(2)]
    assert made[0] == made[1]
    assert geojson(join(pieces(folder))) == geojson(join(pieces(folder)))


def test_the_world_view_has_a_path_or_a_point_for_each_country(folder: Path, parse):
    drawing = draw_view(WORLD, pieces(folder), frozenset())
    assert set(drawing["points"]) == {"DDD", "FFF"}
    assert {"AAA", "BBB", "CCC"} <= set(drawing["countries"])
    assert "EEE" not in drawing["countries"]
    assert parse(drawing["land"])
    assert len(parse(drawing["countries"]["AAA"])) == 1, "drawn in one piece beyond 180°"
    assert len(parse(drawing["countries"]["BBB"])) == 2, "one exterior, one hole"


def test_a_cut_is_dashed_inside_the_country_that_stays_whole(folder: Path, parse):
    drawing = draw_view(WORLD, pieces(folder), frozenset())
    (dashes,) = parse(drawing["disputed"])
    across = {y for _, y in dashes}
    assert len(across) == 1
    ys = [y for _, y in parse(drawing["countries"]["BBB"])[0]]
    assert min(ys) < across.pop() < max(ys)


def test_a_region_beyond_180_degrees_frames_its_members(folder: Path, parse):
    drawing = draw_view(REGION, pieces(folder), frozenset({"AAA"}))
    assert set(drawing["countries"]) == {"AAA"}
    assert "FFF" not in drawing["points"]
    _, _, width, height = drawing["viewBox"]
    xs = [x for x, _ in parse(drawing["countries"]["AAA"])[0]]
    assert max(xs) - min(xs) > 0.85 * width
    assert 1.15 <= width / height <= 1.85


def test_geojson_is_cut_at_180_degrees_and_clockwise(folder: Path):
    frame = gpd.read_file(geojson(join(pieces(folder)))).set_index("iso3")
    assert frame.geometry["AAA"].bounds == (-180, 0, 180, 10)
    assert len(frame.geometry["AAA"].geoms) == 2
    parts = shapely.get_parts(frame.geometry.values)
    assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any()


def test_unwrap_takes_out_the_jump_at_180_degrees():
    ring = np.array([[178, 0], [-179, 0], [-179, 1], [178, 1], [178, 0]], dtype=float)
    assert unwrap(ring)[:, 0].tolist() == [178, 181, 181, 178, 178]


def test_a_hole_is_unwrapped_beside_its_exterior():
    shell = [(170, 0), (-150, 0), (-150, 20), (170, 20), (170, 0)]
    hole = [(-170, 5), (-165, 5), (-165, 9), (-170, 9), (-170, 5)]
    opened = open_out(Polygon(shell, [hole]))
    assert not opened.contains(Point(192, 7))
    assert opened.area == pytest.approx(40 * 20 - 5 * 4)


def test_a_part_that_hardly_crosses_the_cut_stays_whole():
    islet = box(-170.5, 60, -168.5, 61)
    assert recut(islet, -169).bounds == (189.5, 60, 191.5, 61)
    continent = box(-175, 60, -150, 70)
    assert len(recut(continent, -169).geoms) == 2
    assert recut(continent, -169).area == pytest.approx(continent.area)
    assert recut(islet, -169, overhang=0).bounds == (-169, 60, 191, 61)


def test_split_gives_the_right_hand_part_first():
    shape = MultiPolygon([box(0, 0, 4, 4), box(9, 9, 10, 10)])
    south, rest = split(shape, LineString([(-1, 1), (5, 1)]))
    assert south.bounds == (0, 0, 4, 1)
    assert rest.area == pytest.approx(12 + 1)


def test_densify_gives_neighbours_the_same_vertices():
    edge = [(0.0, 49.0), (7.3, 49.0)]
    one = densify(Polygon([*edge, (7.3, 55), (0, 55)]))
    other = densify(Polygon([*reversed(edge), (0, 40), (7.3, 40)]))
    shared = [{tuple(p) for p in shapely.get_coordinates(s) if p[1] == 49} for s in (one, other)]
    assert len(shared[0]) == 9
    assert shared[0] == shared[1]


def test_a_plane_widens_a_tall_window_and_heightens_a_flat_one():
    tall = Plane.around("+proj=cea", box(0, -40, 5, 40), 1000, 0, ratio=(1.2, 1.8))
    flat = Plane.around("+proj=cea", box(0, 0, 90, 5), 1000, 0, ratio=(1.2, 1.8))
    assert tall.width / tall.height == pytest.approx(1.2, rel=0.01)
    assert flat.width / flat.height == pytest.approx(1.8, rel=0.01)


def test_points_on_one_spot_part_and_lonely_ones_stay():
    moved = spread({"A": [10, 10], "B": [10, 10], "C": [90, 90]}, gap=8)
    apart = np.hypot(moved["A"][0] - moved["B"][0], moved["A"][1] - moved["B"][1])
    assert apart >= 7
    assert moved["C"] == [90, 90]
    assert spread({}, gap=8) == {}
