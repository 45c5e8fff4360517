"""Open a file by what it holds, whatever its name says, or say in one sentence why not."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from atlas.intake.sandbox.opening.archive import DAMAGED, MOST_SHEETS, open_archive
from atlas.intake.sandbox.opening.page import Page
from atlas.intake.sandbox.opening.text import read_text
from atlas.intake.sandbox.opening.workbook import read_ods, read_xls, read_xlsx
from atlas.intake.sheets.long import opening
from atlas.intake.sheets.long.opening import KINDS, NotASheet, TooLarge, WrongName

COMPOUND = b"\xd0\xcf\x11\xe0"
PROGRAMS = {
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"GIF8": "a picture",
    b"Rar!": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"BZh": "a compressed archive",
    b"<!DOCTYPE": "a web page",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"{\\rtf": "a text document",
}
WORKBOOKS = {".xlsx", ".xlsm", ".ods", ".xls"}


def open_file(path: Path, encoding: str = "") -> list[Page]:
    """Return the sheets of a spreadsheet; a text is in ``encoding``, if its editor says it.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    if path.is_dir():
        raise NotASheet(path.name, "a folder")
    if path.stat().st_size > opening.MOST_BYTES:
        raise TooLarge(path.name, "50 MB")
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"PK\x03\x04"):
        return _archive(path, encoding)
    if start.startswith(COMPOUND):
        return read_xls(path)
    for mark, kind in {**KINDS, **PROGRAMS}.items():
        if start.startswith(mark):
            raise NotASheet(path.name, kind)
    content = path.read_bytes()
    if not content.strip():
        raise NotASheet(path.name, "empty")
    if path.suffix.lower() in WORKBOOKS:
        read_text(path.name, content)  # says so when it is not even text
        raise WrongName(path, "a text file", ".csv")
    return [Page("", *read_text(path.name, content, encoding))]


def _archive(path: Path, encoding: str) -> list[Page]:
    try:
        with open_archive(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                if path.suffix.lower() not in WORKBOOKS:
                    raise WrongName(path, "an XLSX file", ".xlsx")
                return read_xlsx(path, archive)
            if "content.xml" in names and "mimetype" in names:
                if b"spreadsheet" not in archive.read("mimetype"):
                    raise NotASheet(path.name, "a text document")
                return read_ods(path, archive)
            return _csv_pages(path, archive, encoding)
    except ParseError as error:
        raise NotASheet(path.name, DAMAGED) from error


def _csv_pages(path: Path, archive: zipfile.ZipFile, encoding: str) -> list[Page]:
    """Return the CSV files of an archive such as the World Bank's, one a sheet."""
    members = [m for m in archive.namelist() if m.lower().endswith((".csv", ".tsv"))]
    if not members or path.suffix.lower() in WORKBOOKS:
        raise NotASheet(path.name, DAMAGED)
    if len(members) > MOST_SHEETS:
        raise TooLarge(path.name, f"{MOST_SHEETS} sheets")
    pages = []
    for member in members:
        content = archive.read(member)
        if content.strip():
            pages.append(Page(member, *read_text(path.name, content, encoding), book="zip"))
    return pages
