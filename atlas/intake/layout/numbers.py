"""Numbers in any country's writing, read by one convention a column, never by a guess."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from atlas.codebook.model import Reliability
from atlas.i18n import N_
from atlas.intake.layout.fold import DIGITS, clean
from atlas.intake.table.cells import CellError
from atlas.intake.table.cells import text as shown_text

SPACE = "[ \u00a0\u202f\u2009'’٬]"
PLAIN = re.compile(r"[+-]?\d+")
SPACED = re.compile(rf"([+-]?\d{{1,3}}(?:{SPACE}\d{{3}})+)([.,]\d+)?")
POINT = re.compile(r"[+-]?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+)|[+-]?\d+\.\d+[eE][+-]?\d+")
COMMA = re.compile(r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+)")
POINT_FULL = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")
COMMA_FULL = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
LEADING = re.compile(r"^(?:us ?\$|\$ ?us|usd)\s*(?=[\d(+-])", re.IGNORECASE)
TRAILING = re.compile(r"(?<=\d)\s*(?:us ?\$|usd)$", re.IGNORECASE)
MARKS = re.compile(r"(?<=[\d%)\]])\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[[a-z]{1,2}\]|\([a-z]\))+$")
ESTIMATE = re.compile(r"(?<=[\d%])\s*(?:e|\(e\)|est\.?)$", re.IGNORECASE)
BRACKETS = re.compile(r"\[\s*([^\[\]]+?)\s*\]")
ROUND = re.compile(r"\(\s*([^()]+?)\s*\)")
ONE = rf"[+-]?(?:\d{{1,3}}(?:{SPACE}\d{{3}})+|\d[\d.,]*)"
TWO = re.compile(rf"{ONE}\s*[ /;|\n]\s*{ONE}")
RANGE = re.compile(r"[\d.,\s]+(?:-|–|—|to|à|a)\s*[\d.,\s]+")
DITTO = frozenset("\"“”„″〃''") | {"''", '"', "“", "”", ",,", "id.", "idem", "ditto"}


@dataclass(frozen=True)
class Number:
    """A number as its cell says it: ``percent`` when it carries a percent sign."""

    value: float
    percent: bool = False
    reliability: Reliability | None = None
    mark: str = ""


def convention(cells: Iterable[Any]) -> str:
    """Return the decimal sign that the unambiguous cells of a column share, else ``""``.

    Examples
    --------
    >>> convention(["1.234", "12,5"]), convention(["1,234"]), convention(["1,234", "3.5"])
    (',', '', '.')
    """
    signs = set()
    for cell in cells:
        if isinstance(cell, str):
            core = _core(cell)[0]
            if POINT.fullmatch(core) or POINT_FULL.fullmatch(core):
                signs.add(".")
            elif COMMA.fullmatch(core) or COMMA_FULL.fullmatch(core):
                signs.add(",")
            elif (spaced := SPACED.fullmatch(core)) and spaced[2]:
                signs.add(spaced[2][0])
    return signs.pop() if len(signs) == 1 else ""


def separator(cell: str) -> str:
    """Return the separator of a number that can be read in two ways, else ``""``."""
    core = _core(cell)[0]
    found = EITHER.fullmatch(core)
    return next(sign for sign in ",." if sign in core) if found else ""


def read_number(cell: Any, decimal: str = "") -> Number:
    """Return the number of a cell that is not empty.

    Raises
    ------
    CellError
        When the cell is no number, or could be two; the remedy says what to write.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell):
        return Number(float(cell))
    if not isinstance(cell, str):
        raise _no_number(cell)
    return _read(cell, decimal)


@lru_cache(maxsize=50_000)
def _core(cell: str) -> tuple[str, bool, Reliability | None, str]:
    """Return a number's text alone, its percent sign, its reliability and its footnote mark."""
    text = clean(cell).translate(DIGITS).replace("−", "-")
    mark = reliability = None
    if found := MARKS.search(text):
        mark, text = found[0].strip(), text[: found.start()].strip()
    if found := BRACKETS.fullmatch(text):
        reliability, text = Reliability.ESTIMATE, found[1]
    if found := ESTIMATE.search(text):
        reliability, text = Reliability.ESTIMATE, text[: found.start()].strip()
    if (found := ROUND.fullmatch(text)) and any(c.isdigit() for c in found[1]):
        text = f"-{found[1]}" if not found[1].startswith(("-", "+")) else text
    text = TRAILING.sub("", LEADING.sub("", text))
    percent = text.endswith("%") or text.startswith("%")
    text = text.strip("% ") if percent else text
    text = re.sub(r"^([+-])\s+", r"\1", text)
    return text, percent, reliability, mark or ""


@lru_cache(maxsize=50_000)
def _read(cell: str, decimal: str) -> Number:
    core, percent, reliability, mark = _core(cell)
    value = _value(core, decimal)
    if value is None or not math.isfinite(value):
        raise _no_number(cell)
    return Number(value, percent, reliability, mark)


def _value(core: str, decimal: str) -> float | None:
    if PLAIN.fullmatch(core) or EXPONENT.fullmatch(core):
        return float(core)
    if spaced := SPACED.fullmatch(core):
        whole = re.sub(SPACE, "", spaced[1])
        return float(whole + (spaced[2] or "").replace(",", "."))
    if POINT.fullmatch(core) or POINT_FULL.fullmatch(core):
        return float(core.replace(",", ""))
    if COMMA.fullmatch(core) or COMMA_FULL.fullmatch(core):
        return float(core.replace(".", "").replace(",", "."))
    if EITHER.fullmatch(core) and decimal:
        other = "," if decimal == "." else "."
        return float(core.replace(other, "").replace(",", "."))
    return None


def _no_number(cell: Any) -> CellError:
    shown = clean(shown_text(cell))
    core = _core(shown)[0]
    if isinstance(cell, dt.date | dt.datetime | dt.time | dt.timedelta | bool):
        template = N_("“{value}” is a date or a truth value, not a number.")
        remedy = N_("Format the cell as a number and type it again; Excel may have made it a date.")
        return CellError("not-a-number", template, remedy, value=shown)
    if EITHER.fullmatch(core):
        plain, point = re.sub("[.,]", "", core), core.replace(",", ".")
        return CellError(
            "ambiguous-number",
            N_("“{value}” can be read in two ways, and no other cell of the column decides."),
            N_("Write {plain} or {point}."),
            value=shown,
            plain=plain,
            point=point,
        )
    if shown.casefold() in DITTO:
        template = N_("“{value}” means the same as above; each cell must say its own.")
        return CellError("ditto-mark", template, N_("Write the number itself."), value=shown)
    if re.search(r"[$€£¥]", core) and re.search(r"\d", core):
        template = N_("“{value}” names no currency that is plain: which dollar, pound or franc?")
        remedy = N_("Write the number alone, and the currency in the heading, such as US$.")
        return CellError("no-currency", template, remedy, value=shown)
    if RANGE.fullmatch(core) and not core.startswith("-"):
        template = N_("“{value}” is a range, not one number.")
        remedy = N_("Write the middle here, and the ends in the columns low and high.")
        return CellError("range-in-cell", template, remedy, value=shown)
    if TWO.fullmatch(core):
        template = N_("“{value}” holds two numbers.")
        remedy = N_("Write one number a cell; give the other a row or column of its own.")
        return CellError("two-numbers", template, remedy, value=shown)
    template = N_("“{value}” is no number.")
    remedy = N_("Write the number alone, such as 12.5, or leave the cell empty.")
    return CellError("not-a-number", template, remedy, value=shown)
