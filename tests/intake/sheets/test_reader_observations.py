"""Observations of a filled sheet, long and wide, and how their mistakes are named."""

from __future__ import annotations

from typing import Any

import pytest

from atlas.codebook.model import MissingReason
from atlas.intake.files import read_file
from tests.intake.sheets.filled import (
    OBSERVATION,
    Fill,
    problems,
)


def test_an_observation_with_a_range_a_gap_and_an_answer(fill: Fill) -> None:
    rows = [
        {**OBSERVATION, "value": "1 234,5", "indicator": "armed_forces", "low": 1000, "high": 2000},
        {**OBSERVATION, "value": "", "missing_reason": "Withheld by the state", "period": 2023},
        {**OBSERVATION, "indicator": "conscription", "value": "Selective", "period": "2020"},
        {**OBSERVATION, "indicator": "conscription", "value": "", "category": "none"},
    ]
    batch = read_file(fill(observations=rows))
    assert problems(batch) == []
    seen = [(d.value, d.missing, d.category, d.original) for d in batch.observations]
    assert seen == [
        (1234.5, None, None, "1 234,5"),
        (None, MissingReason.WITHHELD, None, ""),
        (None, None, "selective", "Selective"),
        (None, None, "none", "none"),
    ]


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"indicator": "milex_gpd"}, "indicator", "unknown-indicator"),
        ({"value": "1,234"}, "value", "ambiguous-number"),
        ({"value": ""}, "value", "not-one-answer"),
        ({"value": 250}, "value", "out-of-range"),
        ({"low": 3, "high": 4}, "low", "bad-range"),
        ({"period": "2024/2020"}, "period", "bad-period"),
        ({"unit": "people"}, "unit", "wrong-unit"),
        ({"value": "<5"}, "value", "not-a-number"),
        ({"value": 3, "low": 1}, "low", "bad-range"),
        ({"breakdown": "army"}, "breakdown", "bad-breakdown"),
        ({"category": "yes"}, "category", "unknown-category"),
        ({"missing_reason": "withheld"}, "value", "not-one-answer"),
    ],
)
def test_mistakes_in_observations(
    fill: Fill, change: dict[str, Any], column: str, code: str
) -> None:
    row = {**OBSERVATION, "note": "n", **change}
    assert problems(read_file(fill(observations=[row]))) == [("observations", column, code)]


def test_in_a_wide_sheet_each_filled_year_is_an_observation(fill: Fill) -> None:
    row = {"country": "Uruguay", "source": "act", "indicator": "milex_gdp"}
    rows = [
        {**row, "2023": 1.5, "2024": "withheld", "note": "n"},
        {**row, "indicator": "conscription", "2025": "None"},
    ]
    batch = read_file(fill(observations=rows, layout="wide"))
    assert problems(batch) == []
    seen = [(d.indicator, d.period, d.value, d.missing, d.category) for d in batch.observations]
    assert seen == [
        ("milex_gdp", "2023", 1.5, None, None),
        ("milex_gdp", "2024", None, MissingReason.WITHHELD, None),
        ("conscription", "2025", None, None, "none"),
    ]
    assert {d.note for d in batch.observations} == {"n", ""}


def test_a_mistake_in_a_wide_sheet_is_named_by_its_year(fill: Fill) -> None:
    row = {"country": "URY", "source": "act", "indicator": "milex_gdp"}
    rows = [{**row, "2022": "many", "2023": 250, "2024": 2}]
    batch = read_file(fill(observations=rows, layout="wide"))
    assert problems(batch) == [
        ("observations", "2022", "not-a-number"),
        ("observations", "2023", "out-of-range"),
    ]


def test_long_and_wide_say_the_same(fill: Fill) -> None:
    row = {"country": "URY", "source": "act", "indicator": "milex_gdp", "locator": "p. 1"}
    cells = {"2023": 1.5, "2024": 2.5}
    long = [{**row, "period": year, "value": value} for year, value in cells.items()]
    read = [
        read_file(fill(observations=long)).observations,
        read_file(fill(observations=[{**row, **cells}], layout="wide")).observations,
    ]
    assert read[0] == read[1] and len(read[0]) == 2
