"""The peers page: its address says what it shows, in every language."""

from __future__ import annotations

import pytest

from atlas.i18n import LANGUAGES
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_opens_in_every_language(open_page: Opener, lang: str) -> None:
    app = open_page("peers", country="URY", lang=lang)
    assert not app.exception
    assert complaints(app) == ""


def test_without_a_country_all_are_listed(open_page: Opener) -> None:
    app = open_page("peers")
    assert not app.exception
    assert "/peers?country=URY" in html(app)


def test_the_result_is_said_with_its_numbers(open_page: Opener) -> None:
    said = html(open_page("peers", country="URY", by="community"))
    assert "All five regions" in said
    assert "Uruguay: 2.5% of GDP (2024). Rank 1 of 5, the highest first." in said
    assert "are left out" in said
    assert "Does not apply: 1" in said


def test_an_older_release_keeps_its_numbers(open_page: Opener) -> None:
    said = html(open_page("peers", country="URY", by="community", release="2026.1"))
    assert "Uruguay: 2% of GDP (2024). Rank 2 of 5" in said
    assert "release=2026.1" in said


def test_the_table_has_ranks_and_evidence(open_page: Opener) -> None:
    said = html(open_page("peers", country="URY", by="community", view="table"))
    assert 'class="own" aria-current="true"' in said
    assert "Institute of Invented Figures" in said
    assert "country=SRB&amp;indicator=milex_gdp" in said


@pytest.mark.parametrize("by", ["income", "force", "population", "nearest", "mercosur", "nato"])
def test_every_way_opens_and_is_kept(open_page: Opener, by: str) -> None:
    app = open_page("peers", country="URY", by=by)
    assert not app.exception
    assert complaints(app) == ""
    assert app.selectbox(key="url-by").value == by
    assert f"by={by}" in html(app)


def test_the_age_is_a_choice_in_the_address(open_page: Opener) -> None:
    app = open_page("peers", country="URY", age="7")
    assert app.selectbox(key="url-age").value == 7
    app.selectbox(key="url-age").select(0).run()
    assert app.query_params["age"] in (["0"], "0")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"country": "Urugay"}, "Uruguay"),
        ({"indicator": "milex_gpd"}, "milex_gdp"),
        ({"indicator": "conscription"}, "conscription_months"),
        ({"by": "regoin"}, "region"),
        ({"with": "populaton"}, "population"),
        ({"age": "old"}, "age=5"),
        ({"view": "tabel"}, "table"),
        ({"release": "2026.9"}, "2026.2"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], words: str
) -> None:
    app = open_page("peers", **{"country": "URY"} | query)
    assert not app.exception
    assert words in complaints(app)
