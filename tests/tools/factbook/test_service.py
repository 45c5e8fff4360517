from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason, Reliability
from tools.factbook.observations.ages import general, volunteer_ages
from tools.factbook.observations.conscription import conscription
from tools.factbook.observations.duration import compulsory_months

from .stated import answer, records, total, unread


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
        ("PRT", "authorised"),
        ("ESP", "authorised"),
        ("SMR", "authorised"),
        ("ETH", "authorised"),
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
        ("NOR", 12, 12),
        ("GRC", 9, 12),
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
    [
        *(("MEX", 18), ("BRA", 17), ("EGY", 16), ("GBR", 16), ("AGO", 18), ("KAZ", 18)),
        *(("TUR", 20), ("NOR", 17), ("ITA", 17), ("SAU", 17), ("SEN", 18), ("PRK", 17)),
        *(("CUB", 17), ("MYS", 17.5)),
    ],
)
def test_the_youngest_age_is_that_of_voluntary_service_or_else_of_call_up(country, youngest):
    assert answer(country, "service_age") == youngest


def test_months_are_never_taken_for_ages():
    assert volunteer_ages("12-24 months of service; 24-month obligation") is None


def test_the_ages_of_a_former_government_are_a_gap():
    assert unread("SYR", "service_age")


def test_of_two_possible_ages_the_younger_stands_and_half_years_are_kept():
    either = volunteer_ages("17 or 18 years of age for voluntary military service")
    half = volunteer_ages("17 years 6 months of age for voluntary military service")
    assert either is not None
    assert half is not None
    assert (either.youngest.value, half.youngest.value) == (17, 17.5)


def test_brackets_that_give_the_rule_for_a_sex_are_kept():
    assert general("for men (17-40) and women (typically 21-40)") == (
        "for men 17-40 and women typically 21-40"
    )
    assert general("18-35 for men (18-40 for women volunteers)").endswith(
        "18-40 for women volunteers"
    )
    assert general("18-22 (18-26 for college graduates) years") == "18-22 years"


def test_the_longer_service_of_professionals_is_a_note():
    assert "up to 36 months" in total("MMR", "conscription_months").note


@pytest.mark.parametrize(
    ("country", "oldest"),
    [
        *(("URY", 30), ("RUS", 65), ("KOR", 35), ("COD", 45), ("QAT", 35), ("GTM", 49)),
        *(("AZE", 40), ("EGY", 30), ("GRC", 45), ("KWT", 35), ("LAO", 35), ("MOZ", 35)),
        *(("NOR", 44), ("TUN", 35), ("LTU", 38), ("CPV", 35), ("CYP", 42), ("SAU", 40)),
        *(("SEN", 28), ("PRK", 30), ("CUB", 28), ("TZA", 25), ("KEN", 26), ("VEN", 30)),
    ],
)
def test_the_oldest_age_is_that_of_joining_or_of_call_up_by_the_general_rule(country, oldest):
    assert answer(country, "service_age_max") == oldest


def test_a_limit_of_call_up_or_of_women_is_noted():
    assert "call-up" in total("KOR", "service_age_max").note
    assert "women" in total("AZE", "service_age_max").note


def test_reserves_registration_and_emergencies_set_no_limit():
    assert not records("ESP", "service_age_max")
    assert not records("SMR", "service_age_max")
    assert not records("BTN", "service_age_max")
    assert not records("JOR", "service_age_max")


def test_an_upper_age_without_one_general_limit_is_listed():
    assert unread("FIN", "service_age_max")
    assert unread("MMR", "service_age_max")
