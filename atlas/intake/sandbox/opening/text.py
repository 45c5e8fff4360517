"""Rows of delimited text in any encoding.

Without a byte order mark, UTF-8 is tried first; it hardly ever fits by chance
(``encodings`` looks among the others).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from atlas.intake.sandbox.opening import archive
from atlas.intake.sandbox.opening.encodings import one_byte
from atlas.intake.sandbox.opening.page import Facts
from atlas.intake.sheets.long.opening import DELIMITERS, NotASheet, TooLarge

MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
SAMPLE = 200_000
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FIELD = 131_072
MOST_COLUMNS = 16_384  # as in Excel


def read_text(file: str, content: bytes, encoding: str = "") -> tuple[list[list[Any]], Facts]:
    """Return the rows of a text file, and what they alone do not show.

    Nothing is read of a text with a quote that is never closed: ``Facts.open_quote`` is its line.

    Raises
    ------
    NotASheet, TooLarge
    """
    facts = Facts()
    text = decode_text(file, content, facts, encoding)
    if not text.strip():
        raise NotASheet(file, "empty")
    delimiter = find_delimiter(text)
    if text.count("\n") + text.count("\r") > 2 * archive.MOST_ROWS:
        raise TooLarge(file, f"{archive.MOST_ROWS:,} rows")
    if text.count(delimiter) + text.count("\n") > archive.MOST_CELLS:
        raise TooLarge(file, f"{archive.MOST_CELLS:,} cells")
    if text.lower().startswith("sep="):  # Excel's own first line
        text = text.partition("\n")[2]
    csv.field_size_limit(FIELD)
    try:
        rows = _rows(text, delimiter, facts)
    except csv.Error as error:
        raise NotASheet(file, f"damaged ({error})") from error
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise TooLarge(file, f"{MOST_COLUMNS:,} columns")
    return rows, facts


def _rows(text: str, delimiter: str, facts: Facts) -> list[list[Any]]:
    rows: list[list[Any]] = []
    record: list[str] = []  # the lines of the row being read

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            record.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    n_lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    width = 0
    try:
        for row in reader:
            last = reader.line_num >= n_lines - 1
            if (len(record) > 1 or last) and (line := _open_quote(row, record, delimiter, width)):
                facts.open_quote = reader.line_num - len(record) + line
                return []
            record.clear()
            width = max(width, len(row))
            cells = _trim(row)
            if len(cells) < len(row):
                facts.widths[len(rows)] = len(row)
            rows.append(cells)
    except csv.Error:
        if len(record) < 2:
            raise
        facts.open_quote = reader.line_num - len(record) + 1  # a cell of more than 128 kB
        return []
    return rows


def _open_quote(row: list[str], record: list[str], delimiter: str, width: int) -> int:
    """Return the line, from 1, on which a row of several lines opens a quote never closed, or 0.

    A cell may hold several lines, but none that looks like a row, and nothing behind its quote.
    """
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
        is_closed = True
    except csv.Error as error:
        is_closed = len(record) == 1 and "end of data" not in str(error)  # such as “"a" b”
    line = 1
    for cell in row:
        inner = cell.splitlines()[1:]
        if inner and (not is_closed or any(_looks_like_row(i, delimiter, width) for i in inner)):
            return line
        line += len(inner)
    return 0 if is_closed else 1


def _looks_like_row(line: str, delimiter: str, width: int) -> bool:
    return len(re.findall(rf"{re.escape(delimiter)}(?! )", line)) >= max(2, width - 1)


def _trim(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end, however many there are."""
    if row and not row[-1]:
        length = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        return row[:length]
    return row


def find_delimiter(text: str) -> str:
    """Return the delimiter that most lines share the same number of, outside of quotes."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:SAMPLE].splitlines()[:200]]
    lines = [line for line in lines if line.strip()]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        if not counts:
            return 0, 0
        number, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        # A comma may be a decimal sign in a file whose separator is another.
        return times, number

    best = max(DELIMITERS, key=fit)
    for other in ";\t|":
        if best == "," and fit(other)[0] >= 0.8 * fit(best)[0] > 0:
            return other
    return best


def decode_text(file: str, content: bytes, facts: Facts, encoding: str = "") -> str:
    """Return a file's text; ``encoding`` is the one that its editor says."""
    if encoding:
        return _strict(file, content, encoding)
    for mark, name in MARKS.items():
        if content.startswith(mark):
            return _strict(file, content, name)
    wide = _without_mark(content)
    if wide:
        return _strict(file, content, wide)
    try:
        return _text(file, content.decode("utf-8"))
    except UnicodeDecodeError:
        if b"\0" in content[:SAMPLE]:
            raise NotASheet(file, "not text") from None
    facts.encoding = one_byte(content)
    return _text(file, content.decode(facts.encoding, "replace"))


def _strict(file: str, content: bytes, encoding: str) -> str:
    try:
        return _text(file, content.decode(encoding))
    except (UnicodeDecodeError, LookupError) as error:
        raise NotASheet(file, "damaged text") from error


def _text(file: str, text: str) -> str:
    if "\0" in text or len(CONTROL.findall(text[:SAMPLE])) > 3:
        raise NotASheet(file, "not text")
    return text.removeprefix("\ufeff")


def _without_mark(content: bytes) -> str | None:
    """Return UTF-16's name when only every second byte of the start is zero, as in no other."""
    start = content[:2_000]
    if len(start) < 4 or len(content) % 2:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 0.15 * len(start) / 2 and even == 0:
        return "utf-16-le"
    if even > 0.15 * len(start) / 2 and odd == 0:
        return "utf-16-be"
    return None
