"""Rows of delimited text in any encoding.

Without a byte order mark, UTF-8 is tried first; it hardly ever fits by chance. Among the
one-byte encodings, the one wins in which most cells are names of countries.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from charset_normalizer import from_bytes

from atlas.codebook.names import known
from atlas.intake.opening import archive
from atlas.intake.table.opening import DELIMITERS, NotASheet, TooLarge

MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
ONE_BYTE = ("cp1252", "cp1256", "cp1251", "iso8859-2", "iso8859-6", "iso8859-5", "cp1250", "cp850")
SAMPLE = 200_000
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FIELD = 131_072
MOST_COLUMNS = 16_384  # as in Excel


def read_text(file: str, content: bytes) -> list[list[str]]:
    """Return the rows of a text file.

    Raises
    ------
    NotASheet, TooLarge
    """
    text = decoded(file, content)
    if not text.strip():
        raise NotASheet(file, "empty")
    delimiter = separator(text)
    if text.count("\n") + text.count("\r") > 2 * archive.MOST_ROWS:
        raise TooLarge(file, f"{archive.MOST_ROWS:,} rows")
    if text.count(delimiter) + text.count("\n") > archive.MOST_CELLS:
        raise TooLarge(file, f"{archive.MOST_CELLS:,} cells")
    if text.lower().startswith("sep="):  # Excel's own first line
        text = text.partition("\n")[2]
    csv.field_size_limit(FIELD)
    try:
        rows = [
            _trimmed(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise NotASheet(file, f"damaged ({error})") from error
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise TooLarge(file, f"{MOST_COLUMNS:,} columns")
    return rows


def _trimmed(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end, however many there are."""
    if row and not row[-1]:
        filled = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        return row[:filled]
    return row


def separator(text: str) -> str:
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


def decoded(file: str, content: bytes) -> str:
    """Return a file's text, whatever encoding it is written in."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _strict(file, content, encoding)
    wide = _without_mark(content)
    if wide:
        return _strict(file, content, wide)
    try:
        return _text(file, content.decode("utf-8"))
    except UnicodeDecodeError:
        if b"\0" in content[:SAMPLE]:
            raise NotASheet(file, "not text") from None
    return _text(file, content.decode(_one_byte(content), "replace"))


def _strict(file: str, content: bytes, encoding: str) -> str:
    try:
        return _text(file, content.decode(encoding))
    except UnicodeDecodeError as error:
        raise NotASheet(file, "damaged text") from error


def _text(file: str, text: str) -> str:
    if "\0" in text or len(CONTROL.findall(text[:SAMPLE])) > 3:
        raise NotASheet(file, "not text")
    return text.removeprefix("\ufeff")


def _without_mark(content: bytes) -> str | None:
    """Return UTF-16's name when every second byte of the start is nought."""
    start = content[:2_000]
    if len(start) < 4 or len(content) % 2:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 0.4 * len(start) / 2 and even == 0:
        return "utf-16-le"
    if even > 0.4 * len(start) / 2 and odd == 0:
        return "utf-16-be"
    return None


def _one_byte(content: bytes) -> str:
    lines = [line for line in content.splitlines()[:20_000] if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    scores = {}
    for encoding in ONE_BYTE:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        cells = {c.strip(" \"'") for c in re.split(r"[,;\t|\n]", text) if not c.isascii()}
        scores[encoding] = sum(known(cell).kind != "unknown" for cell in cells)
    best = max(scores, key=lambda name: scores[name], default="cp1252")
    if scores.get(best):
        return best
    found = from_bytes(sample, cp_isolation=[e for e in ONE_BYTE if e in scores]).best()
    return found.encoding if found else "cp1252"
