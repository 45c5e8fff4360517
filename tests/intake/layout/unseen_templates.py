"""The atlas's own template as others fill it in and save it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl

from atlas.i18n import country_name
from atlas.intake.sheets.selection import template_request
from atlas.intake.sheets.template import template_workbook
from tests.intake.layout.messy import Key, N, W, key
from tests.intake.layout.opendocument import ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import written

__all__ = ["UNSEEN"]


SOURCE = {"source": "yearbook", "publisher": "Institute", "title": "Yearbook", "vintage": "2024"}
SOURCE |= {"licence": "CC BY 4.0", "url": "https://example.org/yearbook"}


def _filled(lang: str, layout: str, rows: list[dict[str, Any]]) -> openpyxl.Workbook:
    asked = template_request(
        indicators=["milex_gdp", "conscription"],
        countries=["URY", "CHL"],
        lang=lang,
        layout=layout,
        year=2023,
    )
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(asked)[0]))
    for title, added in (("observations", rows), ("sources", [SOURCE])):
        page = book[title]
        heads = [cell.value for cell in page[1]]
        at = (
            {
                (r[heads.index("country")].value, r[heads.index("indicator")].value): r[0].row
                for r in page.iter_rows(min_row=4)
            }
            if title == "observations"
            else {}
        )
        for values in added:
            row = at.get((values.get("country"), values.get("indicator"))) or page.max_row + 1
            for name, value in values.items():
                page.cell(row, heads.index(name) + 1, value)
    return book


def _rows(lang: str) -> list[dict[str, Any]]:
    own = {"source": "yearbook"}
    return [
        {
            "country": "URY",
            "indicator": "milex_gdp",
            "period": 2023,
            "value": 2.1,
            "low": 2.0,
            "high": 2.2,
            "locator": "p. 3",
            "reliability": "estimate",
            **own,
        },
        {
            "country": "CHL",
            "indicator": "milex_gdp",
            "period": "2023",
            "missing_reason": "withheld",
            **own,
        },
        {"country": "URY", "indicator": "conscription", "period": 2023, "category": "none", **own},
        {
            "country": country_name("CIV", lang),
            "indicator": "milex_gdp",
            "period": 2022,
            "value": 1.1,
            **own,
        },
    ]


LONG: Key = {
    ("URY", "milex_gdp", "2023", ""): 2.1,
    ("CHL", "milex_gdp", "2023", ""): W,
    ("URY", "conscription", "2023", ""): "none",
    ("CIV", "milex_gdp", "2022", ""): 1.1,
}
MORE = {("URY", "milex_gdp", "2023", ""): {"low": 2.0, "high": 2.2, "reliability": "estimate"}}


@unseen
def own_template_long(folder: Path) -> Sheet:
    _filled("fr", "long", _rows("fr")).save(folder / "a.xlsx")
    return Sheet(folder / "a.xlsx", LONG, set(), MORE)


@unseen
def own_template_wide(folder: Path) -> Sheet:
    own = {"source": "yearbook"}
    rows = [
        {"country": "URY", "indicator": "milex_gdp", "2021": 2.0, "2022": "2,1", "2023": "سري"},
        {"country": "CHL", "indicator": "milex_gdp", "2021": 1.9, "2023": 1.8},
        {"country": "URY", "indicator": "conscription", "2023": "none"},
        {"country": "CHL", "indicator": "conscription", "2022": "selective", "2023": "n/a"},
    ]
    rows[0]["2023"] = "withheld"
    rows[3]["2023"] = "no-data"
    _filled("ar", "wide", [{**r, **own} for r in rows]).save(folder / "a.xlsx")
    found = key("milex_gdp", {"URY": [2.0, 2.1, W], "CHL": [1.9, None, 1.8]}, [2021, 2022, 2023])
    found |= key("conscription", {"URY": [None, "none"], "CHL": ["selective", N]}, [2022, 2023])
    return Sheet(folder / "a.xlsx", found)


@unseen
def own_template_saved_as_opendocument(folder: Path) -> Sheet:
    book = _filled("es", "long", _rows("es"))
    pages = {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}
    return Sheet(ods(folder / "a.ods", **pages), LONG, set(), MORE)


@unseen
def own_template_saved_as_csv(folder: Path) -> Sheet:
    page = _filled("en", "long", _rows("en"))["observations"]
    heads, *rest = page.iter_rows(values_only=True)
    cut = [name for name in SOURCE if name not in ("source", "title", "url")]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow([*heads, *cut, "source_title", "source_url"])
    at = list(heads).index("source")
    for row in rest:
        told = [SOURCE[name] for name in (*cut, "title", "url")]
        told = told if row[at] == SOURCE["source"] else []
        writer.writerow([*row, *told])
    return Sheet(written(folder / "a.csv", file.getvalue(), "utf-8-sig"), LONG, set(), MORE)
