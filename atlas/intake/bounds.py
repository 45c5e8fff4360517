"""Words and signs that make a number a bound: "up to 500", "nearly 500", "<5", "500+".

A bound says on which side the true figure lies: "nearly" and "just under" below it, "just over"
above. "About" says neither, so it is no bound.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Bound(StrEnum):
    """How firmly a source states a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"


LIMITS = (Bound.AT_MOST, Bound.AT_LEAST)
ENGLISH: dict[Bound, tuple[str, ...]] = {
    Bound.AT_MOST: (
        *("up to a", "up to", "as many as", "as much as", "as high as", "at most", "at the most"),
        *("no more than", "not more than", "no greater than", "less than", "fewer than", "under"),
        *("slightly less than", "slightly fewer than", "slightly under", "a little less than"),
        *("a little under", "just under", "just below", "just short of", "below", "well below"),
        *("well under", "nearly", "almost", "close to", "approaching", "not quite"),
        *("a maximum of", "the maximum of", "maximum of", "maximum", "max.", "does not exceed"),
    ),
    Bound.AT_LEAST: (
        *("more than", "slightly more than", "a little more than", "just more than", "just over"),
        *("slightly over", "a little over", "well over", "over", "just above", "well above"),
        *("above", "at least", "no less than", "no fewer than", "not less than", "as few as"),
        *("not fewer than", "greater than", "upwards of", "upward of", "in excess of"),
        *("exceeding", "exceeds", "beyond", "a minimum of", "the minimum of", "minimum of"),
        *("minimum", "min.", "as little as", "a low of at least"),
    ),
}
OTHERS: dict[Bound, tuple[str, ...]] = {
    Bound.AT_MOST: (
        *("jusqu'à", "jusqu’à", "au plus", "tout au plus", "moins de", "pas plus de", "presque"),
        *("près de", "un maximum de", "maximum de", "au maximum", "inférieur à", "un peu moins de"),
        *("hasta", "como máximo", "a lo sumo", "menos de", "no más de", "casi", "cerca de"),
        *("un máximo de", "máximo de", "máximo", "inferior a", "poco menos de"),
        *("حتى", "أقل من", "لا يزيد عن", "لا يزيد على", "ما يصل إلى", "يصل إلى", "ما يقرب من"),
        *("بحد أقصى", "على الأكثر"),
    ),
    Bound.AT_LEAST: (
        *("plus de", "au moins", "un minimum de", "minimum de", "au minimum", "supérieur à"),
        *("un peu plus de", "pas moins de", "à partir de"),
        *("más de", "al menos", "por lo menos", "como mínimo", "un mínimo de", "mínimo de"),
        *("mínimo", "superior a", "no menos de", "poco más de", "mas de"),
        *("أكثر من", "ما لا يقل عن", "لا يقل عن", "على الأقل", "بحد أدنى", "ما يزيد عن"),
        *("ما يزيد على", "يزيد عن"),
    ),
}
AFTER: dict[Bound, tuple[str, ...]] = {
    Bound.AT_MOST: (
        *("or less", "or fewer", "or under", "or below", "and under", "at most", "maximum", "max."),
        *("max", "ou moins", "au plus", "au maximum", "o menos", "como máximo", "máximo"),
        *("أو أقل", "فأقل", "على الأكثر", "كحد أقصى"),
    ),
    Bound.AT_LEAST: (
        *("or more", "or over", "or above", "or older", "and more", "and over", "and above"),
        *("at least", "minimum", "min.", "min", "plus", "ou plus", "et plus", "au moins"),
        *("au minimum", "o más", "y más", "o mas", "como mínimo", "mínimo"),
        *("أو أكثر", "فأكثر", "على الأقل", "كحد أدنى"),
    ),
}
SIGNS = {Bound.AT_MOST: "<≤⩽≦≲", Bound.AT_LEAST: ">≥⩾≧≳"}
SIGN = re.compile(
    rf"^(?P<sign>[{''.join(SIGNS.values())}])\s?=?\s*(?=[^\s<>=])|^=(?P<turned>[<>])\s*"
)


def any_of(words: dict[Bound, tuple[str, ...]]) -> str:
    """Return a pattern for any of the words of a table, the longest first."""
    every = sorted((word for group in words.values() for word in group), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in every) + ")"


def _of_words(table: dict[Bound, tuple[str, ...]]) -> dict[str, Bound]:
    return {word: bound for bound, words in table.items() for word in words}


BEFORE_WORDS = _of_words(ENGLISH) | _of_words(OTHERS)
AFTER_WORDS = _of_words(AFTER)
BEFORE = re.compile(rf"^(?P<words>{any_of(ENGLISH)}|{any_of(OTHERS)})\s+(?=\S*\d)", re.IGNORECASE)
BEHIND = re.compile(rf"(?<=\d)(?P<percent>\s?%)?(?:\s?\+|[\s,]+(?P<words>{any_of(AFTER)}))$", re.I)


def split_bound(text: str) -> tuple[str, Bound]:
    """Return a cell's text without the words or signs of a bound, and the bound they set.

    Examples
    --------
    >>> split_bound("<5"), split_bound("plus de 1 000"), split_bound("500+"), split_bound("12 %")
    (('5', <Bound.AT_MOST: 'at-most'>), ('1 000', <Bound.AT_LEAST: 'at-least'>), \
('500', <Bound.AT_LEAST: 'at-least'>), ('12 %', <Bound.EXACT: 'exact'>))
    """
    if match := SIGN.match(text):
        sign = match["sign"] or match["turned"]
        bound = next(bound for bound, signs in SIGNS.items() if sign in signs)
        return text[match.end() :].strip(), bound
    if match := BEFORE.match(text):
        return text[match.end() :].strip(), BEFORE_WORDS[match["words"].lower()]
    if match := BEHIND.search(text):
        bound = AFTER_WORDS[match["words"].lower()] if match["words"] else Bound.AT_LEAST
        return text[: match.start()] + (match["percent"] or ""), bound
    return text, Bound.EXACT


def bound_ends(value: float, bound: Bound) -> tuple[float | None, float | None]:
    """Return low and high of one number: neither for an exact one, one end for a bound.

    >>> bound_ends(500, Bound.AT_MOST), bound_ends(500, Bound.EXACT)
    ((None, 500), (None, None))
    """
    return (
        value if bound is Bound.AT_LEAST else None,
        value if bound is Bound.AT_MOST else None,
    )
