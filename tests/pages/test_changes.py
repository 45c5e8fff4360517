"""/changes: categories by region and publishers' figures, of the countries that are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.store import engine
from tests.invented_editions import publish_editions
from tests.pages.conftest import Opener, _forget
from tests.pages.said import html


@pytest.fixture(scope="module")
def invented_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish two editions of one publisher."""
    home = tmp_path_factory.mktemp("editions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(home))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        _forget()
        publish_editions(engine())
        yield home
        _forget()


def test_the_view_says_counts_by_region_and_who_moved(open_page: Opener) -> None:
    app = open_page("changes", view="categories")
    text = html(app)
    assert not app.exception
    assert "Different answers: 2 of 3 compared." in text
    assert "none service (2015)" in text and "mandatory service (2026)" in text
    assert "The wording may have changed, so no test." in text
    assert "/api/v1/category-changes?from=2015.1&amp;to=2026.1" in text


def test_the_pages_own_controls_filter(open_page: Opener) -> None:
    app = open_page("changes", view="categories", region="africa")
    assert "Ghana" in html(app) and "Brazil" not in html(app)
    app.multiselect(key="url-country").set_value(["URY"]).run()
    assert "nothing is compared" in html(app)  # Uruguay is not in Africa
    app.selectbox(key="url-region").select("").run()
    assert "Different answers: 0 of 1 compared." in html(app)


def test_nothing_to_compare_is_said(open_page: Opener) -> None:
    app = open_page("changes", view="categories", indicator="NATO")
    assert not app.exception and "nothing is compared" in html(app)


def test_figures_lead_from_indicators_to_both_sentences(open_page: Opener) -> None:
    app = open_page("changes", view="figures")
    assert "indicator=milex_gdp" in html(app) and "2.5% of GDP" not in html(app)
    chosen = html(open_page("changes", view="figures", indicator="milex_gdp"))
    assert "2% of GDP" in chosen and "2.5% of GDP" in chosen
    assert "Two editions are no series" in chosen
    none = html(open_page("changes", view="figures", country="GHA"))
    assert "No publisher’s figure differs" in none


@pytest.mark.parametrize("lang", ["fr", "es", "ar"])
def test_the_view_speaks_each_language(open_page: Opener, lang: str) -> None:
    app = open_page("changes", view="categories", lang=lang)
    assert not app.exception and "compared" not in html(app)


def test_the_countrys_page_says_that_the_publishers_figure_changed(open_page: Opener) -> None:
    text = html(open_page("country", country="URY"))
    assert "The publisher’s figure changed" in text
    assert "The publisher’s figure changed" not in html(open_page("country", country="CHL"))
