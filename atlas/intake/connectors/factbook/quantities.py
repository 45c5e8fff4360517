"""Numbers as the Factbook writes them: "estimated 25-30,000", "1.1-1.2 million", "up to 500"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNIT = r"(?:\s+(?:thousand|million|billion|trillion))?"
SCALE = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
ABOUT: tuple[str, ...] = (
    *("approximately", "an estimated", "estimated at", "estimated", "estimate of", "about"),
    *("around", "roughly", "some", "nearly", "almost", "close to", "typically", "generally"),
    *("reportedly", "on average about", "just under", "just over", "ca."),
)
AT_MOST: tuple[str, ...] = (
    *("up to a", "up to", "as many as", "no more than", "less than", "fewer than", "under"),
    *("a maximum of", "maximum of"),
)
AT_LEAST: tuple[str, ...] = (
    *("slightly more than", "slightly over", "a little more than", "a little over", "more than"),
    *("over", "at least", "a minimum of", "minimum of", "minimum", "above"),
)
WORDS = sorted((*ABOUT, *AT_MOST, *AT_LEAST), key=len, reverse=True)
QUALIFIER = "(?:" + "|".join(re.escape(word) for word in WORDS) + ")"
PATTERN = re.compile(
    rf"(?P<words>(?:\b{QUALIFIER}\s+)*)(?P<sign>-(?=\d))?(?P<money>\$)?"
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})"
    rf"(?:\s?(?:-|–|‐|\bto\b)\s?\$?(?P<high>{NUMBER})(?P<high_unit>{UNIT}))?(?!\d)(?![,.]\d)",
    re.IGNORECASE,
)


class Bound(StrEnum):
    """How firmly a source states a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its margins, in plain units; ``value`` is the middle of a range."""

    value: float
    low: float
    high: float
    bound: Bound
    original: str
    start: int
    end: int
    scaled: bool = False

    @property
    def is_range(self) -> bool:
        """True when the source gives two ends."""
        return self.low != self.high


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number or range of a text, left to right; unclear ranges are left out.

    >>> [q.value for q in quantities("estimated 25-30,000 troops")]
    [27500.0]
    """
    for found in PATTERN.finditer(text):
        quantity = _quantity(found)
        if quantity is not None:
            yield quantity


def first_quantity(text: str) -> Quantity | None:
    """Return the number or range that a text begins with, or None."""
    found = PATTERN.match(text)
    return _quantity(found) if found else None


def _quantity(found: re.Match[str]) -> Quantity | None:
    low_unit = found["low_unit"].strip().lower()
    high_unit = (found["high_unit"] or "").strip().lower()
    low = _number(found["low"])
    if found["high"] is None:
        low = high = (-low if found["sign"] else low) * SCALE[low_unit]
    else:
        ends = _ends(found["low"], low_unit, found["high"], high_unit)
        if ends is None or found["sign"]:
            return None
        low, high = ends
    return Quantity(
        value=_tidy((low + high) / 2),
        low=_tidy(low),
        high=_tidy(high),
        bound=_bound(found["words"]),
        original=found[0].strip(),
        start=found.start(),
        end=found.end(),
        scaled=bool(low_unit or high_unit) or low != high,
    )


def _ends(
    low_text: str, low_unit: str, high_text: str, high_unit: str
) -> tuple[float, float] | None:
    """Give both ends of a range; the first may borrow the second's thousands or unit."""
    low, high = _number(low_text), _number(high_text) * SCALE[high_unit]
    if low_unit:
        low *= SCALE[low_unit]
    elif high_unit and "," not in low_text:
        low *= SCALE[high_unit]
    elif not high_unit and re.fullmatch(r"\d{1,3}", low_text) and high_text.endswith(",000"):
        thousands = low * 1000
        low = thousands if thousands < high else low
    return (low, high) if low < high else None


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _tidy(value: float) -> float:
    """Drop the dust of binary fractions: 28.78 trillion is a whole number of dollars."""
    return float(f"{value:.12g}")


def _bound(words: str) -> Bound:
    """Return the bound that the words before a number set; a limit weighs more than "about"."""
    said = words.lower()
    if "just over" in said or "just under" in said:
        return Bound.ABOUT
    for bound, known in ((Bound.AT_MOST, AT_MOST), (Bound.AT_LEAST, AT_LEAST)):
        if any(re.search(rf"\b{re.escape(word)}\b", said) for word in known):
            return bound
    return Bound.ABOUT if said.strip() else Bound.EXACT
