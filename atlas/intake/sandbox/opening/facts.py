"""What stands behind the cells of an XLSX sheet, found in its XML without loading it whole.

Loading a workbook for its styles takes longer than all else together; a few expressions over
the text find the same. Parts with entities were refused before (``archive``).
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

from atlas.codebook.model import Reliability
from atlas.intake.sandbox.opening.page import Facts, Spot, spot

NAME = r"(?:\w+:)?"
ROW = re.compile(rf"<{NAME}row\b([^>]*)>".encode())
COL = re.compile(rf"<{NAME}col\b([^>]*)>".encode())
STYLED = re.compile(rf'<{NAME}c\b[^>]*?\br="([A-Z]+\d+)"[^>]*?\bs="(\d+)"'.encode())
STYLE_FIRST = re.compile(rf'<{NAME}c\b[^>]*?\bs="(\d+)"[^>]*?\br="([A-Z]+\d+)"'.encode())
FORMULA = re.compile(
    rf"<{NAME}c\b([^>]*)>\s*<{NAME}f\b([^>]*?)(?:/>|>(.*?)</{NAME}f>)\s*(?:<{NAME}v>([^<]*)<)?".encode(),
    re.DOTALL,
)
ERROR = re.compile(rf"<{NAME}v>(#[^<]{{1,12}})</{NAME}v>".encode())
ERROR_CELL = re.compile(
    rf'<{NAME}c\b([^>]*\bt="e"[^>]*)>(?:\s*<{NAME}f\b[^>]*?(?:/>|>[^<]*</{NAME}f>))?\s*<{NAME}v>([^<]*)<'.encode()
)
CELL = re.compile(rb'\br="([A-Z]+\d+)"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
OUTSIDE = re.compile(r"\[\d+\]|https?://|file:|\\\\|\[[^\]]+\.xls", re.IGNORECASE)
MOST_HIDDEN = 1_000
LITERAL = re.compile(r'"[^"]*"|\\.')  # parts of a format that are shown as they stand
YEARLY = re.compile(r"(?:\[[^\]]*\])*y{1,4}(?:;.*)?", re.IGNORECASE)
BLUE, RED = {"FF0000FF", "000000FF"}, {"FFFF0000", "00FF0000"}
INDEXED = {"12": Reliability.ESTIMATE, "10": Reliability.UNCERTAIN}
PERCENT = {9, 10}


class Styles:
    """Which of a workbook's cell styles mean a percent, a year, an estimate or a struck cell."""

    def __init__(self, xml: bytes) -> None:
        self.percent: set[int] = set()
        self.years: set[int] = set()
        self.struck: set[int] = set()
        self.reliability: dict[int, Reliability] = {}
        if not xml:
            return
        root = ElementTree.fromstring(xml)
        formats = {
            int(node.get("numFmtId", "0")): node.get("formatCode", "")
            for node in root.iterfind(".//{*}numFmts/{*}numFmt")
        }
        nodes = root.findall("{*}fonts/{*}font")
        fonts = [_colour(node) for node in nodes]
        struck_fonts = {at for at, node in enumerate(nodes) if _is_struck(node)}
        for position, node in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            number = int(node.get("numFmtId", "0"))
            if number in PERCENT or "%" in LITERAL.sub("", formats.get(number, "")):
                self.percent.add(position)
            if shows_year(formats.get(number, "")):
                self.years.add(position)
            font = int(node.get("fontId", "0"))
            if font in struck_fonts:
                self.struck.add(position)
            reliability = fonts[font] if font < len(fonts) else None
            if reliability is not None:
                self.reliability[position] = reliability


def shows_year(code: str) -> bool:
    """Tell whether a number format shows nothing of a date but its year.

    Examples
    --------
    >>> shows_year("yyyy;@"), shows_year("[$-40C]yyyy"), shows_year("mmm-yy")
    (True, True, False)
    """
    return YEARLY.fullmatch(LITERAL.sub("", code).strip()) is not None


def _is_struck(font: ElementTree.Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _colour(font: ElementTree.Element) -> Reliability | None:
    colour = font.find("{*}color")
    if colour is None:
        return None
    rgb = colour.get("rgb", "").upper()
    if rgb in BLUE:
        return Reliability.ESTIMATE
    if rgb in RED:
        return Reliability.UNCERTAIN
    return INDEXED.get(colour.get("indexed", ""))


def facts_of(xml: bytes, styles: Styles) -> Facts:
    """Return the facts of one sheet's XML."""
    facts = Facts()
    _hidden(xml, facts)
    if styles.percent or styles.reliability or styles.years or styles.struck:
        _note_styles(xml, styles, facts)
    if b"<f" in xml or b":f" in xml:
        _formulas(xml, facts)
    if b't="e"' in xml:
        for attributes, text in ERROR_CELL.findall(xml):
            if at := _at(attributes):
                facts.errors[at] = unescape(text.decode("utf-8", "replace"))
    return facts


def _at(attributes: bytes) -> Spot | None:
    match = CELL.search(attributes)
    return spot(match[1].decode()) if match else None


def _hidden(xml: bytes, facts: Facts) -> None:
    if b"hidden" not in xml or not HIDDEN.search(xml):
        return
    for attributes in ROW.findall(xml):
        if HIDDEN.search(attributes) and (row := re.search(rb'\br="(\d+)"', attributes)):
            facts.hidden_rows.add(int(row[1]) - 1)
    for attributes in COL.findall(xml):
        if HIDDEN.search(attributes):
            ends = [int(n) for n in re.findall(rb'\b(?:min|max)="(\d+)"', attributes)]
            if len(ends) == 2:
                last = min(max(ends), min(ends) + MOST_HIDDEN)
                facts.hidden_columns |= set(range(min(ends) - 1, last))


def _note_styles(xml: bytes, styles: Styles, facts: Facts) -> None:
    of = (
        (styles.percent, facts.percent),
        (styles.years, facts.years),
        (styles.struck, facts.struck),
    )
    style_numbers = {
        str(n).encode() for n in (*styles.reliability, *set().union(*(s for s, _ in of)))
    }
    cells = STYLED.findall(xml) or [(cell, s) for s, cell in STYLE_FIRST.findall(xml)]
    for cell, style in cells:
        if style not in style_numbers:
            continue
        at, number = spot(cell.decode()), int(style)
        for numbers, spots in of:
            if number in numbers:
                spots.add(at)
        if number in styles.reliability:
            facts.reliability[at] = styles.reliability[number]


def _formulas(xml: bytes, facts: Facts) -> None:
    for attributes, _, inside, value in FORMULA.findall(xml):
        at = _at(attributes)
        if at is None or attributes.rstrip().endswith(b"/"):
            continue
        formula = unescape(inside.decode("utf-8", "replace"))
        if OUTSIDE.search(formula):
            facts.external.add(at)
        if not value and b't="str"' not in attributes:
            facts.formulas[at] = f"={formula}"
