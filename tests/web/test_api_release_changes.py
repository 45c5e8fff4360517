"""Category and figure changes over HTTP: counts, names, both sentences; licences hold."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.store import engine as open_engine
from atlas.web import api
from tests.invented_editions import publish_editions

CATEGORIES, FIGURES = "/api/v1/category-changes", "/api/v1/figure-changes"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    publish_editions(open_engine(f"sqlite:///{folder / 'atlas.sqlite'}"))
    return folder


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ATLAS_HOME", str(home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as browser:
        yield browser


def test_the_newest_two_releases_are_compared_by_region_and_name(client: TestClient) -> None:
    answer = client.get(CATEGORIES).json()
    assert (answer["from"], answer["to"]) == ("2015.1", "2026.1")
    assert answer["subjects"] == [
        {"subject": "conscription", "kind": "observation", "same_rule": False}
    ]
    counts = {row["region"]: (row["compared"], row["moved"]) for row in answer["counts"]}
    assert counts == {"africa": (1, 1), "latin_america": (1, 0)}
    (moved,) = answer["moved"]
    assert (moved["country"], moved["from"], moved["to"]) == ("GHA", "none", "mandatory")
    assert moved["from_original"] == "none service (2015)"
    assert answer["tests"] == []


def test_what_a_licence_forbids_stays_out(client: TestClient) -> None:
    answer = client.get(CATEGORIES).json()
    assert "Closed" not in client.get(CATEGORIES, params={"format": "csv"}).text
    absences = {row["country"]: row["absence"] for row in answer["not_compared"]}
    assert absences == {"BRA": "same-statement", "CHL": "only-later", "KEN": "same-statement"}


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ({"region": "africa"}, ["GHA"]),
        ({"region": "latin_america"}, []),
        ({"subject": "conscription", "country": "Ghana"}, ["GHA"]),
        ({"subject": "icc"}, []),
        ({"from": "2026.1", "to": "2026.1"}, []),
    ],
)
def test_filters_keep_some(client: TestClient, query: dict[str, str], countries: list[str]) -> None:
    answer = client.get(CATEGORIES, params=query).json()
    assert [row["country"] for row in answer["moved"]] == countries


def test_the_file_has_a_line_for_each_move(client: TestClient) -> None:
    text = client.get(CATEGORIES, params={"format": "csv"}).text
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["subject"], row["to_original"]) == ("conscription", "mandatory service (2026)")


def test_figures_stand_with_the_publishers_words_in_both(client: TestClient) -> None:
    (change,) = client.get(FIGURES).json()["changes"]
    assert (change["country"], change["earlier"], change["later"]) == ("URY", 2, 2.5)
    assert (change["earlier_original"], change["later_year"]) == ("2% of GDP", 2024)
    assert client.get(FIGURES, params={"region": "africa"}).json()["changes"] == []
    assert client.get(FIGURES, params={"indicator": "population"}).json()["changes"] == []


@pytest.mark.parametrize(
    ("route", "query", "code", "status"),
    [
        (CATEGORIES, {"subject": "milex_gdp"}, "unknown-choice", 404),
        (CATEGORIES, {"to": "1999.1"}, "unknown-release", 404),
        (CATEGORIES, {"region": "atlantis"}, "unknown-region", 404),
        (CATEGORIES, {"indicator": "conscription"}, "unknown-parameter", 422),
        (FIGURES, {"indicator": "milex"}, "unknown-indicator", 404),
    ],
)
def test_errors_name_what_is_wrong(
    client: TestClient, route: str, query: dict[str, str], code: str, status: int
) -> None:
    answer = client.get(route, params=query)
    assert (answer.json()["code"], answer.status_code) == (code, status)
