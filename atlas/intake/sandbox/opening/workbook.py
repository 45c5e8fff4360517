"""Rows of XLSX, XLSM, XLS and ODS files through calamine, each with the facts of its cells."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from atlas.intake.sandbox.opening import archive as archives
from atlas.intake.sandbox.opening.comments import comments_of, ods_names, resolve_target, xlsx_names
from atlas.intake.sandbox.opening.extent import extent
from atlas.intake.sandbox.opening.facts import Styles, facts_of
from atlas.intake.sandbox.opening.ods import ods_facts
from atlas.intake.sandbox.opening.page import Facts, Page
from atlas.intake.sandbox.opening.xls import xls_facts
from atlas.intake.sheets.long.opening import NotASheet, TooLarge

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STYLES = "xl/styles.xml"
MOST_COLUMNS = 16_384  # as in Excel
LATEST_YEAR = 2100
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*?/?>(?:\s*</(?:\w+:)?dimension\s*>)?")
PLAIN_DIMENSION = re.compile(rb"""ref=(["'])[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?\1""")


def read_xlsx(path: Path, archive: zipfile.ZipFile) -> list[Page]:
    """Return the sheets of an XLSX or XLSM file. Macros and links stay where they are."""
    names = archive.namelist()
    styles = Styles(archive.read(STYLES) if STYLES in names else b"")
    facts: dict[str, Facts] = {}
    authors = xlsx_names(archive)
    odd: dict[str, bytes] = {}  # sheets whose claimed extent, such as 1:5, stops the reader
    cells = 0
    for title, part in _parts(archive):
        if part in names:
            xml = archive.read(part)
            cells += extent(path.name, xml)
            if cells > archives.MOST_CELLS:
                raise TooLarge(path.name, f"{archives.MOST_CELLS:,} cells")
            facts[title] = facts_of(xml, styles)
            claim = DIMENSION.search(xml, 0, 2_000)
            if claim is not None and not PLAIN_DIMENSION.search(claim[0]):
                odd[part] = xml[: claim.start()] + xml[claim.end() :]
            comments = comments_of(archive, part, authors)
            facts[title].comments = {at: c.words for at, c in comments.items() if c.words}
    return _pages(path, facts, "xlsx", _rewritten(archive, odd) if odd else None)


def _rewritten(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> io.BytesIO:
    """Return an archive with some of its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(archive.namelist()):
            new.writestr(name, parts.get(name) or archive.read(name))
    buffer.seek(0)
    return buffer


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return title and part of each sheet, in the workbook's order."""
    book = "xl/workbook.xml"
    rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "") for node in rels.iterfind("{*}Relationship")}
    root = ElementTree.fromstring(archive.read(book))
    return [
        (node.get("name", ""), resolve_target("xl", targets.get(_relation(node), "")))
        for node in root.iterfind("{*}sheets/{*}sheet")
    ]


def _relation(node: ElementTree.Element) -> str:
    identifier = node.get(RELATION)
    return identifier or next((v for k, v in node.attrib.items() if k.endswith("}id")), "")


def read_ods(path: Path, archive: zipfile.ZipFile) -> list[Page]:
    """Return the tables of an ODS file."""
    meta = archive.read("meta.xml") if "meta.xml" in archive.namelist() else b""
    xml = archive.read("content.xml")
    return _pages(path, ods_facts(path.name, xml, ods_names(xml, meta)), "ods")


def read_xls(path: Path) -> list[Page]:
    """Return the sheets of an old Excel file, or say that it is locked."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise NotASheet(path.name, "locked with a password")
    return _pages(path, xls_facts(path.name, content), "xls")


def _pages(
    path: Path, facts: dict[str, Facts] | list[Facts], book: str, buffer: io.BytesIO | None = None
) -> list[Page]:
    try:
        with CalamineWorkbook.from_object(buffer or path) as workbook:
            pages = []
            if len(workbook.sheets_metadata) > archives.MOST_SHEETS:
                raise TooLarge(path.name, f"{archives.MOST_SHEETS} sheets")
            for number, meta in enumerate(workbook.sheets_metadata):
                if meta.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if isinstance(facts, list):
                    sheet_facts = facts[number] if number < len(facts) else Facts()
                else:
                    sheet_facts = facts.get(meta.name, Facts())
                sheet_facts.hidden = meta.visible is not SheetVisibleEnum.Visible
                pages.append(_page(path.name, workbook, number, meta.name, sheet_facts, book))
            return pages
    except PasswordError as error:
        raise NotASheet(path.name, "locked with a password") from error
    except (CalamineError, OSError, ValueError) as error:
        kind = "locked with a password" if "ncrypt" in str(error) else archives.DAMAGED
        raise NotASheet(path.name, kind) from error
    except BaseException as error:
        # The reader is written in Rust; what it did not foresee is no Exception in Python.
        if type(error).__name__ != "PanicException":
            raise
        raise NotASheet(path.name, archives.DAMAGED) from error


def _page(
    file: str, workbook: CalamineWorkbook, number: int, name: str, facts: Facts, book: str
) -> Page:
    sheet = workbook.get_sheet_by_index(number)
    if sheet.total_height * sheet.total_width > archives.MOST_CELLS:
        raise TooLarge(file, f"{archives.MOST_CELLS:,} cells")
    if sheet.total_height > archives.MOST_ROWS:
        raise TooLarge(file, f"{archives.MOST_ROWS:,} rows")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    _show_years(rows, facts)
    facts.merged = list(getattr(sheet, "merged_cell_ranges", None) or [])
    for values in (facts.formulas, facts.errors):
        for (row, column), text in values.items():
            _put(rows, row, column, text)
    return Page(_clean(name), rows, facts, book)


def _show_years(rows: list[list[Any]], facts: Facts) -> None:
    """Show the year where a cell shows no more of its date.

    2023 typed into such a cell is a day of 1905: what is meant stays a question.
    """
    for row, column in facts.years:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, dt.date) and not 1500 <= _serial(cell) <= LATEST_YEAR:
            rows[row][column] = cell.year


def _serial(day: dt.date) -> int:
    return (dt.date(day.year, day.month, day.day) - dt.date(1899, 12, 30)).days


def _put(rows: list[list[Any]], row: int, column: int, text: str) -> None:
    """Show a formula without a stored value, or an error, where the reader left a blank."""
    if row < len(rows) and column < MOST_COLUMNS:
        cells = rows[row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text


def _clean(name: str) -> str:
    return re.sub(r"[\x00-\x1f]", " ", name)
