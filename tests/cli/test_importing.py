"""``import``: the report, what blocks, and what a submission keeps."""

from __future__ import annotations

import hashlib
import json

import pytest

from atlas.store import engine
from atlas.store.schema import submission, upload
from tests import invented
from tests.cli.conftest import BAD, GOOD, HEADER
from tests.invented import EDITOR, PUBLISHER, REVIEWER
from tests.strangers import register


def test_without_submit_nothing_is_stored(machine, seeded, sheet):
    before = machine("submissions")
    report = machine("import", sheet(GOOD))
    assert (report["would_store"], report["stored"], report["submission"]) == (1, 0, None)
    assert report["problems"] == []
    assert machine("submissions") == before


def test_a_report_needs_no_database(atlas, home, sheet):
    assert atlas("import", sheet(GOOD)).exit_code == 0
    assert not home.exists()


def test_a_file_goes_all_the_way_into_a_release(machine, seeded, sheet):
    report = machine("import", sheet(GOOD), "--submit", "--as", EDITOR)
    assert report["stored"] == 1
    machine("review", report["submission"], "--approve", "--as", REVIEWER)
    machine("publish", "--label", "2026.2", "--as", PUBLISHER)
    (row,) = machine("query", "--indicator", "milex_gdp", "--from", 2025)
    assert (row["country"], row["value"], row["source"]) == (
        "URY",
        2.5,
        "Institute, Yearbook (2026)",
    )


def test_the_file_itself_is_kept_by_the_hash_of_its_content(machine, seeded, sheet):
    path = sheet(GOOD)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    for _ in range(2):
        number = machine("import", path, "--submit", "--as", EDITOR)["submission"]
    assert (seeded / "uploads" / digest).read_bytes() == path.read_bytes()
    with engine().connect() as connection:
        kept = connection.execute(upload.select()).mappings().one()
        of = submission.select().where(submission.c.id == number)
        assert connection.execute(of).mappings().one()["upload_sha256"] == digest
    assert (kept["sha256"], kept["name"], kept["uploaded_by"]) == (digest, "sheet.csv", EDITOR)


def test_errors_are_reported_by_row_and_column_and_block(atlas, seeded, sheet):
    path = sheet(BAD)
    for words in ([], ["--submit", "--as", EDITOR]):
        result = atlas("import", path, *words, "--json")
        report = json.loads(result.stdout)
        assert result.exit_code == 1
        assert (report["would_store"], report["stored"], report["errors"]) == (0, 0, 1)
        (problem,) = report["problems"]
        assert problem.pop("remedy").startswith("Did you mean Uruguay")
        assert problem == {
            "severity": "error",
            "code": "unknown-country",
            "file": "sheet.csv",
            "sheet": "",
            "row": 2,
            "column": "country",
            "value": "Urugay",
            "message": "No country is called “Urugay”.",
        }
    assert not (seeded / "uploads").exists()


def test_people_read_the_place_the_problem_and_the_remedy_in_one_line(atlas, seeded, sheet):
    first = atlas("import", sheet(BAD)).stdout.splitlines()[0]
    assert first.startswith("sheet.csv, row 2, country: No country is called “Urugay”. Did you")
    assert first.endswith("[unknown-country]")


def test_a_warning_does_not_block(machine, seeded, sheet):
    report = machine("import", sheet(GOOD.replace("CC0", "")), "--submit", "--as", EDITOR)
    assert (report["warnings"], report["stored"]) == (1, 1)


def test_only_those_who_may_submit_leave_a_file(atlas, machine, seeded, sheet):
    machine("user", "add", "Vera", "--role", "viewer")
    for name in ("Vera", "nobody"):
        result = atlas("import", sheet(GOOD), "--submit", "--as", name)
        assert result.exit_code == 2 and name in result.stderr
    assert not (seeded / "uploads").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "Name a file"),
        (["import", "nowhere.csv"], "nowhere.csv"),
        (["import", "/"], "folder"),
        (["import", "x.csv", "--submit"], "--as USER"),
        (["import", "--connector", "factbok"], "factbook"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(atlas, seeded, words, said):
    result = atlas(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and result.stderr.count("\n") == 1


def test_a_connector_reads_a_named_file_or_brings_its_own(
    machine, atlas, seeded, sheet, monkeypatch, tmp_path
):
    given = invented.batch(invented.draft("URY", value=3.0))
    register(monkeypatch, given, own=tmp_path)
    assert machine("import", "--connector", "invented")["would_store"] == 1
    register(monkeypatch, given)
    refused = atlas("import", "--connector", "invented")
    assert refused.exit_code == 2 and "reads a file: name it" in refused.stderr
    assert machine("import", sheet(HEADER), "--connector", "invented")["observations"] == 1
    assert atlas("import", "nowhere", "--connector", "invented").exit_code == 2


def test_a_connector_that_brings_its_own_data_takes_no_file(atlas, seeded, sheet):
    refused = atlas("import", sheet(HEADER), "--connector", "factbook")
    assert refused.exit_code == 2 and "do not name a file" in refused.stderr


def test_errors_of_a_connectors_records_are_reported_before_they_are_stored(
    atlas, seeded, monkeypatch, tmp_path
):
    given = invented.batch(invented.draft("URY", value=900.0))
    register(monkeypatch, given, own=tmp_path)
    for words in ([], ["--submit", "--as", EDITOR]):
        result = atlas("import", "--connector", "invented", *words, "--json")
        assert result.exit_code == 1
        assert [p["code"] for p in json.loads(result.stdout)["problems"]] == ["out-of-range"]
