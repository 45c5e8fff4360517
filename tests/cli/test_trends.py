"""``atlas trends``: a table and a verdict, or one sentence why there is none."""

from __future__ import annotations

from atlas.store import engine as open_engine
from tests import invented
from tests.analysis.trends.planted import REGIONS, states


def test_regions_and_the_verdict_are_printed(atlas, machine, empty_home):
    engine = open_engine()
    invented.add_staff(engine)
    drafts = [
        invented.draft(country, period=str(year), value=round(2 + place / 4 + (year - 2010) / 9, 3))
        for region in REGIONS
        for place, country in enumerate(states(region)[:4])
        for year in range(2010, 2025)
    ]
    invented.release(engine, "2026.1", *drafts)
    said = atlas("trends", "--indicator", "milex_gdp")
    assert said.exit_code == 0
    assert "africa" in said.stdout
    assert "Verdict: common; direction: rising." in said.stdout + said.stderr
    told = machine("trends", "--indicator", "milex_gdp", "--from", "2012", "--to", "2023")
    assert (told["window"], told["verdict"]["kind"]) == ([2012, 2023], "common")
    assert len(told["countries"]) == 4 * len(REGIONS)


def test_too_little_data_is_a_verdict(machine, seeded):
    told = machine("trends", "--indicator", "milex_gdp")
    assert (told["verdict"]["kind"], told["window"]) == ("too-little-data", None)


def test_what_has_no_trend_or_is_unknown_is_said(atlas, seeded):
    for words, said in (
        (("--indicator", "conscription"), "has no trend"),
        (("--indicator", "milex_gdpp"), "milex_gdp"),
        (("--indicator", "milex_gdp", "--release", "1999.1"), "1999.1"),
    ):
        result = atlas("trends", *words)
        assert result.exit_code == 2
        assert said in result.output


def test_two_constant_levels_are_a_break_for_each_country(machine, empty_home):
    engine = open_engine()
    invented.add_staff(engine)
    levels = {"BOL": (40e3, 35e3), "CHL": (80e3, 80e3), "COL": (300e3, 260e3), "ECU": (60e3, 40e3)}
    drafts = [
        invented.draft(country, "armed_forces", period=str(year), value=pair[year >= 2014])
        for country, pair in levels.items()
        for year in range(2005, 2023)
    ]
    invented.release(engine, "2026.1", *drafts)
    told = machine("trends", "--indicator", "armed_forces")
    years = {b["where"]: b["year"] for b in told["breaks"] if b["where"] in levels}
    assert years == dict.fromkeys(["BOL", "COL", "ECU"], 2014)


def test_the_overview_has_a_sentence_for_each_subject(atlas, machine, seeded):
    entries = machine("trends", "--overview")
    assert {"subject", "verdict", "sentence"} <= set(entries[0])
    assert any(entry["subject"] == "milex_gdp" for entry in entries)
    assert "milex_gdp" in atlas("trends", "--overview").stdout


def test_an_indicator_or_the_overview_is_needed(atlas, seeded):
    assert atlas("trends").exit_code == 2
