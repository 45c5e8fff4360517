"""Spans of time in words, as exact as they were given."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_interval

from atlas.views.timeline.events import moment

DAY, MONTH = len("2019-11-24"), len("2019-11")
PARTS = {DAY: "yMMMMd", MONTH: "yMMMM"}


def date_range_text(start: str, end: str, lang: str) -> str:
    """Return from when to when something lasts; what both ends share is written once.

    Examples
    --------
    >>> date_range_text("2017-07", "", "en"), date_range_text("2019-11-24", "2019-11-26", "fr")
    ('July 2017', '24–26 nov. 2019')
    """
    if not end or end == start:
        return moment(start, lang)
    if len(start) == len(end) and len(start) in PARTS:
        parts = PARTS[len(start)]
        return str(format_interval(_day(start), _day(end), parts, locale=lang))
    return f"{moment(start, lang)} – {moment(end, lang)}"


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value if len(value) == DAY else f"{value}-01")
