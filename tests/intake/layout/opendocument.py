"""Write small OpenDocument spreadsheets: cells with formats, spans, notes, hidden rows."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
KINDS = {"float": "value", "percentage": "value", "date": "date-value", "boolean": "boolean-value"}
HIDDEN = "hidden"


@dataclass(frozen=True)
class Cell:
    """A cell that holds more than its value."""

    value: Any = None
    percent: bool = False
    note: str = ""
    formula: str = ""
    across: int = 1
    down: int = 1


def ods(path: Path, hidden: dict[str, set[int]] | None = None, **sheets: Any) -> Path:
    """Write an ODS file; underscores stand for spaces, ``hidden`` names rows from 1 on.

    A cell under a span is written as the format wants it: covered.
    """
    tables = "".join(
        _table(name.replace("_", " "), rows, (hidden or {}).get(name, set()))
        for name, rows in sheets.items()
    )
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", body)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _table(name: str, rows: Sequence[Sequence[Any]], hidden: set[int]) -> str:
    covered: set[tuple[int, int]] = set()
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [Cell(v) if not isinstance(v, Cell) else v for v in row]
        for at, cell in enumerate(cells):
            span = {(number + d, at + a) for d in range(cell.down) for a in range(cell.across)}
            covered |= span - {(number, at)}
        drawn = (_cell(c, (number, at) in covered) for at, c in enumerate(cells))
        seen = ' table:visibility="collapse"' if number in hidden else ""
        pad = f'<table:table-cell table:number-columns-repeated="{1024 - len(cells)}"/>'
        lines.append(f"<table:table-row{seen}>{''.join(drawn)}{pad}</table:table-row>")
    return f"<table:table table:name={quoteattr(name)}>{''.join(lines)}</table:table>"


def _cell(cell: Cell, covered: bool) -> str:
    tag = "table:covered-table-cell" if covered else "table:table-cell"
    span = ""
    if cell.across > 1 or cell.down > 1:
        span = f' table:number-columns-spanned="{cell.across}"'
        span += f' table:number-rows-spanned="{cell.down}"'
    formula = f" table:formula={quoteattr(cell.formula)}" if cell.formula else ""
    note = f"<office:annotation><text:p>{escape(cell.note)}</text:p></office:annotation>"
    kind, raw, shown = _typed(cell)
    typed = f' office:value-type="{kind}"' if kind else ""
    typed += f' office:{KINDS[kind]}="{raw}"' if kind in KINDS else ""
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n") if shown)
    return f"<{tag}{span}{formula}{typed}>{note if cell.note else ''}{words}</{tag}>"


def _typed(cell: Cell) -> tuple[str, str, str]:
    value = cell.value
    if value is None:
        return "", "", ""
    if isinstance(value, bool):
        return "boolean", str(value).lower(), str(value).upper()
    if isinstance(value, dt.date):
        return "date", value.isoformat(), value.isoformat()
    if isinstance(value, int | float):
        shown = f"{value * 100:g} %" if cell.percent else f"{value:g}"
        return ("percentage" if cell.percent else "float"), repr(value), shown
    return "string", "", str(value)
