"""``template``: a workbook by name, its report, its refusals; and the way back."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests import invented
from tests.invented_records import RECORDS, batch_of


def test_a_template_holds_the_chosen_rows_with_earlier_answers(machine, seeded, tmp_path):
    out = tmp_path / "sheets.xlsx"
    words = ["--indicators", "milex_gdp,conscription", "--countries", "URY,Ghana"]
    report = machine("template", *words, "--out", out)
    assert report == {
        "file": str(out),
        "kinds": ["observation"],
        "sheets": {"observations": 4, "sources": 1},
        "release": "2026.1",
        "layout": "long",
        "lang": "en",
    }
    page = openpyxl.load_workbook(out)["observations"]
    names = [cell.value for cell in page[1]]
    assert page.cell(4, 1 + names.index("last_value")).value == 2


def test_an_untouched_template_imports_as_nothing(machine, seeded, tmp_path):
    out = tmp_path / "sheets.xlsx"
    kinds = ["--kind", "judgement", "--kind", "event,relation", "--lang", "ar"]
    machine("template", *kinds, "--countries", "URY", "--layout", "wide", "--out", out)
    report = machine("import", out)
    assert (report["records"], report["observations"], report["problems"]) == (0, 0, [])


def test_filled_sheets_go_all_the_way_into_a_release(machine, seeded, tmp_path):
    from atlas.intake.sheets import RECORD_SHEETS
    from atlas.intake.sheets.selection import template_request
    from atlas.intake.sheets.template import filled_workbook

    path = tmp_path / "filled.xlsx"
    path.write_bytes(
        filled_workbook(
            template_request(kinds=RECORD_SHEETS, countries=["URY"]), batch_of(*RECORDS)
        )
    )
    report = machine("import", path, "--submit", "--as", invented.EDITOR)
    assert (report["stored"], report["problems"]) == (len(RECORDS), [])
    machine("review", report["submission"], "--approve", "--as", invented.REVIEWER)
    machine("publish", "--label", "2026.2", "--as", invented.PUBLISHER)
    assert len(machine("records", "institution", "--country", "URY")) == 5


def test_a_template_needs_no_database(atlas, home, tmp_path):
    out = tmp_path / "sheets.xlsx"
    result = atlas("template", "--indicators", "milex_gdp", "--countries", "URY", "--out", out)
    assert result.exit_code == 0 and out.exists() and not home.exists()
    assert str(out) in result.stdout and "observations" in result.stdout


def test_a_mistake_in_a_sheet_blocks_and_names_its_cell(atlas, seeded, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(
        "country,event,date,title,publisher,source_title,vintage,licence\n"
        "URY,law,04/07/1991,T,Institute,Gazette,1991,CC0\n"
    )
    result = atlas("import", path, "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["row"], problem["column"], problem["code"]) == (2, "date", "ambiguous-date")
    assert "1991-07-04" in problem["remedy"] and "1991-04-07" in problem["remedy"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--indicators", "milex_gpd"], "milex_gdp"),
        (["--countries", "Urugay"], "Uruguay"),
        (["--kind", "evnt"], "event"),
        (["--questions", "militry_vote"], "military_vote"),
        (["--layout", "broad"], "long"),
        (["--lang", "de"], "en"),
        (["--release", "2025.9"], "2026.1"),
        (["--kind", "observation,judgement"], "fewer countries"),
    ],
)
def test_what_is_unknown_is_a_sentence_with_the_nearest(atlas, seeded, tmp_path, words, said):
    result = atlas("template", *words, "--out", tmp_path / "x.xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert not (tmp_path / "x.xlsx").exists()
