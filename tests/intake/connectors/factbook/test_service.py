from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason, Reliability
from atlas.intake.connectors.factbook.ages import volunteer_ages
from atlas.intake.connectors.factbook.conscription import conscription
from atlas.intake.connectors.factbook.duration import compulsory_months

from .stated import answer, total, unread


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("AUS", "none"),
        ("SRB", "none"),
        ("HRV", "none"),
        ("ARG", "suspended"),
        ("NLD", "suspended"),
        ("BLZ", "authorised"),
        ("CAF", "authorised"),
        ("IDN", "authorised"),
        ("MRT", "authorised"),
        ("BRA", "selective"),
        ("MEX", "selective"),
        ("THA", "selective"),
        ("DNK", "selective"),
        ("CHE", "mandatory"),
        ("GEO", "mandatory"),
        ("PRK", "mandatory"),
        ("UKR", "mandatory"),
    ],
)
def test_conscription_is_coded_from_the_words_of_the_text(country, expected):
    assert answer(country, "conscription") == expected


@pytest.mark.parametrize("country", ["SEN", "BGR", "COD", "TLS", "VEN", "BTN", "SYR"])
def test_a_text_that_does_not_say_whether_there_is_conscription_is_a_gap(country):
    assert unread(country, "conscription")


def test_a_service_commitment_is_no_conscription():
    assert (
        conscription("18-28 (up to 35 for specialized roles); 24-month service commitment") is None
    )


def test_a_lottery_in_a_note_makes_conscription_selective_and_the_note_is_the_place():
    assert "chosen by lottery" in total("DNK", "conscription").locator


def test_a_country_without_conscription_has_no_length_of_service():
    assert answer("AUS", "conscription_months") is MissingReason.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("country", "low", "high"),
    [
        ("COL", 12, 18),
        ("KGZ", 9, 12),
        ("ARE", 11, 36),
        ("EGY", 14, 36),
        ("FIN", 5.5, 12),
        ("MMR", 24, 24),
        ("MNG", 12, 12),
        ("AZE", 18, 18),
        ("NOR", 19, 19),
    ],
)
def test_the_length_of_compulsory_service_keeps_its_range(country, low, high):
    found = total(country, "conscription_months")
    assert (found.low, found.high) == (low, high)


def test_a_maximum_length_is_marked_uncertain():
    assert total("TJK", "conscription_months").reliability is Reliability.UNCERTAIN


def test_days_and_weeks_are_not_turned_into_months():
    assert compulsory_months("required military service is 245 days") is None
    assert unread("CHE", "conscription_months")


@pytest.mark.parametrize(
    ("country", "youngest"),
    [("MEX", 18), ("BRA", 17), ("EGY", 16), ("GBR", 16), ("AGO", 18), ("KAZ", 18), ("TUR", 20)],
)
def test_the_youngest_age_is_that_of_voluntary_service_or_else_of_call_up(country, youngest):
    assert answer(country, "service_age") == youngest


def test_months_are_never_taken_for_ages():
    assert volunteer_ages("12-24 months of service; 24-month obligation") is None


def test_two_possible_ages_and_those_of_a_former_government_are_gaps():
    assert unread("ITA", "service_age")
    assert unread("SYR", "service_age")


def test_the_oldest_age_of_the_general_rule_is_taken():
    assert answer("URY", "service_age_max") == 30
    assert answer("RUS", "service_age_max") == 65
