"""Institutions and the country page's records: the address says what is shown."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES, translator
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

VIEWS = {"chart": "atlas-chart", "list": "atlas-bodies", "table": "atlas-table"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_begins_with_an_index_of_the_countries_that_have_institutions(
    open_page: Opener, lang: str
) -> None:
    app = open_page("institutions", lang=lang)
    assert not app.exception
    assert app.title[0].value == translator(lang)("Choose a country")
    said = html(app)
    assert "/institutions?" in said
    assert "country=URY" in said
    assert "country=BRA" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("country", ["URY", "URY,CHL"])
def test_every_view_opens(open_page: Opener, country: str, view: str, lang: str) -> None:
    app = open_page("institutions", country=country, view=view, lang=lang)
    assert not app.exception
    assert complaints(app) == ""
    said = html(app)
    assert VIEWS[view] in said
    assert "National Army" in said
    assert "The invented yearbook says so in this very sentence." in said


def test_a_chart_has_the_list_beside_it_for_narrow_pages(open_page: Opener) -> None:
    said = html(open_page("institutions", country="URY"))
    assert "atlas-bodies beside-chart" in said


def test_two_countries_differ_in_sentences_and_in_a_table(open_page: Opener) -> None:
    app = open_page("institutions", country="URY,CHL")
    assert app.title[0].value == "Uruguay · Chile"
    said = html(app)
    assert "Recorded for Uruguay and not for Chile: Ministry of defence, Army, Police." in said
    assert "Kind by kind" in said
    assert "not recorded" in said


def test_more_than_two_countries_are_not_drawn(open_page: Opener) -> None:
    app = open_page("institutions", country="URY,CHL,BRA")
    assert app.multiselect(key="url-country").value == ["URY", "CHL"]


def test_a_country_without_institutions_says_so(open_page: Opener) -> None:
    app = open_page("institutions", country="BRA")
    assert not app.exception
    assert "No institution of Brazil is recorded in this release." in html(app)


@pytest.mark.parametrize(
    ("query", "words"), [({"country": "Urugay"}, "Uruguay"), ({"view": "charts"}, "chart")]
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], words: str
) -> None:
    app = open_page("institutions", **({"country": "URY"} | query))
    assert not app.exception
    assert words in complaints(app)


def test_choosing_a_view_changes_the_address(open_page: Opener) -> None:
    app = open_page("institutions", country="URY")
    app.get("button_group")[0].set_value("table").run()
    assert app.query_params["view"] in (["table"], "table")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_country_page_holds_every_kind_of_record(open_page: Opener, lang: str) -> None:
    app = open_page("country", country="URY", lang=lang)
    assert not app.exception
    said = html(app)
    for words in (
        "Constitution of Invention (1967)",
        "Invented Defence Act",
        "National Army",
        "Women admitted to the invented academy",
    ):
        assert words in said
    for anchor in ("legal", "institutions", "oversight", "missions", "events"):
        assert f'href="#{anchor}"' in said
        assert f'id="{anchor}"' in said


def test_open_questions_are_counted_and_lead_to_the_sheet(open_page: Opener) -> None:
    said = html(open_page("country", country="URY"))
    assert "questions without an answer in this release" in said
    assert "/law?country=URY" in said
    assert "Military service" in said


def test_an_older_release_is_kept_by_the_links_of_a_country(open_page: Opener) -> None:
    said = html(open_page("country", country="URY", release="2026.1"))
    assert "/institutions?release=2026.1&amp;country=URY" in said
