"""How large a rectangle a sheet's filled cells span, before a reader makes room for it.

A parser of XML says so: an expression over the text is fooled by single quotes, prefixes,
comments or numbers written as references. An expression may only clear a large sheet whose text,
numbered characters spelled out, holds nothing that could be a far-off reference, wherever it
stands; all others are parsed.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from atlas.intake.sandbox.opening import archive
from atlas.intake.sheets.long.opening import NotASheet, TooLarge

SMALL = 1 << 20  # bytes; parsing these takes some milliseconds
# A quoted value that is a reference beyond column Z or row 99,999, or could be read as one.
FAR = re.compile(rb"""["']\s*(?:[A-Za-z]{2,3}\d|[A-Za-z]?\d{6})""")
NUMBERED = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,2})|0*([0-9]{1,3}));")
FEW = 100_000  # numbered characters; a writer of names gives a few for each row
NEAR_ROWS, NEAR_COLUMNS = 99_999, 26
REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,9})")
CONTENT = {"v", "is", "f"}


def extent(file: str, xml: bytes) -> int:
    """Return the cells of the rectangle that a sheet's filled cells span, or refuse it.

    Empty cells that only carry a format do not count, however far off they are.

    Raises
    ------
    TooLarge, NotASheet
    """
    near = NEAR_ROWS * NEAR_COLUMNS
    if len(xml) > SMALL and near <= archive.MOST_CELLS and archive.MOST_ROWS >= NEAR_ROWS:
        # Rows without a number count on from the one before; a prefix is closed as it is opened.
        rows = (
            xml.count(b"<row") + xml.count(b":row") if archive.is_plain_markup(xml[:200]) else near
        )
        if rows <= NEAR_ROWS and xml.count(b"&#") <= FEW and not FAR.search(_spelled_out(xml)):
            return near
    return _Extent(file).of(xml)


def _spelled_out(xml: bytes) -> bytes:
    """Return the text with the characters of ASCII that it writes as numbers: 9 for ``&#57;``."""
    return NUMBERED.sub(_character, xml) if b"&#" in xml else xml


def _character(match: re.Match[bytes]) -> bytes:
    number = int(match[1], 16) if match[1] else int(match[2])
    return bytes([number]) if number < 128 else match[0]


class _Extent:
    """Follows a sheet's rows and cells as a reader does."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.row = self.column = -1
        self.rows = self.width = 0

    def of(self, xml: bytes) -> int:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise NotASheet(self.file, archive.DAMAGED) from error
        return self.rows * self.width

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._cell(attributes.get("r", ""))
        elif kind == "row":
            number = attributes.get("r", "").strip()
            self.row = self._number(number) - 1 if number else self.row + 1
            self.column = -1
        elif kind in CONTENT:
            self._count_cell()

    def _cell(self, reference: str) -> None:
        if not reference.strip():
            self.column += 1
            return
        place = REFERENCE.fullmatch(reference.strip())
        if place is None:
            raise NotASheet(self.file, archive.DAMAGED)
        self.column = column_of(place[1])
        self.row = max(self.row, self._number(place[2]) - 1)

    def _count_cell(self) -> None:
        self.rows, self.width = max(self.rows, self.row + 1), max(self.width, self.column + 1)
        if self.rows * self.width > archive.MOST_CELLS:
            raise TooLarge(self.file, f"{archive.MOST_CELLS:,} cells")
        if self.rows > archive.MOST_ROWS:
            raise TooLarge(self.file, f"{archive.MOST_ROWS:,} rows")

    def _number(self, digits: str) -> int:
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise NotASheet(self.file, archive.DAMAGED)
        return int(digits)

    def _doctype(self, *_: object) -> None:
        raise NotASheet(self.file, archive.ENTITIES_SAID)


def column_of(letters: str) -> int:
    """Return the number of a column, counted from 0.

    Examples
    --------
    >>> column_of("A"), column_of("AA")
    (0, 26)
    """
    number = 0
    for one in letters.upper():
        number = number * 26 + ord(one) - 64
    return number - 1
