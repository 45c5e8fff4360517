"""``import`` of sheets that nobody made for the atlas."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests.intake.made import workbook
from tests.invented import EDITOR

ROWS = [["Active personnel"], ["Country", 2020, 2021], ["Urugay", 21_000, 21_100]]
ROWS += [["Chile", 75_000, 75_100]]
SAID = ("--publisher", "Ministry", "--title", "Yearbook", "--licence", "CC0", "--vintage", "2024")


@pytest.fixture
def messy(tmp_path):
    return workbook(tmp_path / "messy.xlsx", Data=ROWS)


@pytest.fixture
def clean(tmp_path):
    return workbook(tmp_path / "clean.xlsx", Data=[ROWS[0], ROWS[1], ROWS[3]])


def test_a_problem_names_heading_and_cell(atlas, home, messy):
    result = atlas("import", messy, *SAID, "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["column"], problem["cell"], problem["row"]) == ("Country", "A3", 3)
    assert not home.exists()


def test_a_sheet_without_a_source_is_read_and_not_stored(machine, atlas, seeded, clean):
    report = machine("import", clean)
    assert report["observations"] == 2
    assert [(p["severity"], p["code"]) for p in report["problems"]] == [
        ("info", "source-not-stated")
    ]
    refused = atlas("import", clean, "--submit", "--as", EDITOR)
    assert refused.exit_code == 2 and "--publisher" in refused.stderr
    assert machine("import", clean, *SAID, "--submit", "--as", EDITOR)["stored"] == 2


def test_the_indicator_may_be_given(machine, atlas, home, tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=[["Country", 2023], ["Chile", 5.5]])
    assert atlas("import", path, "--json").exit_code == 1
    report = machine("import", path, "--indicator", "milex_usd", "--unit", "billion US$", *SAID)
    assert report["indicators"] == {"milex_usd": 1}
    assert atlas("import", path, "--indicator", "milex_us").exit_code == 2


def test_figures_are_compared_with_the_newest_release(machine, seeded, tmp_path):
    rows = [["Military expenditure (% of GDP)"], ["Country", 2020, 2024], ["Uruguay", 1.5, 9.0]]
    path = workbook(tmp_path / "a.xlsx", Data=rows)
    report = machine("import", path, *SAID)
    assert {p["code"] for p in report["problems"]} == {"conflicting-source"}


def test_the_workbook_comes_back_marked(atlas, home, messy, tmp_path):
    out = tmp_path / "out.xlsx"
    assert atlas("import", messy, *SAID, "--marked", out, "--lang", "fr").exit_code == 1
    book = openpyxl.load_workbook(out)
    assert "Uruguay" in book["Data"]["A3"].comment.text
