"""Numbers as the Factbook writes them: ranges, millions, “approximately”, “up to”."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALE = r"(?:\s*(thousand|million|billion|trillion))?"
QUANTITY = re.compile(
    rf"(?P<sign>(?<![\d\w])-\s*)?\$?(?P<first>{NUMBER}){SCALE.replace('(thou', '(?P<scale1>thou')}"
    rf"(?:\s*(?:-|–|‐|to)\s*\$?(?P<second>{NUMBER}){SCALE.replace('(thou', '(?P<scale2>thou')})?"
)
APPROXIMATE = re.compile(
    r"\b(?:approximately|about|estimated?|around|some|nearly|almost|over|estimates?|"
    r"a little (?:more|over)|just (?:over|under)|reported(?:ly)?|roughly)\b",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"\b(up to|as many as|more than|less than|fewer than|at least|a minimum of|minimum|"
    r"a maximum of|over|nearly|almost|a little more than)\b[^\d]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """A number with its range; ``bound`` holds words such as “up to” that make it a limit."""

    value: float
    low: float
    high: float
    approximate: bool = False
    bound: str = ""
    text: str = ""

    @property
    def is_range(self) -> bool:
        """True when the source gives two numbers."""
        return self.low != self.high


def read(text: str) -> Quantity | None:
    """Return the first quantity of a text, or None.

    Examples
    --------
    >>> [(q.low, q.high) for q in map(read, ("40-50,000 active", "1.1-1.2 million"))]
    [(40000.0, 50000.0), (1100000.0, 1200000.0)]
    >>> read("850,000-1 million").high, read("up to 600,000").bound
    (1000000.0, 'up to')
    """
    found = QUANTITY.search(text)
    if found is None:
        return None
    low, high = _range(found)
    if found.group("sign"):
        low, high = (-low, -high) if found.group("second") is None else (low, high)
    if low > high:
        return None
    before = text[: found.start()]
    bound = BOUND.search(before)
    return Quantity(
        value=_tidy((low + high) / 2),
        low=low,
        high=high,
        approximate=bool(APPROXIMATE.search(before)),
        bound=bound.group(1).lower() if bound else "",
        text=text[: found.end()].strip(),
    )


def _range(found: re.Match[str]) -> tuple[float, float]:
    first, second = found.group("first"), found.group("second")
    scale1, scale2 = found.group("scale1"), found.group("scale2")
    if second is None:
        value = _tidy(_number(first) * SCALES.get(scale1 or "", 1))
        return value, value
    low, high = _number(first), _number(second) * SCALES.get(scale2 or "", 1)
    if scale1:
        low *= SCALES[scale1]
    elif scale2 and low < 1000 and _number(second) >= low:
        low *= SCALES[scale2]
    elif "," in second and "," not in first and low < 1000:
        low *= 1000  # “40-50,000” means 40,000 to 50,000
    return _tidy(low), _tidy(high)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _tidy(value: float) -> float:
    """Drop what binary fractions add (1.1 million is 1,100,000 and not 1,100,000.0000000002)."""
    return float(f"{value:.12g}")


def clauses(text: str) -> list[str]:
    """Split at semicolons that stand outside of brackets.

    Examples
    --------
    >>> clauses("75,000 (45,000 Army; 15,000 Navy); 5 Police")
    ['75,000 (45,000 Army; 15,000 Navy)', '5 Police']
    """
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        depth = max(0, depth)
        if character == ";" and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def outside_brackets(text: str) -> str:
    """Return a text without its bracketed parts."""
    previous = None
    while previous != text:
        previous, text = text, re.sub(r"\([^()]*\)", " ", text)
    return re.sub(r"\s+", " ", text).strip()
