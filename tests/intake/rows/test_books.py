"""Extents of whole rows, dates that show a year, struck cells, sheets that say a thing twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from atlas.intake.files import read_file
from tests.intake.made import problems, workbook
from tests.intake.rows.books import Style, book, format_of, strike, with_dimension
from tests.intake.rows.reading import named, values

SHARES = [
    ["Military expenditure by country as percentage of gross domestic product"],
    [],
    ["Country", "Notes", 2016, 2017],
    ["Kenya", None, 1.1, 1.2],
    ["Uganda", None, 2.1, 2.2],
]
LONG = [
    ["Country", "Year", "Military expenditure (% of GDP)"],
    ["Colombia", 2021, 3.0],
    ["Chile", 2021, 1.9],
    ["Peru", 2020, 1.2],
]
EXTENTS = [
    '<dimension ref="1:5"/>', '<dimension ref="A:D"/>', '<dimension ref="A1"/>', "",
    '<dimension ref="A1:B2"/>', '<dimension ref="A1:XFD1048576"/>', '<dimension ref=""/>',
    '<dimension ref="foo"/>', '<dimension ref="D5:A1"/>', '<dimension ref="1:1048576"/>',
    '<dimension ref="$A$1:$D$5"/>', '<dimension ref="A:XFD"/>', '<dimension ref="a1:d5"/>',
]  # fmt: skip
YEAR_FORMATS = ["yyyy", "YYYY", "yyyy;@", "[$-409]yyyy", "[$-40C]yyyy", r"yyyy\ ", '"FY"yyyy',
                "yy", "[$-409]yyyy;@"]  # fmt: skip
OTHER_FORMATS = ["yyyy-mm-dd", "mmm-yy", "dd/mm/yyyy", "mmmm", "d mmm yyyy", "h:mm", "mm/yyyy"]


@pytest.mark.parametrize("element", EXTENTS)
def test_the_extent_a_sheet_claims_does_not_matter(element: str, tmp_path: Path) -> None:
    path = with_dimension(book(tmp_path / "shares.xlsx", SHARES), element)
    batch = read_file(path)
    assert [(d.country, d.period, d.value) for d in batch.observations] == [
        ("KEN", "2016", 1.1), ("KEN", "2017", 1.2), ("UGA", "2016", 2.1), ("UGA", "2017", 2.2),
    ]  # fmt: skip
    assert named(batch, "error") == set()


def test_shares_that_no_state_would_report_are_fractions(tmp_path: Path) -> None:
    rows = [[c / 100 if isinstance(c, float) else c for c in row] for row in SHARES]
    batch = read_file(book(tmp_path / "shares.xlsx", rows, sheet="Share of GDP"))
    assert [d.value for d in batch.observations] == [1.1, 1.2, 2.1, 2.2]


@pytest.mark.parametrize("code", YEAR_FORMATS)
@pytest.mark.parametrize(
    "day", [dt.datetime(2021, 1, 1), dt.datetime(2021, 12, 31), dt.datetime(2021, 6, 30)]
)
def test_a_date_that_shows_a_year_is_that_year(code: str, day: dt.datetime, tmp_path: Path) -> None:
    rows = [LONG[0], ["Colombia", day, 3.0], ["Chile", day, 1.9]]
    batch = read_file(book(tmp_path / "dates.xlsx", rows, format_of(code, "B2", "B3")))
    assert {(d.country, d.period) for d in batch.observations} == {("COL", "2021"), ("CHL", "2021")}
    wide = [["Country", day, day.replace(year=2022)], ["Colombia", 3.0, 3.1], ["Chile", 1.9, 1.8]]
    style = format_of(code, "B1", "C1")
    path = book(tmp_path / "wide.xlsx", wide, style, "Military expenditure (% GDP)")
    batch = read_file(path)
    assert {(d.period, d.value) for d in batch.observations} == {
        ("2021", 3.0), ("2022", 3.1), ("2021", 1.9), ("2022", 1.8),
    }  # fmt: skip
    assert named(batch, "error") == set()


@pytest.mark.parametrize("code", OTHER_FORMATS)
def test_a_date_that_shows_more_or_less_than_a_year_is_named(code: str, tmp_path: Path) -> None:
    rows = [LONG[0], ["Colombia", dt.datetime(2021, 5, 4, 3), 3.0], ["Chile", 2021, 1.9]]
    batch = read_file(book(tmp_path / "dates.xlsx", rows, format_of(code, "B2")))
    assert ("date-for-year", 2) in named(batch, "error")
    assert set(values(batch)) == {("CHL", "")}


@pytest.mark.parametrize(
    ("style", "rows"),
    [
        (strike("C2"), {2}), (strike("A3"), {3}), (strike("A2", "B2", "C2"), {2}),
        (strike("B4"), {4}), (strike("C2", "C3"), {2, 3}), (strike("C1"), {1}),
        (strike("A2", "B2", "C2", "A4", "B4", "C4"), {2, 4}), (strike(), set()),
        (strike("F9"), set()), (strike("A1", "B1", "C1"), {1}), (strike("C3"), {3}),
    ],
)  # fmt: skip
def test_a_struck_cell_is_a_warning(style: Style, rows: set[int], tmp_path: Path) -> None:
    batch = read_file(book(tmp_path / "struck.xlsx", LONG, style))
    assert {row for code, row in named(batch, "warning") if code == "struck-through"} == rows
    assert named(batch, "error") == set()
    assert len(batch.observations) == 3


def test_a_value_given_on_two_sheets_names_the_other_sheet(tmp_path: Path) -> None:
    other = [LONG[0], ["Colombia", 2021, 3.4], ["Chile", 2021, 1.9]]
    batch = read_file(workbook(tmp_path / "two.xlsx", **{"2021": LONG, "2021_revised": other}))
    (problem,) = [p for p in problems(batch) if p.code == "duplicate-key"]
    assert (problem.sheet, problem.row) == ("2021 revised", 2)
    assert "“2021”" in problem.message
