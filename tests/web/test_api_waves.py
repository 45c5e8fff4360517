"""Adoption curves over HTTP: a whole list makes a curve, a part of one makes none."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.codebook import codebook
from atlas.codebook.model import Method
from atlas.intake.draft import DraftTreatyAction
from atlas.store import engine as open_engine
from atlas.web import api, waves
from tests.invented import add_staff, approve, draft, release
from tests.invented_records import batch_of

WAVES = "/api/v1/waves"


def joined(country: str, date: str, instrument: str = "att") -> DraftTreatyAction:
    return DraftTreatyAction(
        country=country,
        source="yearbook-2026",
        original=date,
        locator="list",
        method=Method.CODED,
        instrument=instrument,
        action="ratification",
        date=date,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("waves")
    database = open_engine(f"sqlite:///{folder / 'atlas.sqlite'}")
    add_staff(database)
    approve(
        database,
        batch_of(joined("URY", "2014-09-25"), joined("CHL", "2018"), joined("PSE", "2017-12-29")),
    )
    release(database, "2026.1", draft())
    return folder


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ATLAS_HOME", str(home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as browser:
        yield browser


def test_a_curve_has_a_share_for_each_region_and_year(client: TestClient) -> None:
    answer = client.get(WAVES, params={"fact": "att"}).json()
    region = next(r for r in answer["regions"] if r["region"] == "latin_america")
    assert answer["years"][0] == 2013
    assert region["members"] == ["CHL", "URY"]
    assert region["parties"][:6] == [0, 1, 1, 1, 1, 2]
    assert region["shares"][-1] == pytest.approx(100 * 2 / len(region["scope"]))


def test_the_file_has_a_line_for_each_region_and_year(client: TestClient) -> None:
    answer = client.get(WAVES, params={"fact": "att"}).json()
    text = client.get(WAVES, params={"fact": "att", "format": "csv"}).text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == len(answer["years"]) * len(answer["regions"])


def test_a_list_that_was_read_in_part_makes_no_curve(client: TestClient) -> None:
    partial = next(code for code, t in codebook().instruments.items() if not t.complete)
    refused = client.get(WAVES, params={"fact": partial})
    assert refused.status_code == 422
    assert refused.json()["code"] == "no-curve"


def test_an_unknown_treaty_is_named(client: TestClient) -> None:
    refused = client.get(WAVES, params={"fact": "atx"})
    assert refused.status_code == 404
    assert "atx" in refused.text


def test_a_dated_fact_of_few_states_makes_no_curve(client: TestClient) -> None:
    refused = client.get(WAVES, params={"fact": "women"})
    assert refused.status_code == 422
    assert refused.json()["code"] == "no-curve"


def test_the_map_over_time_has_every_year(home: Path, client: TestClient) -> None:
    maps = TestClient(Starlette(routes=waves.routes))
    years = client.get(WAVES, params={"fact": "att"}).json()["years"]
    content = maps.get("/payload/waves/2026.1/en/att.json").json()
    assert content["years"] == years
    assert content["cells"]["URY"]["2014"][0] == "party"
    palestine = content["cells"]["PSE"]
    assert (palestine["2016"][0], palestine["2018"][0]) == ("outside", "party")
    assert content["text"]["latest"][0].endswith(": 2 of 193 states that may join are parties.")
    assert maps.get("/payload/waves/2026.1/en/atx.json").status_code == 404
