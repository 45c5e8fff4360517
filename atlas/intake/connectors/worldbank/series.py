"""Which of the World Bank's series the atlas takes over, and how each one is cited."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from atlas.codebook import codebook
from atlas.codebook.origins import speaker_of
from atlas.errors import UnknownChoice
from atlas.intake.draft import Source
from atlas.intake.sheets.long.rows import source_id
from atlas.settings import DATA

TABLE = DATA / "connectors" / "worldbank.csv"
PUBLISHER = "World Bank"
PAGE = "https://data.worldbank.org/indicator/"
PREFERENCE = 100  # before general references such as the Factbook (200)


class UnknownSeries(UnknownChoice):
    """The World Bank's series of that indicator, or of that code, is not in the table."""

    code = "unknown-series"
    template = "The World Bank has no series for “{value}” that the atlas imports."
    hint = "The World Bank has no series for “{value}” that the atlas imports. Nearest: {nearest}."


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its code and name there, the indicator here, and who made it.

    ``scale`` times the published number is a number in the indicator's unit. ``asked_as`` is an
    indicator that a reader may ask for, but whose definition the series does not meet.
    """

    code: str
    indicator: str
    name: str
    scale: float
    origin: str
    licence: str
    asked_as: str
    note: str

    @property
    def unit(self) -> str:
        """The unit of the indicator."""
        return codebook().indicators[self.indicator].unit

    def source(self, vintage: str, accessed: str = "", licence: str = "") -> Source:
        """Return the source of one vintage: another vintage is another source."""
        title = f"World Development Indicators, {self.name} [{self.code}], from {self.origin}"
        return Source(
            id=source_id(PUBLISHER, title, vintage),
            publisher=PUBLISHER,
            title=title,
            url=PAGE + self.code,
            vintage=vintage,
            published=vintage if vintage[:1].isdigit() else "",
            accessed=accessed,
            licence=licence or self.licence,
            preference=PREFERENCE,
            origin=speaker_of(PUBLISHER, title).origin,
        )


@lru_cache(maxsize=1)
def all_series() -> dict[str, Series]:
    """Return the table by code, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _series(row) for row in csv.DictReader(file)}


def _series(row: dict[str, str]) -> Series:
    words = (row[name] for name in ("origin", "licence", "asked_as", "note"))
    return Series(row["code"], row["indicator"], row["name"], float(row["scale"]), *words)


def series_for(indicator: str) -> Series | None:
    """Return the series of an indicator; None when the World Bank has none."""
    return next((s for s in all_series().values() if s.indicator == indicator), None)


def select_series(names: Iterable[str]) -> list[Series]:
    """Return the series of these indicators or codes, each once.

    Raises
    ------
    UnknownSeries
    """
    by_code = {}
    for name in names:
        series = _series_of(name)
        by_code[series.code] = series
    return list(by_code.values())


def _series_of(name: str) -> Series:
    table = all_series()
    at_once = table.get(name.upper()) or series_for(name)
    if at_once is not None:
        return at_once
    for series in table.values():
        if name and series.asked_as == name:
            return series
    names = [s.indicator for s in table.values()] + list(table)
    near = get_close_matches(name, names, n=3, cutoff=0.4) or names[:3]
    raise UnknownSeries(name, tuple(near))
