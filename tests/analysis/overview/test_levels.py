"""A region stands apart in its numbers only where it differs from each other region."""

import random

from atlas.analysis.overview.levels import distinct_region, level_subject

FIVE = ("latin_america", "africa", "asia", "eastern_europe", "mena")
STATES = {region: tuple(f"{region}{n}" for n in range(12)) for region in FIVE}


def worlds(seed: int, shift: float = 0.0) -> dict[str, list[float]]:
    draw = random.Random(seed)
    values = {region: [draw.gauss(0, 1) for _ in range(25)] for region in FIVE}
    values["mena"] = [v + shift for v in values["mena"]]
    return values


def test_a_region_three_spreads_away_stands_apart() -> None:
    assert all(distinct_region(worlds(seed, 3.0))[0] == "mena" for seed in range(20))


def test_chance_alone_hardly_sets_a_region_apart() -> None:
    assert sum(bool(distinct_region(worlds(seed))[0]) for seed in range(200)) <= 4


def test_regions_that_do_not_differ_are_no_finding() -> None:
    values = {state: float(n) for states in STATES.values() for n, state in enumerate(states)}
    row = level_subject("milex_gdp", "budget", (2024, 2024), values, STATES, FIVE)
    assert (row.verdict, row.outlier) == ("none", "")
    assert row.cell("asia").value == 5.5


def test_values_that_are_all_the_same_break_nothing() -> None:
    values = {state: 18.0 for states in STATES.values() for state in states}
    row = level_subject("voting_age", "service", (2026, 2026), values, STATES, FIVE)
    assert row.verdict == "none"


def test_a_region_with_few_values_shows_no_median() -> None:
    values = {state: 1.0 for region in FIVE for state in STATES[region][:3]}
    row = level_subject("milex_gdp", "budget", None, values, STATES, FIVE)
    assert row.verdict == "too-little-data"
    assert {cell.sign for cell in row.cells} == {"few"}
