"""Workbooks with what a program writes by hand: formats, struck cells, extents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

Style = Callable[[Any], None]
AnyRow = Sequence[Any]


def book(
    path: Path, rows: Sequence[AnyRow], style: Style | None = None, sheet: str = "Data"
) -> Path:
    """Write rows to a workbook; ``style`` gets the sheet before it is saved."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    if style is not None:
        style(page)
    workbook.save(path)
    return path


def format_of(code: str, *cells: str) -> Style:
    """Return a style that gives cells a number format."""

    def style(page: Any) -> None:
        for cell in cells:
            page[cell].number_format = code

    return style


def strike(*cells: str) -> Style:
    """Return a style that strikes cells through."""

    def style(page: Any) -> None:
        for cell in cells:
            page[cell].font = Font(strike=True)

    return style


def with_dimension(path: Path, element: str) -> Path:
    """Replace the ``<dimension>`` of every sheet by an element or by nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"<dimension [^>]*/>", element.encode(), data)
            new.writestr(name, data)
    path.write_bytes(packed.getvalue())
    return path
