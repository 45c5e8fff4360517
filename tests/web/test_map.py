"""The map's payload over HTTP: right, small, kept for good, and plain about what is unknown."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.codebook import codebook
from atlas.web import map as payloads


@pytest.fixture
def maps(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of the map's payloads alone."""
    monkeypatch.setenv("ATLAS_HOME", str(published_home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    payloads.packed_indicator.cache_clear()
    with TestClient(Starlette(routes=payloads.routes)) as client:
        yield client
    payloads.packed_indicator.cache_clear()


def test_payload_holds_all_years_of_a_release(maps: TestClient) -> None:
    found = maps.get("/payload/map/2026.2/en/milex_gdp.json").json()
    assert found["years"] == [2023, 2024]
    assert {y: cell[0] for y, cell in found["cells"]["URY"].items()} == {"2023": 1.9, "2024": 2.1}
    assert found["cells"]["FRA"]["2024"][0] == 1.8


def test_older_release_keeps_its_own_values(maps: TestClient) -> None:
    found = maps.get("/payload/map/2026.1/en/milex_gdp.json").json()
    assert found["cells"]["URY"]["2024"][0] == 2.0
    assert "FRA" not in found["cells"]


def test_reasons_of_absence_are_told_apart(maps: TestClient) -> None:
    found = maps.get("/payload/map/2026.1/en/armed_forces.json").json()
    (costa_rica,) = found["cells"]["CRI"].values()
    (north_korea,) = found["cells"]["PRK"].values()
    assert (costa_rica[0], costa_rica[5]) == (None, "not-applicable")
    assert (north_korea[0], north_korea[5]) == (None, "withheld")


def test_range_travels_with_its_value(maps: TestClient) -> None:
    found = maps.get("/payload/map/2026.1/en/armed_forces.json").json()
    assert found["cells"]["KEN"]["2024"][:3] == [24000.0, 20000.0, 28000.0]


def test_payload_of_a_region_lists_its_members(maps: TestClient) -> None:
    found = maps.get("/payload/map/2026.1/en/milex_gdp.json?region=africa").json()
    assert found["members"] == list(codebook().members("africa"))
    assert "URY" in found["cells"]  # drawn beyond the region's border, and not counted


def test_payload_speaks_the_language_of_its_address(maps: TestClient) -> None:
    assert (
        maps.get("/payload/map/2026.1/fr/milex_gdp.json").json()["countries"]["KEN"][0] == "Kenya"
    )
    arabic = maps.get("/payload/map/2026.1/ar/milex_gdp.json").json()
    assert arabic["countries"]["KEN"][0] == "كينيا"


def test_payload_is_compressed_once_and_kept_for_good(maps: TestClient) -> None:
    answer = maps.get("/payload/map/2026.1/en/milex_gdp.json")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    maps.get("/payload/map/2026.1/en/milex_gdp.json")
    assert payloads.packed_indicator.cache_info().hits == 1


@pytest.mark.usefixtures("maps")
def test_payload_is_strict_json_of_a_few_kilobytes() -> None:
    packed = payloads.packed_indicator("2026.1", "armed_forces", "", "en")
    json.loads(gzip.decompress(packed), parse_constant=pytest.fail)
    assert len(packed) < 12_000


@pytest.mark.parametrize(
    ("address", "code", "nearest"),
    [
        ("2026.1/en/milex_gpd.json", "unknown-indicator", "milex_gdp"),
        ("2026.9/en/milex_gdp.json", "unknown-release", "2026.2"),
        ("2026.1/en/milex_gdp.json?region=afrika", "unknown-region", "africa"),
    ],
)
def test_unknown_payload_is_answered_with_the_nearest(
    maps: TestClient, address: str, code: str, nearest: str
) -> None:
    answer = maps.get(f"/payload/map/{address}")
    assert answer.status_code == 404
    assert answer.json()["code"] == code
    assert nearest in answer.json()["detail"]
