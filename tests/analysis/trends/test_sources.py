"""Sources that differ: bounds of the slope, and a direction that they do not bear."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.analysis.trends import sources
from atlas.analysis.trends.matrix import Matrix

YEARS = np.arange(1990, 2020)
RISE = np.linspace(2, 3, 30)[:, None]


def given(low: float, high: float) -> Matrix:
    return Matrix(YEARS, ("AAA",), RISE, RISE - low, RISE + high)


def test_one_number_a_year_is_sure() -> None:
    low, high, negative = sources.of_countries(given(0, 0), 48)
    assert np.isnan([low[0], high[0], negative[0]]).all()
    assert sources.disagree(np.array([0.1]), negative).tolist() == [0]


def test_a_narrow_range_bounds_the_slope_and_a_wide_one_turns_it() -> None:
    low, high, negative = sources.of_countries(given(0.1, 0.1), 48)
    assert low[0] <= 1 / 29 <= high[0]
    assert sources.disagree(np.array([1 / 29]), negative).tolist() == [0]
    _, _, negative = sources.of_countries(given(5, 5), 48)
    assert sources.disagree(np.array([1 / 29]), negative).tolist() == [1]


def test_draws_lie_within_the_ranges_and_repeat() -> None:
    made = sources.draw_matrices(given(0.5, 0.25), 20)
    assert (made >= RISE - 0.5 - 1e-12).all()
    assert (made <= RISE + 0.25 + 1e-12).all()
    assert made[0].ravel().tolist() == pytest.approx((RISE - 0.5).ravel().tolist())
    assert (made == sources.draw_matrices(given(0.5, 0.25), 20)).all()


def test_fewer_draws_where_all_have_ranges() -> None:
    assert sources.draws_for(10, 48) == 48
    assert sources.draws_for(10_000, 48) == 24
