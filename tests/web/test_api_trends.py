"""Trends over HTTP: a release with planted trends, its filters, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.store import engine as open_engine
from atlas.web import api
from tests.analysis.trends.planted import REGIONS, states
from tests.invented import add_staff, draft, release

TRENDS = "/api/v1/trends"
YEARS = range(2010, 2025)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in whose release all regions rise and Asia falls."""
    home = tmp_path_factory.mktemp("trends")
    made = open_engine(f"sqlite:///{home / 'atlas.sqlite'}")
    add_staff(made)
    drafts = [
        draft(country, period=str(year), value=round(3 + place / 4 + sign * (year - 2017) / 10, 3))
        for region in REGIONS
        for place, country in enumerate(states(region)[:5])
        for year in YEARS
        for sign in (-1 if region == "asia" else 1,)
    ]
    release(made, "2026.1", *drafts)
    return home


@pytest.fixture
def asked(planted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ATLAS_HOME", str(planted))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as made:
        yield made


def test_the_verdict_comes_with_its_numbers(asked: TestClient) -> None:
    answer = asked.get(TRENDS, params={"indicator": "milex_gdp"}).json()
    verdict = answer["verdict"]
    assert (verdict["kind"], verdict["direction"]) == ("common", "rising")
    assert (verdict["unique"], verdict["against"]) == (["asia"], ["asia"])
    assert (answer["release"], answer["window"], answer["method"]) == ("2026.1", [2010, 2024], "6")
    slopes = {r["region"]: r["trend"]["slope"] for r in answer["regions"]}
    assert slopes["asia"] == pytest.approx(-0.1)
    assert slopes["africa"] == pytest.approx(0.1)


def test_regions_and_countries_are_kept_and_the_verdict_stays(asked: TestClient) -> None:
    given = {"indicator": "milex_gdp", "region": "asia,mena"}
    some = asked.get(TRENDS, params=given).json()
    assert {r["region"] for r in some["regions"]} == {"asia", "mena"}
    assert {c["region"] for c in some["countries"]} == {"asia", "mena"}
    assert some["verdict"]["unique"] == ["asia"]
    one = states("asia")[0]
    only = asked.get(TRENDS, params={"indicator": "milex_gdp", "country": one}).json()
    assert [c["country"] for c in only["countries"]] == [one]
    assert [r["region"] for r in only["regions"]] == ["asia"]


def test_a_window_is_kept(asked: TestClient) -> None:
    given = {"indicator": "milex_gdp", "from": "2015", "to": "2023"}
    assert asked.get(TRENDS, params=given).json()["window"] == [2015, 2023]
    short = asked.get(TRENDS, params={**given, "to": "2018"}).json()
    assert short["verdict"]["kind"] == "too-little-data"


def test_rows_as_a_file(asked: TestClient) -> None:
    answer = asked.get(TRENDS, params={"indicator": "milex_gdp", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {r["level"] for r in rows} == {"world", "region", "country"}
    asia = next(r for r in rows if r["code"] == "asia")
    assert (asia["direction"], asia["departs"], asia["members"]) == ("falling", "opposite", "5")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"indicator": "conscription"}, 422),
        ({"indicator": "milex_gdpp"}, 404),
        ({"indicator": "milex_gdp", "region": "asai"}, 404),
        ({"indicator": "milex_gdp", "country": "Urugay"}, 404),
        ({"indicator": "milex_gdp", "from": "soon"}, 422),
        ({"indicator": "milex_gdp", "from": "2020", "to": "2010"}, 422),
        ({"indicator": "milex_gdp", "release": "1999.1"}, 404),
    ],
)
def test_what_cannot_be_answered_is_said(
    asked: TestClient, given: dict[str, str], status: int
) -> None:
    answer = asked.get(TRENDS, params=given)
    assert answer.status_code == status
    assert answer.json()


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of counts that keep two levels, and one that has none."""
    home = tmp_path_factory.mktemp("levels")
    made = open_engine(f"sqlite:///{home / 'atlas.sqlite'}")
    add_staff(made)
    drafts = [
        draft(country, name, period=str(year), value=level[year >= 2014])
        for name, factor in (("armed_forces", 1000), ("milex_usd", 0))
        for place, country in enumerate(states("latin_america")[:5])
        for year in range(2005, 2023)
        for level in ((factor * (30 + place), factor * (20 + place)),)
    ]
    release(made, "2026.1", *drafts)
    return home


@pytest.mark.parametrize(("indicator", "breaks"), [("armed_forces", 7), ("milex_usd", 0)])
def test_levels_without_any_noise_are_answered(
    levels: Path, monkeypatch: pytest.MonkeyPatch, indicator: str, breaks: int
) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(levels))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as client:
        answer = client.get(TRENDS, params={"indicator": indicator})
        assert answer.status_code == 200
        assert [b["year"] for b in answer.json()["breaks"]] == [2014] * breaks
        one_year = {"indicator": indicator, "from": "2010", "to": "2010"}
        assert client.get(TRENDS, params=one_year).json()["breaks"] == []
