"""A range's middle is shown nowhere as a figure, a bound never without its words, on any page."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from atlas.analysis.age import OLD_AFTER
from atlas.analysis.selection import select_newest_statements
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, country_name, translator
from atlas.settings import ROOT
from atlas.store import engine
from atlas.views.country.figures import Among, chapters
from atlas.views.peers.charts import peer_rows
from atlas.web import api
from atlas.web import map as payloads
from tests.invented import add_staff, draft, release
from tests.pages import conftest
from tests.pages.said import html
from ui import frames, peers

# URY's range, CHL's upper and BRA's lower bound, ARG's old value: numbers that occur nowhere else.
MIDDLE = re.compile(r"43\D?215")
UPPER, LOWER = re.compile(r"77\D?731"), re.compile(r"88\D?853")
RANGE = re.compile(r"43\D?212–43\D?218")
OLD = 2017
PAGES = {
    "world": {"indicator": "armed_forces"},
    "country": {"country": "URY"},
    "country-bound": {"country": "CHL"},
    "compare": {"indicator": "armed_forces", "country": "URY,CHL,BRA", "accept": "1"},
    "compare-dots": {"indicator": "armed_forces", "country": "URY,CHL,BRA", "view": "dots"},
    "compare-table": {"indicator": "armed_forces", "country": "URY,CHL,BRA", "view": "table"},
    "compare-all": {"indicator": "armed_forces", "country": "URY,CHL", "view": "multiples"},
    "compare-two": {
        "indicator": "armed_forces",
        "against": "population",
        "country": "URY,CHL,BRA",
        "view": "scatter",
    },
    "compare-group": {"indicator": "armed_forces", "region": "latin_america"},
    "peers": {"country": "URY", "indicator": "armed_forces"},
    "peers-table": {"country": "CHL", "indicator": "armed_forces", "view": "table"},
    "peers-nearest": {"country": "URY", "by": "nearest", "with": "armed_forces,population"},
    "data": {"country": "URY,CHL,BRA"},
    "changes": {"from": "2026.1", "to": "2026.2"},
    "disclosure": {"view": "table", "country": "URY"},
    "budget": {"country": "URY", "view": "salaries"},
    "builder": {"indicator": "armed_forces,population", "view": "table"},
    "trends": {"indicator": "armed_forces"},
    "question": {"country": "URY", "indicator": "armed_forces", "period": "2024"},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish a range, two bounds and an old value beside stated ones."""
    place = tmp_path_factory.mktemp("figures")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(place))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        conftest._forget()
        add_staff(engine())
        people = [draft(c, "population", value=v) for c, v in POPULATION.items()]
        stated = [draft(c, "armed_forces", value=v) for c, v in STATED.items()]
        old = draft("ARG", "armed_forces", period=str(OLD), value=61_111.0)
        women = draft("PER", "armed_forces", value=3_333.0, breakdown="branch=army;sex=female")
        release(engine(), "2026.1", *people, *stated, old, women)
        release(engine(), "2026.2", *UNSTATED)
        yield place
        conftest._forget()


POPULATION = {"URY": 3e6, "CHL": 2e7, "BRA": 2e8, "PER": 3.4e7, "COL": 5e7}
STATED = {"PER": 81_017.0, "COL": 29_019.0, "ECU": 41_023.0}
UNSTATED = [
    draft("URY", "armed_forces", value=43_215.0, low=43_212.0, high=43_218.0),
    draft("CHL", "armed_forces", value=77_731.0, high=77_731.0),
    draft("BRA", "armed_forces", value=88_853.0, low=88_853.0),
    draft("URY", "budget_salaries", value=43_215.0, low=43_212.0, high=43_218.0),
    draft("URY", "budget_approved", value=77_731.0, high=77_731.0),
    draft("URY", "budget_executed", value=88_853.0, low=88_853.0),
]


