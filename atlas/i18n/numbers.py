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
DECIDING, LARGE = 2, 1_000  # decimals that a number below LARGE keeps
SMALLEST = 9  # decimals; what is smaller still is noise of floating point
LONGEST = 1e18  # from here on a power of ten is easier to read than the digits


def plain(value: float, lang: str, decimals: int = 0) -> str:
    """Format a number with a greatest number of decimals.

    A number that would be rounded to nothing keeps its first digit: 0.02 is not zero.
    """
    if value and abs(value) <= 0.5 * 10.0**-decimals:
        decimals = min(-math.floor(math.log10(abs(value))), SMALLEST)
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return _format(value, pattern, lang)


def fixed(value: float, lang: str, decimals: int) -> str:
    """Format a number with just so many decimals, as a column of like numbers needs them.

    >>> fixed(0.9, "fr", 2)
    '0,90'
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _format(value, pattern, lang)


def _format(value: float, pattern: str, lang: str) -> str:
    if abs(value) >= LONGEST:
        power = "0.##E0"
        return str(format_scientific(value, format=power, locale=lang, numbering_system="latn"))
    return str(format_decimal(value, format=pattern, locale=lang, numbering_system="latn"))


def decimals_for(value: float, usual: int) -> int:
    """Return how many decimals a number keeps: two decide where it is below a thousand.

    5.5 is not 6: rounding a source's number to another one would be a wrong figure.
    """
    return max(usual, DECIDING) if abs(value) < LARGE else usual


def apart(low: float, high: float, lang: str, decimals: int = 0) -> str:
    """Return ``low–high`` with as many decimals as tell the two apart, at least ``decimals``."""
    texts = plain(low, lang, decimals), plain(high, lang, decimals)
    if texts[0] == texts[1] and low != high and decimals < SMALLEST:
        return apart(low, high, lang, decimals + 1)
    return "–".join(texts)


def percent(share: float, lang: str) -> str:
    """Format a share (0 to 1) as a whole percentage."""
    return f"{plain(100 * share, lang)}{NO_BREAK}%"


def number(value: float, indicator: Indicator, lang: str, more: int = 0) -> str:
    """Format a number in the unit of an indicator, without the unit (years without separators).

    For numbers that somebody computed: medians, ticks, differences. An observation's value is
    written by ``atlas.i18n.spans.figure``, which knows ranges and bounds. ``more`` decimals
    are added to the usual ones.
    """
    if math.isnan(value):
        return "–"
    if indicator.kind == "year":
        pattern = "0" if float(value).is_integer() else "0.##"
        return str(format_decimal(value, format=pattern, locale=lang, numbering_system="latn"))
    if indicator.kind == "money" and 1e6 <= abs(value) < LONGEST:
        return _compact(value, lang, more)
    return plain(value, lang, decimals_for(value, indicator.decimals) + more)


def _compact(value: float, lang: str, more: int) -> str:
    """Format a large amount with two or three digits after the first: 1.25 bn is not 1.2 bn."""
    leading = abs(value) / 1_000 ** math.floor(math.log10(abs(value)) / 3)
    digits = (2 if leading < 10 else 1) + more
    text = format_compact_decimal(
        value, format_type="short", locale=lang, fraction_digits=digits, numbering_system="latn"
    )
    return str(text)


def quantity(value: float, indicator: Indicator, lang: str) -> str:
    """Format a computed number with its unit, ready for a sentence or a card."""
    return joined_to_unit(number(value, indicator, lang), indicator, lang)


def joined_to_unit(text: str, indicator: Indicator, lang: str) -> str:
    """Return a figure's text with the indicator's unit behind it."""
    unit = translator(lang)(indicator.unit)
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
