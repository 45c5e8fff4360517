"""What stops a comparison, what is only marked, and what passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis.comparability import (
    Obstacle,
    across,
    both_known,
    estimate_mask,
    merge_findings,
    obstacles,
    shared_year,
    typical,
    without_estimates,
)
from atlas.analysis.series import publisher_of
from atlas.codebook import Indicator, codebook
from tests.analysis.frames import frame, row

SHARE = codebook().indicators["milex_gdp"]
MONEY = codebook().indicators["milex_usd"]
YEAR = codebook().indicators["independence_year"]
BOTH = ["URY", "KEN"]


def stops(
    rows: list[dict[str, object]],
    countries: list[str] = BOTH,
    indicator: Indicator = SHARE,
    *,
    moment: bool = True,
) -> tuple[list[Obstacle], list[Obstacle]]:
    found = obstacles(frame(*rows), countries, indicator, moment=moment)
    return [f.obstacle for f in found if f.stops], [f.obstacle for f in found if not f.stops]


def test_alike_values_pass_without_a_word() -> None:
    assert stops([row("URY", 2024, 2.0), row("KEN", 2024, 1.1)]) == ([], [])


def test_one_country_alone_is_no_comparison() -> None:
    rows = [row("URY", 2014, 2.0), row("URY", 2024, 2.1, reliability="estimate")]
    assert stops(rows, ["URY"]) == ([], [])


def test_a_fraction_beside_percentages_of_another_source_stops() -> None:
    small = row("KEN", 2024, 0.011, source_id="other", original="0.011")
    found = obstacles(frame(row("URY", 2024, 2.0), small), BOTH, SHARE, moment=True)
    (scale,) = [f for f in found if f.stops]
    assert scale.obstacle is Obstacle.SCALE
    assert [(s.trait, s.countries) for s in scale.sides] == [
        ("percent", ("URY",)),
        ("fraction", ("KEN",)),
    ]


def test_a_small_percentage_that_says_so_is_no_fraction() -> None:
    small = row("KEN", 2024, 0.011, source_id="other", original="0.011 %")
    assert Obstacle.SCALE not in stops([row("URY", 2024, 2.0), small])[0]


def test_a_country_alone_far_below_the_others_of_its_source_is_marked() -> None:
    rows = [row("URY", 2024, 31.0, original="31"), row("KEN", 2024, 0.3, original="0.3")]
    assert stops(rows) == ([], [Obstacle.SCALE])


def test_a_fraction_with_a_unit_of_its_own_stops() -> None:
    rows = [row("URY", 2024, 2.0), row("KEN", 2024, 0.011, unit="fraction of GDP")]
    assert stops(rows)[0] == [Obstacle.UNITS]


def test_money_at_prices_of_other_years_stops() -> None:
    rows = [
        row("URY", 2024, 9.0, indicator="milex_usd", unit="US$ (2015)"),
        row("KEN", 2024, 8.0, indicator="milex_usd", unit="US$ (2021)"),
    ]
    assert stops(rows, indicator=MONEY)[0] == [Obstacle.PRICES]


@pytest.mark.parametrize(
    ("other", "expected"),
    [(2023, ([], [])), (2022, ([], [Obstacle.YEARS])), (2014, ([Obstacle.YEARS], []))],
)
def test_newest_values_of_years_far_apart_stop(other: int, expected: object) -> None:
    assert stops([row("URY", 2023, 2.0), row("KEN", other, 1.1)]) == expected


def test_series_that_meet_in_time_pass_and_such_that_do_not_stop() -> None:
    early = [row("URY", y, 2.0) for y in range(1990, 2001)]
    late = [row("KEN", y, 2.0) for y in range(2010, 2021)]
    meeting = [row("KEN", y, 2.0) for y in range(1999, 2021)]
    assert stops(early + late, moment=False)[0] == [Obstacle.YEARS]
    assert stops(early + meeting, moment=False) == ([], [])


def test_a_year_that_is_itself_the_value_has_no_age() -> None:
    rows = [
        row("URY", 2026, 1825, indicator="independence_year", unit=""),
        row("KEN", 2010, 1963, indicator="independence_year", unit=""),
    ]
    assert stops(rows, indicator=YEAR) == ([], [])


@pytest.mark.parametrize(
    "changes", [{"reliability": "estimate"}, {"method": "estimated"}, {"reliability": "uncertain"}]
)
def test_estimates_beside_reported_figures_stop(changes: dict[str, str]) -> None:
    rows = [row("URY", 2024, 2.0), row("KEN", 2024, 1.1, **changes)]
    assert stops(rows)[0] == [Obstacle.RELIABILITY]
    assert stops([row("URY", 2024, 2.0, **changes), rows[1]]) == ([], [])


def test_a_few_estimates_within_series_are_marked() -> None:
    rows = [row(c, y, 2.0) for c in BOTH for y in range(2015, 2024)]
    rows += [row("KEN", 2024, 2.0, reliability="estimate")]
    assert stops(rows, moment=False) == ([], [Obstacle.RELIABILITY])
    mostly = [row("URY", y, 2.0) for y in range(2015, 2024)]
    mostly += [row("KEN", y, 2.0, reliability="estimate") for y in range(2015, 2024)]
    assert stops(mostly, moment=False)[0] == [Obstacle.RELIABILITY]


def test_publishers_editions_fiscal_years_and_current_prices_are_marked() -> None:
    other = row("KEN", 2024, 1.1, source="Other Institute, Tables", source_id="other")
    edition = row("KEN", 2024, 1.1, source_id="yearbook-2025", published="2025-01-31")
    fiscal = row("KEN", 2024, 1.1, period="2024-07/2025-06")
    money = [row(c, y, 9.0, indicator="milex_usd", unit="US$") for c in BOTH for y in (2023, 2024)]
    base = row("URY", 2024, 2.0)
    assert stops([base, other]) == ([], [Obstacle.SOURCES])
    assert stops([base, edition]) == ([], [Obstacle.VINTAGE])
    assert stops([base, fiscal]) == ([], [Obstacle.FISCAL_YEAR])
    assert stops(money, indicator=MONEY, moment=False) == (
        [],
        [Obstacle.INFLATION, Obstacle.ABSOLUTE],
    )


def test_a_group_is_marked_and_never_stopped_but_by_its_units() -> None:
    rows = frame(row("URY", 2024, 2.0), row("KEN", 2014, 1.1, reliability="estimate"))
    assert not any(f.stops for f in typical(rows, BOTH, SHARE, moment=True))
    units = frame(row("URY", 2024, 2.0), row("KEN", 2024, 1.1, unit="fraction"))
    assert any(f.stops for f in typical(units, BOTH, SHARE, moment=True))


def test_merging_keeps_the_graver_finding_of_each_obstacle() -> None:
    rows = frame(row("URY", 2024, 2.0), row("KEN", 2014, 1.1))
    grave = obstacles(rows, BOTH, SHARE, moment=True)
    assert merge_findings(typical(rows, BOTH, SHARE, moment=True), grave) == grave


def test_ways_out_one_shared_year_and_no_estimates() -> None:
    rows = frame(
        row("URY", 2019, 2.0),
        row("URY", 2024, 2.1),
        row("KEN", 2019, 1.1),
        row("KEN", 2023, 1.2, reliability="estimate"),
        row("KEN", 2025, missing_reason="withheld", reliability="estimate"),
    )
    assert shared_year(rows, BOTH) == 2019
    assert shared_year(rows, [*BOTH, "CHL"]) is None
    left = without_estimates(rows)
    assert not (estimate_mask(left) & left["value"].notna()).any()
    assert "withheld" in set(left["missing_reason"])


def test_a_citation_begins_with_its_publisher() -> None:
    assert publisher_of("World Bank, Indicators (2026)") == "World Bank"


def test_a_point_of_two_indicators_is_of_one_time() -> None:
    left = frame(row("URY", 2023, 2.0), row("KEN", 2014, 1.0), row("KEN", 2023, 1.1))
    old = frame(row("URY", 2014, 50.0), row("KEN", 2014, 40.0))
    (found,) = across(left, old, BOTH, (SHARE, SHARE))
    assert found.obstacle is Obstacle.YEARS
    assert found.stops
    assert [(s.trait, s.countries) for s in found.sides] == [("2023 / 2014", ("KEN", "URY"))]
    near = frame(row("URY", 2021, 50.0), row("KEN", 2023, 40.0))
    assert [f.stops for f in across(left, near, BOTH, (SHARE, SHARE))] == [False]
    assert across(left, left, BOTH, (SHARE, SHARE)) == ()
    assert across(left, old, BOTH, (SHARE, YEAR)) == ()
    assert both_known(left, old)[["country", "year"]].to_numpy().tolist() == [["KEN", 2014]]


VALUES = st.tuples(
    st.sampled_from(["URY", "KEN", "CHL"]),
    st.integers(1990, 2026),
    st.floats(0, 100, allow_nan=False),
    st.sampled_from(["stated", "estimate"]),
    st.sampled_from(["% of GDP", "fraction"]),
)


@given(st.lists(VALUES, max_size=12), st.booleans())
def test_what_passes_has_one_unit_close_years_and_one_way_of_knowing(
    given_values: list[tuple[str, int, float, str, str]], moment: bool
) -> None:
    unique = {(c, y): (v, r, u) for c, y, v, r, u in given_values}
    rows = frame(*(row(c, y, v, reliability=r, unit=u) for (c, y), (v, r, u) in unique.items()))
    found = obstacles(rows, ["URY", "KEN", "CHL"], SHARE, moment=moment)
    for finding in found:  # the sides name every country that they concern, and no other
        assert {c for s in finding.sides for c in s.countries} <= set(rows["country"])
        assert len({f.obstacle for f in found}) == len(found)
    if moment and rows["country"].nunique() > 1 and not any(f.stops for f in found):
        newest = rows.sort_values("year").groupby("country").tail(1)
        assert newest["unit"].nunique() == 1
        assert newest["reliability"].nunique() == 1
        assert newest["year"].max() - newest["year"].min() < 5
