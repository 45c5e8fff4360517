"""Kinds of numbers: one by one and in a frame alike."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook.value_kinds import value_kind, value_kinds

NUMBERS = st.one_of(st.none(), st.floats(-1e12, 1e12), st.integers(-50, 50).map(float))


@pytest.mark.parametrize(
    ("value", "low", "high", "processing", "kind"),
    [
        (15, 12, 18, "minor", "midpoint"),
        (15, 12, 18, "none", "midpoint"),
        (13, 12, 18, "major", "midpoint"),  # a rate of a midpoint, rounded
        (13, 12, 18, "none", "stated"),  # the source's own best estimate
        (500, None, 500, "none", "bound"),
        (500, 500, None, "none", "bound"),
        (500, 500, 500, "none", "stated"),
        (0, 0, 0, "none", "stated"),
        (500, None, None, "none", "stated"),
        (None, None, None, "none", None),
    ],
)
def test_the_ends_say_what_kind_of_number_a_value_is(
    value: float | None, low: float | None, high: float | None, processing: str, kind: str | None
) -> None:
    assert value_kind(value, low, high, processing) == kind


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["none", "minor", "major"]))
def test_a_frame_gives_the_same_kinds_as_one_number_after_the_other(
    value: float | None, low: float | None, high: float | None, processing: str
) -> None:
    if low is not None and high is not None:
        low, high = sorted((low, high))
    one = {"value": value, "low": low, "high": high}
    numbers = {name: math.nan if x is None else x for name, x in one.items()}
    frame = pd.DataFrame([{**numbers, "processing": processing}])
    assert value_kinds(frame)[0] == value_kind(value, low, high, processing)
