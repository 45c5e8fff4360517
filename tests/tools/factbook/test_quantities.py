from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.intake.bounds import Bound
from tools.factbook.fields.quantities import first_quantity, quantities

CASES = [
    ("approximately 260,000 active", 260_000, 260_000, Bound.ABOUT),
    ("60-70,000 active", 60_000, 70_000, Bound.EXACT),
    ("estimated 7-8,000 active", 7_000, 8_000, Bound.ABOUT),
    ("950,000-1 million Ground", 950_000, 1_000_000, Bound.EXACT),
    ("estimated 1.1-1.2 million active", 1_100_000, 1_200_000, Bound.ABOUT),
    ("approximately 900-1,000 in Estonia", 900, 1_000, Bound.ABOUT),
    ("500-600 in Gibraltar", 500, 600, Bound.EXACT),
    ("1,500-1,800 active RBDF", 1_500, 1_800, Bound.EXACT),
    ("up to 35,000 National Police", 35_000, 35_000, Bound.AT_MOST),
    ("up to a 24-month service", 24, 24, Bound.AT_MOST),
    ("as many as 1.3 million", 1_300_000, 1_300_000, Bound.AT_MOST),
    ("slightly more than 20% of", 20, 20, Bound.AT_LEAST),
    ("over 11% of", 11, 11, Bound.AT_LEAST),
    ("nearly 30% of", 30, 30, Bound.AT_MOST),
    ("almost 2,000 troops", 2_000, 2_000, Bound.AT_MOST),
    ("just under 2,000 troops", 2_000, 2_000, Bound.AT_MOST),
    ("no more than 2,000 troops", 2_000, 2_000, Bound.AT_MOST),
    ("just over 2,000 troops", 2_000, 2_000, Bound.AT_LEAST),
    ("no fewer than 2,000 troops", 2_000, 2_000, Bound.AT_LEAST),
    ("2,000 or more troops", 2_000, 2_000, Bound.AT_LEAST),
    ("up to an estimated 2,000 troops", 2_000, 2_000, Bound.AT_MOST),
    ("$28.78 trillion (2024 est.)", 28_780_000_000_000, 28_780_000_000_000, Bound.EXACT),
    ("-5.2% (2020 est.)", -5.2, -5.2, Bound.EXACT),
    ("24–36 month service", 24, 36, Bound.EXACT),
    ("1240 Central African Republic", 1240, 1240, Bound.EXACT),
]


@pytest.mark.parametrize(("text", "low", "high", "bound"), CASES)
def test_numbers_are_read_as_the_factbook_writes_them(text, low, high, bound):
    found = first_quantity(text)
    assert found is not None
    assert (found.low, found.high, found.bound) == (low, high, bound)
    assert found.value == (low + high) / 2


def test_a_range_that_falls_is_not_read():
    assert first_quantity("70-60 people") is None


def test_a_text_without_a_number_at_its_start_has_none():
    assert first_quantity("a few hundred troops") is None


@given(st.integers(0, 999_999_999))
def test_any_whole_number_with_commas_survives(number):
    found = first_quantity(f"{number:,} persons")
    assert found is not None
    assert found.value == number


@given(st.integers(1, 998), st.integers(1, 998))
def test_the_first_end_of_a_range_borrows_the_thousands_of_the_second(low, extra):
    high = low + extra
    if high > 999:
        return
    found = first_quantity(f"estimated {low}-{high},000 active")
    assert found is not None
    assert (found.low, found.high) == (low * 1_000, high * 1_000)


@given(st.integers(1, 9_999), st.sampled_from(["thousand", "million", "billion", "trillion"]))
def test_units_multiply_without_dust(tenths, unit):
    scale = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}[unit]
    found = first_quantity(f"${tenths / 10:g} {unit}")
    assert found is not None
    assert found.value == tenths * scale // 10
    assert found.value.is_integer()


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_and_low_never_passes_high(text):
    for found in quantities(text):
        assert found.low <= found.value <= found.high
        assert text[found.start : found.end].strip() == found.original


@given(st.integers(1, 10**6), st.sampled_from(["up to", "approximately", "more than", ""]))
def test_the_words_before_a_number_decide_how_firm_it_is(number, words):
    found = first_quantity(f"{words} {number:,} people".strip())
    bounds = {
        "up to": Bound.AT_MOST,
        "more than": Bound.AT_LEAST,
        "approximately": Bound.ABOUT,
        "": Bound.EXACT,
    }
    assert found is not None
    assert found.bound is bounds[words]
