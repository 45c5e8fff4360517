"""The page of events: its address says what it shows; the list mirrors the chart."""

import pytest

from atlas.i18n import LANGUAGES
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["chart", "table"])
def test_events_of_two_countries(open_page: Opener, view: str, lang: str) -> None:
    app = open_page("timeline", country="URY,CHL", view=view, lang=lang)
    assert not app.exception
    page = html(app)
    assert page.count("<tr><td") == 3
    assert page.count('name="event"') == (3 if view == "chart" else 0)
    assert "Constitution promulgated" in page
    assert "The invented yearbook says so in this very sentence." in page


def test_a_month_never_becomes_a_day(open_page: Opener) -> None:
    page = html(open_page("timeline", country="CHL"))
    assert "August 2005" in page
    assert "Aug 1, 2005" not in page


def test_a_region_shows_the_countries_that_have_events(open_page: Opener) -> None:
    page = html(open_page("timeline"))
    assert page.count('class="lane"') == 2
    assert "Uruguay" in page


def test_kinds_and_years_are_filtered_by_the_address(open_page: Opener) -> None:
    app = open_page("timeline", country="URY", kind="women", **{"from": "1990", "to": "2000"})
    assert app.multiselect(key="url-kind").value == ["women"]
    assert [app.number_input(key=f"url-{k}").value for k in ("from", "to")] == [1990, 2000]
    page = html(app)
    assert "Women admitted" in page
    assert "Constitution promulgated" not in page


def test_choosing_a_year_changes_the_address(open_page: Opener) -> None:
    app = open_page("timeline", country="URY")
    app.number_input(key="url-from").set_value(1990).run()
    assert app.query_params["from"] in ("1990", ["1990"])
    assert "Constitution promulgated" not in html(app)


def test_events_that_are_not_shown_are_counted(open_page: Opener) -> None:
    page = html(open_page("timeline", country="URY", kind="women"))
    assert "1 event of another kind is not shown." in page
    assert "kind=all" in page
    assert "not shown" not in html(open_page("timeline", country="URY", kind="all"))


def test_nothing_found_is_said(open_page: Opener) -> None:
    app = open_page("timeline", country="KEN")
    assert not app.exception
    assert "No event of these kinds and years is recorded for Kenya." in html(app)


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ({"kind": "constituton"}, "constitution"),
        ({"country": "Urugay"}, "Uruguay"),
        ({"region": "afrika"}, "africa"),
        ({"view": "tabel"}, "table"),
        ({"from": "soon"}, "2024"),
        ({"from": "2000", "to": "1990"}, "backwards"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], nearest: str
) -> None:
    app = open_page("timeline", **query)
    assert not app.exception
    assert nearest in complaints(app)


def test_series_carry_marks_where_the_address_says_so(open_page: Opener) -> None:
    app = open_page("compare", country="URY,CHL", events="1")
    assert not app.exception
    assert "recorded for the years shown" in html(app)
    assert "/timeline?" in html(app)
    plain = html(open_page("compare", country="URY,CHL"))
    assert "recorded for the years shown" not in plain


def test_switching_marks_on_changes_the_address(open_page: Opener) -> None:
    app = open_page("compare", country="URY,CHL")
    app.toggle(key="url-events").set_value(True).run()
    assert app.query_params["events"] in ("1", ["1"])
