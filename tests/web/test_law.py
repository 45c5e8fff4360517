"""The legal comparator over HTTP: answers, evidence and maps of a release, kept for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.web import law as judgements

CACHES = (
    judgements._read,
    judgements.packed_answers,
    judgements.packed_map,
    judgements.packed_evidence,
)
QUESTION = "conscientious_objection"


@pytest.fixture
def client(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of the comparator's routes alone."""
    monkeypatch.setenv("ATLAS_HOME", str(published_home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    _forget()
    with TestClient(Starlette(routes=judgements.routes)) as made:
        yield made
    _forget()


def _forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


def test_answers_of_all_countries_come_at_once(client: TestClient) -> None:
    address = judgements.answers_address("2026.1", "en", [QUESTION, "military_vote"])
    answer = client.get(address)
    found = answer.json()
    assert [q["id"] for q in found["questions"]] == [QUESTION, "military_vote"]
    assert found["cells"]["URY"][QUESTION][:4] == [0, None, "2026", 0]
    assert found["cells"]["PRK"]["military_vote"][:2] == [None, "withheld"]
    assert found["cells"]["CRI"]["military_vote"][3] == 1  # the second coder answers otherwise
    assert found["cells"]["PER"]["military_vote"][3] == 0
    assert "immutable" in answer.headers["cache-control"]


def test_answers_are_said_in_the_language(client: TestClient) -> None:
    found = client.get(judgements.answers_address("2026.1", "fr", [QUESTION])).json()
    assert found["reasons"]["withheld"] != "Withheld by the state"


def test_evidence_names_law_article_date_coders_and_source(client: TestClient) -> None:
    folder = judgements.evidence_address("2026.1", "en")
    said = client.get(f"{folder}/CRI/military_vote.html").text
    for words in (
        "No",
        "The invented yearbook says so in this very sentence.",
        "Invented Defence Act",
        'href="https://invented.example/act"',
        "May 1, 1999",
        "Coder B: Yes",
        "gives a different answer",
        "Institute of Invented Figures, Yearbook (2026)",
        "page 2",
        "CC0-1.0",
    ):
        assert words in said, words


def test_silence_is_said_to_be_no_answer(client: TestClient) -> None:
    folder = judgements.evidence_address("2026.1", "en")
    said = client.get(f"{folder}/KEN/{QUESTION}.html").text
    assert "No data" in said
    assert "An empty tile is not a “no”." in said


def test_map_of_a_question_counts_a_region(client: TestClient) -> None:
    found = client.get(judgements.map_address("2026.1", "en", QUESTION, "latin_america")).json()
    assert found["scale"]["codes"] == ["yes", "partly", "no"]
    assert found["cells"]["CHL"]["2026"][0] == "no"
    assert "KEN" not in found["members"]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/payload/law/2026.1/en.json?question=conscientious_objektion", QUESTION),
        ("/payload/law/2027.1/en.json?question=military_vote", "2026"),
        ("/payload/law/2026.1/en/Nigerr/military_vote.html", "Niger"),
        ("/payload/law/2026.1/en/URY/military_vot.html", "military_vote"),
        ("/payload/law/2026.1/en/map/military_vote.json?region=afrika", "africa"),
    ],
)
def test_unknown_words_are_answered_with_the_nearest(
    client: TestClient, address: str, nearest: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert nearest in answer.json()["detail"]
