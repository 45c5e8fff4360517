"""Publishers whose files are known at sight: how to cite them, and what is usual in them.

A region's total is expected in a publisher's file and wrong in an editor's own sheet; so is a
column that the atlas does not record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from atlas.intake.layout.fold import clean, fold
from atlas.intake.opening.page import Page
from atlas.intake.table.cells import text

TOP = 12
CC_BY = "CC BY 4.0"


@dataclass(frozen=True)
class Publisher:
    """How a publisher is cited. ``licence`` is what its files may be used for."""

    id: str
    name: str
    title: str
    url: str
    licence: str
    redistributable: bool = True


SIPRI = Publisher(
    "sipri",
    "Stockholm International Peace Research Institute (SIPRI)",
    "SIPRI Military Expenditure Database",
    "https://www.sipri.org/databases/milex",
    "SIPRI: citation required; no more than a tenth of the database, non-commercial use",
    redistributable=False,
)
WORLD_BANK = Publisher(
    "worldbank",
    "World Bank",
    "World Development Indicators",
    "https://databank.worldbank.org/source/world-development-indicators",
    CC_BY,
)
NATO = Publisher(
    "nato",
    "NATO",
    "Defence Expenditure of NATO Countries",
    "https://www.nato.int/",
    "NATO: use with attribution",
    redistributable=False,
)
IPU = Publisher(
    "ipu",
    "Inter-Parliamentary Union (IPU)",
    "Women in national parliaments",
    "https://data.ipu.org/",
    "IPU: use with attribution, non-commercial",
    redistributable=False,
)
COW = Publisher(
    "cow",
    "Correlates of War Project",
    "National Material Capabilities",
    "https://correlatesofwar.org/data-sets/national-material-capabilities/",
    "Correlates of War: citation required",
    redistributable=False,
)
PEACEKEEPING = Publisher(
    "peacekeeping",
    "United Nations Department of Peace Operations",
    "Contributions of uniformed personnel to UN peacekeeping",
    "https://peacekeeping.un.org/en/troop-and-police-contributors",
    "United Nations: use with attribution",
)
GEO_PKO = Publisher(
    "geo-pko",
    "Geo-PKO, Uppsala University",
    "Geocoded UN Peacekeeping Operations",
    "https://www.uu.se/",
    "Geo-PKO: citation required",
    redistributable=False,
)
OWID = Publisher("owid", "Our World in Data", "", "https://ourworldindata.org/", CC_BY)


@dataclass(frozen=True)
class Look:
    """The top of a file: headings and lines, folded."""

    lines: tuple[str, ...]
    cells: frozenset[str]
    file: str

    def says(self, *phrases: str) -> bool:
        """Tell whether any line holds one of the phrases."""
        return any(phrase in line for phrase in phrases for line in self.lines)

    def has(self, *cells: str) -> bool:
        """Tell whether all of these cells stand there."""
        return self.cells >= set(cells)


MISSION = {"mission acronym", "mission", "mission name"}
CONTRIBUTORS = {
    "contributors",
    "contributing countries",
    "nameoftcc 1",
    "tcc",
    "troop contributors",
}
RULES: tuple[tuple[Publisher, Callable[[Look], bool]], ...] = (
    (COW, lambda top: top.has("stateabb", "ccode")),
    (PEACEKEEPING, lambda top: top.has("personnel type") and bool(top.cells & MISSION)),
    (GEO_PKO, lambda top: bool(top.cells & MISSION) and bool(top.cells & CONTRIBUTORS)),
    (
        WORLD_BANK,
        lambda top: top.has("data source") and top.says("world development", "world bank"),
    ),
    (WORLD_BANK, lambda top: top.has("country name", "country code", "indicator code")),
    (WORLD_BANK, lambda top: top.has("series name") and top.says("yr20", "yr19")),
    (SIPRI, lambda top: top.says("sipri") or "sipri" in top.file),
    (
        NATO,
        lambda top: top.says("nato total", "nato europe") and top.says("table", "prices", "gdp"),
    ),
    (IPU, lambda top: top.says("inter parliamentary union", "parline")),
    (IPU, lambda top: top.says("lower or single house") and top.says("women")),
    (OWID, lambda top: top.has("entity", "year") or top.says("our world in data")),
)
CONTRIBUTORS |= {"countries", "contributor", "troop contributing countries"}


def publisher_of(pages: Sequence[Page], file: str) -> Publisher | None:
    """Return the publisher whose layout a file has, or None for an editor's own sheet."""
    top = look(pages, file)
    return next((publisher for publisher, fits in RULES if fits(top)), None)


def look(pages: Sequence[Page], file: str) -> Look:
    """Return the folded top of all sheets."""
    lines: list[str] = []
    cells: set[str] = set()
    for page in pages[:20]:
        if page.name.casefold().startswith(("metadata", "series - metadata")):
            continue
        for number, row in enumerate(page.rows[:60]):
            shown = [
                fold(text(cell)).replace("_", " ") for cell in row[:60] if isinstance(cell, str)
            ]
            if number < TOP or len(shown) < 6:
                lines.append(" | ".join(filter(None, shown)))
            if number < TOP:
                cells |= set(shown)
    return Look(tuple(lines), frozenset(cells), fold(Path(file).stem.replace("_", " ")))


UPDATED = r"(?:last updated|updated|situation as of|as of)\b"


def vintage_of(publisher: Publisher, pages: Sequence[Page], file: str) -> str:
    """Return the vintage that a file states: its date of update, or the last year in its name."""
    for page in pages:
        for row in page.rows[:TOP] + page.rows[-8:]:
            shown = [clean(text(cell)) for cell in row[:4]]
            joined = " ".join(filter(None, shown))
            stated = re.match(UPDATED, joined, re.IGNORECASE)
            if stated and (found := _date(joined)):
                return found
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file)
    return years[-1] if years and publisher.id != "worldbank" else ""


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(line: str) -> str:
    if found := re.search(r"\d{4}-\d{2}-\d{2}", line):
        return found[0]
    if found := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", line):
        month, day, year = (int(n) for n in found.groups())
        return f"{year}-{month:02}-{day:02}" if month <= 12 and day <= 31 else str(year)
    found = re.search(
        r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\s+(\d{4})", line, re.IGNORECASE
    )
    if found and found[2].casefold() in MONTHS:
        return f"{found[3]}-{MONTHS.index(found[2].casefold()) + 1:02}-{int(found[1]):02}"
    found = re.search(r"(?:19|20)\d\d", line)
    return found[0] if found else ""
