import pyproj
import pytest
import shapely

from atlas.codebook import codebook
from atlas.errors import UnknownRegion
from atlas.geometry import boundaries, drawn_views, world_svg
from tools.map_build.source import table

VIEWS = (
    "africa",
    "asia",
    "eastern_europe",
    "latin_america",
    "mena",
    "north_america",
    "oceania",
    "western_europe",
    "world",
)
REGIONS = [v for v in VIEWS if v != "world"]
AFRICA = [c.iso3 for c in codebook().countries.values() if c.m49_region == "Africa"]
SOUTH_AMERICA = ["ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PER", "PRY", "SUR", "URY"]
SOUTH_AMERICA += ["VEN", "FRA"]
# Drawn with the state they belong to, or uninhabited: docs/decisions/0002-boundaries.md.
NOT_DRAWN = {"ALA", "BES", "GLP", "GUF", "MTQ", "MYT", "REU", "SJM", "UMI"}
FAR_PARTS = {"CHL", "DNK", "ECU", "ESP", "FRA", "NLD", "NOR", "PRT", "RUS", "USA"}


def test_the_world_and_each_region_are_drawn():
    assert drawn_views() == VIEWS


def test_an_unknown_view_names_the_nearest():
    with pytest.raises(UnknownRegion) as raised:
        world_svg("afrika")
    assert raised.value.nearest[0] == "africa"


def test_all_193_un_members_can_be_seen_and_clicked():
    drawing = world_svg()
    members = {c.iso3 for c in codebook().countries.values() if c.un_member}
    assert len(members) == 193
    assert members <= set(drawing["countries"]) | set(drawing["points"])


def test_every_country_of_the_codebook_is_drawn_or_listed_as_drawn_with_another():
    drawing = world_svg()
    inhabited = {c.iso3 for c in codebook().countries.values() if c.region != "antarctica"}
    assert inhabited - set(drawing["countries"]) - set(drawing["points"]) == NOT_DRAWN


def test_a_small_country_without_a_point_is_still_large_enough_to_click(area):
    drawing = world_svg()
    without = set(drawing["countries"]) - set(drawing["points"])
    assert min(area(drawing["countries"][iso3]) for iso3 in without) > 12  # square units


@pytest.mark.parametrize("view", VIEWS)
def test_every_path_can_be_read_and_stays_in_the_view_box(view, parse):
    drawing = world_svg(view)
    _, _, width, height = drawing["viewBox"]
    layers = [drawing.get(k, "") for k in ("sphere", "graticule", "land", "disputed")]
    paths = [p for p in layers if p] + list(drawing["countries"].values())
    for path in paths:
        lines = parse(path)
        assert lines
        for points in lines:
            assert len(points) > 1
            assert all(-6 <= x <= width + 6 and -6 <= y <= height + 6 for x, y in points)


@pytest.mark.parametrize("view", VIEWS)
def test_points_and_labels_lie_in_the_view_box(view):
    drawing = world_svg(view)
    _, _, width, height = drawing["viewBox"]
    assert set(drawing["countries"]) | set(drawing["points"]) <= set(drawing["labels"])
    for x, y in [*drawing["points"].values(), *drawing["labels"].values()]:
        assert -6 <= x <= width + 6
        assert -6 <= y <= height + 6


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_shows_all_its_un_members(region):
    drawing = world_svg(region)
    book = codebook()
    members = {iso3 for iso3 in book.members(region) if book.countries[iso3].un_member}
    shown = set(drawing["countries"]) | set(drawing["points"])
    assert members
    assert members <= shown
    assert shown - set(book.members(region)), "neighbours give the region its place"


@pytest.mark.parametrize("view", VIEWS)
def test_points_do_not_lie_on_each_other(view):
    drawing = world_svg(view)
    places = shapely.points(list(drawing["points"].values()))
    gap = max(drawing["viewBox"]) / 200
    for i, place in enumerate(places):
        others = shapely.distance(place, [p for j, p in enumerate(places) if j != i])
        assert others.min() > gap * 0.8


def test_points_are_moved_no_further_than_they_must_be():
    drawing = world_svg()
    lesser_antilles = {"ATG": (-61.8, 17.1), "GRD": (-61.7, 12.1), "BRB": (-59.6, 13.2)}
    to = pyproj.Transformer.from_crs("OGC:CRS84", drawing["projection"], always_xy=True)
    scale = 2 * to.transform(191, 0)[0] / (drawing["viewBox"][2] * 0.996)
    middle = [n / 2 for n in drawing["viewBox"][2:]]
    for iso3, place in lesser_antilles.items():
        x, y = to.transform(*place)
        there = shapely.Point(middle[0] + x / scale, middle[1] - y / scale)
        assert there.distance(shapely.Point(drawing["points"][iso3])) < 15


