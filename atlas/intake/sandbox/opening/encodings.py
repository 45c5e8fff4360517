"""Which one-byte encoding a text is written in: the one in which its words are words.

Short lists of countries say too little for ``charset_normalizer``: of the 18 files in such
encodings of ``tests/intake/rows/test_encodings.py`` it reads 8 right, this 17.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from atlas.codebook.names import recognise_exactly

# Of two that read a text equally well, the first is the more common one.
ONE_BYTE = (
    *("cp1252", "mac_roman", "cp850", "cp1256", "cp1251", "cp1250", "iso8859_2", "iso8859_6"),
    *("cp1254", "cp1253", "iso8859_15", "iso8859_5", "koi8_r", "cp866", "cp437", "mac_arabic"),
)
SAMPLE = 200_000
WORD = re.compile(r"[^\s,;|\"()\[\]/]*[^\x00-\x7f\s][^\s,;|\"()\[\]/]*")
INSIDE = "’'´`·ʼ‘\u200c\u200d\u0640"  # signs that stand between two letters


def one_byte(content: bytes) -> str:
    """Return the likeliest one-byte encoding of a text that is not UTF-8."""
    lines = [line for line in content.splitlines()[:20_000] if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    scores: dict[str, tuple[int, int]] = {}
    for encoding in ONE_BYTE:
        try:
            scores[encoding] = _score(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    return max(scores, key=lambda encoding: scores[encoding], default="cp1252")


def _score(text: str) -> tuple[int, int]:
    """Return how many cells name countries, and minus how odd the other words look."""
    cells = {cell.strip(" \"'") for cell in re.split(r"[,;\t|\n]", text) if not cell.isascii()}
    n_countries = sum(recognise_exactly(cell).kind != "unknown" for cell in cells)
    return n_countries, -sum(map(_odd, set(WORD.findall(text))))


def _odd(word: str) -> int:
    """Return how many characters of a word stand where no writing has them."""
    return sum(
        _strange(word[at - 1] if at else " ", sign, word[at + 1 : at + 2] or " ")
        for at, sign in enumerate(word)
        if not sign.isascii()
    )


def _strange(before: str, sign: str, after: str) -> int:
    kind = unicodedata.category(sign)
    if kind[0] == "C":
        return 3
    if kind[0] in "LM":
        case_change = sign.isupper() and before.isalpha()
        near = [c for c in (before, after) if c.isalpha()]
        script_change = any(_script(c) != _script(sign) for c in near)
        # “åêôßìçóç” is Greek: two letters with accents rarely meet in Latin writing.
        accent_pair = not before.isascii() and before.isalpha() and _script(sign) == "LATIN"
        return case_change + accent_pair + 2 * script_change
    if sign in INSIDE:
        return 0
    return (before.isalpha() and after.isalpha()) * 2 + (kind in ("So", "Sm", "Sk"))


@lru_cache(maxsize=2_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]
