"""Every page opens in every language, and its address says what it shows."""

import pytest

from atlas.i18n import LANGUAGES, translator
from tests.pages.conftest import Opener

TITLES = {
    "world": "Military expenditure, share of GDP",
    "country": "Choose a country",
    "compare": "Military expenditure, share of GDP",
    "data": "All observations",
    "codebook": "What is recorded, and how",
    "about": "A world atlas of the security sector",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", TITLES)
def test_a_page_opens_in_a_language(open_page: Opener, page: str, lang: str) -> None:
    app = open_page(page, lang=lang)
    assert not app.exception
    assert [title.value for title in app.title] == [translator(lang)(TITLES[page])]


def test_the_address_chooses_the_indicator(open_page: Opener) -> None:
    app = open_page("world", indicator="armed_forces")
    assert app.title[0].value == "Active armed forces personnel"
    assert app.selectbox(key="url-indicator").value == "armed_forces"


def test_choosing_an_indicator_changes_the_address(open_page: Opener) -> None:
    app = open_page("world")
    app.selectbox(key="url-indicator").select("milex_usd").run()
    assert app.query_params["indicator"] in (["milex_usd"], "milex_usd")
    assert app.title[0].value == "Military expenditure in US dollars"


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("world", {"indicator": "milex_gpd"}, "milex_gdp"),
        ("world", {"region": "latin_amerika"}, "latin_america"),
        ("world", {"year": "1800"}, "2022"),
        ("world", {"release": "2025.9"}, "2026.2"),
        ("country", {"country": "Nigerr"}, "Niger"),
        ("compare", {"country": "URY,Nigerr"}, "Niger"),
        ("data", {"from": "soon"}, "2024"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, page: str, query: dict[str, str], words: str
) -> None:
    app = open_page(page, **query)
    assert not app.exception
    # AppTest runs a page other than the first one bare: the frame's warning is then still a
    # complaint that waits to be said (the browser tests see it said).
    kept = app.session_state
    waiting = kept["complaints"] if "complaints" in kept else []  # noqa: SIM401
    said = [warning.value for warning in app.warning] + [str(error) for error in waiting]
    assert any(words in text for text in said)


def test_an_older_release_can_be_read_and_is_marked(open_page: Opener) -> None:
    app = open_page("country", country="URY", release="2026.1")
    assert any("2026.1" in info.value for info in app.info)
    assert app.selectbox(key="url-release").value == "2026.1"


def test_two_countries_by_name_or_code(open_page: Opener) -> None:
    app = open_page("compare", country="URY,Chile")
    assert not app.exception
    assert app.multiselect(key="url-country").value == ["URY", "CHL"]


@pytest.mark.parametrize("view", ["lines", "dots", "multiples", "scatter", "table"])
def test_every_view_of_a_comparison(open_page: Opener, view: str) -> None:
    app = open_page("compare", country="URY,CHL,KEN", view=view, region="latin_america")
    assert not app.exception
    assert app.get("plotly_chart") or view == "table"


def test_more_than_six_countries_are_not_drawn(open_page: Opener) -> None:
    app = open_page("compare", country="URY,CHL,BRA,KEN,SRB,ARG,PER,BOL")
    assert len(app.multiselect(key="url-country").value) == 6


def test_the_data_page_filters_by_its_address(open_page: Opener) -> None:
    app = open_page("data", indicator="milex_gdp", country="URY", **{"from": "2023"})
    assert app.dataframe[0].value["period"].tolist() == ["2024"]