def test_the_world_is_drawn_with_equal_areas(area):
    drawing = world_svg()
    globe = pyproj.Geod(ellps="WGS84")

    def units_for_a_square_metre(*codes):
        drawn = sum(area(drawing["countries"][c]) for c in codes if c in drawing["countries"])
        true = [globe.geometry_area_perimeter(boundaries().geometry[c])[0] for c in codes]
        return drawn / -sum(true) if sum(true) < 0 else drawn / sum(true)

    codes = [c for c in AFRICA if c in boundaries().index]
    africa, greenland = units_for_a_square_metre(*codes), units_for_a_square_metre("GRL")
    assert greenland / africa == pytest.approx(1, abs=0.02)
    for iso3 in ("BRA", "RUS", "IDN", "NOR", "NZL", "AUS"):
        assert units_for_a_square_metre(iso3) / africa == pytest.approx(1, abs=0.03), iso3


@pytest.mark.parametrize("region", REGIONS)
def test_regions_are_drawn_with_equal_areas(region, area):
    drawing = world_svg(region)
    assert drawing["projection"].startswith("+proj=laea")
    frame = shapely.box(*drawing["viewBox"]).buffer(-1)
    whole = [
        iso3
        for iso3 in codebook().members(region)
        if iso3 in drawing["countries"]
        and iso3 not in FAR_PARTS
        and area(drawing["countries"][iso3]) > 2000
        and frame.contains(shapely.Point(drawing["labels"][iso3]))
    ]
    globe = pyproj.Geod(ellps="WGS84")
    true = {c: abs(globe.geometry_area_perimeter(boundaries().geometry[c])[0]) for c in whole}
    ratios = [area(drawing["countries"][c]) / true[c] for c in whole]
    assert len(whole) > 1
    assert max(ratios) / min(ratios) < 1.03


def test_the_cut_opposite_the_middle_leaves_no_streak_across_the_map(parse):
    drawing = world_svg()
    for iso3, path in drawing["countries"].items():
        for ring in parse(path):
            xs = [x for x, _ in ring]
            assert max(xs) - min(xs) < 800, iso3


def test_chukotka_lies_with_the_rest_of_russia(parse):
    points = [p for ring in parse(world_svg()["countries"]["RUS"]) for p in ring]
    assert min(x for x, _ in points) > 1000


def test_lesotho_lies_in_a_hole_of_south_africa(polygons):
    drawing = world_svg("africa")
    lesotho = shapely.Point(drawing["labels"]["LSO"])
    assert sum(p.contains(lesotho) for p in polygons(drawing["countries"]["ZAF"])) == 2


def test_neighbours_leave_no_gap(polygons):
    drawing = world_svg("latin_america")
    shapes = [p for c in SOUTH_AMERICA for p in polygons(drawing["countries"][c])]
    mainland = max(shapely.get_parts(shapely.union_all(shapes)), key=lambda p: p.area)
    gaps = [shapely.Polygon(ring).area for ring in mainland.interiors]
    assert sum(gaps) < 1  # of 600,000 square units


@pytest.mark.parametrize(
    ("view", "a", "b"),
    [("africa", "MAR", "ESH"), ("eastern_europe", "XKX", "SRB"), ("asia", "IND", "PAK")],
)
def test_a_disputed_edge_lies_on_the_edge_that_is_drawn(view, a, b, parse, polygons):
    drawing = world_svg(view)
    edges = [shapely.union_all(polygons(drawing["countries"][c])).boundary for c in (a, b)]
    dashes = [shapely.LineString(points) for points in parse(drawing["disputed"])]
    on_both = [
        d for d in dashes if all(d.distance(e) == 0 and e.buffer(0.2).contains(d) for e in edges)
    ]
    assert sum(d.length for d in on_both) > 20


def test_somaliland_northern_cyprus_and_crimea_have_a_dashed_line_inside_the_state(parse, polygons):
    for view, iso3 in (("africa", "SOM"), ("western_europe", "CYP"), ("eastern_europe", "UKR")):
        drawing = world_svg(view)
        inside = shapely.union_all(polygons(drawing["countries"][iso3])).buffer(-1)
        dashes = [shapely.LineString(points) for points in parse(drawing["disputed"])]
        assert sum(d.intersection(inside).length for d in dashes) > 15, iso3


def test_every_disputed_line_is_between_shapes_of_the_table_and_says_why():
    names = set(table("iso3")["name"]) | set(table("cuts")["name"])
    rows = table("disputed")
    assert set(rows["a"]) | set(rows["b"]) <= names
    assert (rows["note"] != "").all()


def test_antarctica_is_plain_land(area):
    drawing = world_svg()
    assert not {"ATA", "ATF", "SGS", "HMD"} & (set(drawing["countries"]) | set(drawing["points"]))
    assert area(drawing["land"]) > 30_000


def test_files_are_small():
    from atlas.geometry.files import GEO

    assert (GEO / "world.json").stat().st_size <= 350_000
    for region in REGIONS:
        assert (GEO / f"{region}.json").stat().st_size <= 200_000
