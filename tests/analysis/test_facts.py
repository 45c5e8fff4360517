import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis import coverage_board, facts, gapped_series, latest, standing
from atlas.analysis.series import median_series
from atlas.analysis.transform import MEASURES, measures_of, transform
from atlas.codebook import codebook
from tests.analysis.frames import frame, row

FOUR = ["URY", "CHL", "BRA", "KEN"]


def test_extremes_median_and_coverage() -> None:
    rows = frame(
        row("URY", 2024, 2.0), row("CHL", 2023, 1.5), row("BRA", 2024, 1.1), row("KEN", 2024)
    )
    found = facts(latest(rows), FOUR)
    assert found.highest[0] == ("URY", 2.0, 2024)
    assert found.lowest[0] == ("BRA", 1.1, 2024)
    assert found.median == 1.5
    assert (found.countries, found.of, found.years) == (3, 4, (2023, 2024))


def test_a_value_too_old_to_be_ranked_is_counted_and_is_no_extreme() -> None:
    rows = frame(row("URY", 2018, 9.0), row("CHL", 2024, 1.5), row("BRA", 2019, 1.1))
    facts_of_2024 = facts(latest(rows), FOUR, reference=2024)
    assert facts_of_2024.highest == (("CHL", 1.5, 2024), ("BRA", 1.1, 2019))
    assert facts_of_2024.lowest[0] == ("BRA", 1.1, 2019)
    assert (facts_of_2024.countries, facts_of_2024.median) == (3, 1.5)


def test_a_median_of_two_countries_is_not_told() -> None:
    rows = frame(row("URY", 2024, 2.0), row("CHL", 2024, 1.5), row("KEN", 2024, 1.0))
    assert facts(latest(rows), FOUR).medians == {}


def test_ties_share_the_better_rank() -> None:
    rows = frame(row("URY", 2024, 2.0), row("CHL", 2024, 2.0), row("BRA", 2024, 1.1))
    place = standing(rows, "CHL", ("URY", "CHL", "BRA"))
    assert place is not None
    assert (place.rank, place.of, place.tied, place.median) == (1, 3, True, 2.0)


def test_no_rank_without_a_number_or_without_peers() -> None:
    rows = frame(row("URY", 2024, 2.0), row("CHL", 2024, 2.0), row("KEN", 2024))
    assert standing(rows, "KEN", tuple(FOUR)) is None
    assert standing(rows, "URY", tuple(FOUR)) is None


@given(st.lists(st.floats(0, 100), min_size=3, max_size=8))
def test_ranks_lie_between_one_and_the_number_of_peers(values: list[float]) -> None:
    codes = list(codebook().countries)[: len(values)]
    rows = frame(*(row(c, 2024, v) for c, v in zip(codes, values, strict=True)))
    ranks = [standing(rows, c, tuple(codes)) for c in codes]
    assert all(r is not None and 1 <= r.rank <= len(values) for r in ranks)
    assert min(r.rank for r in ranks if r) == 1


def test_gaps_stay_gaps() -> None:
    wide = gapped_series(frame(row("URY", 2020, 1.0), row("URY", 2022, 2.0)), ["URY", "CHL"])
    assert list(wide.index) == [2020, 2021, 2022]
    assert wide["URY"].isna().tolist() == [False, True, False]
    assert wide["CHL"].isna().all()


def test_a_median_is_left_out_where_few_report() -> None:
    years = frame(
        *(row(c, 2023, 1.0) for c in FOUR),
        row("URY", 2024, 9.0),
    )
    assert median_series(years, tuple(FOUR)).dropna().to_dict() == {2023: 1.0}


def test_per_inhabitant_needs_the_same_year() -> None:
    forces = frame(
        row("URY", 2024, 20_000.0, indicator="armed_forces"),
        row("URY", 2025, 21_000.0, indicator="armed_forces"),
    )
    people = frame(row("URY", 2025, 3_500_000.0, indicator="population"))
    made = transform(forces, people, MEASURES[0])
    assert made.set_index("year")["value"].dropna().to_dict() == pytest.approx({2025: 6.0})


def test_shares_offer_no_other_measure() -> None:
    assert measures_of(codebook().indicators["milex_gdp"]) == ()


def test_the_coverage_board_shows_empty_indicators_too() -> None:
    board = coverage_board(
        frame(row("URY", 2024, 2.0), row("CHL", 2023, 1.0), row("PRI", 2024, 1.0))
    )
    cell = board[(board["indicator"] == "milex_gdp") & (board["region"] == "latin_america")].iloc[0]
    assert (cell["countries"], cell["of"], cell["newest"]) == (2, 33, 2024)
    empty = board[board["indicator"] == "white_paper"]
    assert (empty["countries"] == 0).all()
    assert pd.isna(empty["newest"]).all()
