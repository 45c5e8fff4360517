"""Files that hold a long sheet, or claim to: encodings, archives, limits."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from atlas.intake.sheets.long import UnreadableFile, opening, read_table
from tests.intake.sheets.long_sheets import ROW, workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(sheet, encoding):
    path = sheet({"country": "Côte d’Ivoire"})
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    (draft,) = read_table(path).observations
    assert draft.country == "CIV"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "country,indicator\nCôte,x".encode("latin-1"), "UTF-8"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"  \n \n", "empty"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"country,indicator,period\x00\n", "not text"),
        ("a.csv", b'country,indicator,period\n"abc', "damaged"),
        ("a.csv", b"country,indicator,period\n" + b"x" * 200_000, "damaged"),
        ("a.xlsx", b"country,indicator,period\n", "a.csv"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_a_reason(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_table(path)


def test_a_workbook_under_a_wrong_name_is_told_the_right_one(tmp_path):
    path = workbook(tmp_path / "a.xlsx", data=[list(ROW)]).rename(tmp_path / "b.csv")
    with pytest.raises(UnreadableFile, match=r"b\.xlsx"):
        read_table(path)


def test_another_archive_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableFile):
        read_table(tmp_path / "a.xlsx")


def test_absent_files_and_folders(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_table(tmp_path / "absent.csv")
    with pytest.raises(UnreadableFile, match="folder"):
        read_table(tmp_path)


def test_a_file_over_the_limit_is_not_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(opening.MOST_BYTES + 1)
    with pytest.raises(opening.TooLarge, match="50 MB"):
        read_table(path)


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory(tmp_path):
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(opening.TooLarge, match="cells"):
        read_table(tmp_path / "far.xlsx")


def test_an_archive_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MOST_UNPACKED", 1000)
    path = workbook(tmp_path / "a.xlsx", data=[list(ROW)])
    with pytest.raises(opening.TooLarge, match="unpacked"):
        read_table(path)
