"""A number is as exact as it was written, whatever way numbers are written."""

from __future__ import annotations

import pytest

from atlas.analysis.conflicts import conflicts, source_ranges
from atlas.analysis.precision import half_unit
from tests.analysis.frames import frame, row


@pytest.mark.parametrize(
    ("value", "text", "half"),
    [
        (2.9, "2.9% of GDP (2015)", 0.05),
        (2.0, "2% of GDP (2021 est.)", 0.5),
        (2.93, "2,93 %", 0.005),
        (1_250_000_000, "$1.25 billion (2020)", 5_000_000.0),
        (24_000, "24,000 active", 0.5),
        (24_000, "24 000 actifs", 0.5),
        (1234.5, "1.234,5", 0.05),
        (2.5, "٢٫٥ %", 0.05),
        (3.1, "about three per cent", 0.0),
        (0.0, "0%", 0.0),
        (0.994575822723645, "0.994575822723645", 5e-16),
    ],
)
def test_half_of_the_last_digit_as_written(value: float, text: str, half: float) -> None:
    assert half_unit(value, text) == pytest.approx(half)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((2.9, "2.9%"), (2.93, "2.93"), False),
        ((2.9, "2.9%"), (2.96, "2.96"), True),
        ((2.9, "2.9%"), (2.949, "2.949"), False),
        ((5.0, "5%"), (5.38, "5.38"), True),
        ((5.0, "5%"), (5.04, "5.04"), False),
        ((2.9, "worked out"), (2.91, "worked out"), True),
    ],
)
def test_a_difference_within_rounding_is_no_conflict(
    one: tuple[float, str], other: tuple[float, str], differ: bool
) -> None:
    rows = frame(
        row("URY", 2024, one[0], original=one[1]),
        row("URY", 2024, other[0], original=other[1], source_id="other", preferred=False),
    )
    assert bool(conflicts(rows)) is differ
    assert bool(source_ranges(rows).loc[("URY", "2024"), "differ"]) is differ
