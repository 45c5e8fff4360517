"""Where a sheet of the World Bank's names its series: in a column of codes, of names, or above.

``API_*`` files and most DataBank exports have a row a country and series; others a column a
series, headed ``Name [CODE]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from atlas.intake.connectors.worldbank.series import Series, all_series
from atlas.intake.layout.fold import fold
from atlas.intake.layout.subjects import same_prices
from atlas.intake.layout.units import unit_of
from atlas.intake.opening import Page
from atlas.intake.table.cells import text

TOP = 12
CODE = re.compile(r"[A-Z]{2}(?:\.[A-Z0-9]+){2,6}")
HEADED = re.compile(r"^(.*)\[(" + CODE.pattern + r")\]\s*$", re.DOTALL)
COUNTRY = {"country name", "country code", "country", "economy"}
CODES = {"indicator code", "series code"}
NAMES = {"indicator name", "series name", "series", "indicator"}
ABOUT = ("metadata", "series metadata", "series - metadata")


@dataclass
class Table:
    """A sheet with its series: ``rows`` and ``columns`` lead from where one stands to its code."""

    page: Page
    head: int
    naming: tuple[int, ...] = ()
    rows: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)

    def called(self, code: str) -> str:
        """Return the name that stands beside a code in its first row, or nothing."""
        row = next((number for number, known in self.rows.items() if known == code), None)
        cells = self.page.rows[row] if row is not None else []
        said = (text(cells[at]) for at in self.naming if at < len(cells))
        return next((word for word in said if word != code), "")

    def holds(self, series: Series) -> bool:
        """Tell whether the sheet has a series."""
        return series.code in self.rows.values() or series.code in self.columns.values()

    def others(self) -> dict[str, int]:
        """Return the codes, or names, of series that the atlas does not take over: first row."""
        placed = dict.fromkeys(self.columns.values(), self.head)
        for row, code in self.rows.items():
            placed.setdefault(code, row)
        return {code: row + 1 for code, row in placed.items() if code not in all_series()}

    def only(self, series: Series) -> Page:
        """Return the sheet as if it held one series: all other rows or columns are empty."""
        shown = []
        for number, cells in enumerate(self.page.rows):
            if number < self.head:
                shown.append(list(cells))
            elif self.rows:
                shown.append(self._row(number, cells, series))
            else:
                shown.append(self._across(number, cells, series))
        return replace(self.page, rows=shown)

    def _row(self, number: int, cells: Sequence[object], series: Series) -> list[object]:
        if number != self.head and self.rows.get(number) != series.code:
            return []
        return ["" if at in self.naming else cell for at, cell in enumerate(cells)]

    def _across(self, number: int, cells: Sequence[object], series: Series) -> list[object]:
        mine = [at for at, code in self.columns.items() if code == series.code]
        kept = ["" if at in self.columns and at not in mine else c for at, c in enumerate(cells)]
        if number == self.head:
            for at in mine:
                kept[at] = "Value"
        return kept


def tables(pages: Iterable[Page]) -> list[Table]:
    """Return the sheets that name countries and series."""
    given = list(pages)
    by_name = {fold(s.name): s.code for s in all_series().values()}
    by_name |= {fold(name): code for code, name in names(given).items()}
    found = (_table(page, by_name) for page in given if not _explains(page))
    return [table for table in found if table is not None]


def _table(page: Page, by_name: dict[str, str]) -> Table | None:
    for number, cells in enumerate(page.rows[:TOP]):
        folded = [fold(text(cell)) for cell in cells]
        if not COUNTRY & set(folded):
            continue
        headed = {
            at: _label(m[2], m[1]) for at, c in enumerate(cells) if (m := HEADED.match(text(c)))
        }
        if headed:
            return Table(page, number, columns=headed)
        naming = tuple(at for at, name in enumerate(folded) if name in CODES | NAMES)
        if naming:
            country = next(at for at, name in enumerate(folded) if name in COUNTRY)
            return Table(page, number, naming, _rows(page, number, (country, *naming), by_name))
    return None


def _rows(page: Page, head: int, at: Sequence[int], by_name: dict[str, str]) -> dict[int, str]:
    """Return each row's code; where the sheet gives names only, the code of that name.

    A line without a country, such as “Last Updated”, is no row of the table.
    """
    found = {}
    country, *naming = at
    for number, cells in enumerate(page.rows[head + 1 :], head + 1):
        if country >= len(cells) or not text(cells[country]):
            continue
        said = [text(cells[at]) for at in naming if at < len(cells) and text(cells[at])]
        code = next((word for word in said if CODE.fullmatch(word)), "")
        name = next((word for word in said if word != code), "")
        if said:
            found[number] = _label(code, name) if code else by_name.get(fold(name), name)
    return found


def _label(code: str, name: str) -> str:
    """Return a series' code; with its name where that says other prices than the atlas records.

    The World Bank moves the base year of a series and keeps its code.
    """
    series, unit = all_series().get(code), unit_of(name)
    stated = unit.base or unit.constant is not None
    if series is None or not stated or same_prices(unit, series.indicator):
        return code
    return f"{name.strip()} [{code}]"


def names(pages: Iterable[Page]) -> dict[str, str]:
    """Return code -> name as the sheets of metadata, or the columns' headings, give them."""
    found = {row["code"]: row["name"] for row in _metadata(pages) if row.get("name")}
    for page in pages:
        for cells in page.rows[:TOP]:
            found |= {m[2]: m[1].strip() for c in cells if (m := HEADED.match(text(c)))}
    return found


def licences(pages: Iterable[Page]) -> dict[str, str]:
    """Return code -> licence where the metadata state one."""
    return {row["code"]: _tidy(row["licence"]) for row in _metadata(pages) if row.get("licence")}


def _tidy(licence: str) -> str:
    return re.sub(r"^CC BY[- ]4\.0$", "CC BY 4.0", licence.strip())


FIELDS = {
    "indicator code": "code",
    "series code": "code",
    "code": "code",
    "indicator name": "name",
    "series name": "name",
    "license type": "licence",
    "licence type": "licence",
}


def _metadata(pages: Iterable[Page]) -> list[dict[str, str]]:
    rows = []
    for page in pages:
        if not _explains(page) or not page.rows:
            continue
        heads = [FIELDS.get(fold(text(c)).replace("_", " "), "") for c in page.rows[0]]
        if "code" not in heads:
            continue
        for cells in page.rows[1:]:
            row = {h: text(c) for h, c in zip(heads, cells, strict=False) if h}
            if CODE.fullmatch(row.get("code", "")):
                rows.append(row)
    return rows


def _explains(page: Page) -> bool:
    return page.name.casefold().startswith(ABOUT)
