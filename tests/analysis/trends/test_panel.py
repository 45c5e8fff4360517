"""The balanced panel: no trend is made by who reports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from atlas.analysis.trends import Parameters
from atlas.analysis.trends.panel import (
    country_spread,
    fill_gaps,
    outside,
    typical_path,
    window,
    without_each,
)

ASKED = Parameters()


def test_the_window_is_the_one_that_keeps_the_most() -> None:
    known = np.ones((30, 8), dtype=bool)
    known[:10, 4:] = False  # half report from the eleventh year on
    groups = np.ones((8, 1), dtype=bool)
    years = np.arange(1990, 2020)
    assert window(years, known, groups, ASKED) == (1998, 2019)  # two years inside are allowed
    assert window(years, known, groups, Parameters(first=1990)) == (1990, 2019)
    assert window(years, known, groups, Parameters(first=1980, last=2050)) == (1990, 2019)


def test_no_window_of_few_years() -> None:
    known = np.ones((7, 8), dtype=bool)
    assert window(np.arange(2000, 2007), known, np.ones((8, 1), dtype=bool), ASKED) is None


def test_why_a_country_is_no_member() -> None:
    known = np.ones((20, 4), dtype=bool)
    known[:5, 1], known[-5:, 2], known[3:17, 3] = False, False, False
    assert outside(known, ASKED) == [None, "no-start", "no-end", "few-years"]


@given(some.integers(1, 8))
def test_gaps_are_bridged_up_to_three_years(length: int) -> None:
    values = np.arange(20.0)[:, None].copy()
    values[5 : 5 + length] = np.nan
    filled = fill_gaps(values, ASKED.gap)
    if length <= ASKED.gap:
        assert filled[:, 0].tolist() == pytest.approx(list(range(20)))
    else:
        assert np.isnan(filled).sum() == length


def test_a_few_early_reporters_do_not_speak_for_a_panel() -> None:
    values = np.repeat(np.linspace(2.0, 1.0, 20)[:, None], 12, axis=1)
    values[-1] = np.nan
    values[-1, :3] = 4.0  # three of twelve have a value for the last year, by another publisher
    made = typical_path(values)
    assert np.isnan(made[-1])
    assert np.all(np.diff(made[:-1]) < 0)
    assert np.isnan(without_each(values)[-1]).all()


def test_a_region_that_could_not_be_judged_does_not_lengthen_the_window() -> None:
    years, known = np.arange(1970, 2020), np.zeros((50, 30), dtype=bool)
    known[:, :12] = known[20:, 12:] = True
    known[:, 12:16] = True  # four of eighteen from the beginning: fewer than a third
    groups = np.zeros((30, 2), dtype=bool)
    groups[:12, 0] = groups[12:, 1] = True
    assert window(years, known, groups, ASKED) == (1988, 2019)


@given(some.integers(0, 10_000))
def test_who_enters_at_another_level_makes_no_trend(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.repeat(rng.normal(0, 5, 9)[None], 20, axis=0)
    values[:10, :2] = np.nan  # two of nine have no value in the first half
    assert np.ptp(typical_path(values)) == pytest.approx(0, abs=1e-9)


@given(some.integers(0, 10_000), some.integers(3, 9))
def test_without_each_is_the_path_of_the_others(seed: int, many: int) -> None:
    values = np.random.default_rng(seed).normal(size=(12, many))
    found = without_each(values)
    moves = values - values.mean(axis=0)
    for column in range(many):
        others = np.median(np.delete(moves, column, axis=1), axis=1)
        assert found[:, column].tolist() == pytest.approx(others.tolist())


def test_the_spread_of_countries() -> None:
    assert country_spread(np.repeat(np.arange(9.0)[None], 5, axis=0)) == pytest.approx(4 / 1.349)
    assert country_spread(np.ones((5, 1))) == 0