def opened(page: str, lang: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    name = page.partition("-")[0]
    if name != "world":
        app.switch_page(str(ROOT / "pages" / f"{name}.py"))
    for key, value in {**PAGES[page], "lang": lang}.items():
        app.query_params[key] = value
    return app.run()


def words(app: AppTest) -> str:
    """Return all that a page says: fragments, texts, tables, and the words of its charts."""
    texts = [html(app)]
    for kind in ("markdown", "caption", "warning", "info"):
        texts += [str(each.value) for each in app.get(kind)]
    for table in app.dataframe:
        texts += (
            table.value.drop(columns=["low", "high", "original"], errors="ignore")
            .map(str)
            .to_numpy()
            .ravel()
            .tolist()
        )
    for chart in app.get("plotly_chart"):
        texts += said(json.loads(chart.proto.spec))
    return " ⏎ ".join(texts)


def said(spec: dict[str, object]) -> list[str]:
    """Return what a chart writes on its drawing and its cards; coordinates are no words."""
    found: list[str] = []
    for trace in spec["data"]:  # type: ignore[attr-defined]
        template = trace.get("hovertemplate") or ""
        assert "%{y:" not in template, template
        assert "%{x:" not in template, template
        found += [json.dumps(trace.get(n), ensure_ascii=False) for n in ("customdata", "text")]
    layout = spec["layout"]
    return [*found, json.dumps(layout.get("annotations"), ensure_ascii=False)]  # type: ignore[attr-defined]


def assert_honest(text: str, lang: str) -> None:
    assert not MIDDLE.search(text), around(MIDDLE, text)
    t = translator(lang)
    up_to, more = (t(m, value="§").split("§")[0] for m in ("up to {value}", "more than {value}"))
    for bound, word in ((UPPER, up_to), (LOWER, more)):
        for match in bound.finditer(text):
            assert text[: match.start()].endswith(word), text[max(0, match.start() - 60) :][:90]


def around(pattern: re.Pattern[str], text: str) -> str:
    at = pattern.search(text)
    return text[max(0, at.start() - 90) : at.end() + 40] if at else ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("home")
def test_no_page_shows_a_middle_or_a_bare_bound(page: str, lang: str) -> None:
    app = opened(page, lang)
    assert not app.exception
    assert_honest(words(app), lang)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("page", ["country", "compare", "compare-dots", "peers", "data", "changes"])
def test_the_range_itself_is_shown(page: str) -> None:
    assert RANGE.search(words(opened(page, "en")))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_says_ranges_and_bounds_in_words_and_leaves_old_values_unranked(lang: str) -> None:
    body = payloads.packed_indicator("2026.2", "armed_forces", "latin_america", lang)
    payload = json.loads(gzip.decompress(body))
    assert RANGE.search(payload["words"]["URY"]["2024"][1])
    assert payload["words"]["CHL"]["2024"][2] == "low"
    assert payload["words"]["BRA"]["2024"][2] == "high"
    for name in ("words", "text", "differ", "ranks", "aged"):
        assert_honest(json.dumps(payload[name], ensure_ascii=False), lang)
    ranks = dict(zip(payload["members"], payload["ranks"]["latest"], strict=True))
    assert ranks["ARG"] == ""
    assert "–" in ranks["CHL"]
    assert str(OLD) in payload["aged"]["ARG"]
    with_old = dict(zip(payload["members"], payload["ranks"]["old"], strict=True))
    assert with_old["ARG"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_old_value_is_marked_and_counted_on_its_country_s_page(lang: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page(str(ROOT / "pages" / "country.py"))
    app.query_params.update({"country": "ARG", "lang": lang})
    page = html(app.run())
    t = translator(lang)
    assert t("{year}, older than {n} years", year=OLD, n=5) in page
    assert t("too old to rank") in page


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_breakdowns_are_words(lang: str) -> None:
    t = translator(lang)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page(str(ROOT / "pages" / "country.py"))
    app.query_params.update({"country": "PER", "lang": lang})
    page = html(app.run())
    assert "branch=" not in page.replace("breakdown=branch", "")
    comma = "، " if lang == "ar" else ", "
    assert f"{t('Army')}{comma}{t('Women')}" in page
    assert country_name("PER", lang) in page


def test_every_door_gives_the_same_rank(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    t, label = translator("en"), "2026.2"
    year = payloads.cached_reference_year(label)
    rows = frames.everything(label)
    members = codebook().members("latin_america")
    with TestClient(Starlette(routes=api.routes)) as client:
        for indicator in ("armed_forces", "population"):
            body = payloads.packed_indicator(label, indicator, "latin_america", "en")
            payload = json.loads(gzip.decompress(body))
            on_map = dict(zip(payload["members"], payload["ranks"]["latest"], strict=True))
            for iso3 in ("URY", "CHL", "BRA", "PER", "ARG"):
                own = rows[rows["country"] == iso3]
                made = chapters(own, select_newest_statements(rows), Among(iso3, members, year), t)
                shown = next(
                    f for c in made for f in c.figures if f.indicator.id == indicator
                ).rank.split(" of ")
                query = {"country": iso3, "indicator": indicator, "by": "region"}
                place = client.get("/api/v1/peers", params=query).json()["place"]
                if place is None:
                    assert on_map[iso3] == ""
                    assert len(shown) == 1
                    continue
                low, high = place["rank_low"], place["rank_high"]
                sure = place["value_kind"] == "stated" or low == high
                rank = str(place["rank"] if sure else f"{low}–{high}")
                assert shown == [rank, str(place["of"])]
                assert on_map[iso3] == rank
                found = peers.compared(asked_for(iso3, indicator), label)
                listed = peer_rows(found, rows, iso3, codebook().indicators[indicator], t)
                assert next(r.rank for r in listed if r.own) == rank


def asked_for(iso3: str, indicator: str) -> peers.Asked:
    book = codebook()
    return peers.Asked(
        book.countries[iso3], book.indicators[indicator], "region", (), OLD_AFTER, "table"
    )


def test_exports_carry_the_kind_beside_every_value(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as client:
        ask = {"indicator": "armed_forces", "country": "URY,CHL,BRA,PER"}
        given = client.get("/api/v1/observations", params=ask).json()["observations"]
        ends = {r["country"]: (r["value_kind"], r["low"], r["high"]) for r in given}
        assert ends["URY"] == ("midpoint", 43_212, 43_218)
        assert ends["CHL"] == ("bound", None, 77_731)
        assert ends["BRA"] == ("bound", 88_853, None)
        for form in ("csv", "sdmx-csv"):
            text = client.get("/api/v1/observations", params={**ask, "format": form}).text
            row = next(line for line in text.splitlines() if "43215" in line)
            assert {"43212", "43218", "midpoint"} <= set(row.split(","))
        book = client.get("/api/v1/observations", params={**ask, "format": "xlsx"}).content
    sheet = load_workbook(BytesIO(book))["Observations"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    texts = {row[head.index("country")]: row[head.index("value_text")] for row in rows}
    assert texts["URY"] == "43,212–43,218"
    assert texts["CHL"] == "up to 77,731"
    assert texts["BRA"] == "more than 88,853"
    assert "Army, Women" in {row[head.index("breakdown_name")] for row in rows}
