"""Memberships and missions: every view opens, says what it counts and what is not known."""

import pytest

from atlas.i18n import LANGUAGES
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

VIEWS = ["matrix", "table", "sets", "missions"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(open_page: Opener, view: str, lang: str) -> None:
    app = open_page("memberships", view=view, lang=lang)
    assert not app.exception
    assert len(app.title) == 1


def test_a_region_is_a_grid_of_countries_and_bodies(open_page: Opener) -> None:
    page = html(open_page("memberships"))
    assert "OPANAL" in page
    assert page.count('name="cell"') == 3
    assert "Nothing is listed here for:" in page
    assert "The invented yearbook says so in this very sentence." in page


def test_a_few_countries_are_columns_with_full_names(open_page: Opener) -> None:
    page = html(open_page("memberships", country="URY,KEN"))
    assert "across" in page
    assert "International Criminal Court" in page


def test_all_fields_are_offered_for_chosen_countries_only(open_page: Opener) -> None:
    app = open_page("memberships", country="URY", field="all")
    assert app.selectbox(key="url-field").value == "all"
    assert "Southern Common Market" in html(app)
    app = open_page("memberships", field="all")
    assert app.selectbox(key="url-field").value == "core"


def test_single_organisations_replace_the_field(open_page: Opener) -> None:
    page = html(open_page("memberships", organisation="Mercosur", view="table"))
    assert page.count("<tr><td") == 2


def test_two_organisations_divide_the_countries(open_page: Opener) -> None:
    page = html(open_page("memberships", view="sets", **{"in": "Mercosur", "not": "OPANAL"}))
    assert "In both Mercosur and OPANAL: 1 of 245." in page
    assert "In OPANAL, not in Mercosur (the source states another status): 1 of 245." in page


def test_missions_without_a_figure_say_so(open_page: Opener) -> None:
    page = html(open_page("memberships", view="missions"))
    assert "The source states no contingent of these countries." in page


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ({"field": "securty"}, "security"),
        ({"organisation": "OPANEL"}, "OPANAL"),
        ({"view": "mission"}, "missions"),
        ({"view": "sets", "in": "NATTO"}, "NATO"),
        ({"region": "afrika"}, "africa"),
    ],
)
def test_an_unknown_choice_names_the_nearest(
    open_page: Opener, query: dict[str, str], nearest: str
) -> None:
    app = open_page("memberships", **query)
    assert not app.exception
    assert nearest in complaints(app)


def test_choosing_a_field_changes_the_address(open_page: Opener) -> None:
    app = open_page("memberships")
    app.selectbox(key="url-field").select("economic").run()
    assert app.query_params["field"] in ("economic", ["economic"])
    assert "Mercosur" in html(app)
