"""Build an index: nothing is proposed; what the address asks for is reckoned and told."""

from __future__ import annotations

from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

PARTS = {"indicator": "milex_gdp,armed_forces", "coverage": "50", "age": "0"}


def test_no_index_is_shown_by_default(open_page: Opener) -> None:
    app = open_page("builder")
    assert not app.exception
    assert app.title[0].value == "Index builder"
    assert "An index is an argument, not a fact." in html(app)
    assert "atlas-ranked" not in html(app)


def test_an_address_is_an_index_with_its_bands_and_its_permanent_address(open_page: Opener) -> None:
    app = open_page("builder", **PARTS, weight="milex_gdp:3")
    assert not app.exception
    text = html(app)
    assert "atlas-ranked" in text
    assert "This one is yours" in text
    address = app.code[0].value
    assert "weight=milex_gdp:3,armed_forces:1" in address
    assert "release=2026.2" in address


def test_table_leads_to_the_words_of_the_source(open_page: Opener) -> None:
    text = html(open_page("builder", **PARTS, view="table"))
    assert "about 23,000 (2024)" in text
    assert "No data" in text


def test_what_cannot_be_reckoned_is_said(open_page: Opener) -> None:
    app = open_page("builder", indicator="milex_gdp,armed_forces")
    assert not app.exception
    assert "Lower the coverage" in app.warning[0].value


def test_an_unknown_part_is_answered_with_the_nearest(open_page: Opener) -> None:
    app = open_page("builder", indicator="milex_gpd")
    assert not app.exception
    assert "milex_gdp" in complaints(app)


def test_a_changed_direction_is_written_into_the_address(open_page: Opener) -> None:
    app = open_page("builder", **PARTS)
    app.selectbox(key="index-way-milex_gdp").set_value(-1).run()
    assert not app.exception
    assert app.query_params["less"] in ("milex_gdp", ["milex_gdp"])
