"""What stands behind the cells of an old Excel file: its percent formats, colours, comments.

The reader of values does not tell a cell's format, and 0.021 shown as 2.1 % would be read as
another number. An old file is a small file system (“compound file”) that holds one stream of
records; both are laid down in [MS-CFB] and [MS-XLS].
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from atlas.codebook.model import Reliability
from atlas.intake.opening.archive import DAMAGED
from atlas.intake.opening.page import Facts, Spot
from atlas.intake.opening.xls_comments import Record, xls_comments, xls_names
from atlas.intake.table.opening import NotASheet

END = 0xFFFFFFFA  # sector numbers from here on end a chain
MOST_SECTORS = 200_000
BOF, SHEET, FONT, FORMAT, XF, FILEPASS = 0x809, 0x85, 0x31, 0x41E, 0xE0, 0x2F
NUMBER, RK, MULRK, FORMULA, ROW, COLINFO = 0x203, 0x27E, 0xBD, 0x06, 0x208, 0x7D
STREAMS = ("Workbook", "Book")
PERCENT = {9, 10}
LITERAL = re.compile(r'"[^"]*"|\\.')
BOOLERR = 0x205
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
ERRORS |= {42: "#N/A"}
COLOURS = {12: Reliability.ESTIMATE, 10: Reliability.UNCERTAIN}


class Loop(Exception):
    """The sectors of a stream lead back to where they came from."""


def xls_facts(file: str, content: bytes) -> list[Facts]:
    """Return the facts of each sheet; empty where the file is older than this format.

    Raises
    ------
    NotASheet
        When the file is locked with a password, or its sectors form a loop.
    """
    try:
        stream = _workbook(content)
    except Loop as error:
        raise NotASheet(file, DAMAGED) from error
    except (struct.error, IndexError, ValueError, StopIteration):
        return []
    records = list(_records(stream))
    if any(kind == FILEPASS for kind, _, _ in records[:20]):
        raise NotASheet(file, "locked with a password")
    styles = _Styles(records)
    starts = [struct.unpack_from("<I", data)[0] for kind, _, data in records if kind == SHEET]
    names = xls_names(records)
    return [_facts(_sheet(records, start), styles, names) for start in starts]


def _sheet(records: list[Record], start: int) -> list[Record]:
    """Return the records from a sheet's beginning, of a position in the stream, to the next one."""
    begins = [n for n, (kind, _, _) in enumerate(records) if kind == BOF]
    for first, after in zip(begins, [*begins[1:], len(records)], strict=True):
        if records[first][1] == start:
            return records[first:after]
    return []


def _workbook(content: bytes) -> bytes:
    """Return the stream of the workbook in a compound file."""
    size, small = (1 << n for n in struct.unpack_from("<HH", content, 30))
    first, _, cutoff, mini, _, more, _ = struct.unpack_from("<7I", content, 48)
    table = list(struct.unpack_from("<109I", content, 76))
    while more < END and len(table) < MOST_SECTORS:
        part = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        table += part[:-1]
        more = part[-1]
    fat: list[int] = []
    for sector in table:
        if sector < END:
            fat += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)

    def chain(start: int) -> bytes:
        parts: list[bytes] = []
        while start < END:
            if len(parts) > len(content) // size:
                raise Loop  # more sectors than the file has
            parts.append(content[(start + 1) * size : (start + 2) * size])
            start = fat[start]
        return b"".join(parts)

    entries = [_entry(part) for part in _pieces(chain(first), 128)]
    root = next(start for name, start, _ in entries if name == "Root Entry")
    _, start, length = next(entry for entry in entries if entry[0] in STREAMS)
    if length >= cutoff:
        return chain(start)[:length]
    box, table = chain(root), [n for (n,) in struct.iter_unpack("<I", chain(mini))]
    parts: list[bytes] = []
    while start < END:
        if len(parts) > len(box) // small:
            raise Loop
        parts.append(box[start * small : (start + 1) * small])
        start = table[start]
    return b"".join(parts)[:length]


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data) - size + 1, size))


def _entry(part: bytes) -> tuple[str, int, int]:
    length = struct.unpack_from("<H", part, 64)[0]
    name = part[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", part, 116)
    return name, start, size


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Styles:
    """Which cell styles mean a percent or an estimate."""

    def __init__(self, records: list[Record]) -> None:
        formats: dict[int, str] = {}
        fonts: list[int] = []
        cells: list[tuple[int, int]] = []
        for kind, _, data in records:
            if kind == FORMAT and len(data) > 5:
                text = data[5:].decode("utf-16-le" if data[4] & 1 else "latin-1", "replace")
                formats[struct.unpack_from("<H", data)[0]] = LITERAL.sub("", text)
            elif kind == FONT and len(data) >= 6:
                fonts.append(struct.unpack_from("<H", data, 4)[0])
            elif kind == XF and len(data) >= 4:
                font, number = struct.unpack_from("<HH", data)
                cells.append((font, number))
        self.percent = {
            at for at, (_, n) in enumerate(cells) if n in PERCENT or "%" in formats.get(n, "")
        }
        # There is no font number 4: those after it count one more than they stand.
        colours = [fonts[f - (f > 4)] if f - (f > 4) < len(fonts) else 0 for f, _ in cells]
        self.reliability = {at: COLOURS[c] for at, c in enumerate(colours) if c in COLOURS}


def _facts(records: list[Record], styles: _Styles, names: frozenset[str]) -> Facts:
    facts = Facts(comments=xls_comments(records, names))
    for kind, _, data in records:
        if kind == ROW and len(data) >= 14 and data[12] & 0x20:
            facts.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == COLINFO and len(data) >= 10 and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            facts.hidden_columns |= set(range(first, min(last, 255) + 1))
        if (error := _error(kind, data)) is not None:
            facts.errors[struct.unpack_from("<HH", data)] = error
        for spot, style in _styled(kind, data):
            if style in styles.percent:
                facts.percent.add(spot)
            if style in styles.reliability:
                facts.reliability[spot] = styles.reliability[style]
    return facts


def _error(kind: int, data: bytes) -> str | None:
    """Return the error that a cell holds, or that its formula gave."""
    if kind == BOOLERR and len(data) >= 8 and data[7]:
        return ERRORS.get(data[6], "#N/A")
    if kind == FORMULA and len(data) >= 14 and data[6] == 2 and data[12:14] == b"\xff\xff":
        return ERRORS.get(data[8], "#N/A")
    return None


def _styled(kind: int, data: bytes) -> Iterator[tuple[Spot, int]]:
    if kind in (NUMBER, RK, FORMULA) and len(data) >= 6:
        row, column, style = struct.unpack_from("<HHH", data)
        yield (row, column), style
    elif kind == MULRK and len(data) >= 6:
        row, column = struct.unpack_from("<HH", data)
        for number, at in enumerate(range(4, len(data) - 7, 6)):
            yield (row, column + number), struct.unpack_from("<H", data, at)[0]
