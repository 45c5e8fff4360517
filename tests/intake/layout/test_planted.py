"""One sheet with planted problems: each is found at its cell, and nothing else is."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from tests.intake.made import flagged, problems

HEADINGS = ["Country", "Indicator", "Year", "Value", "Unit", "Source", "Licence", "Notes"]
SOURCE, LICENCE = "Ministry of Defence, Annual report 2024", "CC BY 4.0"
SHARE, PEOPLE = "Military expenditure (% of GDP)", "Active armed forces personnel"
GDP, PERSONS = "% of GDP", "persons"
MONEY = "Military expenditure"

# What is planted: country, indicator, year, value, unit, source, licence; column and code.
PLANTED = [
    (["Urugauy", SHARE, 2018, 2.0, GDP], "A", "unknown-country"),
    (["Latin America and the Caribbean", SHARE, 2018, 1.3, GDP], "A", "aggregate-not-country"),
    (["Yugoslavia", SHARE, 2018, 1.3, GDP], "A", "former-not-country"),
    (["England and Wales", SHARE, 2018, 1.3, GDP], "A", "subnational-not-country"),
    (["“", "Population", 2021, 8_100_000, PERSONS], "A", "ditto-mark"),
    ([None, SHARE, 2018, 1.1, GDP], "A", "empty-cell"),
    (["Chile", "Coast guard vessels", 2018, 13, "ships"], "B", "unknown-indicator"),
    (["Chile", MONEY, 2018, 13, ""], "B", "unclear-indicator"),
    (["Kenya", PEOPLE, dt.date(2023, 5, 1), 24_000, PERSONS], "C", "date-for-year"),
    (["Kenya", PEOPLE, 2203, 24_000, PERSONS], "C", "future-year"),
    (["Kenya", PEOPLE, "2O24", 24_000, PERSONS], "C", "bad-year"),
    (["Kenya", PEOPLE, "2018/19", 24_000, PERSONS], "C", "fiscal-year"),
    (["Kenya", PEOPLE, None, 24_000, PERSONS], "C", "empty-cell"),
    (["Kenya", PEOPLE, 2020, "24,100", PERSONS], "D", "ambiguous-number"),
    (["Kenya", PEOPLE, 2021, "about 24000", PERSONS], "D", "not-a-number"),
    (["Kenya", PEOPLE, 2022, "24000 25000", PERSONS], "D", "two-numbers"),
    (["Ghana", PEOPLE, 2022, "#REF!", PERSONS], "D", "error-cell"),
    (["Ghana", PEOPLE, 2023, "=D5*2", PERSONS], "D", "formula-without-value"),
    (["Chile", PEOPLE, 2020, 78_200, PERSONS], "D", "duplicate-key"),
    (["Chile", "Women in the armed forces", 2018, 118, "%"], "D", "out-of-range"),
    (["Chile", "Police personnel", 2020, -5, PERSONS], "D", "out-of-range"),
    (["Peru", SHARE, 2018, 0.012, GDP], "D", "unit-mismatch"),
    (["Peru", PEOPLE, 2018, 95.1, PERSONS], "D", "unit-mismatch"),
    (["Serbia", PEOPLE, 2020, 134_000, PERSONS], "D", "year-jump"),
    (["Togo", SHARE, 2020, 8.0, GDP], "D", "ratio-mismatch"),
    (["Chile", SHARE, 2018, 1.9, "US$ million"], "E", "unit-mismatch"),
    (["Kenya", MONEY, 2020, 1200, "million"], "E", "no-currency"),
    (["Ghana", PEOPLE, 2020, 15_000, PERSONS, ""], "F", "no-source"),
    (["Ghana", PEOPLE, 2021, 15_100, PERSONS, SOURCE, ""], "G", "no-licence"),
]
WARNINGS = {
    "aggregate-not-country",
    "former-not-country",
    "subnational-not-country",
    "unit-mismatch",
    "year-jump",
    "ratio-mismatch",
    "no-licence",
    "hidden-row",
}


def line(*cells):
    full = [*cells, *[None] * (len(HEADINGS) - len(cells))]
    full[5] = SOURCE if full[5] is None else full[5]
    full[6] = LICENCE if full[6] is None else full[6]
    return full


def clean_rows():
    shares = [("Chile", 1.9), ("Peru", 1.2), ("Uruguay", 2.0), ("Ghana", 0.5), ("Kenya", 1.1)]
    people = [("Chile", 75_000), ("Peru", 95_000), ("Uruguay", 21_000)]
    for indicator, unit, values, step in (
        (SHARE, GDP, shares, 0.02),
        (PEOPLE, PERSONS, people, 200),
    ):
        for country, value in values:
            for position, year in enumerate(range(2019, 2024)):
                figure = round(value + position % 3 * step, 2)
                yield line(country, indicator, year, figure, unit)
    yield line("Serbia", PEOPLE, 2019, 27_000, PERSONS)
    yield line("Serbia", PEOPLE, 2021, 27_000, PERSONS)
    yield line("Togo", "GDP (US$)", 2020, 8e9, "US$")
    yield line("Togo", MONEY, 2020, 160, "US$ million")
    yield line("Togo", "Population", 2020, 8_000_000, PERSONS)


def sheet(path, planted=()):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Data"
    rows = [HEADINGS, *clean_rows()]
    first = len(rows) + 1
    for row in (*rows, *(line(*cells) for cells, _, _ in planted)):
        page.append(row)
    for cell in page["D"]:
        if cell.value == "#REF!":
            cell.data_type = "e"
    if planted:
        page.row_dimensions[first - 1].hidden = True
    book.save(path)
    return path, first


def test_the_sheet_without_the_planted_problems_has_none(tmp_path):
    path, _ = sheet(tmp_path / "clean.xlsx")
    batch = read_file(path)
    assert problems(batch) == []
    assert len(batch.observations) == 45


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    path, first = sheet(tmp_path_factory.mktemp("planted") / "planted.xlsx", PLANTED)
    return read_file(path), first


def test_each_planted_problem_is_found_at_its_cell_and_nothing_else(planted):
    batch, first = planted
    wanted = {
        (f"{column}{first + position}", code) for position, (_, column, code) in enumerate(PLANTED)
    }
    assert flagged(batch) == wanted | {(str(first - 1), "hidden-row")}


def test_each_problem_says_file_sheet_row_column_value_reason_and_remedy(planted):
    batch, first = planted
    for problem in problems(batch):
        assert (problem.file, problem.sheet) == ("planted.xlsx", "Data")
        assert problem.row and problem.message and problem.remedy
        if problem.code == "hidden-row":
            continue
        cells, column, _ = PLANTED[problem.row - first]
        assert problem.column == HEADINGS[ord(column) - 65]
        shown = line(*cells)[ord(column) - 65]
        assert problem.value == ("" if shown is None else str(shown)) or isinstance(shown, float)


def test_what_may_be_right_is_a_warning_and_what_cannot_be_stored_an_error(planted):
    batch, _ = planted
    for problem in problems(batch):
        stated = problem.code == "unit-mismatch" and problem.column == "Unit"
        warning = problem.code in WARNINGS and not stated
        assert (problem.severity is Severity.WARNING) == warning, problem
