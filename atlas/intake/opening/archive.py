"""Unpack archives within bounds: sizes are counted while unpacking, never taken on trust."""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas.intake.table import opening
from atlas.intake.table.opening import NotASheet, TooLarge

CHUNK = 1 << 20
MOST_MEMBERS = 5_000
LARGE = 48 << 20  # bytes of a sheet from which on its cells are not listed, but counted
MOST_ROWS = 300_000
MOST_CELLS = 6_000_000
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), b"<\0!\0E\0N\0T")
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,7})"')
LETTERS = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d')
FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>\s*<(?!/)')
DAMAGED = "a damaged file or another kind of archive"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose members are few, honest about their size and free of entities.

    Raises
    ------
    NotASheet, TooLarge
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(path.name, archive)
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise NotASheet(path.name, DAMAGED) from error
    except (NotImplementedError, RuntimeError, OSError, ValueError, KeyError) as error:
        kind = "locked with a password" if "password" in str(error) else DAMAGED
        raise NotASheet(path.name, kind) from error


def _weigh(file: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    limit = opening.MOST_UNPACKED
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > limit:
        raise TooLarge(file, "400 MB unpacked")
    total = 0
    for member in members:
        # The directory may lie about the size: read to the end of the packed data, and count.
        honest = copy.copy(member)
        honest.file_size = limit + 2 * CHUNK
        checked = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(honest) as stream:
            tail = b""
            while part := stream.read(CHUNK):
                total += len(part)
                if total > limit:
                    raise TooLarge(file, "400 MB unpacked")
                joined = tail + part
                if checked and any(word in joined for word in ENTITIES):
                    raise NotASheet(file, "a workbook with XML entities, which may do harm")
                tail = part[-32:]


def bound(file: str, xml: bytes) -> int:
    """Return the cells of the rectangle that a sheet's filled cells span, or refuse it.

    Empty cells that only carry a format do not count, however far off they stand.
    """
    if len(xml) < LARGE:
        rows = max(map(int, ROW.findall(xml)), default=0)
        width = max(map(_number, set(LETTERS.findall(xml))), default=0)
        if rows <= MOST_ROWS and rows * width <= MOST_CELLS:
            return rows * width
    last = filled = rows = width = 0
    for found in FILLED.finditer(xml):
        row, column = int(found[2]), _number(found[1])
        filled += row != last
        last, rows, width = row, max(rows, row), max(width, column)
        if filled > MOST_ROWS:
            raise TooLarge(file, f"{MOST_ROWS:,} rows")
        if rows * width > MOST_CELLS:
            raise TooLarge(file, f"{MOST_CELLS:,} cells")
    return rows * width


def _number(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number
