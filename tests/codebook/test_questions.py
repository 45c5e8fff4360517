"""Questions and organisations, read straight from their files."""

from __future__ import annotations

import csv
import re
import tomllib

import pytest

from atlas.codebook.load import FOLDER

QUESTIONS = tomllib.loads((FOLDER / "questions.toml").read_text("utf-8"))["question"]
THEMES = {t["id"] for t in tomllib.loads((FOLDER / "themes.toml").read_text("utf-8"))["theme"]}
with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as file:
    ORGANISATIONS = list(csv.DictReader(file))
FIELDS = {
    "security",
    "regional",
    "united-nations",
    "arms-control",
    "justice",
    "economic",
    "environment",
    "other",
}


def test_questions_have_ids_of_their_own():
    ids = [q["id"] for q in QUESTIONS]
    assert len(set(ids)) == len(ids) >= 45
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", i) for i in ids)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_a_question_can_be_asked_and_coded(question):
    assert question["theme"] in THEMES
    assert question["text"].endswith("?")
    assert 0 < len(question["short"]) <= 40
    assert question["definition"].endswith(".")
    codes = [a["code"] for a in question["answers"]]
    assert len(set(codes)) == len(codes) >= 2
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
    assert all(a["name"] for a in question["answers"])


def test_heads_of_columns_differ():
    assert len({q["short"] for q in QUESTIONS}) == len(QUESTIONS)


def test_organisations_have_codes_and_names_of_their_own():
    for column in ("code", "name"):
        values = [o[column] for o in ORGANISATIONS]
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", o["code"]) for o in ORGANISATIONS)


def test_kinds_and_fields_are_known():
    assert {o["kind"] for o in ORGANISATIONS} == {"organisation", "agreement"}
    assert {o["field"] for o in ORGANISATIONS} == FIELDS
