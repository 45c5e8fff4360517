from __future__ import annotations

from atlas.codebook.model import Method, MissingReason, Reliability

from .stated import gaps, records, total, unread


def test_sixty_to_seventy_thousand_is_a_range_with_its_middle():
    found = total("ZAF", "armed_forces")
    assert (found.low, found.value, found.high) == (65_000, 67_500, 70_000)
    assert found.method is Method.ESTIMATED
    assert "65-70,000 active-duty" in found.locator


def test_branches_stand_beside_the_total_with_their_own_parts():
    found = {b: d.value for (_, b), d in records("ARG", "armed_forces").items()}
    assert found == {
        "": 75_000,
        "branch=army": 45_000,
        "branch=navy": 15_000,
        "branch=air-force": 15_000,
        "branch=marines": 3_500,
    }


def test_mixed_units_of_a_branch_range_are_kept_apart():
    army = records("CHN", "armed_forces")["2025", "branch=army"]
    assert (army.low, army.high) == (950_000, 1_000_000)


def test_saudi_forces_are_one_total_with_two_parts():
    found = {b: d.value for (_, b), d in records("SAU", "armed_forces").items()}
    assert found[""] == 250_000
    assert found["branch=national-guard"] == found["branch=ministry-of-defence"] == 125_000


def test_a_gendarmerie_inside_the_total_is_not_counted_again():
    assert total("CMR", "armed_forces").high == 50_000
    assert not records("CMR", "paramilitary")


def test_police_and_gendarmerie_stated_apart_are_not_armed_forces():
    assert total("COL", "armed_forces").value == 260_000
    assert total("COL", "police").value == 150_000
    assert total("CHL", "paramilitary").value == 50_000


def test_an_upper_limit_is_uncertain_and_says_so():
    found = total("PRK", "armed_forces")
    assert found.value == 1_300_000
    assert found.reliability is Reliability.UNCERTAIN
    assert "upper limit" in found.note


def test_costa_rica_has_no_armed_forces_so_personnel_does_not_apply():
    found = total("CRI", "armed_forces")
    assert found.missing is MissingReason.NOT_APPLICABLE
    assert "constitutionally abolished in 1949" in found.locator
    assert total("CRI", "paramilitary").high == 15_000


def test_not_available_is_no_data_and_neither_zero_nor_withheld():
    assert total("SYR", "armed_forces").missing is MissingReason.NO_DATA


def test_a_ceiling_a_count_with_reserves_and_an_old_estimate_are_gaps():
    assert unread("GEO", "armed_forces")
    assert unread("XKX", "armed_forces")
    assert unread("SDN", "armed_forces")
    assert total("XKX", "reserves").value == 800


def test_several_paramilitary_forces_have_no_sum():
    assert "" not in {b for _, b in records("FRA", "paramilitary")}
    assert gaps("FRA", "paramilitary")


def test_a_bracket_that_closes_twice_leaves_the_coast_guard_unread():
    assert unread("USA", "paramilitary")
    assert total("USA", "armed_forces").value == 1_280_000


def test_a_note_on_reserves_without_one_strength_is_listed():
    assert unread("EST", "reserves")
    assert unread("NOR", "reserves")


def test_reservists_inside_a_total_are_left_out_where_the_regulars_are_counted():
    found = total("AUT", "armed_forces")
    assert found.value == 14_000
    assert found.reliability is Reliability.UNCERTAIN
    assert "22,000" in found.note


def test_a_total_of_people_who_have_completed_their_service_is_uncertain():
    found = total("CHE", "armed_forces")
    assert found.value == 145_000
    assert found.reliability is Reliability.UNCERTAIN
    assert total("FIN", "armed_forces").reliability is Reliability.ESTIMATE


def test_police_and_a_national_guard_of_the_united_states_are_no_armed_forces_of_a_territory():
    for country in ("HKG", "GUM", "MAC", "PRI", "VIR"):
        assert total(country, "armed_forces").missing is MissingReason.NOT_APPLICABLE
        assert total(country, "milex_gdp").missing is MissingReason.NOT_APPLICABLE
    assert "Hong Kong Garrison" in total("HKG", "armed_forces").original


def test_the_year_that_closes_a_field_dates_its_first_paragraph():
    assert {period for period, _ in records("PAN", "armed_forces")} == {"2025"}
