"""Texts folded for comparison: case, accents, Arabic vowel signs, digits of any script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from atlas.codebook.names import ALEF, ARABIC_MARKS

DIGITS: dict[int, str | int | None] = {  # of any script; signs of Arabic numbers
    **{at: str(unicodedata.decimal(chr(at))) for at in range(0x660, 0xFFFF) if chr(at).isdecimal()},
    **str.maketrans("٪٫٬", "%.\u2009"),
}
LONGEST = 400  # characters of a name, a number or a heading
SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff\u061c\u202a-\u202e\u2066-\u2069]+")


@lru_cache(maxsize=20_000)
def clean_text(text: str) -> str:
    """Return a text with plain spaces, and without marks that only steer its direction."""
    return SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


def brief(text: str) -> str:
    """Return the clean beginning of a text, as much as a name, number or unit can be long.

    Regular expressions must not take longer for longer cells.
    """
    return clean_text(text)[:LONGEST]


@lru_cache(maxsize=20_000)
def fold_text(text: str) -> str:
    """Fold a text, keeping the signs that units and numbers are written with.

    Examples
    --------
    >>> fold_text("  Dépenses\u00a0militaires (٪ du PIB) ")
    'depenses militaires % du pib'
    """
    text = ARABIC_MARKS.sub("", clean_text(text).translate(DIGITS)).translate(ALEF)
    text = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    text = re.sub(r"[^\w%$€£¥.,/]+", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"(?<!\d)[.,]|[.,](?!\d)", " ", text)).strip()


NO_WORD = re.compile(r"[\W_]+")


def words(text: str) -> str:
    """Return the words alone of a folded text, one space round each, to look phrases up in."""
    return f" {' '.join(NO_WORD.sub(' ', text).split())} "
