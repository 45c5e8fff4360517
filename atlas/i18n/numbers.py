"""Numbers, money and dates as each language writes them (CLDR through Babel).

Arabic pages use Western digits: the Maghreb's administrations do, and figures then
look the same in a table, a chart and a spreadsheet.
"""

from __future__ import annotations

import datetime as dt
import math

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, format_scientific

from atlas.codebook.model import Indicator
from atlas.i18n.catalogue import translator

NO_BREAK = "\u00a0"
SMALLEST = 9  # decimals; what is smaller still is noise of floating point
LONGEST = 1e18  # from here on a power of ten is easier to read than the digits


def plain(value: float, lang: str, decimals: int = 0) -> str:
    """Format a number with a greatest number of decimals.

    A number that would be rounded to nothing keeps its first digit: 0.02 is not zero.
    """
    if value and abs(value) <= 0.5 * 10.0**-decimals:
        decimals = min(-math.floor(math.log10(abs(value))), SMALLEST)
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return _written(value, pattern, lang)


def fixed(value: float, lang: str, decimals: int) -> str:
    """Format a number with just so many decimals, as a column of like numbers needs them.

    >>> fixed(0.9, "fr", 2)
    '0,90'
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _written(value, pattern, lang)


def _written(value: float, pattern: str, lang: str) -> str:
    if abs(value) >= LONGEST:
        power = "0.##E0"
        return str(format_scientific(value, format=power, locale=lang, numbering_system="latn"))
    return str(format_decimal(value, format=pattern, locale=lang, numbering_system="latn"))


def apart(low: float, high: float, lang: str, decimals: int = 0) -> str:
    """Return ``low–high`` with as many decimals as tell the two apart, at least ``decimals``."""
    texts = plain(low, lang, decimals), plain(high, lang, decimals)
    if texts[0] == texts[1] and low != high and decimals < SMALLEST:
        return apart(low, high, lang, decimals + 1)
    return "–".join(texts)


def percent(share: float, lang: str) -> str:
    """Format a share (0 to 1) as a whole percentage."""
    return f"{plain(100 * share, lang)}{NO_BREAK}%"


def number(value: float, indicator: Indicator, lang: str) -> str:
    """Format a value of an indicator without its unit (years without separators)."""
    if math.isnan(value):
        return "–"
    if indicator.kind == "year":
        return str(int(value))
    if indicator.kind == "money" and 1e6 <= abs(value) < LONGEST:
        text = format_compact_decimal(
            value, format_type="short", locale=lang, fraction_digits=1, numbering_system="latn"
        )
        return str(text)
    return plain(value, lang, indicator.decimals)


def quantity(value: float, indicator: Indicator, lang: str) -> str:
    """Format a value with its unit, ready for a sentence or a card."""
    unit = translator(lang)(indicator.unit)
    text = number(value, indicator, lang)
    if indicator.kind == "year" or not unit:
        return text
    if unit.startswith("%"):
        return f"{text}{'' if lang == 'en' else NO_BREAK}{unit}"
    return f"{text} {unit}"


def date(value: dt.date | str, lang: str) -> str:
    """Format a date in the language's medium form; whatever is no full date stays as it is."""
    try:
        day = dt.date.fromisoformat(str(value)[: len("2026-01-01")])
    except ValueError:  # a publisher may write “January 2026”
        return str(value)
    return str(format_date(day, format="medium", locale=lang))
