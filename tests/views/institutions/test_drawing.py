"""The drawing: boxes that do not touch, lines that cross no box, a legend of what is drawn."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.views.institutions.drawing import ONE, STYLES, TWO, draw
from atlas.views.institutions.layout import ChartGrid, InstitutionBox, chart_grid
from atlas.views.institutions.lines import RelationLine, relation_lines
from atlas.views.institutions.units import SPHERES, sphere
from tests.views.institutions.organisations import STATE, T, chart
from tests.views.institutions.test_structure import CODES, RELATIONS

MANY = tuple((f"branch-of-the-forces-{i}", "branch") for i in range(14))
LONG = ("general-directorate-of-the-national-border-and-coast-protection", "border-guard")
CHARTS = {
    "usual": chart(),
    "one body": chart((("army", "army"),), ()),
    "many branches": chart(
        (("forces", "armed-forces"), LONG, *MANY),
        tuple((code, "part-of", "forces") for code, _ in MANY),
    ),
    "a chain": chart(MANY, tuple((b[0], "part-of", a[0]) for a, b in pairwise(MANY))),
}


def points(line: RelationLine) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", line.path)]


def overlap(one: InstitutionBox, other: InstitutionBox) -> bool:
    return (
        one.x < other.end
        and other.x < one.end
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def crossed(line: RelationLine, made: ChartGrid) -> list[str]:
    """Return the boxes other than its ends through which a line runs."""
    ends = {line.edge.subject, line.edge.object}
    way = points(line)
    return [
        code
        for code, box in made.boxes.items()
        if code not in ends
        for (x1, y1), (x2, y2) in pairwise(way)
        if min(x1, x2) < box.end - 1
        and max(x1, x2) > box.x + 1
        and min(y1, y2) < box.y + box.height - 1
        and max(y1, y2) > box.y + 1
    ]


@pytest.mark.parametrize("columns", [ONE, TWO])
@pytest.mark.parametrize("name", CHARTS)
def test_boxes_do_not_touch_and_stay_on_the_sheet(name: str, columns: int) -> None:
    made = chart_grid(CHARTS[name], columns)
    assert set(made.boxes) == set(CHARTS[name].nodes)
    assert not [pair for pair in combinations(made.boxes.values(), 2) if overlap(*pair)]
    for box in made.boxes.values():
        assert 0 <= box.x < box.end <= made.width
        assert 0 <= box.y < box.y + box.height <= made.height


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(RELATIONS), st.sampled_from(CODES)),
        max_size=16,
    ),
    st.sampled_from([ONE, TWO]),
)
def test_no_loose_line_runs_through_a_box(ties: list[tuple[str, str, str]], columns: int) -> None:
    made = chart_grid(chart(STATE, tuple(ties)), columns)
    drawn = relation_lines(made)
    assert not [pair for pair in combinations(made.boxes.values(), 2) if overlap(*pair)]
    for line in drawn:
        if not line.hangs:
            assert crossed(line, made) == [], line
        assert all(0 <= x <= made.width and 0 <= y <= made.height for x, y in points(line))


def test_every_relation_is_drawn_once() -> None:
    made = chart()
    drawn = [line.edge for line in relation_lines(chart_grid(made, ONE))]
    assert sorted(map(repr, drawn)) == sorted(map(repr, made.edges))


def test_the_forces_stand_below_the_state() -> None:
    boxes = chart_grid(chart(), ONE).boxes
    state = [b for b in boxes.values() if b.sphere in ("government", "legislature", "courts")]
    forces = [b for b in boxes.values() if b.sphere in ("defence", "security")]
    assert max(b.y for b in state) < min(b.y for b in forces)


def test_a_kind_has_one_sphere_and_an_unknown_one_is_a_service() -> None:
    kinds = [kind for _, kinds in SPHERES.values() for kind in kinds]
    assert len(kinds) == len(set(kinds))
    assert sphere("army") == "defence"
    assert sphere("police") == "security"


def test_the_drawing_is_an_image_with_the_lines_and_a_legend_of_those_used() -> None:
    made = draw(chart(), T)
    root = ElementTree.fromstring(made.svg)
    paths = root.findall("{http://www.w3.org/2000/svg}path")
    assert len(paths) == len(chart().edges)
    assert [sign.name for sign in made.legend] == [
        "commands",
        "belongs to",
        "reports to",
        "appoints",
        "oversees",
    ]
    for sign in made.legend:
        ElementTree.fromstring(sign.svg)


def test_no_two_relations_differ_by_colour_alone() -> None:
    assert set(STYLES) == set(RELATIONS)
    seen = {(s.width, s.dashes, s.tip, s.solid) for s in STYLES.values()}
    assert len(seen) == len(STYLES)


def test_boxes_have_their_place_in_per_cent_and_marks() -> None:
    made = draw(chart(), T, TWO, {"police": "differs"})
    assert all(0 <= b.start < b.start + b.width <= 101 for b in made.boxes)
    assert {b.node.code: b.mark for b in made.boxes if b.mark} == {"police": "differs"}
    titles = [text for text, *_ in made.titles]
    assert titles[0] == "Executive"
    assert set(titles) == {
        "Executive",
        "Legislature",
        "Courts and control",
        "Defence",
        "Interior and services",
    }
