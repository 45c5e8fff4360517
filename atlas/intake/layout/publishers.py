"""Publishers whose files are known at sight: how to cite them, and what is usual in them.

A region's total is expected in a publisher's file and wrong in an editor's own sheet; so is a
column that the atlas does not record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from atlas.intake.layout.fold import clean_text, fold_text
from atlas.intake.sandbox.opening.page import Page
from atlas.intake.sheets.long.cells import cell_text

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
    "tcc",
    "troop contributors",
    "year overview",
    "countries",
    "contributor",
    "troop contributing countries",
}
# Geo-PKO's pairs of columns, by their number: “nameoftcc_1” and “notroopspertcc_1”.
CONTRIBUTOR_NAMES = {
    f"{name}{gap}{n}": n
    for name in ("nameoftcc", "name of tcc")
    for gap in (" ", "")
    for n in range(1, 41)
}
CONTRIBUTOR_SIZES = {
    f"{name}{gap}{n}": n
    for name in ("notroopspertcc", "no troops per tcc")
    for gap in (" ", "")
    for n in range(1, 41)
}
RULES: tuple[tuple[Publisher, Callable[[Look], bool]], ...] = (
    (COW, lambda top: top.has("stateabb", "ccode")),
    (PEACEKEEPING, lambda top: top.has("personnel type") and bool(top.cells & MISSION)),
    (
        GEO_PKO,
        lambda top: (
            bool(top.cells & MISSION)
            and bool(top.cells & (CONTRIBUTORS | CONTRIBUTOR_NAMES.keys()))
        ),
    ),
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
    (IPU, lambda top: top.has("chamber type") and top.says("women")),
    (OWID, lambda top: top.has("entity", "year") or top.says("our world in data")),
)


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
            texts = [
                fold_text(cell_text(cell)).replace("_", " ")
                for cell in row[:60]
                if isinstance(cell, str)
            ]
            if number < TOP or len(texts) < 6:
                lines.append(" | ".join(filter(None, texts)))
            if number < TOP:
                cells |= set(texts)
    return Look(tuple(lines), frozenset(cells), fold_text(Path(file).stem.replace("_", " ")))


UPDATED = re.compile(
    r"(?:last updated|updated|situation as of|ranking as of|status as of|as of|as at)\b", re.I
)
# Where a publisher's own lines say which release this is.
EDITIONS: dict[str, re.Pattern[str]] = {
    "sipri": re.compile(
        r"(?:©|\(c\)|copyright)\s*(?:sipri|stockholm[^|\d]*)\D{0,3}((?:19|20)\d\d)", re.I
    ),
    "nato": re.compile(
        r"PR/CP\s?\(((?:19|20)\d\d)\)"
        r"|nato countries\s*\(\s*(?:19|20)\d\d\s*[-–]\s*((?:19|20)\d\d)\s*e?\s*\)",
        re.I,
    ),
}
# “NMC-60-abridged”, “NMC_5_0”, “Geo-PKO-v-2-1”
NUMBERED = {
    "cow": re.compile(r"nmc[-_ ]*v?[-_ ]?(\d)(?:[-_. ]?(\d))?(?!\d)", re.I),
    "geo-pko": re.compile(
        r"geo[-_ ]?pko[-_ ]*v?(?:ersion)?[-_. ]?(\d)(?:[-_. ]?(\d))?(?!\d)", re.I
    ),
}


def vintage_of(publisher: Publisher, pages: Sequence[Page], file: str) -> str:
    """Return the vintage that a file states inside, else the one that its name has, else ``""``."""
    for page in pages:
        for row in page.rows[:TOP] + page.rows[-8:]:
            line = " ".join(filter(None, (clean_text(cell_text(cell)) for cell in row[:8])))
            if UPDATED.match(line) and (date := _date(line)):
                return date
            edition = EDITIONS.get(publisher.id)
            if edition and (hit := edition.search(line)):
                return str(next(filter(None, hit.groups())))
    pattern = NUMBERED.get(publisher.id)
    if pattern and (hit := pattern.search(file)):
        return f"{hit[1]}.{hit[2] or 0}"
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", file)
    return years[-1] if years and publisher is not WORLD_BANK else ""


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(line: str) -> str:
    if match := re.search(r"\d{4}-\d{2}-\d{2}", line):
        return match[0]
    if match := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", line):
        month, day, year = (int(n) for n in match.groups())
        return f"{year}-{month:02}-{day:02}" if month <= 12 and day <= 31 else str(year)
    match = re.search(
        r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\s+(\d{4})", line, re.IGNORECASE
    )
    if match and match[2].casefold() in MONTHS:
        return f"{match[3]}-{MONTHS.index(match[2].casefold()) + 1:02}-{int(match[1]):02}"
    match = re.search(r"(?:19|20)\d\d", line)
    return match[0] if match else ""
