"""The workbook back: its cells as they were, its problems marked, nothing that acts."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from atlas.intake.annotation import FILLS, write_marked
from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from tests.intake.made import problems, workbook, written

ROWS = [["Active personnel"], ["Country", 2020, 2021], ["Urugay", 21_000, 21_100]]
ROWS += [["Chile", "75 000 76 000", 75_100], ["World", 1, 2]]


def marked(path, out, lang="en"):
    found = problems(read_file(path))
    write_marked(path, found, out, lang)
    return found, openpyxl.load_workbook(out)


def test_each_problem_is_coloured_explained_and_listed(tmp_path):
    found, book = marked(workbook(tmp_path / "a.xlsx", Data=ROWS), tmp_path / "out.xlsx")
    assert book.sheetnames == ["Problems", "Data"]
    page, listed = book["Data"], book["Problems"]
    assert page["A3"].fill.fgColor.rgb.endswith(FILLS[Severity.ERROR])
    assert page["A5"].fill.fgColor.rgb.endswith(FILLS[Severity.WARNING])
    assert "Did you mean Uruguay" in page["A3"].comment.text
    assert "two numbers" in page["B4"].comment.text and page["C4"].value == 75_100
    assert page["C3"].comment is None
    rows = list(listed.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(found)
    assert rows[0][:5] == ("Error", "Data", "A3", "Country", "Urugay")
    assert listed["C2"].hyperlink.location == "'Data'!A3"


@pytest.mark.parametrize(("lang", "said"), [("fr", "Erreur"), ("es", "Error"), ("ar", "خطأ")])
def test_marks_speak_the_chosen_language(tmp_path, lang, said):
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    _, book = marked(path, tmp_path / "out.xlsx", lang)
    first = book.worksheets[0]
    assert first["A2"].value == said
    assert bool(first.sheet_view.rightToLeft) == (lang == "ar")


def test_a_csv_comes_back_as_a_workbook_in_which_no_text_is_a_formula(tmp_path):
    text = "Country,Year,Active personnel,Notes\nUrugay,2020,21000,=HYPERLINK(1)\n"
    _, book = marked(written(tmp_path / "a.csv", text), tmp_path / "out.xlsx")
    cell = book.worksheets[1]["D2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert book.worksheets[1]["A2"].comment is not None


def test_macros_links_and_names_of_authors_stay_behind(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    book = openpyxl.load_workbook(path)
    page = book["Data"]
    page["D3"] = "='[other.xlsx]Sheet1'!A1"
    page["D4"] = '=HYPERLINK("https://invented.example")'
    page["C4"].comment = Comment("as told by phone", "A Name")
    book.properties.creator = "A Name"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    marked(path, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        names = archive.namelist()
        assert not [n for n in names if "vba" in n or "externalLink" in n]
        text = b"".join(archive.read(name) for name in names)
    assert b"A Name" not in text and b"invented.example" not in text and b"other.xlsx" not in text


def test_what_stood_in_a_comment_stays_in_it(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    book = openpyxl.load_workbook(path)
    book["Data"]["A3"].comment = Comment("sic", "x")
    book.save(path)
    _, book = marked(path, tmp_path / "out.xlsx")
    assert book["Data"]["A3"].comment.text.startswith("sic")


def test_problems_of_the_long_sheet_are_found_by_the_name_of_their_column(tmp_path):
    text = "country,indicator,period,value,publisher,title,vintage,licence\n"
    text += "URY,milex_gdp,2024,abc,Institute,Yearbook,2026,CC0\n"
    _, book = marked(written(tmp_path / "a.csv", text), tmp_path / "out.xlsx")
    assert "number" in book.worksheets[1]["D2"].comment.text
