"""Peers and disclosure over HTTP: the pages' numbers, with all that went into them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.web import api, disclosure

PEERS = "/api/v1/peers"
DISCLOSURE = "/api/v1/disclosure"


def test_a_rank_comes_with_its_inputs(client: TestClient) -> None:
    answer = client.get(PEERS, params={"country": "FRA", "by": "community"}).json()
    assert answer["group"]["member"] is False
    place = answer["place"]
    # Kenya's second source says 3.0 instead of 1.25; Uruguay's 2.5 instead of 2.1.
    assert (place["rank"], place["rank_low"], place["rank_high"], place["of"]) == (2, 2, 3, 3)
    own = next(p for p in answer["peers"] if p["country"] == "FRA")
    assert (own["value"], own["source"]) == (
        1.8,
        "Institute of Invented Figures, Yearbook (2026)",
    )


def test_planted_places_of_both_releases(client: TestClient) -> None:
    asked = {"country": "URY", "by": "community", "age": "5"}
    new = client.get(PEERS, params=asked).json()
    old = client.get(PEERS, params={**asked, "release": "2026.1"}).json()
    assert (new["release"], old["release"]) == ("2026.2", "2026.1")
    ranked = [(p["country"], p["rank"]) for p in new["peers"] if p["rank"]]
    assert [country for country, _ in ranked] == [p["country"] for p in new["peers"] if p["rank"]]
    assert [rank for _, rank in ranked] == sorted(rank for _, rank in ranked)
    assert new["count"] == len(new["peers"])
    assert {"no-data"} <= {p["left_out"] for p in new["peers"]}


def test_what_a_licence_withholds_keeps_its_rank_alone(client: TestClient) -> None:
    answer = client.get(PEERS, params={"country": "FRA", "indicator": "reserves"}).json()
    closed = [p for p in answer["peers"] if p["country"] == "FRA"]
    assert answer["withheld_by_licence"] == 1
    assert (closed[0]["rank"], closed[0]["value"]) == (1, None)
    assert "licence" in answer["withheld_explanation"]


def test_the_nearest_come_with_each_part(client: TestClient) -> None:
    asked = {"country": "KEN", "by": "nearest", "with": "milex_gdp"}
    answer = client.get(PEERS, params=asked).json()
    assert answer["with"] == ["milex_gdp"]
    assert answer["nearest"][0]["country"] == "KEN"
    assert [p["indicator"] for p in answer["nearest"][0]["parts"]] == ["milex_gdp"]


def test_peers_as_a_file(client: TestClient) -> None:
    answer = client.get(PEERS, params={"country": "KEN", "format": "csv"})
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    own = next(row for row in rows if row["country"] == "KEN")
    assert (own["rank"], own["left_out"]) == ("1", "")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({}, 422, "country=COL"),
        ({"country": "KENN"}, 404, "KEN"),
        ({"country": "KEN", "indicator": "milex_gpd"}, 404, "milex_gdp"),
        ({"country": "KEN", "indicator": "conscription"}, 422, "conscription_months"),
        ({"country": "KEN", "by": "regoin"}, 404, "region"),
        ({"country": "KEN", "age": "-1"}, 422, "age=5"),
        ({"country": "KEN", "with": "populaton"}, 404, "population"),
        ({"country": "KEN", "release": "2030.1"}, 404, "2026"),
        ({"country": "KEN", "format": "xlsx"}, 422, "csv"),
        ({"country": "KEN", "groop": "x"}, 422, "by"),
    ],
)
def test_wrong_questions_about_peers(
    client: TestClient, query: dict[str, str], status: int, words: str
) -> None:
    answer = client.get(PEERS, params=query)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_every_figure_has_one_status(client: TestClient) -> None:
    asked = {"country": "PRK,CRI,URY,KEN", "release": "2026.1"}
    answer = client.get(DISCLOSURE, params=asked).json()
    told = {(f["country"], f["indicator"]): f["status"] for f in answer["figures"]}
    assert len(told) == 4 * len(answer["indicators"])
    assert told[("PRK", "armed_forces")] == "withheld"
    assert told[("CRI", "armed_forces")] == "not-applicable"
    assert told[("URY", "armed_forces")] == "no-data"
    assert told[("KEN", "armed_forces")] == "published"
    counted = {c["country"]: c for c in answer["countries"]}
    assert (counted["PRK"]["withheld"], counted["PRK"]["score"]) == (1, None)
    assert "does not prove secrecy" in answer["caveat"]


def test_disclosure_as_a_file(client: TestClient) -> None:
    answer = client.get(DISCLOSURE, params={"theme": "personnel", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["indicator"] for row in rows} == {"armed_forces", "reserves"}
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"theme": "budgt"}, 404, "budget"),
        ({"indicator": "milex_gpd"}, 404, "milex_gdp"),
        ({"weights": "1,2,3"}, 422, "40,15,15,10,20"),
        ({"country": "KENN"}, 404, "KEN"),
        ({"release": "2030.1"}, 404, "2026"),
    ],
)
def test_wrong_questions_about_disclosure(
    client: TestClient, query: dict[str, str], status: int, words: str
) -> None:
    answer = client.get(DISCLOSURE, params=query)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("path", [f"{PEERS}?country=KEN", DISCLOSURE])
def test_an_unchanged_answer_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_the_map_is_served(client: TestClient) -> None:
    with TestClient(Starlette(routes=[*api.routes, *disclosure.routes])) as made:
        for query in ({"indicator": "armed_forces"}, {"theme": "budget"}, {"region": "africa"}):
            answer = made.get(disclosure.disclosure_address("2026.1", "en", **query))
            assert answer.status_code == 200
            assert json.loads(answer.text)["countries"]["KEN"][0] == "Kenya"
        wrong = made.get("/payload/disclosure/2026.1/en.json?indicator=milex_gpd")
        assert wrong.status_code == 404
