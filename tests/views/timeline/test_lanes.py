"""No mark covers another, labels stand where they fit, no date is made more exact."""

import itertools
import random

import plotly.graph_objects as go
import pytest

from atlas.analysis.events import select_events
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts import plots as charts
from atlas.views.charts.event_marks import MARKED, add_marks, events_in_view
from atlas.views.charts.stacking import MarkBox, stack_marks
from atlas.views.timeline.captions import timeline_caption
from atlas.views.timeline.events import SHAPES, decades, event_legend, event_rows, moment, when
from atlas.views.timeline.lanes import Axis, axis, timeline, year_ticks
from tests.analysis.frames import frame, row
from tests.analysis.records import events

T = translator("en")
ROWS = events(
    ("CHL", "conflict", "1978", "Conflict", "1984"),
    ("CHL", "independence", "1818-02-12", "Independence"),
    ("URY", "coup", "1973-06", "Coup"),
    ("URY", "women", "1998", "Women admitted"),
)
BOTH = select_events(ROWS, ["URY", "CHL"])


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == set(codebook().vocabulary.events)
    shapes = [shape for shape, _ in SHAPES.values()]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize(
    ("value", "shown"), [("1991", "1991"), ("1991-07", "July 1991"), ("1991-07-04", "Jul 4, 1991")]
)
def test_a_date_is_said_as_exactly_as_it_was_given(value: str, shown: str) -> None:
    assert moment(value, "en") == shown


def test_a_month_is_said_in_the_language() -> None:
    assert moment("1991-07", "fr") == "juillet 1991"
    assert moment("1991", "ar") == "1991"


def test_a_long_event_says_both_ends() -> None:
    assert when(BOTH[BOTH["event"] == "conflict"].iloc[0], "en") == "1978 – 1984"


def test_years_before_1900_are_compressed_unless_they_are_asked_for() -> None:
    bent = axis(BOTH)
    assert (bent.first, bent.last, bent.bend) == (1818, 1998, 1900)
    assert bent.place(1818) == 0
    assert bent.place(1900) == pytest.approx(12)
    assert bent.place(1999) == 100
    assert axis(BOTH, 1800).bend is None
    assert axis(select_events(ROWS, ["URY"])).bend is None


def test_an_axis_without_events_has_a_length() -> None:
    assert axis(ROWS.iloc[:0]).place(1900) == 0
    assert axis(ROWS.iloc[:0], 2000, 1999).place(2000) == 0


@pytest.mark.parametrize("first", [1143, 1816, 1900, 1990, 2019])
def test_ticks_are_few_round_and_in_order(first: int) -> None:
    made = year_ticks(axis(BOTH, first, 2025))
    assert 2 <= len(made) <= 14
    assert [t.x for t in made] == sorted(t.x for t in made)


def test_a_year_alone_stands_in_its_middle_and_keeps_its_span() -> None:
    lane = timeline(BOTH, ["URY"], Axis(1900, 1999), T).lanes[0]
    coup, women = lane.marks
    assert women.x == pytest.approx(98.5)
    assert (women.start, women.width) == (98.0, 1.0)
    assert coup.width < 0.1


def test_an_event_that_lasted_is_a_bar_cut_at_the_axis() -> None:
    marks = timeline(BOTH, ["CHL"], Axis(1980, 1999), T).lanes[0].marks
    bar = next(m for m in marks if m.lasting)
    assert (bar.start, bar.width) == (0.0, 25.0)


def test_a_country_without_events_keeps_its_lane_only_among_a_few() -> None:
    few = timeline(BOTH, ["KEN", "URY"], axis(BOTH), T)
    assert [(lane.iso3, len(lane.marks)) for lane in few.lanes] == [("KEN", 0), ("URY", 2)]
    region = codebook().members("latin_america")
    many = timeline(BOTH, region, axis(BOTH), T)
    assert {lane.iso3 for lane in many.lanes} == {"URY", "CHL"}


def _apart(boxes: list[MarkBox], gap: float, most: int) -> None:
    taken: dict[int, list[tuple[float, float]]] = {}
    for box, place in zip(boxes, stack_marks(boxes, gap, most), strict=True):
        width = box.label if place.labelled and box.label else gap / 2
        left = box.start - (width if place.before else gap / 2)
        right = box.end + (gap / 2 if place.before else width)
        taken.setdefault(place.row, []).append((left, right))
    for places in taken.values():
        for (_, end), (start, _) in itertools.pairwise(sorted(places)):
            assert end <= start + 1e-9


