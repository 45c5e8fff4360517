"""How exactly a source states a number: half of the last digit that it wrote.

"2.9% of GDP" is anything from 2.85 to 2.95, "24,000" from 23,999.5 on: zeros before the point
are taken at their word, since nobody can tell a round number from a rounded one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from atlas.codebook import codebook

_NUMBER = re.compile(r"\d(?:[\d.,٫٬'’\u00a0\u202f ]*\d)?")
TENTH = 0.05  # half of it
_SAME = 1e-6  # relative: what a conversion by a power of ten may lose


def rounding(rows: pd.DataFrame) -> pd.Series:
    """Return half a unit of the last digit as written, in the unit of ``value``.

    0 where ``original`` does not show the number that ``value`` repeats, up to a power of ten
    ("1.2 billion"): a number that was worked out is taken as exact. "5%" of what is usually
    given to a tenth is 5.0: publishers drop the zero.
    """
    book = codebook().indicators
    fine = {i for i in rows["indicator"].unique() if i in book and book[i].decimals}
    columns = (rows[name] for name in ("indicator", "value", "original"))
    halves = [
        min(half_unit(float(value), str(text or "")), TENTH if indicator in fine else math.inf)
        for indicator, value, text in zip(*columns, strict=True)
    ]
    return pd.Series(halves, index=rows.index, dtype=float)


@lru_cache(maxsize=65_536)
def half_unit(value: float, original: str) -> float:
    """Return half a unit of the last digit in which a text writes a value, else 0.

    Examples
    --------
    >>> half_unit(2.9, "2.9% of GDP (2015)")
    0.05
    >>> half_unit(1_250_000_000, "$1.25 billion (2020)")
    5000000.0
    >>> half_unit(2.9, "about three per cent")
    0.0
    """
    if not value or math.isnan(value):
        return 0.0
    for number, decimals in _numbers(original):
        factor = abs(value) / number
        power = round(math.log10(factor))
        if math.isclose(factor, 10.0**power, rel_tol=_SAME):
            return float(10.0 ** (power - decimals) / 2)
    return 0.0


def _numbers(text: str) -> Iterator[tuple[float, int]]:
    """Yield each number of a text with its decimals, in every way that it can be read."""
    for match in _NUMBER.finditer(text):
        plain = re.sub(r"['’\u00a0\u202f ]", "", match[0])
        plain = plain.replace("٫", ".").replace("٬", ",")
        for point in ".,":
            other = "," if point == "." else "."
            whole, _, rest = plain.replace(other, "").rpartition(point)
            digits, decimals = (whole + rest, len(rest)) if whole else (rest, 0)
            if digits.isdecimal() and int(digits):
                yield int(digits) / 10**decimals, decimals
        digits = re.sub(r"[.,]", "", plain)
        if digits.isdecimal() and int(digits):
            yield float(int(digits)), 0
