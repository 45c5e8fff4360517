from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason

from .stated import answer, total, unread


@pytest.mark.parametrize(
    ("country", "year"),
    [("USA", 1789), ("ITA", 1948), ("TCD", 2024), ("MLI", 2023), ("BEL", 1831), ("VGB", 2007)],
)
def test_the_constitution_is_dated_by_its_taking_effect(country, year):
    found = total(country, "constitution_year")
    assert found.value == year
    assert found.period == "2026"


@pytest.mark.parametrize("country", ["GBR", "ISR", "SYR", "AFG", "SWE", "JOR", "PYF"])
def test_no_one_document_in_force_is_a_gap(country):
    assert unread(country, "constitution_year")


def test_two_dates_of_independence_are_a_gap_and_a_territory_has_none():
    assert unread("USA", "independence_year")
    assert unread("ROU", "independence_year")
    assert answer("NGA", "independence_year") == 1960
    assert answer("AIA", "independence_year") is MissingReason.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("country", "age"), [("ARG", 16), ("BRA", 16), ("ECU", 16), ("SGP", 21), ("HUN", 18)]
)
def test_the_voting_age_is_that_of_national_elections(country, age):
    assert answer(country, "voting_age") == age


def test_an_age_for_local_elections_only_is_a_gap():
    assert unread("SAU", "voting_age")
    assert unread("BRN", "voting_age")


def test_courts_are_coded_one_by_one():
    assert answer("USA", "icc") == answer("USA", "icj") == "withdrew"
    assert answer("FRA", "icc") == "accepts"
    assert answer("PAK", "icj") == "accepts-with-reservations"
    assert unread("AFG", "icc")


def test_a_monarchy_with_a_parliament_is_a_constitutional_monarchy():
    assert answer("JAM", "government_type") == "constitutional-monarchy"
    assert answer("BRN", "government_type") == "absolute-monarchy"
    assert unread("BLR", "government_type")


def test_a_second_legal_tradition_makes_no_plain_answer():
    assert answer("FRA", "legal_system") == "civil"
    assert answer("KEN", "legal_system") == "mixed"
    assert unread("MDG", "legal_system")


def test_an_election_is_a_note_and_not_the_period():
    found = total("LIE", "seats_lower")
    assert (found.value, found.period) == (25, "2026")
    assert "Last election: 2/9/2025" in found.note


def test_a_dissolved_parliament_without_chambers_is_a_gap():
    assert unread("KWT", "legislature")
    assert unread("AFG", "legislature")
