"""The trends page: its address says what it shows, and it refuses what it cannot tell."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_every_language(open_page: Opener, lang: str) -> None:
    app = open_page("trends", lang=lang)
    assert not app.exception
    assert complaints(app) == ""


def test_few_years_are_refused_with_the_reason(open_page: Opener) -> None:
    said = html(open_page("trends", indicator="milex_gdp"))
    assert "Too little data" in said
    assert "Not enough data to assess a trend: fewer than 4 countries" in said


def test_a_category_has_no_trend(open_page: Opener) -> None:
    app = open_page("trends", indicator="conscription")
    assert not app.exception
    assert any("has no trend" in str(info.value) for info in app.info)


def test_unknown_words_are_answered(open_page: Opener) -> None:
    app = open_page("trends", **{"from": "soon", "view": "chrt"})
    assert not app.exception
    said = complaints(app)
    assert "soon" in said
    assert "chrt" in said


def test_the_first_screen_says_what_is_common_and_what_is_unique(open_page: Opener) -> None:
    app = open_page("trends")
    assert not app.exception
    text = html(app)
    assert "Unique to one region" in text
    assert "What can’t be said, and why" in text


@pytest.mark.parametrize(
    "filters", [{"theme": "women"}, {"kind": "rule"}, {"pattern": "common"}, {"region": "asia"}]
)
def test_the_overview_is_filtered_by_its_address(
    open_page: Opener, filters: dict[str, str]
) -> None:
    app = open_page("trends", **filters)
    assert not app.exception
    assert complaints(app) == ""


def test_unknown_filters_are_answered(open_page: Opener) -> None:
    said = complaints(open_page("trends", pattern="comon", theme="womn"))
    assert "comon" in said
    assert "womn" in said


def test_a_treaty_shows_its_dates_and_says_how_far_its_list_goes(open_page: Opener) -> None:
    app = open_page("trends", instrument="att")
    assert not app.exception
    assert "The list of parties was read up to" in html(app)


def test_a_treaty_read_in_part_has_dates_but_no_curve(open_page: Opener) -> None:
    app = open_page("trends", instrument="budapest-convention")
    assert not app.exception
    assert "is not complete" in html(app)


def test_an_unknown_treaty_is_answered(open_page: Opener) -> None:
    assert "atx" in complaints(open_page("trends", instrument="atx"))


@pytest.mark.parametrize("view", ["chart", "panels", "map", "table"])
def test_a_treaty_has_all_its_views(open_page: Opener, view: str) -> None:
    app = open_page("trends", instrument="att", view=view)
    assert not app.exception
    assert complaints(app) == ""


def test_a_dated_fact_lists_its_dates_and_says_why_there_is_no_curve(open_page: Opener) -> None:
    app = open_page("trends", fact="women")
    assert not app.exception
    assert any("too few for a curve" in str(info.value) for info in app.info)
    assert "Women admitted to the invented academy" in html(app)


def test_an_unknown_fact_is_answered(open_page: Opener) -> None:
    assert "womn" in complaints(open_page("trends", fact="womn"))
