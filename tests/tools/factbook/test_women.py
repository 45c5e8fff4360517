from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason, Reliability

from .stated import answer, records, total, unread


@pytest.mark.parametrize(
    ("country", "period", "share"),
    [
        ("USA", "2023", 17.7),
        ("POL", "2024", 16.5),
        ("ARM", "2021", 10),
        ("COL", "2024", 3),
        ("LUX", "2024", 12),
        ("GBR", "2025", 12),
        ("LTU", "2020", 12),
    ],
)
def test_the_share_belongs_to_the_year_of_its_own_sentence(country, period, share):
    assert records(country, "women_forces")[period, ""].value == share


def test_a_little_more_than_three_percent_is_a_limit():
    assert total("COL", "women_forces").reliability is Reliability.UNCERTAIN


def test_a_number_of_women_is_not_their_share():
    assert unread("KOR", "women_forces")
    assert not records("UKR", "women_forces")


def test_women_in_parliament_are_those_of_the_lower_or_only_house():
    assert answer("USA", "women_parliament") != answer("USA", "women_upper")
    assert not records("ISR", "women_upper")


def test_an_overdue_chamber_makes_its_share_uncertain():
    found = total("YEM", "women_parliament")
    assert found.reliability is Reliability.UNCERTAIN
    assert "run out" in found.note


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("NOR", "selective"),
        ("ISR", "compulsory"),
        ("FIN", "voluntary"),
        ("BRA", "voluntary"),
        ("BWA", "voluntary"),
        ("FRA", "voluntary"),
        ("TGO", "voluntary"),
        ("TON", "voluntary"),
        ("VEN", "voluntary"),
        ("GBR", "voluntary"),
        ("MMR", "compulsory"),
        ("CHN", "selective"),
        ("CUB", "voluntary"),
        ("VAT", "none"),
        ("ISL", MissingReason.NOT_APPLICABLE),
    ],
)
def test_whether_women_may_or_must_serve(country, expected):
    assert answer(country, "women_service") == expected


def test_a_law_that_calls_women_whom_practice_does_not_is_a_gap():
    assert unread("VNM", "women_service")


def test_a_legal_minimum_age_for_both_sexes_does_not_say_how_women_serve():
    assert unread("KHM", "women_service")


def test_without_conscription_women_who_serve_are_volunteers_and_the_note_says_why():
    assert "no conscription" in total("TON", "women_service").note
    assert "women serve in all branches" in total("GBR", "women_service").locator


def test_a_share_of_women_without_a_rule_decides_nothing():
    assert not records("GHA", "women_service")
    assert unread("GMB", "women_service")
