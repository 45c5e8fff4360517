"""An index: normalised, weighed, added up; no value invented; bands that hold what they claim."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis import index_builder as composite
from atlas.analysis.index_builder import Part, Recipe, Refused
from atlas.codebook import codebook
from tests.analysis.frames import frame, row

ISO = list(codebook().countries)
A, B, C = "milex_gdp", "homicide", "women_parliament"


def of(indicator: str, *numbers: float | None, **changes: object) -> pd.DataFrame:
    """Return the newest values of the first countries of the codebook."""
    rows = [
        row(iso3, 2024, value, indicator=indicator, **changes)
        for iso3, value in zip(ISO, numbers, strict=False)
        if value is not None
    ]
    return frame(*rows)


def made(frames: dict[str, pd.DataFrame], *parts: Part, **rules: object) -> composite.Result:
    recipe = Recipe(parts or tuple(Part(i) for i in frames), year=2024, **rules)  # type: ignore[arg-type]
    return composite.build(composite.values(frames, recipe), recipe)


TWO = {A: of(A, 1, 2, 3, 4, 5), B: of(B, 10, 30, 20, 50, 40)}


def test_min_max_runs_from_0_to_100_and_turns_with_the_direction() -> None:
    found = made(TWO, Part(A), Part(B, -1))
    assert found.parts[:, 0].tolist() == [0, 25, 50, 75, 100]
    assert found.parts[:, 1].tolist() == [100, 50, 75, 0, 25]
    assert found.scores.tolist() == [50, 37.5, 62.5, 37.5, 62.5]
    assert found.ranks.tolist() == [3, 4, 1, 4, 1]


def test_the_handbooks_other_scales() -> None:
    ranked = made(TWO, normalise="rank")
    assert ranked.parts[:, 0].tolist() == [20, 40, 60, 80, 100]
    frontier = made(TWO, Part(A), Part(B, -1), normalise="frontier")
    assert frontier.parts[:, 0].tolist() == [20, 40, 60, 80, 100]
    assert frontier.parts[:, 1].round(3).tolist() == [100, 33.333, 50, 20, 25]
    deviations = made(TWO, normalise="zscore").parts
    assert deviations.mean(axis=0) == pytest.approx([0, 0])
    assert deviations.std(axis=0) == pytest.approx([1, 1])


def test_winsorising_pulls_an_outlier_in() -> None:
    frames = {A: of(A, *range(20), 10_000), B: of(B, *range(21))}
    assert made(frames).parts[10, 0] < 1
    assert made(frames, trim=5).parts[10, 0] == pytest.approx(50)


def test_weights_are_shares_and_contributions_sum_to_the_score() -> None:
    found = made(TWO, Part(A, 1, 3), Part(B, 1, 1))
    assert found.recipe.weights.tolist() == [0.75, 0.25]
    assert found.contributions.sum(axis=1) == pytest.approx(found.scores)
    geometric = made(TWO, aggregate="geometric")
    assert geometric.contributions.sum(axis=1) == pytest.approx(geometric.scores)
    assert geometric.scores[0] == pytest.approx(1)
    assert geometric.scores[3] == pytest.approx((75.25 * 100) ** 0.5)


def test_a_country_without_enough_values_is_left_out_and_none_is_invented() -> None:
    frames = {A: of(A, 1, 2, 3, 4, 5), B: of(B, 1, 2, None, 4, 5), C: of(C, 1, 2, 3, 4, None)}
    strict = made(frames)
    assert strict.left_out == pytest.approx({ISO[2]: 2 / 3, ISO[4]: 2 / 3})
    loose = made(frames, coverage=50)
    assert not loose.left_out
    assert loose.carried == pytest.approx([1, 1, 2 / 3, 1, 2 / 3])
    assert np.isnan(loose.parts[2, 1])
    assert loose.scores[2] == pytest.approx(np.nanmean(loose.parts[2]))


def test_values_too_old_or_of_a_later_year_are_not_used() -> None:
    old = pd.concat([of(A, 1, 2, 3, 4, 5), frame(row(ISO[5], 2018, 9.0))])
    later = pd.concat([of(B, 1, 2, 3, 4, 5, 6), frame(row(ISO[0], 2025, 99.0, indicator=B))])
    assert ISO[5] not in made({A: old, B: later}).values.countries
    loose = made({A: old, B: later}, age=0)
    assert ISO[5] in loose.values.countries
    assert loose.values.value[0, 1] == 1


@pytest.mark.parametrize(
    ("frames", "rules"),
    [
        ({A: TWO[A]}, {}),
        (TWO, {"aggregate": "geometric", "normalise": "zscore"}),
        ({A: of(A, 0, 2, 3, 4), B: TWO[B]}, {"aggregate": "geometric", "normalise": "frontier"}),
        ({A: of(A, -1, 2, 3, 4), B: TWO[B]}, {"normalise": "frontier"}),
        ({A: of(A, 1, 2), B: TWO[B]}, {}),
    ],
)
def test_what_has_no_meaning_is_refused(
    frames: dict[str, pd.DataFrame], rules: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        made(frames, **rules)


def test_a_weight_of_zero_is_refused() -> None:
    with pytest.raises(Refused):
        made(TWO, Part(A), Part(B, 1, 0))


def test_bands_hold_the_rank_and_are_the_same_each_time() -> None:
    found = made(TWO)
    one, again = composite.bands(found, draws=300), composite.bands(found, draws=300)
    assert one.low.tolist() == again.low.tolist()
    assert (one.low <= found.ranks).all()
    assert (found.ranks <= one.high).all()


def test_sure_values_and_one_order_give_no_band() -> None:
    same = {A: of(A, 1, 2, 3, 4, 5), B: of(B, 1, 2, 3, 4, 5)}
    sure = composite.bands(made(same), draws=200)
    assert sure.low.tolist() == sure.high.tolist() == [5, 4, 3, 2, 1]
    assert sure.apart(0, 4)
    assert sure.uncertain == 0


def test_sources_that_differ_widen_the_band() -> None:
    numbers = of(A, 1, 2, 3, 4, 5)
    other = of(A, 9, source_id="other", preferred=False)
    same = of(B, 1, 2, 3, 4, 5)
    agreed = made({A: numbers, B: same})
    disputed = made({A: pd.concat([numbers, other]), B: same})
    assert disputed.values.high[0, 0] == 9
    assert disputed.scores.tolist() == agreed.scores.tolist()
    assert composite.bands(disputed).low[0] < composite.bands(agreed).low[0]


@given(
    st.lists(st.floats(0.1, 1e6), min_size=4, max_size=30, unique=True),
    st.sampled_from(composite.NORMALISATIONS),
    st.floats(0.1, 100),
)
def test_the_order_of_one_thing_counted_twice_is_its_own(
    numbers: list[float], normalise: str, scale: float
) -> None:
    frames = {A: of(A, *numbers), B: of(B, *(scale * n for n in numbers))}
    found = made(frames, normalise=normalise)
    for i, one in enumerate(numbers):
        higher = [n for n in numbers if n > one * (1 + 1e-6)]
        assert found.ranks[i] <= len([n for n in numbers if n >= one])
        if normalise == "rank":
            assert found.ranks[i] >= len(higher) + 1


@settings(max_examples=25)
@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=12))
def test_bands_stay_within_the_ranks(weights: list[float]) -> None:
    ids = list(codebook().indicators)[: len(weights)]
    chance = np.random.default_rng(len(weights))
    frames = {i: of(i, *chance.lognormal(size=6)) for i in ids}
    parts = [Part(i, 1, w) for i, w in zip(ids, weights, strict=True)]
    found = made(frames, *parts)
    bands = composite.bands(found, draws=50)
    assert ((bands.low >= 1) & (bands.high <= 6) & (bands.low <= bands.high)).all()


def test_double_counting_and_the_driver_are_named() -> None:
    chance = np.random.default_rng(3)
    first = chance.normal(50, 10, 40)
    frames = {
        A: of(A, *first),
        B: of(B, *(first + chance.normal(0, 1, 40))),
        C: of(C, *chance.normal(50, 1, 40)),
    }
    recipe = Recipe(tuple(Part(i) for i in frames), year=2024)
    everything = composite.values(frames, recipe)
    found = composite.build(everything, recipe)
    assert composite.pairs(found)[0].double
    order = [d.indicator for d in composite.drivers(found)]
    assert set(order[:2]) == {A, B}
    assert all(d.moved >= 0 for d in composite.drivers(found))
