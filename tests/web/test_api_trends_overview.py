"""The overview over HTTP: subjects, filters, languages, files, and what is refused."""

import csv
import io

from starlette.testclient import TestClient

OVERVIEW = "/api/v1/trends/overview"
FIELDS = {"subject", "kind", "window", "verdict", "regions", "sentence", "evidence"}


def test_every_subject_has_a_verdict_regions_and_evidence(client: TestClient) -> None:
    answer = client.get(OVERVIEW).json()
    assert answer["subjects"]
    for subject in answer["subjects"]:
        assert set(subject) >= FIELDS
        assert len(subject["regions"]) == 6
        assert subject["evidence"].startswith("/")


def test_subjects_are_filtered(client: TestClient) -> None:
    rules = client.get(OVERVIEW, params={"kind": "rule"}).json()["subjects"]
    assert {subject["kind"] for subject in rules} <= {"rule"}
    wrong = client.get(OVERVIEW, params={"verdict": "comon"})
    assert wrong.status_code == 404
    assert "comon" in wrong.text


def test_the_file_has_a_line_for_each_subject_and_region(client: TestClient) -> None:
    subjects = client.get(OVERVIEW).json()["subjects"]
    text = client.get(OVERVIEW, params={"format": "csv"}).text
    assert len(list(csv.DictReader(io.StringIO(text)))) == 6 * len(subjects)


def test_the_sentences_are_in_the_language_asked_for(client: TestClient) -> None:
    english, french = (
        [s["sentence"] for s in client.get(OVERVIEW, params={"lang": lang}).json()["subjects"]]
        for lang in ("en", "fr")
    )
    assert english != french
