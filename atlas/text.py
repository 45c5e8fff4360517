"""Texts as people mean them: composed, with lines, without signs that nobody can see.

What is invisible and means something stays: the joiners of Persian and Indian scripts, the
marks of direction of a single sign, isolates of direction that are closed in their own line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
JOINERS = "\u200c\u200d"
DIRECTION = "\u200e\u200f\u061c"  # left-to-right, right-to-left, Arabic letter mark
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
# Signs of category Cf that a reader sees, such as the Arabic sign of a year.
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
KEPT = frozenset("\n" + JOINERS + DIRECTION + ISOLATES + END_OF_ISOLATE + SEEN)
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tidy(text: str) -> str:
    """Return a text composed (NFC), without invisible signs, with no space around it.

    Examples
    --------
    >>> tidy(" Minist\\u00e8re\\x00 de la\\u202e D\\u00e9fense\\r\\n"), tidy("می\\u200cخواهم")
    ('Ministère de la Défense', 'می\\u200cخواهم')
    """
    return strip_invisible(text).strip()


def strip_invisible(text: str) -> str:
    """Return a text without invisible signs; spaces around it stay."""
    # What Python calls printable holds no sign that would go.
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    return _clean(text)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    lines = LINE_ENDS.sub("\n", text).replace("\t", " ")
    visible = "".join(c for c in lines if c in KEPT or not _is_invisible(c))
    # Composed last: a sign that goes may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", "\n".join(map(_balance, visible.split("\n"))))


def line(text: str) -> str:
    """Return a text tidy and in one line."""
    return " ".join(tidy(text).split())


def xml_text(text: str) -> str:
    """Return a text without the signs that no XML 1.0 document may hold."""
    return NOT_XML.sub("", text)


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in INVISIBLE or _is_no_character(ord(sign))


def _is_no_character(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _balance(text: str) -> str:
    """Return a line without its isolates of direction unless each one is closed."""
    depth = 0
    for sign in text:
        depth += (sign in ISOLATES) - (sign == END_OF_ISOLATE)
        if depth < 0:
            break
    if depth == 0:
        return text
    return "".join(c for c in text if c not in ISOLATES and c != END_OF_ISOLATE)
