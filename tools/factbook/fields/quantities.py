"""Numbers as the Factbook writes them: "estimated 25-30,000", "1.1-1.2 million", "up to 500"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.intake.bounds import ENGLISH, LIMITS, Bound

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNIT = r"(?:\s+(?:thousand|million|billion|trillion))?"
SCALE = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
ABOUT: tuple[str, ...] = (
    *("approximately", "an estimated", "estimated at", "estimated", "estimate of", "about"),
    *("around", "roughly", "some", "typically", "generally", "reportedly", "on average about"),
    *("on average", "ca."),
)
WORDS = sorted((*ABOUT, *ENGLISH[Bound.AT_MOST], *ENGLISH[Bound.AT_LEAST]), key=len, reverse=True)
QUALIFIER = "(?:" + "|".join(re.escape(word) for word in WORDS) + ")"
AFTER = r"(?P<after>\+|\s+or (?:more|fewer|less)\b)?"
PATTERN = re.compile(
    rf"(?P<words>(?:\b{QUALIFIER}\s+)*)(?P<sign>-(?=\d))?(?P<money>\$)?"
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})"
    rf"(?:\s?(?:-|–|‐|\bto\b)\s?\$?(?P<high>{NUMBER})(?P<high_unit>{UNIT}))?(?!\d)(?![,.]\d){AFTER}",
    re.IGNORECASE,
)


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

    @property
    def is_limit(self) -> bool:
        """True when the source gives an upper or a lower limit."""
        return self.bound in LIMITS

    @property
    def stated(self) -> tuple[float, float | None, float | None]:
        """Value, low and high as an observation holds them: a limit has one end alone.

        >>> first_quantity("up to 500").stated, first_quantity("10-12").stated
        ((500.0, None, 500.0), (11.0, 10.0, 12.0))
        """
        if self.bound is Bound.AT_MOST:
            return self.high, None, self.high
        if self.bound is Bound.AT_LEAST:
            return self.low, self.low, None
        return self.value, self.low, self.high


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number or range of a text, left to right; unclear ranges are left out.

    >>> [q.value for q in quantities("estimated 25-30,000 troops")]
    [27500.0]
    """
    for match in PATTERN.finditer(text):
        quantity = _quantity(match)
        if quantity is not None:
            yield quantity


def first_quantity(text: str) -> Quantity | None:
    """Return the number or range that a text begins with, or None."""
    match = PATTERN.match(text)
    return _quantity(match) if match else None


def _quantity(match: re.Match[str]) -> Quantity | None:
    low_unit = match["low_unit"].strip().lower()
    high_unit = (match["high_unit"] or "").strip().lower()
    low = _number(match["low"])
    if match["high"] is None:
        low = high = (-low if match["sign"] else low) * SCALE[low_unit]
    else:
        ends = _ends(match["low"], low_unit, match["high"], high_unit)
        if ends is None or match["sign"]:
            return None
        low, high = ends
    return Quantity(
        value=_tidy((low + high) / 2),
        low=_tidy(low),
        high=_tidy(high),
        bound=_bound(match["words"], match["after"] or ""),
        original=match[0].strip(),
        start=match.start(),
        end=match.end(),
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


def _bound(before: str, after: str) -> Bound:
    """Return the bound that the words beside a number set; a limit weighs more than "about"."""
    if after:
        return Bound.AT_LEAST if after.strip() in ("+", "or more") else Bound.AT_MOST
    words = before.lower()
    for word in (word for word in WORDS if word not in ABOUT):
        if re.search(rf"(?<!\S){re.escape(word)}(?!\S)", words):
            return Bound.AT_MOST if word in ENGLISH[Bound.AT_MOST] else Bound.AT_LEAST
    return Bound.ABOUT if words.strip() else Bound.EXACT
