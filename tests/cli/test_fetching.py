"""``fetch`` and ``import --connector worldbank``: from the World Bank into a release."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.intake.connectors.worldbank.made import Bank, api_zip, served
from tests.invented import EDITOR, PUBLISHER, REVIEWER


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    with served(Bank()) as made:
        monkeypatch.setenv("ATLAS_WORLDBANK_API", made.address)
        yield made


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    from atlas.intake.connectors.worldbank import live

    monkeypatch.setattr(
        live.fetch_series, "__kwdefaults__", {"fresh": False, "pauses": (), "wait": 1.0}
    )
    monkeypatch.setenv("ATLAS_WORLDBANK_API", "http://127.0.0.1:1/v2")


def published(machine, number) -> None:
    machine("review", number, "--approve", "--as", REVIEWER)
    machine("publish", "--label", "2026.2", "--as", PUBLISHER)


def test_fetched_values_reach_a_release(machine, seeded, bank):
    given = ("fetch", "worldbank", "milex_gdp", "armed_forces", "--from", 2021)
    report = machine(*given, "--submit", "--as", EDITOR)
    assert report["indicators"] == {"armed_forces_wide": 3, "milex_gdp": 3}
    assert report["vintages"] == {"MS.MIL.XPND.GD.ZS": "2026-02-24", "MS.MIL.TOTL.P1": "2026-02-24"}
    assert report["instead"] == {"armed_forces": "armed_forces_wide"}
    published(machine, report["submission"])
    rows = machine("query", "--indicator", "milex_gdp", "--country", "XKX")
    assert [(r["period"], r["value"]) for r in rows] == [("2021", 0.0), ("2022", 0.8)]


def test_people_are_told_the_vintage_and_what_was_taken_instead(atlas, seeded, bank):
    result = atlas("fetch", "worldbank", "armed_forces")
    assert result.exit_code == 0
    assert "MS.MIL.TOTL.P1: as of 2026-02-24." in result.stdout
    assert "wider than armed_forces" in result.stdout


def test_offline_the_way_by_hand_is_named(atlas, seeded, offline):
    result = atlas("fetch", "worldbank", "milex_gdp")
    assert result.exit_code == 2
    assert "no connection" in result.stderr and "atlas import FILE" in result.stderr
    said = json.loads(atlas("fetch", "worldbank", "milex_gdp", "--json").stdout)
    assert said["code"] == "no-connection"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["worldbank", "milex"], "Nearest: milex"),
        (["sipri", "milex_gdp"], "worldbank"),
        (["worldbank", "milex_gdp", "--from", "2020", "--to", "2019"], "--from comes after --to"),
        (["worldbank", "milex_gdp", "--submit"], "--as USER"),
    ],
)
def test_what_makes_no_sense_is_refused(atlas, seeded, words, why):
    result = atlas("fetch", *words)
    assert result.exit_code == 2 and why in result.stderr


def test_a_file_of_two_vintages_is_two_sources(machine, seeded, tmp_path):
    first = api_zip(tmp_path)
    given = ("--connector", "worldbank", "--submit", "--as", EDITOR)
    number = machine("import", first, *given)["submission"]
    machine("review", number, "--approve", "--as", REVIEWER)
    number = machine("import", api_zip(tmp_path, "2026-07-01"), *given)["submission"]
    published(machine, number)
    rows = machine("query", "--indicator", "milex_gdp", "--country", "TUR")
    assert {(r["source"][-11:], r["preferred"]) for r in rows} == {
        ("2026-02-24)", False),
        ("2026-07-01)", True),
    }
