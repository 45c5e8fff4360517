from __future__ import annotations

import pytest

from atlas.codebook.model import MissingReason, Reliability
from tools.factbook.observations.history import _claim
from tools.factbook.observations.legal import _second

from .stated import answer, records, total, unread


@pytest.mark.parametrize(
    ("country", "year"),
    [
        *(("USA", 1789), ("ITA", 1948), ("TCD", 2024), ("MLI", 2023), ("BEL", 1831)),
        *(("VGB", 2007), ("NLD", 1815), ("GRL", 2009)),
    ],
)
def test_the_constitution_is_dated_by_its_taking_effect(country, year):
    found = total(country, "constitution_year")
    assert found.value == year
    assert found.period == "2026"


def test_a_constitution_that_the_text_calls_by_a_year_has_that_year():
    found = total("CHL", "constitution_year")
    assert found.value == 1980
    assert "1980, 1981" in found.note


def test_a_constitution_that_a_note_says_was_dissolved_is_a_gap():
    assert unread("NER", "constitution_year")


@pytest.mark.parametrize("country", ["GBR", "ISR", "SYR", "AFG", "SWE", "JOR", "PYF"])
def test_no_one_document_in_force_is_a_gap(country):
    assert unread(country, "constitution_year")


def test_two_dates_of_independence_are_a_gap_and_a_territory_has_none():
    assert unread("TLS", "independence_year")
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


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("4 July 1776 (declared independence from X); 3 September 1783 (recognized by X)", "1776"),
        ("1 May 1918 (a sovereign state under Y); 17 June 1944 (from Y; a birthday)", "1944"),
        ("28 May 1975 (from X); 20 May 2002 (from Y)", None),
        ("24 May 1973 (declared); 10 May 1974 (from X)", None),
        ("19 July 1949 (from X); 22 May 1953 (a treaty recognizes full independence)", None),
        ("17 May 1907 (a kingdom); 8 May 1949 (a treaty maintains independence)", None),
    ],
)
def test_independence_needs_one_date_that_says_so(text, year):
    assert _claim(text) == year


@pytest.mark.parametrize(
    ("country", "year"),
    [
        *(("USA", 1776), ("BEL", 1830), ("BGR", 1908), ("ISL", 1944), ("MEX", 1810)),
        *(("IRL", 1921), ("SMR", 301)),
    ],
)
def test_the_one_date_of_independence_is_taken_and_others_are_noted(country, year):
    assert answer(country, "independence_year") == year


def test_the_form_of_government_is_the_one_in_name_or_behind_the_status_of_a_territory():
    assert answer("BLR", "government_type") == "presidential"
    assert "dictatorship" in total("BLR", "government_type").note
    assert answer("BMU", "government_type") == answer("VGB", "government_type") == "parliamentary"


@pytest.mark.parametrize("country", ["USA", "CHE", "ARE", "FSM", "MHL"])
def test_a_plain_form_without_a_category_of_its_own_is_other(country):
    assert answer(country, "government_type") == "other"


@pytest.mark.parametrize("country", ["ERI", "GUM", "NER"])
def test_a_status_or_a_judgement_is_no_form_of_government(country):
    assert unread(country, "government_type")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("civil law system with Islamic (sharia) law influences", False),
        ("common law system, on a model, with some Roman-Dutch civil law influence", False),
        ("civil law system based on a model and influenced by customary law", False),
        ("civil law system except in the north where customary law is still present", False),
        ("civil law system (influenced by the UN), customary law, and common law", True),
        ("civil law based on a model and customary law", True),
        ("traditional law in ethnic communities", True),
    ],
)
def test_a_tradition_that_lends_influence_is_not_a_second_one(text, second):
    assert _second(text) is second


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        *((name, "civil") for name in ("CUW", "SXM", "CZE", "TKM", "SWE", "IDN", "MLI", "ALB")),
        *((name, "common") for name in ("CAN", "NFK", "PAK", "GUY", "USA")),
        *(("MDV", "islamic"), ("SAU", "islamic"), ("GGY", "customary")),
    ],
)
def test_the_first_tradition_stands_where_the_second_only_lends_influence(country, expected):
    assert answer(country, "legal_system") == expected


@pytest.mark.parametrize("country", ["BGD", "IND", "ECU", "MDG", "BEN", "KHM"])
def test_a_second_tradition_that_applies_is_a_gap_wherever_the_text_names_it(country):
    assert unread(country, "legal_system")


def test_a_second_legal_tradition_makes_no_plain_answer():
    assert answer("FRA", "legal_system") == "civil"
    assert answer("KEN", "legal_system") == "mixed"
    assert unread("MDG", "legal_system")


def test_an_election_is_a_note_and_not_the_period():
    found = total("LIE", "seats_lower")
    assert (found.value, found.period) == (25, "2026")
    assert "Last election: 2/9/2025" in found.note


def test_a_dissolved_parliament_is_coded_by_its_legal_form_and_uncertain():
    assert answer("KWT", "legislature") == "unicameral"
    assert answer("AFG", "legislature") == "bicameral"
    assert total("AFG", "legislature").reliability is Reliability.UNCERTAIN
    assert unread("BGD", "legislature")


def test_a_note_behind_a_share_or_a_term_is_kept_as_a_note():
    assert answer("FLK", "women_parliament") == 25
    assert "does not include the speaker" in total("FLK", "women_parliament").note
    assert answer("PCN", "term_lower") == 2
    assert records("PCN", "women_parliament")["2026", ""].reliability is Reliability.UNCERTAIN
