from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from tools.map_build.paths import area_path, line_path

tenths = st.integers(-30_000, 30_000).map(lambda n: n / 10)


@given(st.lists(st.tuples(tenths, tenths), min_size=2, max_size=30, unique=True))
def test_a_line_is_read_back_as_it_was_written(parse, points):
    assert parse(line_path(LineString(points))) == [points]


def test_numbers_take_as_little_room_as_svg_allows():
    line = LineString([(0, 0.5), (0.25 + 0.25, 1), (0.5, 0.2), (10.5, 0.2)])
    assert line_path(line) == "M0 .5l.5.5 0-.8 10 0"


def test_a_ring_is_closed_without_repeating_its_first_point():
    assert area_path(box(0, 0, 2, 1)) == "M2 0l0 1-2 0 0-1z"


def test_a_hole_follows_its_exterior():
    ring = Polygon(box(0, 0, 9, 9).exterior, [box(3, 3, 6, 6).exterior])
    assert area_path(ring).count("z") == 2


def test_what_rounds_to_less_than_a_triangle_is_left_out():
    speck = Polygon([(1, 1), (1.01, 1), (1.01, 1.01)])
    assert area_path(speck) == ""
    assert area_path(MultiPolygon([box(0, 0, 2, 1), speck])).count("z") == 1
    assert line_path(LineString([(1, 1), (1.02, 1.01)])) == ""


def test_neighbours_round_their_shared_vertices_alike(parse):
    left = Polygon([(0, 0), (1.234, 0), (1.26, 3.33), (0, 4)])
    right = Polygon([(1.234, 0), (5, 0), (5, 4), (1.26, 3.33)])
    a, b = (set(parse(area_path(shape))[0]) for shape in (left, right))
    assert a & b == {(1.2, 0.0), (1.3, 3.3)}
