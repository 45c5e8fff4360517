"""GET /api/v1/template: a workbook, described, kept, and refused with the nearest choices."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from starlette.testclient import TestClient

from atlas.intake.sheets.template import MEDIA_TYPE
from atlas.web.api.openapi import openapi_document
from atlas.web.api.template import PARAMETERS


def test_a_template_comes_as_a_workbook_with_earlier_answers(client: TestClient) -> None:
    asked = "/api/v1/template?indicator=milex_gdp&country=URY,KEN&lang=fr&layout=wide"
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    assert answer.headers["x-release"] == "2026.2"
    assert (
        'filename="security-sector-atlas_template_observation_fr.xlsx"'
        in (answer.headers["content-disposition"])
    )
    page = openpyxl.load_workbook(BytesIO(answer.content))["observations"]
    names = [cell.value for cell in page[1]]
    last = [page.cell(row, 1 + names.index("last_value")).value for row in (4, 5)]
    assert last == [2.1, 1.25]
    again = client.get(asked, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_named_release_gives_its_own_answers(client: TestClient) -> None:
    answer = client.get("/api/v1/template?indicator=milex_gdp&country=URY&release=2026.1")
    page = openpyxl.load_workbook(BytesIO(answer.content))["observations"]
    assert 2.0 in [cell.value for cell in page[4]]
    assert 2.5 not in [cell.value for cell in page[4]]  # under a licence that forbids passing on


@pytest.mark.parametrize(
    ("asked", "status", "near"),
    [
        ("kind=evnt", 404, "event"),
        ("indicator=milex_gpd", 404, "milex_gdp"),
        ("question=militry_vote", 404, "military_vote"),
        ("country=URU", 404, "URY"),
        ("layout=broad", 404, "long"),
        ("lang=de", 404, "en"),
        ("release=2026.3", 404, "2026.2"),
        ("lang=fr&lang=es", 422, None),
        ("languge=fr", 422, "lang"),
        ("kind=observation,judgement", 422, None),
    ],
)
def test_what_is_unknown_is_answered_with_the_nearest(
    client: TestClient, asked: str, status: int, near: str | None
) -> None:
    answer = client.get(f"/api/v1/template?{asked}")
    assert answer.status_code == status
    assert near is None or near in answer.json()["nearest"]


def test_the_described_parameters_are_those_that_are_taken() -> None:
    given = openapi_document()["paths"]["/api/v1/template"]["get"]["parameters"]
    assert {parameter["name"] for parameter in given} == set(PARAMETERS)
