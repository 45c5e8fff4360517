"""Facts of an ODS file, and a bound on what its repeated cells would unfold to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from xml.etree import ElementTree

from atlas.intake.sandbox.opening import archive
from atlas.intake.sandbox.opening.comments import annotation
from atlas.intake.sandbox.opening.page import Facts
from atlas.intake.sheets.long.opening import TooLarge

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
THROUGH = f"{STYLE}text-line-through-style"
LONGEST = 32_767  # characters of a cell in Excel
YEAR = re.compile(r"\d{4}")
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def ods_facts(file: str, xml: bytes, authors: Collection[str] = ()) -> list[Facts]:
    """Return the facts of each table of an ODS file's content; ``authors`` are its ``ods_names``.

    Raises
    ------
    TooLarge
        When a repeated cell or row with content would fill the memory.
    """
    facts: list[Facts] = []
    total, struck_styles = 0, set[str]()
    for event, node in ElementTree.iterparse(BytesIO(xml), events=("start", "end")):
        if event == "start" and node.tag == f"{TABLE}table":
            facts.append(Facts())
            row = 0
        elif event == "end" and node.tag == f"{STYLE}style":
            lines = (text.get(THROUGH) for text in node.iter(f"{STYLE}text-properties"))
            struck_styles |= {
                node.get(f"{STYLE}name", "") for line in lines if line not in (None, "none")
            }
        elif event == "end" and node.tag == f"{TABLE}table-row" and facts:
            times = _times(node, "number-rows-repeated")
            width = _row(file, node, row, facts[-1], authors)
            facts[-1].struck |= {(row, at) for at in _struck(node, struck_styles)}
            if node.get(f"{TABLE}visibility") in ("collapse", "filter") and times < 1000:
                facts[-1].hidden_rows |= set(range(row, row + times))
            total += width * times
            if width and (total > archive.MOST_CELLS or row + times > archive.MOST_ROWS):
                raise TooLarge(file, f"{archive.MOST_CELLS:,} cells")
            row += times
            node.clear()
    return facts


def _times(node: ElementTree.Element, name: str, space: str = TABLE) -> int:
    text = node.get(f"{space}{name}", "1").strip()
    return int(text[:12]) if text.isascii() and text.isdigit() else 1


def _row(
    file: str, node: ElementTree.Element, row: int, facts: Facts, authors: Collection[str]
) -> int:
    """Note the facts of a row; return the width up to its last cell with content."""
    column = width = 0
    if sum(_times(space, "c", TEXT) for space in node.iter(f"{TEXT}s")) > LONGEST:
        raise TooLarge(file, f"{LONGEST:,} spaces in a row")
    for cell in _cells(node):
        times = _times(cell, "number-columns-repeated")
        note = cell.find(f"{OFFICE}annotation")
        if note is not None:
            words = annotation(note, (row, column), authors).words
            facts.comments |= {(row, column): words} if words else {}
            cell.remove(note)
        text = "".join(cell.itertext()).strip()
        if text or cell.get(f"{OFFICE}value"):
            width = column + times
            if cell.get(f"{OFFICE}value-type") == "percentage":
                facts.percent |= {(row, column + n) for n in range(min(times, 1000))}
            if cell.get(f"{OFFICE}value-type") == "date" and YEAR.fullmatch(text):
                facts.years |= {(row, column + n) for n in range(min(times, 1000))}
            if text.startswith(("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "Err:")):
                facts.errors[row, column] = text
        column += times
    return width


def _struck(node: ElementTree.Element, styles: Collection[str]) -> Iterator[int]:
    """Yield the columns of a row whose cells are struck through."""
    column = 0
    for cell in _cells(node):
        if styles and cell.get(f"{TABLE}style-name", "") in styles:
            yield column
        column += _times(cell, "number-columns-repeated")


def _cells(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (cell for cell in node if cell.tag in CELLS)
