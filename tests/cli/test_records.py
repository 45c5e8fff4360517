"""``records`` and ``search``: the fields of the API, from any release."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest

from atlas.store.findings import FINDING
from atlas.store.kinds import KINDS
from atlas.store.record_rows import record_fields
from tests import invented
from tests import invented_records as given
from tests.strangers import register

HELD = Counter(record.kind for record in given.RECORDS)


@pytest.mark.parametrize("kind", sorted(HELD))
def test_records_of_each_kind_are_printed_with_the_fields_of_the_api(machine, atlas, filled, kind):
    rows = machine("records", kind)
    assert rows and [tuple(row) for row in rows] == [record_fields(KINDS[kind])] * len(rows)
    read = list(csv.DictReader(io.StringIO(atlas("records", f"{kind}s").stdout)))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert json.loads(atlas("records", kind, "--format", "json").stdout) == rows


def test_records_are_kept_by_country_and_release(machine, filled):
    assert {r["country"] for r in machine("records", "institution", "--country", "Chile")} == {
        "CHL"
    }
    assert len(machine("records", "event", "--country", "URY,CHL")) == 3
    assert machine("records", "event", "--release", "2026.1") == []
    assert machine("records", "participation", "--country", "FRA") == []


@pytest.mark.parametrize("words", ["Ejército", "ejercito", "جيش", "army", "Armée de terre"])
def test_search_finds_an_army_in_every_language(machine, atlas, filled, words):
    found = machine("search", words)
    assert {(row["kind"], row["country"]) for row in found} == {
        ("institution", "URY"),
        ("document", "CHL"),
    }
    assert all(tuple(row) == FINDING for row in found)
    shown = atlas("search", words).stdout
    assert "Ley del Ejército Inventado" in shown and "2 records were found." in shown


def test_search_is_narrowed_by_kind_country_release_and_limit(machine, atlas, filled):
    assert [r["kind"] for r in machine("search", "army", "--kind", "documents")] == ["document"]
    assert [r["country"] for r in machine("search", "army", "--country", "URY")] == ["URY"]
    assert len(machine("search", "army", "--limit", 1)) == 1
    assert machine("search", "army", "--release", "2026.1") == []
    assert machine("search", '"*(') == []
    assert atlas("search", "xyzzy").stdout == "0 records were found.\n"


@pytest.mark.parametrize(
    ("words", "code", "near"),
    [
        (["records", "evnts"], "unknown-kind", "event"),
        (["records", "observation"], "unknown-kind", "observation"),
        (["records", "event", "--country", "Urugay"], "unknown-country", "Uruguay"),
        (["records", "event", "--release", "2026.9"], "unknown-release", "2026.2"),
        (["search", "army", "--kind", "documnet"], "unknown-kind", "document"),
        (["search", "army", "--release", "2026.9"], "unknown-release", "2026.2"),
    ],
)
def test_what_is_not_known_is_named_with_the_nearest(atlas, filled, words, code, near):
    plain = atlas(*words)
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert near in plain.stderr and plain.stderr.count("\n") == 1
    assert json.loads(atlas(*words, "--json").stdout)["code"] == code


@pytest.mark.parametrize("words", [["records", "event"], ["search", "army"]])
def test_before_any_release_it_says_how_to_begin(atlas, empty_home, words):
    result = atlas(*words)
    assert result.exit_code == 2 and "python -m atlas init" in result.stderr


def test_import_counts_records_and_stores_them(machine, seeded, monkeypatch, tmp_path):
    batch = given.batch_of(*given.RECORDS)
    register(monkeypatch, batch, own=tmp_path)
    report = machine("import", "--connector", "invented")
    count = len(given.RECORDS)
    assert (report["observations"], report["records"]) == (0, count)
    assert report["kinds"] == dict(sorted(HELD.items()))
    assert (report["countries"], report["would_store"], report["stored"]) == (2, count, 0)
    stored = machine("import", "--connector", "invented", "--submit", "--as", invented.EDITOR)
    assert stored["stored"] == count
    assert machine("submissions")[0]["records"] == count


def test_import_says_how_many_records_it_read(atlas, home, monkeypatch, tmp_path):
    batch = given.batch_of(*given.RECORDS)
    register(monkeypatch, batch, own=tmp_path)
    shown = atlas("import", "--connector", "invented").stdout
    assert f"  institution: {HELD['institution']}" in shown
    assert f"{len(given.RECORDS)} other records were read." in shown
    assert not home.exists(), "a report whose relations stand on their own needs no database"


def test_a_relation_may_refer_to_an_institution_that_is_stored(
    atlas, machine, filled, monkeypatch, tmp_path
):
    batch = given.batch_of(given.relation("URY", "police", "part-of", "armed-forces"))
    register(monkeypatch, batch, own=tmp_path)
    assert machine("import", "--connector", "invented")["errors"] == 0
    lost = given.batch_of(given.relation("URY", "police", "part-of", "nowhere"))
    register(monkeypatch, lost, own=tmp_path)
    result = atlas("import", "--connector", "invented", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "unknown-institution"


def test_every_release_of_the_list_stays_counted_by_observations(machine, filled):
    assert [r["observations"] for r in machine("releases")] == [4, 4]
