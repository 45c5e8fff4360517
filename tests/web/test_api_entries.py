"""What there is: indicators, countries, releases, one country, health."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.codebook import codebook
from atlas.store import engine
from atlas.web import api
from tests.invented import add_staff, draft, release


def test_all_indicators_of_the_codebook_are_listed_and_say_if_there_is_data(
    client: TestClient,
) -> None:
    told = client.get("/api/v1/indicators").json()
    ids = [entry["id"] for entry in told["indicators"]]
    assert ids == list(codebook().indicators)
    assert told["count"] == len(ids)
    filled = {entry["id"] for entry in told["indicators"] if entry["has_data"]}
    assert filled == {"milex_gdp", "armed_forces", "conscription", "reserves"}


def test_all_countries_are_listed_with_their_region(client: TestClient) -> None:
    told = client.get("/api/v1/countries").json()
    by_code = {entry["iso3"]: entry for entry in told["countries"]}
    assert set(by_code) == set(codebook().countries)
    assert told["count"] == len(by_code)
    assert by_code["CRI"]["has_armed_forces"] is False
    assert by_code["CRI"]["region"] == "latin_america"
    assert by_code["CRI"]["region_name"] == codebook().region("latin_america").name


def test_releases_are_listed_without_the_names_of_those_who_published(client: TestClient) -> None:
    told = client.get("/api/v1/releases").json()
    assert told["newest"] == "2026.2"
    assert [(entry["label"], entry["observations"]) for entry in told["releases"]] == [
        ("2026.1", 11),
        ("2026.2", 12),
    ]
    assert all(len(entry["hash"]) == 64 for entry in told["releases"])
    assert all(entry["published_at"].endswith("+00:00") for entry in told["releases"])
    assert "Pilar" not in str(told)


@pytest.mark.parametrize("asked", ["KEN", "ken", "KE", "Kenya"])
def test_a_country_has_its_entry_and_its_newest_totals(client: TestClient, asked: str) -> None:
    told = client.get(f"/api/v1/countries/{asked}").json()
    assert (told["iso3"], told["name"], told["release"]) == ("KEN", "Kenya", "2026.2")
    assert [(row["indicator"], row["value"]) for row in told["observations"]] == [
        ("armed_forces", 24000),
        ("milex_gdp", 1.25),
    ]


def test_a_locked_figure_is_withheld_from_the_country_too(client: TestClient) -> None:
    told = client.get("/api/v1/countries/FRA").json()
    assert [row["indicator"] for row in told["observations"]] == ["milex_gdp"]
    # One figure, and a document, an institution and a relation of the same closed source.
    assert (told["count"], told["withheld_by_licence"]) == (1, 4)
    assert "licence" in told["withheld_explanation"]


def test_health_tells_status_release_and_database(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "release": "2026.2", "database": "ok"}
    assert answer.headers["cache-control"] == "no-store"


def test_an_atlas_without_a_release_says_so(home: Path) -> None:
    client = TestClient(Starlette(routes=api.routes))
    health = client.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "no-release")
    assert client.get("/api/v1/releases").json()["releases"] == []
    assert client.get("/api/v1/indicators").json()["release"] is None
    assert client.get("/api/v1/observations").json()["code"] == "unknown-release"


def test_an_unreachable_database_is_503_not_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "atlas.sqlite").write_text("this is no database" * 100)
    monkeypatch.setenv("ATLAS_HOME", str(broken))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    client = TestClient(Starlette(routes=api.routes))
    health = client.get("/healthz")
    assert health.status_code == 503
    assert health.json() == {"status": "unhealthy", "release": None, "database": "unreachable"}
    answer = client.get("/api/v1/releases")
    assert (answer.status_code, answer.json()["code"]) == (503, "database-unreachable")
    assert str(tmp_path) not in answer.text


def test_a_new_release_shows_at_once(home: Path) -> None:
    client = TestClient(Starlette(routes=api.routes))
    path = "/api/v1/observations?indicator=milex_gdp"
    made = engine()
    add_staff(made)
    release(made, "1", draft("URY", value=1.0))
    before = client.get(path)
    release(made, "2", draft("URY", value=2.0))
    after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert [row["value"] for row in after.json()["observations"]] == [2]
    assert [entry["label"] for entry in client.get("/api/v1/releases").json()["releases"]] == [
        "1",
        "2",
    ]
