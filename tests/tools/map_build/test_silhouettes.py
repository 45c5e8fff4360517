import pytest
from shapely.geometry import MultiPolygon, Point, box

from atlas.codebook import codebook
from atlas.geometry import boundaries, shape
from tools.map_build.silhouettes import silhouette
from tools.map_build.source import table


def test_every_un_member_has_an_outline():
    members = [c.iso3 for c in codebook().countries.values() if c.un_member]
    assert all(shape(iso3) for iso3 in members)


def test_a_code_without_an_outline_gives_none():
    assert shape("VAT") is None
    assert shape("ATA") is None


def test_outlines_are_small_and_fill_their_view_box(parse):
    for iso3 in boundaries().index:
        drawn = shape(iso3)
        if drawn is None:
            continue
        points = [p for ring in parse(drawn["path"]) for p in ring]
        _, _, width, height = drawn["viewBox"]
        assert len(points) <= 250, iso3
        assert max(width, height) == 100
        assert all(-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1 for x, y in points)
        assert max(x for x, _ in points) - min(x for x, _ in points) > 0.75 * width, iso3
        assert max(y for _, y in points) - min(y for _, y in points) > 0.75 * height, iso3


@pytest.mark.parametrize(
    ("iso3", "ratio"),
    [("FRA", (0.9, 1.1)), ("NOR", (0.6, 1.1)), ("USA", (1.4, 2.0)), ("NLD", (0.7, 1.0))],
)
def test_far_parts_do_not_make_the_mainland_tiny(iso3, ratio):
    _, _, width, height = shape(iso3)["viewBox"]
    assert ratio[0] < width / height < ratio[1]


def test_france_keeps_corsica(parse):
    assert len(parse(shape("FRA")["path"])) >= 2


def test_parts_that_must_stay_lie_in_their_country():
    for row in table("keep").itertuples():
        assert boundaries().geometry[row.iso3].contains(Point(row.longitude, row.latitude))


def test_a_far_small_island_goes_unless_it_must_stay():
    country = MultiPolygon([box(0, 0, 4, 4), box(20, 0, 20.5, 0.5)])
    assert silhouette(country, [])["path"].count("M") == 1
    assert silhouette(country, [Point(20.2, 0.2)])["path"].count("M") == 2


def test_two_large_islands_both_stay():
    country = MultiPolygon([box(0, 0, 4, 4), box(9, 0, 12, 3)])
    assert silhouette(country, [])["path"].count("M") == 2
