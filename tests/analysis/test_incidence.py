"""Joining, leaving and joining again, against published and R's figures."""

import pytest

from atlas.analysis.incidence import History, chance_in, first_joining, median, value_at

# Remission in weeks under 6-mercaptopurine: Freireich et al. 1963 (Blood), as in Kalbfleisch &
# Prentice 2002, table 1.1. True: the remission ended; False: still followed.
REMISSION = [
    *((6, True), (6, True), (6, True), (6, False), (7, True), (9, False), (10, True), (10, False)),
    *((11, False), (13, True), (16, True), (17, False), (19, False), (20, False), (22, True)),
    *((23, True), (25, False), (32, False), (32, False), (34, False), (35, False)),
]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}

# Eight invented states; the chance is that of R 4.2, survival 3.5-3, survfit with istate and id.
STATES = [
    History((2,), 10),
    History((1, 4, 6), 9),
    History((), 8),
    History((3, 7), 7),
    History((), 5),
    History((5, 7), 9.5),
    History((), 10),
    History((2.5,), 6),
]
BY_R = {
    **{1: 0.125, 2: 0.25, 2.5: 0.375, 3: 0.5, 4: 0.375, 5: 0.5, 6: 0.6666667, 7: 0.3333333},
}


def test_the_incidence_of_a_first_joining_is_the_published_one() -> None:
    curve = dict(first_joining(History((t,) if ended else (), t) for t, ended in REMISSION))
    assert {time: round(1 - value, 3) for time, value in curve.items()} == PUBLISHED


def test_the_published_median_is_23_weeks() -> None:
    assert median(first_joining(History((t,) if e else (), t) for t, e in REMISSION)) == 23


def test_the_chance_to_be_in_with_re_entry_is_that_of_r() -> None:
    curve = dict(chance_in(STATES))
    assert curve.pop(0) == 0
    assert curve == pytest.approx(BY_R, abs=1e-6)


def test_without_censoring_the_chance_is_the_share() -> None:
    states = [History((1, 5), 9), History((2,), 9), History((), 9), History((3, 4, 6), 9)]
    assert value_at(chance_in(states), 3.5, 9) == pytest.approx(3 / 4)
    assert value_at(chance_in(states), 9, 9) == pytest.approx(2 / 4)


def test_who_took_over_is_in_from_the_start_and_joins_nothing() -> None:
    states = [History((), 5, starts_in=True), History((2,), 5)]
    assert chance_in(states) == [(0, 0.5), (2, 1)]
    assert first_joining(states) == [(2, 1)]


def test_nothing_is_said_beyond_what_was_followed() -> None:
    assert value_at(chance_in(STATES), 12, 10) is None
    assert chance_in([]) == [] and median([]) is None
