"""The year and the country that the titles above a table name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atlas.intake.layout.entities import entity

YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\w)")


def year_in(titles: Sequence[str]) -> str:
    """Return the one year that the titles name; a range of years is none."""
    years = {year for title in titles for year in YEARS.findall(title)}
    return years.pop() if len(years) == 1 else ""


def country_in(texts: Sequence[str]) -> str:
    """Return the code of the first country that a text or a part of it names, else nothing."""
    for text in texts:
        for piece in (text, *re.split(r"[:,–—|()_.-]", text)):
            match = entity(piece)
            if match.kind == "country":
                return match.iso3
    return ""
