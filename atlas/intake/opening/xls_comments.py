"""Comments of an old Excel file's cells (1997 and later), in their own words.

A comment is three records ([MS-XLS] 2.4.181, 2.4.179, 2.4.329): ``Obj`` numbers a box, ``TxO`` and
what continues it hold its text, ``Note`` names the cell, the box and the author.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from atlas.intake.opening.own_words import LONGEST, own_words
from atlas.intake.opening.page import Spot

NOTE, OBJECT, TEXT, CONTINUE, WRITER = 0x1C, 0x5D, 0x1B6, 0x3C, 0x5C
Record = tuple[int, int, bytes]  # kind, position in the stream, data


def xls_comments(records: Sequence[Record], names: frozenset[str]) -> dict[Spot, str]:
    """Return the own words of one sheet's comments; empty ones are left out."""
    texts = dict(_texts(records))
    words = {
        at: own_words(texts.get(box, ""), names, author=author)
        for at, box, author in _notes(records)
    }
    return {at: said for at, said in words.items() if said}


def xls_names(records: Sequence[Record]) -> frozenset[str]:
    """Return everybody whom a file names as author of a comment or as its last writer."""
    writers = (data for kind, _, data in records if kind == WRITER and len(data) > 3)
    names = [*map(_string, writers), *(author for _, _, author in _notes(records))]
    return frozenset(filter(None, (" ".join(name.split()) for name in names)))


def _notes(records: Sequence[Record]) -> Iterator[tuple[Spot, int, str]]:
    """Yield cell, number of the box and author of each comment."""
    for kind, _, data in records:
        if kind == NOTE and len(data) >= 11:
            row, column, _, box = struct.unpack_from("<4H", data)
            yield (row, column), box, _string(data[8:])


def _texts(records: Sequence[Record]) -> Iterator[tuple[int, str]]:
    """Yield number and text of each box."""
    box, left, text = 0, 0, ""
    for kind, _, data in records:
        if kind == OBJECT and len(data) >= 8:
            box = struct.unpack_from("<H", data, 6)[0]
        elif kind == TEXT and len(data) >= 12:
            left, text = min(struct.unpack_from("<H", data, 10)[0], LONGEST), ""
        elif kind == CONTINUE and left and data:
            part = _decoded(data[1:], left, wide=data[0] & 1)
            left, text = (left - len(part) if part else 0), text + part
            if not left:
                yield box, text


def _string(data: bytes) -> str:
    """Return a text that begins with its length and the width of its signs."""
    length, wide = struct.unpack_from("<HB", data)
    return _decoded(data[3:], length, wide=wide & 1)


def _decoded(data: bytes, length: int, *, wide: int) -> str:
    if wide:
        return data[: 2 * length].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")
