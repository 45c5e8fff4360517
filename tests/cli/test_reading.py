"""``query``, ``releases`` and ``diff``."""

from __future__ import annotations

import csv
import io
import json

import pytest

from atlas.store import API_FIELDS, engine
from tests import invented
from tests import invented_records as given


def test_query_prints_the_fields_of_the_api_as_json(machine, seeded):
    rows = machine("query", "--indicator", "milex_gdp")
    assert [list(row) for row in rows] == [list(API_FIELDS)] * 3
    assert [(r["country"], r["period"], r["value"]) for r in rows] == [
        ("GHA", "2024", 0.4),
        ("URY", "2020", 1.5),
        ("URY", "2024", 2),
    ]


def test_query_prints_the_same_records_as_csv(atlas, machine, seeded):
    rows = machine("query", "--indicator", "milex_gdp")
    read = list(csv.DictReader(io.StringIO(atlas("query", "--indicator", "milex_gdp").stdout)))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert list(read[0]) == list(API_FIELDS)


def test_query_shows_a_category_as_the_value(machine, seeded):
    assert machine("query", "--indicator", "conscription")[0]["value"] == "none"


@pytest.mark.parametrize(
    "words",
    [
        ["--indicator", "milex_gdp,conscription", "--country", "URY"],
        ["--indicator", "milex_gdp", "--indicator", "conscription", "--country", "Uruguay"],
    ],
)
def test_indicators_repeat_or_join_by_commas_and_countries_may_be_names(machine, seeded, words):
    assert len(machine("query", *words)) == 3


def test_a_country_name_may_hold_a_comma(machine, seeded):
    assert machine("query", "--indicator", "milex_gdp", "--country", "Korea, Rep.") == []


def test_query_keeps_years_from_and_to_inclusive(machine, seeded):
    rows = machine("query", "--indicator", "milex_gdp", "--from", 2020, "--to", 2023)
    assert [row["period"] for row in rows] == ["2020"]


def test_query_reads_an_older_release(machine, seeded):
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    asked = ["query", "--indicator", "milex_gdp", "--country", "URY", "--from", 2024]
    assert [r["value"] for r in machine(*asked)] == [3]
    assert [r["value"] for r in machine(*asked, "--release", "2026.1")] == [2]


@pytest.mark.parametrize(
    ("words", "code", "near"),
    [
        (["--indicator", "milex_gpd"], "unknown-indicator", "milex_gdp"),
        (["--indicator", "milex_gdp", "--country", "Urugay"], "unknown-country", "Uruguay"),
        (["--indicator", "milex_gdp", "--release", "2026.9"], "unknown-release", "2026.1"),
        (["--indicator", "milex_gdp", "--from", 2024, "--to", 2020], "invalid-parameter", "2024"),
        (["--indicator", ","], "invalid-parameter", "indicator"),
    ],
)
def test_what_query_does_not_know_is_named_with_the_nearest(atlas, seeded, words, code, near):
    plain = atlas("query", *words)
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert near in plain.stderr and plain.stderr.count("\n") == 1
    error = json.loads(atlas("query", *words, "--json").stdout)
    assert set(error) == {"code", "message"} and error["code"] == code


def test_query_before_any_release_says_how_to_begin(atlas, empty_home):
    result = atlas("query", "--indicator", "milex_gdp")
    assert result.exit_code == 2 and "python -m atlas init" in result.stderr


def test_errors_speak_the_language_of_the_reader(atlas, seeded, monkeypatch):
    said = {
        "No indicator is called “{value}”. Nearest: {nearest}.": "Inconnu : {value} ({nearest})"
    }

    def translator(lang):
        assert lang == "fr_CA.UTF-8"
        return lambda message, **params: said[message].format(**params)

    monkeypatch.setattr("atlas.i18n.translator", translator)
    monkeypatch.setenv("ATLAS_LANG", "fr_CA.UTF-8")
    assert atlas("query", "--indicator", "milex_gpd").stderr.startswith(
        "Inconnu : milex_gpd (milex_gdp"
    )


def test_releases_are_listed_oldest_first(machine, atlas, seeded):
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    known = machine("releases")
    assert [(r["label"], r["observations"]) for r in known] == [("2026.1", 4), ("2026.2", 4)]
    assert known[0]["published_at"].endswith("+00:00")
    assert "2026.2" in atlas("releases").stdout


def test_without_a_release_the_list_is_empty_and_says_so(machine, atlas, empty_home):
    assert machine("releases") == []
    assert "no release yet" in atlas("releases").stdout


def test_diff_tells_of_other_records_too(machine, atlas, filled):
    later = given.event("URY", "law", "2026-01-05", "A later law")
    invented.approve(engine(), given.batch_of(later))
    invented.release(engine(), "2026.3", invented.draft("URY", value=3.0))
    number, law = machine("diff", "2026.2", "2026.3")
    assert (number["kind"], number["country"], number["new_value"]) == ("observation", "URY", 3)
    assert (law["change"], law["kind"]) == ("added", "event")
    assert law["key"] == "law 2026-01-05 A later law"
    assert law["old"] is None and law["new"].startswith("evidence: ")
    shown = atlas("diff", "2026.2", "2026.3").stdout
    assert "milex_gdp" in shown and "A later law" in shown


def test_diff_names_what_changed(machine, atlas, seeded):
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    (changed,) = machine("diff", "2026.1", "2026.2")
    assert (changed["change"], changed["country"]) == ("changed", "URY")
    assert (changed["old_value"], changed["new_value"]) == (2, 3)
    assert changed["old_category"] is None
    assert "changed" in atlas("diff", "2026.1", "2026.2").stdout


def test_a_release_does_not_differ_from_itself(atlas, machine, seeded):
    assert machine("diff", "2026.1", "2026.1") == []
    assert "the same observations" in atlas("diff", "2026.1", "2026.1").stdout
