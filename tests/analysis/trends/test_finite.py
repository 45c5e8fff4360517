"""No finite numbers end a trend with an error, and clean steps are the breaks that they are."""

from __future__ import annotations

import json
import warnings
from itertools import cycle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis.trends import Parameters, Trends, robust, trends
from atlas.analysis.trends.breaks import breaks
from atlas.analysis.trends.direction import Ground, round_significant
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.trends import captions as trend_captions
from atlas.views.trends import tables as trend_rows
from atlas.views.trends.cache import adapter
from atlas.views.trends.charts import regional
from tests.analysis.trends.planted import observations, states

FIRST = 1990
SHARE = codebook().indicators["milex_gdp"]
INDICATORS = ("milex_gdp", "armed_forces", "milex_usd")
PLACES = ("latin_america", "africa", "asia")
SIZES = (1.0, 1e6, 1e150, 1e300, 1.7e308, 1e-160, 1e-300, 5e-324)
PROMISED = ("slope", "low", "high", "plain_low", "plain_high", "start", "end", "change", "tau", "p")

years = st.one_of(st.integers(1, 16), st.integers(12, 30))
Series = list[float | None]


@st.composite
def series(draw: st.DrawFn, n: int) -> Series:
    """Draw a constant, a step, integers, zeros, one odd year, noise or any numbers; with gaps."""
    kind = draw(st.sampled_from(["constant", "step", "integers", "zeros", "odd", "line", "any"]))
    size = draw(st.sampled_from(SIZES))
    if kind == "any":
        values = draw(st.lists(st.floats(-1.7e308, 1.7e308), min_size=n, max_size=n))
    else:
        at = draw(st.integers(0, n - 1))
        position = np.arange(n)
        shapes = {
            "constant": np.full(n, 0.4),
            "step": np.where(position < at, 0.4, 1.0),
            "integers": np.array([draw(st.integers(0, 3)) / 4 for _ in position]),
            "zeros": np.zeros(n),
            "odd": np.where(position == at, 1.0, 0.4),
            "line": position / n,
        }
        values = (shapes[kind] * size * draw(st.sampled_from([1, 1, 1, -1]))).tolist()
    gaps = draw(st.one_of(st.just(set[int]()), st.sets(st.integers(0, n - 1), max_size=n // 3)))
    return [None if i in gaps else v for i, v in enumerate(values)]


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[str, int, float]]:
    """Draw the rows of one to three regions' countries."""
    n = draw(years)
    kinds = draw(st.lists(series(n), min_size=1, max_size=4))
    rows: list[tuple[str, int, float]] = []
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3, unique=True)):
        members = states(place)[: draw(st.integers(1, 10))]
        for country, values in zip(members, cycle(kinds), strict=False):
            rows += [(country, FIRST + i, v) for i, v in enumerate(values) if v is not None]
    return rows


def told(found: Trends, indicator: str) -> None:
    """Write all that the page, the API and the command line make of trends."""
    entry, t = codebook().indicators[indicator], translator("fr")
    trend_captions.trend_sentences(found, entry, t)
    trend_captions.what_would_change(found, t)
    trend_rows.region_rows(found, entry, t)
    trend_rows.country_rows(found, entry, t)
    trend_rows.spread_rows(found, t)
    trend_rows.break_rows(found, tuple(b.where for b in found.breaks), None, entry, t)
    for figure in regional(found, entry.unit, t):
        json.loads(figure.to_json())
    json.dumps(adapter().dump_python(found, mode="json"), allow_nan=False)
    assert adapter().validate_json(adapter().dump_json(found)) == found


@given(worlds(), st.sampled_from(INDICATORS), st.sampled_from([None, FIRST, FIRST + 5]))
@settings(max_examples=50, deadline=None)
def test_no_series_of_finite_numbers_ends_with_an_error(
    rows: list[tuple[str, int, float]], indicator: str, year: int | None
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        window = Parameters() if year is None else Parameters(first=year, last=year + 14)
        found = trends(observations(rows, indicator), codebook().indicators[indicator], window)
        told(found, indicator)
    for one in found.countries:
        if one.trend.direction != "too-little-data":
            assert all(getattr(one.trend, name) is not None for name in PROMISED)


@given(
    st.integers(6, 20),
    st.integers(6, 20),
    st.sampled_from([(300_000, 260_000), (1, 2), (0.1, 0.3), (7e299, 3e299), (2e-300, 9e-300)]),
    st.sampled_from(("milex_gdp", "armed_forces")),
)
@settings(max_examples=20, deadline=None)
def test_two_constant_levels_are_one_break_in_the_year_of_the_step(
    before: int, after: int, levels: tuple[float, float], indicator: str
) -> None:
    rows = [
        (country, FIRST + i, factor * levels[i >= before])
        for country, factor in zip(
            states("latin_america")[:5], (1, 1.1, 1.2, 1.3, 1.4), strict=True
        )
        for i in range(before + after)
    ]
    found = trends(observations(rows, indicator), codebook().indicators[indicator])
    own = [b for b in found.breaks if len(b.where) == len("COL")]
    assert {(b.year, b.low, b.high) for b in own} == {(FIRST + before,) * 3}
    assert len(own) == 5
    assert own[0].before == pytest.approx(levels[0])
    assert own[0].after == pytest.approx(levels[1])
    way = "rising" if levels[1] > levels[0] else "falling"
    assert {c.trend.direction for c in found.countries} == {way}


@pytest.mark.parametrize("position", range(30))
def test_one_odd_year_is_no_break(position: int) -> None:
    values = np.full(30, 100.0)
    values[position] = 130
    assert breaks(values, Ground(1990, 2019, 0.0, False, Parameters(), 130.0)) == []


def test_counts_rounded_to_integers_show_no_more_breaks_than_the_numbers_behind_them() -> None:
    rng, ground = np.random.default_rng(8), Ground(1990, 2024, 0.0, False, Parameters(), 100.0)
    quiet = [
        np.round(100 + size * rng.normal(size=35)) for size in (0.2, 0.4, 1) for _ in range(60)
    ]
    assert sum(bool(breaks(values, ground)) for values in quiet) <= 6


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_window_of_few_years_has_no_trend(n: int) -> None:
    rows = [(c, FIRST + i, 1.0 + i) for c in states("africa")[:6] for i in range(20)]
    asked = Parameters(first=FIRST + 3, last=FIRST + 2 + n)
    found = trends(observations(rows), codebook().indicators["milex_gdp"], asked)
    assert {c.trend.direction for c in found.countries} == {"too-little-data"}
    assert np.isnan(robust.batch(np.ones((n, 2))).slope).all()


def test_a_power_of_two_changes_no_digit() -> None:
    rng = np.random.default_rng(6)
    rows = [(c, FIRST + i, rng.random()) for c in states("asia")[:9] for i in range(25)]
    usual, huge = (
        trends(observations([(c, y, factor * v) for c, y, v in rows]), SHARE)
        for factor in (1.0, 2.0**900)
    )
    assert [c.trend.p for c in usual.countries] == [c.trend.p for c in huge.countries]
    slopes = [(c.trend.slope or 0) * 2.0**900 for c in usual.countries]
    assert slopes == pytest.approx([c.trend.slope for c in huge.countries], rel=1e-5)


def test_a_number_beyond_the_greatest_is_the_greatest() -> None:
    assert round_significant(np.inf) == pytest.approx(1.79769e308)
    assert round_significant(-np.inf) == pytest.approx(-1.79769e308)
    assert round_significant(np.nan) is None
