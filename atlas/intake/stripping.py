"""An uploaded table for other eyes: its cells and comments, and nothing about who made it.

The copy is written anew from what the reader sees, so that no author, path, macro, link or
hidden part of the original can be in it. Text files have none of these and stay as they are.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment

from atlas.intake.sandbox.opening import Page, open_file

LONGEST_CELL, LONGEST_SHEET = 32_767, 31
NAMELESS = r"[]:*?/\'"


def copy_without_metadata(path: Path) -> tuple[bytes, str]:
    """Return a copy of a table without metadata, and its ending (``.xlsx`` or the file's own).

    Raises
    ------
    UnreadableFile
    """
    pages = open_file(path)
    if all(page.book == "csv" for page in pages) and path.suffix.casefold() != ".zip":
        return path.read_bytes(), path.suffix or ".csv"
    book = Workbook(write_only=True)
    book.properties.creator = ""
    titles: set[str] = set()
    for number, page in enumerate(pages, start=1):
        _write(book, page, _title(page.name, number, titles))
    out = BytesIO()
    book.save(out)
    return out.getvalue(), ".xlsx"


def _title(name: str, number: int, titles: set[str]) -> str:
    title = "".join(c for c in name if c not in NAMELESS)[:LONGEST_SHEET] or f"Sheet{number}"
    if title.casefold() in titles:
        title = f"{title[: LONGEST_SHEET - 4]} {number}"
    titles.add(title.casefold())
    return title


def _write(book: Workbook, page: Page, title: str) -> None:
    sheet = book.create_sheet(title)
    facts = page.facts
    comment_rows = {row for row, _ in facts.comments}
    for at, row in enumerate(page.rows):
        cells = [
            _cell(sheet, value, facts.comments.get((at, i)), percent=(at, i) in facts.percent)
            for i, value in enumerate(row)
        ]
        if at in comment_rows:  # openpyxl would write the comment on the next bare values, too
            cells = [c if isinstance(c, Cell) else WriteOnlyCell(sheet, c) for c in cells]
        sheet.append(cells)


def _cell(sheet: Any, value: Any, comment: str | None, *, percent: bool) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL] or None
    if comment is None and not percent and not (isinstance(value, str) and value[:1] == "="):
        return value
    cell = WriteOnlyCell(sheet, value)
    if percent:
        cell.number_format = "0.00%"
    if isinstance(value, str):
        cell.data_type = "s"  # a text that looks like a formula stays a text
    if comment is not None:
        cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", comment), "")
    return cell
