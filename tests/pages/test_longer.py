"""Where a series is short, the compare page says how to get the long one."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas import editorial
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES
from atlas.intake.connectors.worldbank import live
from atlas.store import engine
from atlas.views.trends.longer_series import longer
from tests.intake.connectors.worldbank.made import Bank, served
from tests.invented import EDITOR
from tests.pages.conftest import Opener
from tests.pages.said import html
from tests.pages.test_account import sign_in

BUTTON = "longer-MS.MIL.XPND.GD.ZS"


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    with served(Bank()) as made:
        monkeypatch.setenv("ATLAS_WORLDBANK_API", made.address)
        yield made


def buttons(app: AppTest) -> list[str]:
    return [b.key for b in app.button if b.key and b.key.startswith("longer")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_sees_years_and_command(open_page: Opener, lang: str) -> None:
    app = open_page("compare", country="URY", lang=lang)
    assert not app.exception
    said = html(app)
    assert "atlas fetch worldbank milex_gdp" in said and "/upload" in said
    assert "2022" in said and "2024" in said
    assert buttons(app) == []


def test_nothing_is_offered_where_the_world_bank_has_nothing(open_page: Opener) -> None:
    app = open_page("compare", country="URY", indicator="armed_forces")
    assert not app.exception and "atlas-longer" not in html(app)


def test_an_editor_fetches_with_a_button(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, bank: Bank
) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("compare", country="URY")
    before = len(editorial.submissions(engine()))
    app.button(key=BUTTON).click().run()
    assert not app.exception
    assert "4 values as of 2026-02-24" in app.success[0].value
    assert len(editorial.submissions(engine())) == before + 1


def test_without_a_connection_the_way_by_hand_is_named(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_WORLDBANK_API", "http://127.0.0.1:1/v2")
    monkeypatch.setattr(live.cache, "load_answer", lambda code: None)
    monkeypatch.setattr(live.time, "sleep", lambda seconds: None)
    sign_in(monkeypatch, EDITOR)
    app = open_page("compare", country="URY")
    app.button(key=BUTTON).click().run()
    assert not app.exception
    assert any("atlas import FILE --connector worldbank" in w.value for w in app.warning)


def test_how_long_is_counted_in_years_with_a_value() -> None:
    indicator = codebook().indicator("milex_gdp")

    def rows(*periods: str) -> pd.DataFrame:
        values = [1.0 if p != "2020" else None for p in periods]
        return pd.DataFrame({"period": list(periods), "value": values})

    found = longer(indicator, rows("2019", "2019", "2020", "2022-01/2022-06"))
    assert found is not None and (found.years, found.first, found.last) == (2, 2019, 2022)
    assert longer(indicator, rows(*map(str, range(1990, 2006)))) is None
    none = longer(indicator, rows())
    assert none is not None and (none.years, none.first) == (0, None)
