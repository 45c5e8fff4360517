"""Cells of the long sheet: which numbers have one reading, and that every cell has a text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.intake.sheets.long.cells import CellError, cell_text, parse_number


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("1 234 567", 1234567),
        ("1\u00a0234,5", 1234.5),
        ("1’234", 1234),
        ("1,234,567.25", 1234567.25),
        ("1,234.5", 1234.5),
        ("12,5", 12.5),
        ("−3", -3),
        ("1e3", 1000),
        ("٣", 3),
        ("", None),
        (None, None),
    ],
)
def test_numbers_with_one_reading_are_read(shown, value):
    assert parse_number(shown) == value


@pytest.mark.parametrize(
    "shown", ["1,234", "1.234.567", "12%", "5*", "10-20", "½", "1_000", "0x10", "1 23"]
)
def test_numbers_that_need_a_guess_are_refused(shown):
    with pytest.raises(CellError):
        parse_number(shown)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_writes_is_read_back(value):
    assert parse_number(repr(value)) == value


@given(st.text())
def test_any_text_is_a_finite_number_or_a_named_problem(shown):
    try:
        found = parse_number(shown)
    except CellError as error:
        assert error.remedy.format(**error.params)
    else:
        assert found is None or not math.isnan(found)


@given(st.one_of(st.none(), st.booleans(), st.floats(), st.dates(), st.times(), st.text()))
def test_every_kind_of_cell_has_a_text(cell):
    assert isinstance(cell_text(cell), str)
