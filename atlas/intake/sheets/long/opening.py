"""Get rows out of CSV and XLSX files, within bounds, whatever the file turns out to be."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from atlas.errors import AtlasError

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED = 400 * MEGABYTE
DELIMITERS = ",;\t|"

KINDS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel file or one with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed archive",
    b"SQLite": "a database",
}


class UnreadableFile(AtlasError):
    """The file is not what its name says, too large, or damaged."""

    code = "unreadable-file"
    http_status = 422


class TooLarge(UnreadableFile):
    """The file, or what it unpacks to, is larger than the atlas reads at once."""

    code = "file-too-large"
    template = "{file} is too large to read at once: the limit is {limit}. Split it."

    def __init__(self, file: str, limit: str) -> None:
        super().__init__(self.template, file=file, limit=limit)


class NotASheet(UnreadableFile):
    """The content is neither CSV nor XLSX."""

    template = "{file} cannot be read: it is {kind}. Save it as XLSX or as CSV in UTF-8."

    def __init__(self, file: str, kind: str) -> None:
        super().__init__(self.template, file=file, kind=kind)


class WrongName(UnreadableFile):
    """The content is readable, but not what the name's ending says."""

    code = "wrong-ending"
    template = "{file} is really {kind}. Rename it to {right} and try again."

    def __init__(self, file: Path, kind: str, ending: str) -> None:
        right = file.with_suffix(ending).name
        super().__init__(self.template, file=file.name, kind=kind, right=right)


@dataclass(frozen=True)
class Sheet:
    """Rows as they stand in a file; the first is row 1. A CSV's sheet has no name."""

    name: str
    rows: list[list[Any]]


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a file.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    if path.is_dir():
        raise NotASheet(path.name, "a folder")
    if path.stat().st_size > MOST_BYTES:
        raise TooLarge(path.name, "50 MB")
    content = path.read_bytes()
    for start, kind in KINDS.items():
        if content.startswith(start):
            raise NotASheet(path.name, kind)
    if not content.strip():
        raise NotASheet(path.name, "empty")
    named_workbook = path.suffix.lower() in (".xlsx", ".xlsm")
    if content.startswith(b"PK\x03\x04"):
        if not named_workbook and b"xl/workbook.xml" in content:
            raise WrongName(path, "an XLSX file", ".xlsx")
        return _workbook(path)
    if named_workbook:
        raise WrongName(path, "a text file", ".csv")
    return [Sheet("", _csv(path.name, content))]


def _csv(file: str, content: bytes) -> list[list[Any]]:
    text = _decode(file, content)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise NotASheet(file, f"damaged ({error})") from error


def _decode(file: str, content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotASheet(file, "not written in UTF-8") from error
    if "\x00" in text:
        raise NotASheet(file, "not text")
    return text


def _workbook(path: Path) -> list[Sheet]:
    try:
        _check_size(path)
        book = CalamineWorkbook.from_path(path)
        return [
            Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except PasswordError as error:
        raise NotASheet(path.name, "locked with a password") from error
    except (CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, OSError) as error:
        raise NotASheet(path.name, "a damaged file or another kind of archive") from error


def _check_size(path: Path) -> None:
    """Refuse a small file that would fill the memory: an archive bomb, or a far-off cell.

    The reader makes room for the whole rectangle up to the last cell, so one cell at
    XFD1048576 would be enough to end the process.
    """
    from atlas.intake.sandbox.opening.extent import extent  # noqa: PLC0415 - it imports this module

    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise TooLarge(path.name, "400 MB unpacked")
        for member in archive.infolist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member.filename):
                extent(path.name, archive.read(member))
