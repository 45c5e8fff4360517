"""Where a sheet of the World Bank's names its series: in a column of codes, of names, or above.

``API_*`` files and most DataBank exports have a row a country and series; others a column a
series, headed ``Name [CODE]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from atlas.intake.connectors.worldbank.series import Series, all_series
from atlas.intake.layout.fold import fold_text
from atlas.intake.layout.subjects import same_prices
from atlas.intake.layout.units import unit_of
from atlas.intake.sandbox.opening import Page
from atlas.intake.sheets.long.cells import cell_text

TOP = 12
CODE = re.compile(r"[A-Z]{2}(?:\.[A-Z0-9]+){2,6}")
HEADED = re.compile(r"^(.*)\[(" + CODE.pattern + r")\]\s*$", re.DOTALL)
COUNTRY = {"country name", "country code", "country", "economy"}
CODES = {"indicator code", "series code"}
NAMES = {"indicator name", "series name", "series", "indicator"}
ABOUT = ("metadata", "series metadata", "series - metadata")


@dataclass
class SeriesTable:
    """A sheet with its series: ``rows`` and ``columns`` lead from where one stands to its code."""

    page: Page
    head: int
    naming: tuple[int, ...] = ()
    rows: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)

    def called(self, code: str) -> str:
        """Return the name that stands beside a code in its first row, or nothing."""
        row = next((number for number, row_code in self.rows.items() if row_code == code), None)
        cells = self.page.rows[row] if row is not None else []
        words = (cell_text(cells[at]) for at in self.naming if at < len(cells))
        return next((word for word in words if word != code), "")

    def holds(self, series: Series) -> bool:
        """Tell whether the sheet has a series."""
        return series.code in self.rows.values() or series.code in self.columns.values()

    def others(self) -> dict[str, int]:
        """Return the codes, or names, of series that the atlas does not take over: first row."""
        first_row = dict.fromkeys(self.columns.values(), self.head)
        for row, code in self.rows.items():
            first_row.setdefault(code, row)
        return {code: row + 1 for code, row in first_row.items() if code not in all_series()}

    def only(self, series: Series) -> Page:
        """Return the sheet as if it held one series: all other rows or columns are empty."""
        rows = []
        for number, cells in enumerate(self.page.rows):
            if number < self.head:
                rows.append(list(cells))
            elif self.rows:
                rows.append(self._row(number, cells, series))
            else:
                rows.append(self._across(number, cells, series))
        return replace(self.page, rows=rows)

    def _row(self, number: int, cells: Sequence[object], series: Series) -> list[object]:
        if number != self.head and self.rows.get(number) != series.code:
            return []
        return ["" if at in self.naming else cell for at, cell in enumerate(cells)]

    def _across(self, number: int, cells: Sequence[object], series: Series) -> list[object]:
        mine = [at for at, code in self.columns.items() if code == series.code]
        visible = ["" if at in self.columns and at not in mine else c for at, c in enumerate(cells)]
        if number == self.head:
            for at in mine:
                visible[at] = "Value"
        return visible


def tables(pages: Iterable[Page]) -> list[SeriesTable]:
    """Return the sheets that name countries and series."""
    all_pages = list(pages)
    by_name = {fold_text(s.name): s.code for s in all_series().values()}
    by_name |= {fold_text(name): code for code, name in series_names(all_pages).items()}
    candidates = (_table(page, by_name) for page in all_pages if not _explains(page))
    return [table for table in candidates if table is not None]


def _table(page: Page, by_name: dict[str, str]) -> SeriesTable | None:
    for number, cells in enumerate(page.rows[:TOP]):
        heads = [fold_text(cell_text(cell)) for cell in cells]
        if not COUNTRY & set(heads):
            continue
        columns = {
            at: _label(m[2], m[1])
            for at, c in enumerate(cells)
            if (m := HEADED.match(cell_text(c)))
        }
        if columns:
            return SeriesTable(page, number, columns=columns)
        naming = tuple(at for at, name in enumerate(heads) if name in CODES | NAMES)
        if naming:
            country = next(at for at, name in enumerate(heads) if name in COUNTRY)
            return SeriesTable(
                page, number, naming, _rows(page, number, (country, *naming), by_name)
            )
    return None


def _rows(page: Page, head: int, at: Sequence[int], by_name: dict[str, str]) -> dict[int, str]:
    """Return each row's code; where the sheet gives names only, the code of that name.

    A line without a country, such as “Last Updated”, is no row of the table.
    """
    codes = {}
    country, *naming = at
    for number, cells in enumerate(page.rows[head + 1 :], head + 1):
        if country >= len(cells) or not cell_text(cells[country]):
            continue
        words = [cell_text(cells[at]) for at in naming if at < len(cells) and cell_text(cells[at])]
        code = next((word for word in words if CODE.fullmatch(word)), "")
        name = next((word for word in words if word != code), "")
        if words:
            codes[number] = _label(code, name) if code else by_name.get(fold_text(name), name)
    return codes


def _label(code: str, name: str) -> str:
    """Return a series' code; with its name where that says other prices than the atlas records.

    The World Bank moves the base year of a series and keeps its code.
    """
    series, unit = all_series().get(code), unit_of(name)
    has_prices = unit.base or unit.constant is not None
    if series is None or not has_prices or same_prices(unit, series.indicator):
        return code
    return f"{name.strip()} [{code}]"


def series_names(pages: Iterable[Page]) -> dict[str, str]:
    """Return code -> name as the sheets of metadata, or the columns' headings, give them."""
    name_of = {row["code"]: row["name"] for row in _metadata(pages) if row.get("name")}
    for page in pages:
        for cells in page.rows[:TOP]:
            name_of |= {m[2]: m[1].strip() for c in cells if (m := HEADED.match(cell_text(c)))}
    return name_of


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
        heads = [FIELDS.get(fold_text(cell_text(c)).replace("_", " "), "") for c in page.rows[0]]
        if "code" not in heads:
            continue
        for cells in page.rows[1:]:
            row = {h: cell_text(c) for h, c in zip(heads, cells, strict=False) if h}
            if CODE.fullmatch(row.get("code", "")):
                rows.append(row)
    return rows


def _explains(page: Page) -> bool:
    return page.name.casefold().startswith(ABOUT)
