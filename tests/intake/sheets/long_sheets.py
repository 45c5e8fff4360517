"""A row of the long sheet, and workbooks of such rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl

ROW = {
    "country": "URY",
    "indicator": "milex_gdp",
    "period": "2024",
    "value": "2.5",
    "publisher": "Institute",
    "title": "Yearbook",
    "url": "https://invented.example/yearbook",
    "vintage": "2026",
    "licence": "CC0",
}


def workbook(path: Path, **sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path
