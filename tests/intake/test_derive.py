from __future__ import annotations

from dataclasses import replace

from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.derive import derive
from atlas.intake.draft import DraftObservation


def stated(indicator: str, value: float, period: str = "2024", **more: object) -> DraftObservation:
    draft = DraftObservation(
        country="KEN",
        indicator=indicator,
        period=period,
        source="s",
        unit="",
        value=value,
        low=value,
        high=value,
        original=str(value),
        locator=f"{indicator}: {value}",
    )
    return replace(draft, **more)  # type: ignore[arg-type]


def by_indicator(*drafts: DraftObservation) -> dict[str, DraftObservation]:
    return {d.indicator: d for d in derive(drafts)}


def test_expenditure_in_dollars_and_per_head_follow_from_share_and_gdp():
    made = by_indicator(
        stated("milex_gdp", 2.0), stated("gdp", 1e11), stated("population", 50_000_000)
    )
    assert made["milex_usd"].value == 2e9
    assert made["milex_pc"].value == 40


def test_expenditure_as_a_share_of_government_spending():
    made = by_indicator(
        stated("milex_gdp", 2.0), stated("gdp", 1e11), stated("gov_expenditure", 2e10)
    )
    assert made["milex_gov"].value == 10


def test_parts_of_different_years_are_never_combined():
    assert not by_indicator(stated("milex_gdp", 2.0, "2024"), stated("gdp", 1e11, "2023"))


def test_parts_of_different_sources_are_never_combined():
    other = stated("gdp", 1e11, source="another")
    assert not by_indicator(stated("milex_gdp", 2.0), other)


def test_a_range_is_carried_through():
    forces = stated("armed_forces", 15_000, low=10_000, high=20_000)
    made = by_indicator(forces, stated("population", 5_000_000))["armed_forces_p1000"]
    assert (made.low, made.value, made.high) == (2, 3, 4)


def test_police_per_hundred_thousand():
    made = by_indicator(stated("police", 5_000), stated("population", 1_000_000))
    assert made["police_p100k"].value == 500


def test_a_derived_value_shows_formula_parts_and_their_weaker_reliability():
    gdp = stated("gdp", 1e11, reliability=Reliability.UNCERTAIN)
    made = by_indicator(stated("milex_gdp", 2.0), gdp)["milex_usd"]
    assert made.method is Method.DERIVED
    assert made.processing is Processing.MAJOR
    assert made.reliability is Reliability.UNCERTAIN
    assert "both of 2024" in made.note
    assert "100,000,000,000" in made.note


def test_branches_and_missing_values_are_no_parts():
    branch = stated("armed_forces", 100, breakdown="branch=army")
    gone = replace(stated("population", 0), value=None, low=None, high=None)
    assert not by_indicator(branch, stated("population", 1_000))
    assert not by_indicator(stated("armed_forces", 100), gone)


def test_what_follows_from_a_bound_is_a_bound():
    forces = stated("armed_forces", 10_000, low=None)
    made = by_indicator(forces, stated("population", 5_000_000))["armed_forces_p1000"]
    assert (made.low, made.value, made.high) == (None, 2, 2)
    assert "≤ 10,000" in made.note


def test_a_lower_bound_below_the_line_makes_an_upper_bound():
    people = stated("population", 5_000_000, high=None)
    made = by_indicator(stated("armed_forces", 10_000), people)["armed_forces_p1000"]
    assert (made.low, made.value, made.high) == (None, 2, 2)


def test_bounds_that_leave_both_ends_open_make_nothing():
    forces = stated("armed_forces", 10_000, low=None)
    assert not by_indicator(forces, stated("population", 5_000_000, low=None))