@pytest.mark.parametrize("most", [0, 4, 400])
@pytest.mark.parametrize("seed", range(6))
def test_marks_and_labels_never_cover_each_other(seed: int, most: int) -> None:
    chance = random.Random(seed)
    starts = sorted(chance.uniform(0, 100) for _ in range(300))
    boxes = [
        MarkBox(x, min(100, x + chance.choice((0, 0, 6))), chance.choice((None, 9.0, 22.0)))
        for x in starts
    ]
    _apart(boxes, 1.35, most)


def test_hundreds_of_marks_stay_within_few_rows() -> None:
    boxes = [MarkBox(100 * i / 400, 100 * i / 400, 20.0) for i in range(400)]
    assert max(p.row for p in stack_marks(boxes, 1.35, 5)) < 8


def test_a_lone_mark_has_its_label_and_a_late_one_before_it() -> None:
    first, last = stack_marks([MarkBox(10, 10, 12.0), MarkBox(99, 99, 12.0)], 1.35, 5)
    assert (first.labelled, first.before) == (True, False)
    assert (last.labelled, last.before) == (True, True)


def test_list_mirrors_the_chart() -> None:
    shown = [
        m.event for lane in timeline(BOTH, ["CHL", "URY"], axis(BOTH), T).lanes for m in lane.marks
    ]
    listed = [row for _, rows in decades(event_rows(BOTH, T)) for row in rows]
    assert sorted(e.title for e in shown) == sorted(e.title for e in listed)
    assert all(e.evidence.original.startswith("About") for e in listed)
    assert {k.code: k.count for k in event_legend(BOTH, T)} == dict.fromkeys(BOTH["event"], 1)


def test_caption_says_numbers_first_and_last() -> None:
    said = " ".join(timeline_caption(BOTH, "Here", (None, None), ["URY", "CHL", "KEN"], T))
    assert "Here, 1818 to 1998: 4 events." in said
    assert "First: Independence (Chile, Feb 12, 1818)." in said
    assert "Last: Women admitted (Uruguay, 1998)." in said
    assert "No such event is recorded for: Kenya." in said


def test_elections_do_not_make_a_decade_the_busiest() -> None:
    years = [f"{year}" for year in (1950, 1971, 1972, 1973, *range(2020, 2026))]
    rows = events(*(("URY", "coup" if y < "2000" else "election", y, f"Of {y}") for y in years))
    said = timeline_caption(rows, "Here", (None, None), ["URY"], T)
    assert said[-1].startswith("Most events in ten years, excluding elections: 1970–1979, 3;")
    said = timeline_caption(rows.iloc[1:4], "Here", (None, None), ["URY"], T)
    assert not any("ten years" in line for line in said)


def test_caption_of_nothing_says_so() -> None:
    said = timeline_caption(ROWS.iloc[:0], "Here", (1990, 2000), ["URY"], T)
    assert said == ["No event of these kinds and years is recorded for Here."]


def test_caption_names_the_years_asked_for() -> None:
    said = timeline_caption(
        select_events(ROWS, ["URY"], (), 1990, 2000), "Here", (1990, 2000), ["URY"], T
    )
    assert said[0].startswith("Here, 1990 to 2000: 1 event. Women in service: 1.")
    assert len(said) == 1


def test_marks_on_a_series_are_of_its_years_countries_and_colours() -> None:
    figure = _lines()
    found = events_in_view(figure, ROWS, ["URY", "CHL"])
    assert list(found["event"]) == ["conflict"]
    add_marks(figure, found, ["URY", "CHL"], T)
    trace = figure.data[-1]
    assert list(trace.x) == [1978]
    assert trace.marker.color == figure.data[1].line.color
    assert "Conflict" in trace.customdata[0]
    assert "election" not in MARKED


def test_a_figure_without_years_has_no_marks() -> None:
    assert events_in_view(go.Figure(), ROWS, ["URY"]).empty


def _lines() -> go.Figure:
    rows = frame(*(row(c, y, 1.0) for c in ("URY", "CHL") for y in (1976, 1980)))
    return charts.line_chart(rows, ["URY", "CHL"], [], "%", T)
