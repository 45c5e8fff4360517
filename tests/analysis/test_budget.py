"""The budget lens: parts and remainder, execution, real growth only with a deflator."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis import budget
from atlas.codebook import codebook
from tests.analysis.frames import frame, row

SAL, PEN, INV, OTH = budget.PARTS


def of(**values: dict[int, float]) -> pd.DataFrame:
    rows = [
        row("URY", year, float(value), indicator=indicator)
        for indicator, series in values.items()
        for year, value in series.items()
    ]
    return frame(*rows)


def test_what_no_part_states_is_a_remainder_and_never_hidden() -> None:
    given_ = of(budget_approved={2023: 100, 2024: 200}, budget_salaries={2023: 60, 2024: 90},
                budget_investment={2023: 10}, budget_pensions={2022: 5})  # fmt: skip
    table = budget.composition(given_)
    assert table["remainder"].loc[[2023, 2024]].tolist() == [30, 110]
    assert pd.isna(table.loc[2022, "remainder"])
    assert pd.isna(table.loc[2024, INV])
    shares = budget.shares(table)
    assert shares.loc[2023, [SAL, INV, "remainder"]].tolist() == [60, 10, 30]
    assert 2022 not in shares.index


def test_parts_that_exceed_the_total_are_told_and_have_no_shares() -> None:
    table = budget.composition(of(budget_approved={2024: 100}, budget_salaries={2024: 120}))
    assert table.loc[2024, "exceeds"]
    assert budget.shares(table).empty
    rounded = budget.composition(of(budget_approved={2024: 100}, budget_salaries={2024: 100.5}))
    assert not rounded.loc[2024, "exceeds"]


@given(st.lists(st.floats(0, 1e12), min_size=4, max_size=4), st.floats(0, 1e12))
def test_parts_and_remainder_are_the_total(parts: list[float], rest: float) -> None:
    total = sum(parts) + rest
    series = {p: {2024: v} for p, v in zip(budget.PARTS, parts, strict=True)}
    table = budget.composition(of(budget_approved={2024: total}, **series))
    made = table.loc[2024, [*budget.PARTS, "remainder"]].sum()
    assert made == pytest.approx(total)


def test_execution_is_executed_in_percent_of_approved_of_the_same_year() -> None:
    table = budget.execution(
        of(budget_approved={2023: 200, 2024: 0}, budget_executed={2022: 9, 2023: 190, 2024: 5})
    )
    assert table.loc[2023, "rate"] == 95
    assert table["rate"].isna().tolist() == [True, False, True]


def test_real_growth_names_its_deflator_and_stops_at_gaps() -> None:
    made = budget.real(
        of(
            budget_approved={2020: 100, 2021: 121, 2023: 150},
            gdp_deflator={2020: 100, 2021: 110, 2023: 120},
        )
    )
    assert made.base == 2020
    assert made.indicator == "budget_approved"
    assert made.sources == ("Institute, Yearbook (2026)",)
    assert made.table.loc[2021, "real_growth"] == pytest.approx(10)
    assert made.table.loc[2021, "nominal_growth"] == pytest.approx(21)
    assert pd.isna(made.table.loc[2023, "real_growth"])


def test_without_a_deflator_real_growth_is_refused() -> None:
    with pytest.raises(budget.NoDeflator):
        budget.real(of(budget_approved={2020: 100, 2021: 121}))
    with pytest.raises(budget.NoDeflator):
        budget.real(of(budget_approved={2020: 100}, gdp_deflator={2015: 100}))


def test_salaries_a_person_need_both_of_one_year_and_dollars_need_a_rate() -> None:
    table = budget.salaries(
        of(
            budget_salaries={2023: 1000, 2024: 1200},
            armed_forces={2023: 10, 2024: 10, 2025: 10},
            exchange_rate={2024: 40},
        )
    )
    assert table["each"].tolist() == [100, 120]
    assert table["each_usd"].tolist()[1] == 3
    assert pd.isna(table["each_usd"].tolist()[0])


def test_what_is_missing_is_named_and_all_of_it_is_in_the_codebook() -> None:
    assert budget.missing(of(budget_approved={2024: 1}))[0] == "budget_executed"
    assert all(name in codebook().indicators for name in (*budget.NEEDED, budget.FORCES))
