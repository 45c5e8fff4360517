"""GET /api/v1/index: what is asked is reckoned, what is wrong is answered with the nearest."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from atlas.web.api.openapi import openapi_document

ASKED = "/api/v1/index?indicator=milex_gdp,armed_forces&less=armed_forces&coverage=50"


def read(client: TestClient, more: str = "") -> dict[str, Any]:
    answer = client.get(ASKED + more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_answer_is_what_the_description_says(client: TestClient) -> None:
    found = read(client)
    schema = {"$ref": "#/components/schemas/Index", "components": openapi_document()["components"]}
    Draft202012Validator(schema).validate(found)
    assert found["recipe"]["less"] == "armed_forces"
    assert found["count"] == 3
    assert [c["rank"] for c in found["countries"]] == sorted(c["rank"] for c in found["countries"])


def test_no_closed_value_enters_an_index(client: TestClient) -> None:
    found = read(client)
    assert found["withheld_by_licence"] == 1
    uruguay = next(c for c in found["countries"] if c["country"] == "URY")
    assert uruguay["milex_gdp_value"] == 2.1


def test_an_address_and_its_own_recipe_are_the_same_index(client: TestClient) -> None:
    found = read(client)
    again = client.get("/api/v1/index", params=found["recipe"]).json()
    assert again == found


def test_csv_holds_the_same_rows(client: TestClient) -> None:
    bare = client.get(f"{ASKED}&format=csv")
    assert client.get(f"{ASKED}&format=csv&bom=1").text == "\ufeff" + bare.text
    rows = list(csv.DictReader(io.StringIO(bare.text)))
    assert [r["country"] for r in rows] == [c["country"] for c in read(client)["countries"]]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 422, "index-refused"),
        ("?indicator=milex_gdp", 422, "index-refused"),
        ("?indicator=milex_gpd,armed_forces", 404, "unknown-indicator"),
        ("?indicator=milex_gdp,conscription", 422, "invalid-parameter"),
        ("?indicator=milex_gdp,armed_forces&weight=milex_gdp:heavy", 422, "invalid-parameter"),
        ("?indicator=milex_gdp,armed_forces&normalise=minmix", 404, "unknown-choice"),
        ("?indicator=milex_gdp,armed_forces&region=africca", 404, "unknown-region"),
        ("?indicator=milex_gdp,armed_forces&year=24", 422, "invalid-parameter"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, query: str, status: int, code: str) -> None:
    answer = client.get(f"/api/v1/index{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
