"""Bends and steps are found where they are, ends that leave their course, and other windows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.analysis.trends import Parameters, trends
from atlas.analysis.trends.breaks import partitions
from atlas.analysis.trends.course import KINDS, courses, phase_fits
from atlas.analysis.trends.direction import Ground
from atlas.analysis.trends.phases import courses_of
from atlas.analysis.trends.recent import unusual
from atlas.analysis.trends.weighted import weights_from
from atlas.codebook import codebook
from tests.analysis.trends.planted import noise, observations
from tests.analysis.trends.turning import turning

YEARS = 40
GROUND = Ground(1985, 2024, 0.5, False, Parameters())
MILEX = codebook().indicators["milex_gdp"]


def tent(at: int, years: int = YEARS) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.interp(np.arange(years), [0, at, years - 1], [0.0, 8.0, 0.0])


def test_a_bend_is_dated_and_its_slopes_are_the_planted_ones() -> None:
    rng = np.random.default_rng(1)
    values = np.stack([tent(20) + 0.3 * noise(rng, YEARS, 0.3) for _ in range(20)], axis=1)
    chosen = courses(values)
    assert chosen.is_a(1).sum() >= 18
    assert (np.abs(chosen.bends[chosen.is_a(1), 0] - 20) <= 1).all()
    fits = phase_fits(values, chosen.phi, chosen.bends, chosen.step)
    assert np.allclose(fits.slope[chosen.is_a(1), 0], 0.4, atol=0.05)


def test_short_series_never_bend_and_noise_rarely() -> None:
    rng = np.random.default_rng(2)
    short = np.stack([tent(7, 14) for _ in range(3)], axis=1)
    assert not courses(short).is_a(1, 2, 3).any()
    quiet = np.stack([noise(rng, YEARS, 0.5) for _ in range(200)], axis=1)
    assert courses(quiet).is_a(1, 2, 3, "step", "stepped-line").mean() <= 0.05


def test_a_gap_and_another_size_change_no_course() -> None:
    rng = np.random.default_rng(3)
    values = (tent(20) + 0.2 * noise(rng, YEARS, 0.0))[:, None]
    values[7:9] = np.nan
    own = courses(np.hstack([values, 1e9 * values + 5e9]))
    assert own.kind.tolist() == [KINDS.index(1)] * 2
    assert own.bends[0, 0] == own.bends[1, 0]


def test_a_course_ends_at_its_last_value() -> None:
    values = np.append(tent(20)[:-2], [np.nan, np.nan])[:, None]
    course = courses_of(values, ["none"], GROUND)[0]
    assert course is not None
    assert (course.newest_year, course.phases[-1].last, course.turned) == (2022, 2022, "falling")
    assert abs(course.bends[0].year - 2005) <= 1


def test_an_unusual_end_is_dated_to_its_first_year_and_noise_is_not_unusual() -> None:
    rng = np.random.default_rng(4)
    values = np.stack([noise(rng, YEARS, 0.3) for _ in range(60)], axis=1)
    names = tuple(f"C{i}" for i in range(60))
    memory = np.full(60, 0.35)
    assert unusual(values, names, memory, GROUND) == ()
    values[-3:, 5] += 8
    said = unusual(values, names, memory, GROUND)
    assert [(one.country, one.since, one.year) for one in said] == [("C5", 2022, 2024)]


def test_a_common_turn_is_told_in_phases_with_windows_and_a_weighted_world() -> None:
    world = turning(5, "common-turn", years=40)
    countries = world.frame["country"].unique()
    gdp = observations([(c, 2020, 10.0 + i) for i, c in enumerate(countries)], "gdp")
    result = trends(world.frame, MILEX, weights=weights_from(gdp, "gdp"))
    verdict, windows = result.verdict, result.windows
    assert verdict.kind == "common-turn"
    assert [p.kind for p in verdict.phases] == ["common", "common"]
    assert windows is not None
    assert len(windows.verdicts) == 30
    assert windows.same == sum(v.kind == "common-turn" for v in windows.verdicts)
    assert result.weighted is not None
    assert (result.weighted.weights, result.weighted.weights_year) == ("gdp", 2020)


def test_levels_are_parted_where_they_change() -> None:
    assert partitions([np.repeat([0.0, 5.0, 1.0], 6)], [1.0]) == [[6, 12]]
    assert partitions([np.zeros(10)], [1.0]) == [[]]
    assert weights_from(pd.DataFrame(observations([])), "gdp") is None
