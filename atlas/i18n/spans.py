"""Figures as words: a stated number, a range, "up to" or "more than". The one way to write them.

The middle of a range is never written: nobody stated it. A bound is never written without its
words. What writes one number (``Write``) takes how many decimals more than usual it shall show,
so that the two ends of a range never look the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from atlas.codebook.model import Indicator, ValueKind
from atlas.i18n.catalogue import Translator, translator
from atlas.i18n.numbers import SMALLEST, joined_to_unit, number, plain

Write = Callable[[float, int], str]
ISOLATE, POP = "\u2066", "\u2069"  # a range reads from left to right in Arabic text, too


def figure(
    value: float,
    low: float,
    high: float,
    kind: str | None,
    indicator: Indicator,
    lang: str,
) -> str:
    """Return a value of an indicator as text, without its unit.

    Parameters
    ----------
    value, low, high
        In the indicator's unit; NaN for an open end.
    kind
        A ``ValueKind``, None where there is no number.
    """
    return written(value, low, high, kind, of_indicator(indicator, lang), translator(lang))


def figure_with_unit(
    value: float, low: float, high: float, kind: str | None, indicator: Indicator, lang: str
) -> str:
    """Return a value of an indicator with its unit, ready for a sentence or a card."""
    text = figure(value, low, high, kind, indicator, lang)
    return joined_to_unit(text, indicator, lang)


def written(
    value: float, low: float, high: float, kind: str | None, write: Write, t: Translator
) -> str:
    """Return a value as text, its numbers written by ``write``.

    Examples
    --------
    >>> from atlas.i18n import translator
    >>> t, write = translator("en"), of_size("en")
    >>> written(15, 12, 18, "midpoint", write, t), written(500, math.nan, 500, "bound", write, t)
    ('12–18', 'up to 500')
    """
    if kind is None or math.isnan(value):
        return "–"
    if kind == ValueKind.BOUND:
        text = write(value, 0)
        return t("up to {value}", value=text) if _open(low) else t("more than {value}", value=text)
    if _open(low) or _open(high) or not low < high:
        return write(value, 0)
    if kind == ValueKind.MIDPOINT:
        return span(low, high, write, t)
    return f"{write(value, 0)} ({span(low, high, write, t)})"


def span(low: float, high: float, write: Write, t: Translator) -> str:
    """Return ``low–high`` with as many decimals as tell the two apart."""
    more = 0
    while write(low, more) == write(high, more) and low != high and more < SMALLEST:
        more += 1
    ends = write(low, more), write(high, more)
    if ends[0] == ends[1]:
        return ends[0]
    if low < 0:  # a dash before a minus cannot be read
        return t("{low} to {high}", low=ends[0], high=ends[1])
    text = "–".join(ends)
    return f"{ISOLATE}{text}{POP}" if t.is_rtl else text


def of_indicator(indicator: Indicator, lang: str) -> Write:
    """Return what writes numbers of an indicator."""
    return lambda value, more: number(value, indicator, lang, more)


def of_size(lang: str) -> Write:
    """Return what writes numbers of any unit: two decimals decide, of large numbers none."""
    return lambda value, more: plain(value, lang, more + (2 if abs(value) < 1_000 else 0))


def _open(end: float) -> bool:
    return end is None or math.isnan(end) or math.isinf(end)
