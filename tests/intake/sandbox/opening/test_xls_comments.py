"""Comments of an old Excel file: their own words, never their author."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from xlrd.compdoc import CompDoc

from atlas.intake.files import read_file
from atlas.intake.sandbox.opening import open_file
from atlas.intake.stripping import copy_without_metadata
from tests.intake.sandbox.building import biff, compound
from tests.intake.sandbox.opening.test_opening import XLS

Record = tuple[int, bytes]


def note(row: int, column: int, box: int, author: str, *texts: str) -> list[Record]:
    """Return the records of a comment whose text goes on in further records."""
    whole = "".join(texts)
    parts = [(0x3C, b"\1" + text.encode("utf-16-le")) for text in texts]
    return [
        (0x5D, struct.pack("<HHHH", 0x15, 0x12, 0x19, box) + bytes(14)),
        (0x1B6, struct.pack("<HHHHHHI", 0x212, 0, 0, 0, 0, len(whole), 16) + bytes(2)),
        *parts,
        (0x3C, bytes(16)),
        (
            0x1C,
            struct.pack("<4HHB", row, column, 0, box, len(author), 0) + author.encode("latin-1"),
        ),
    ]


def commented(folder: Path, *records: Record) -> Path:
    """Write the invented file with more records at the end of its sheet."""
    parts = CompDoc(zlib.decompress(base64.b64decode(XLS)))
    whole, start, length = parts.locate_named_stream("Workbook")
    stream = whole[start : start + length]
    end = stream.rindex(biff((0x0A, b"")))
    stream = (stream[:end] + biff(*records) + stream[end:]).ljust(8_192, b"\0")
    stream += bytes(-len(stream) % 512)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, len(stream) // 512 + 2), 0xFFFFFFFE]
    path = folder / "old.xls"
    path.write_bytes(compound(fat, stream, start=2, size=len(stream)))
    return path


@pytest.mark.parametrize(
    ("author", "texts", "words"),
    [
        ("Ana Perez", ["Ana Perez:\nwithout pensions"], "without pensions"),
        ("Ana Perez", ["with", "out pensions"], "without pensions"),
        ("", ["Ana Perez:\nwithout pensions"], "without pensions"),
        ("Ana Perez", ["sans les pensions – Ana Perez"], "sans les pensions"),
        ("Ana Perez", ["باستثناء المعاشات"], "باستثناء المعاشات"),
    ],
)
def test_a_comment_is_its_own_words(
    tmp_path: Path, author: str, texts: list[str], words: str
) -> None:
    path = commented(tmp_path, *note(4, 1, 7, author, *texts))
    (page,) = open_file(path)
    assert page.facts.comments == {(4, 1): words}
    notes = [o.note for o in read_file(path).observations]
    assert [note for note in notes if note] == [words]


def test_each_cell_has_its_own_comment_and_an_empty_one_is_none(tmp_path: Path) -> None:
    more = [
        *note(1, 1, 1, "B", "first"),
        *note(2, 1, 2, "B", "second"),
        *note(3, 1, 3, "Bo", "Bo:\n"),
    ]
    (page,) = open_file(commented(tmp_path, *more))
    assert page.facts.comments == {(1, 1): "first", (2, 1): "second"}


def test_a_broken_comment_costs_no_figure(tmp_path: Path) -> None:
    broken = [
        (0x1C, b"\1\0"),
        (0x1C, struct.pack("<4HHB", 2, 1, 0, 9, 60_000, 1)),
        (0x1B6, bytes(12)),
    ]
    path = commented(tmp_path, *broken, (0x3C, b"\1"), (0x5D, b""))
    assert len(read_file(path).observations) == 6


def test_a_copy_for_other_eyes_holds_no_author(tmp_path: Path) -> None:
    path = commented(tmp_path, *note(4, 1, 7, "Ana Perez", "Ana Perez:\nnet"))
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(copy_without_metadata(path)[0])
    (page,) = open_file(copy)
    assert page.facts.comments == {(4, 1): "net"}
    assert b"Perez" not in copy.read_bytes()
