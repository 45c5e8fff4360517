"""A template filled in, for every test of sheets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from atlas.intake.sheets import RECORD_SHEETS
from atlas.intake.sheets.long import COLUMNS
from atlas.intake.sheets.selection import template_request
from atlas.intake.sheets.template import template_workbook
from tests.intake.sheets.filled import SOURCE, Fill
from tests.intake.sheets.long_sheets import ROW


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Return a function that writes rows below a template's own, as an editor would."""

    def write(
        *, lang: str = "en", layout: str = "long", given: dict[str, Any] | None = None, **rows: Any
    ) -> Path:
        kinds = [k for k, s in RECORD_SHEETS.items() if s.title in rows] or list(RECORD_SHEETS)
        asked = template_request(
            kinds=kinds, countries=["URY"], lang=lang, layout=layout, year=2025
        )
        path = tmp_path / "filled.xlsx"
        path.write_bytes(template_workbook(asked)[0])
        book = openpyxl.load_workbook(path)
        for title, added in {"sources": [SOURCE], **rows}.items():
            page = book[title]
            heads = [cell.value for cell in page[1]]
            for row in added:
                page.append([row.get(name) for name in heads])
        book.save(path)
        return path

    return write


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes rows, changed from ROW, as CSV."""

    def write(*changes, columns=COLUMNS, delimiter=",", name="sheet.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=delimiter, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({**ROW, **change} for change in changes)
        return path

    return write
