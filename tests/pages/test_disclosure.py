"""The disclosure page: every view, what it warns of, what changed."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html


@pytest.mark.parametrize("view", ["map", "table", "chart"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_view_opens(open_page: Opener, view: str, lang: str) -> None:
    app = open_page("disclosure", view=view, lang=lang)
    assert not app.exception
    assert complaints(app) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_country_and_an_indicator_open_in_every_language(open_page: Opener, lang: str) -> None:
    app = open_page("disclosure", country="URY", indicator="milex_gdp", view="chart", lang=lang)
    assert not app.exception


def test_one_publisher_is_warned_of(open_page: Opener) -> None:
    said = html(open_page("disclosure"))
    assert "Release 2026.2 rests on one publisher: Institute of Invented Figures." in said
    assert "absence from its sources does not prove secrecy" in said


def test_tiles_lead_to_the_records(open_page: Opener) -> None:
    said = html(open_page("disclosure", theme="budget", view="chart", region="latin_america"))
    assert "/data?country=URY&amp;indicator=milex_gdp" in said
    assert "Uruguay, Military expenditure, share of GDP: Value, stated by the source (2024)" in said
    assert "s-not-applicable" in said
    assert "s-no-data" in said


def test_the_table_has_neither_score_nor_rank(open_page: Opener) -> None:
    said = html(open_page("disclosure", view="table"))
    assert "no state has a score" in said
    assert '<th scope="col">Rank</th>' not in said


def test_without_an_indicator_there_is_no_map_of_values(open_page: Opener) -> None:
    app = open_page("disclosure", view="map")
    assert "atlas-tiles" in html(app)


def test_a_country_has_its_card(open_page: Opener) -> None:
    said = html(open_page("disclosure", country="URY"))
    assert "atlas-disclosure-card" in said
    assert "2 of 2 expected figures have a value" in said
    assert "No answer in this release" in said


def test_the_table_of_one_indicator_tells_each_status(open_page: Opener) -> None:
    said = html(open_page("disclosure", indicator="milex_gdp", view="table"))
    assert 's-published"></i> Value, stated by the source' in said
    assert 's-not-applicable"></i> Does not apply' in said
    assert "/data?country=URY&amp;indicator=milex_gdp" in said


def test_what_changed_since_a_release_is_listed(open_page: Opener) -> None:
    said = html(open_page("disclosure", against="2026.1", release="2026.2"))
    assert "No status differs between the two releases." in said
    said = html(open_page("disclosure", against="2026.2", release="2026.1"))
    assert "What changed since release 2026.2" in said


def test_choosing_a_theme_lets_go_of_the_indicator(open_page: Opener) -> None:
    app = open_page("disclosure", indicator="milex_gdp", view="table")
    app.selectbox(key="url-theme").select("personnel").run()
    assert app.query_params["theme"] in (["personnel"], "personnel")
    assert "indicator" not in app.query_params


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"theme": "budgt"}, "budget"),
        ({"indicator": "milex_gpd"}, "milex_gdp"),
        ({"region": "afrika"}, "africa"),
        ({"country": "Nigerr"}, "Niger"),
        ({"view": "mpa"}, "map"),
        ({"against": "2025.9"}, "2026"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], words: str
) -> None:
    app = open_page("disclosure", **query)
    assert not app.exception
    assert words in complaints(app)


def test_the_country_page_leads_to_both(open_page: Opener) -> None:
    said = html(open_page("country", country="URY"))
    assert "/peers?country=URY" in said
    assert "/disclosure?country=URY" in said
