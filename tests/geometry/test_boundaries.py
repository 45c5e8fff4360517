import shapely
from shapely.geometry import Point

from atlas.codebook import codebook
from atlas.geometry import boundaries
from tools.map_build.source import table


def test_boundaries_are_longitudes_and_latitudes_indexed_by_iso3():
    frame = boundaries()
    assert frame.crs.to_epsg() == 4326
    assert frame.index.name == "iso3"
    assert frame.index.is_unique
    assert frame.index.is_monotonic_increasing
    assert set(frame["kind"]) == {"state", "territory", "other", "antarctic"}
    west, south, east, north = frame.total_bounds
    assert west >= -180
    assert south >= -90
    assert east <= 180
    assert north <= 90


def test_every_geometry_is_valid_and_none_is_empty():
    shapes = boundaries().geometry
    assert shapes.notna().all()
    assert not shapes.is_empty.any()
    assert shapes.is_valid.all()
    assert set(shapes.geom_type) <= {"Polygon", "MultiPolygon"}


def test_exterior_rings_run_clockwise_and_holes_the_other_way():
    parts = shapely.get_parts(boundaries().geometry.values)
    assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any()
    holes = [ring for part in parts for ring in part.interiors]
    assert holes
    assert shapely.is_ccw(holes).all()


def test_every_un_member_has_a_boundary():
    members = {c.iso3 for c in codebook().countries.values() if c.un_member}
    assert len(members) == 193
    assert members <= set(boundaries().index)


def test_only_codes_of_the_codebook_are_used():
    assert set(boundaries().index) <= set(codebook().countries)


def test_codes_that_files_often_lack_are_explicit():
    # Natural Earth gives France, Norway, Kosovo and Northern Cyprus the code -99.
    here = boundaries().geometry
    places = {
        "FRA": (2.35, 48.85),
        "NOR": (10.75, 60.5),
        "XKX": (20.9, 42.6),
        "PSE": (35.25, 32.0),
        "ESH": (-13.2, 25.0),
        "TWN": (121.0, 23.8),
        "FLK": (-58.9, -51.8),
        "UKR": (34.2, 45.2),
    }
    for iso3, place in places.items():
        assert list(here.index[here.contains(Point(place))]) == [iso3]


def test_somaliland_northern_cyprus_and_siachen_are_joined():
    here = boundaries().geometry
    for iso3, place in {"SOM": (45.0, 9.5), "CYP": (33.6, 35.3), "IND": (77.2, 35.4)}.items():
        assert here[iso3].contains(Point(place))


def test_parts_without_figures_of_their_own_stay_with_their_state():
    here = boundaries().geometry
    places = {
        "FRA": [(-53.0, 4.0), (55.5, -21.1), (-61.0, 14.6)],  # Guiana, Réunion, Martinique
        "NOR": [(16.0, 78.2)],  # Spitsbergen
        "FIN": [(20.0, 60.25)],  # Åland
        "NLD": [(-68.3, 12.2)],  # Bonaire
    }
    for iso3, points in places.items():
        assert all(here[iso3].contains(Point(p)) for p in points), iso3


def test_lesotho_is_a_hole_in_south_africa():
    here = boundaries().geometry
    lesotho = here["LSO"].representative_point()
    assert not here["ZAF"].contains(lesotho)
    assert shapely.Polygon(
        max(shapely.get_parts(here["ZAF"]), key=lambda p: p.area).exterior
    ).contains(lesotho)


def test_russia_and_fiji_are_cut_at_the_antimeridian():
    for iso3 in ("RUS", "FJI"):
        west, _, east, _ = boundaries().geometry[iso3].bounds
        assert (west, east) == (-180, 180)
        parts = shapely.get_parts(boundaries().geometry[iso3])
        assert all(part.bounds[2] - part.bounds[0] < 175 for part in parts)


def test_neighbours_do_not_overlap():
    frame = boundaries()
    states = frame[frame["kind"] != "antarctic"]
    faults = shapely.coverage_invalid_edges(states.geometry.values)
    wrong = {k: round(e.length, 2) for k, e in zip(states.index, faults, strict=True) if e.length}
    # A few kilometres of the Tumen are drawn twice in the source.
    assert set(wrong) <= {"PRK", "RUS"}
    assert sum(wrong.values()) < 0.3


def test_the_table_gives_each_shape_one_code_and_each_code_one_kind():
    rows = table("iso3")
    assert not rows.duplicated(["scale", "name"]).any()
    assert (rows.groupby("iso3")["kind"].nunique() == 1).all()
    assert set(rows["iso3"]) <= set(codebook().countries)


def test_states_in_the_table_are_un_members_and_the_two_observers():
    rows = table("iso3").query("kind == 'state'")
    members = {c.iso3 for c in codebook().countries.values() if c.un_member}
    assert set(rows["iso3"]) == members | {"PSE"}
    assert set(table("points")["iso3"]) & {"VAT"}  # the other observer has no shape, only a point
