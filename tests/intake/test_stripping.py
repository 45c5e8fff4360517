"""A copy for other eyes holds the cells, and nothing about who made the file."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from atlas.intake.sandbox.opening import UnreadableFile
from atlas.intake.stripping import copy_without_metadata

SECRET = "Mallory-Secret"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = SECRET
    book.properties.company = SECRET
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    sheet.append(["country", "2024"])
    sheet.append(["Uruguay", 2.5])
    sheet.append(["=HYPERLINK", "'=1+1"])
    sheet["B2"].comment = Comment("net of pensions", SECRET)
    path = tmp_path / "figures.xlsx"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", SECRET)
        archive.writestr("xl/externalLinks/externalLink1.xml", f"<a>C:/Users/{SECRET}</a>")
    return path


def test_nothing_of_the_maker_is_left(workbook: Path) -> None:
    content, ending = copy_without_metadata(workbook)
    assert ending == ".xlsx"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            assert SECRET.encode() not in archive.read(name), name
            assert "vba" not in name and "external" not in name


def test_cells_and_comments_are(workbook: Path) -> None:
    book = load_workbook(BytesIO(copy_without_metadata(workbook)[0]))
    sheet = book["Figures"]
    assert (sheet["A2"].value, sheet["B2"].value) == ("Uruguay", 2.5)
    assert "net of pensions" in sheet["B2"].comment.text
    assert sheet["B2"].comment.author in (None, "", "None")


def test_a_text_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"country,2024\nUruguay,2.5\n")
    assert copy_without_metadata(path) == (path.read_bytes(), ".csv")


def test_what_is_no_table_is_not_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"MZ\x90\x00" + b"\0" * 200)
    with pytest.raises(UnreadableFile):
        copy_without_metadata(path)
