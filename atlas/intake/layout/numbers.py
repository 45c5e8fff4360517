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
from atlas.intake.bounds import Bound, split_bound
from atlas.intake.layout.fold import DIGITS, LONGEST, brief, clean_text, fold_text
from atlas.intake.sheets.long.cells import INDIAN, SPACE, CellError, cell_text, with_minus

PLAIN = re.compile(r"[+-]?\d+")
SPACED = re.compile(rf"([+-]?\d{{1,3}}(?:{SPACE}\d{{3}})+)([.,]\d+)?")
POINT = re.compile(
    r"[+-]?(?:\d+\.(?:\d{1,2}|\d{4,})|0?\.\d+|\d{4,}\.\d+)|[+-]?\d+\.\d+[eE][+-]?\d+"
)
COMMA = re.compile(r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0?,\d+|\d{4,},\d+)")
POINT_FULL = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")
COMMA_FULL = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")
LAKHS = re.compile(r"[+-]?\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
LEADING = re.compile(r"^(?:us ?\$|\$ ?us|usd)\s*(?=[\d(+-])", re.IGNORECASE)
TRAILING = re.compile(r"(?<=[\d\s])\s*(?:us ?\$|usd)$", re.IGNORECASE)
# “1/” after a space is a mark, as in statistical yearbooks; a raised letter is one anywhere.
MARKS = re.compile(
    r"(?<=[\d%)\]])\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍᵖʳ]+|\[[a-z]{1,2}\]|\([a-z]\)|(?<=\s)\d{1,2}/)+$"
)
WORDS_AFTER = re.compile(r"(.*\d)\s*([^\W\d_][^\d]*)")
MAGNITUDE = re.compile(r"(?<=\d)\s?([^\W\d_][^\d]*)$")
MAGNITUDES = {
    **dict.fromkeys(("thousand", "thousands", "millier", "milliers", "الف", "الاف"), 1e3),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "millon", "millones"), 1e6),
    **dict.fromkeys(("مليون", "ملايين"), 1e6),
    **dict.fromkeys(("billion", "billions", "bn", "milliard", "milliards", "mrd"), 1e9),
    **dict.fromkeys(("mil millones", "مليار", "مليارات"), 1e9),
}
ESTIMATE = re.compile(r"(?<=[\d%])\s*(?:e|\(e\)|\(?est\.?\)?)$", re.IGNORECASE)
BRACKETS = re.compile(r"\[\s*([^\[\]]+?)\s*\]")
ROUND = re.compile(r"\(\s*([^()]+?)\s*\)")
ONE = rf"[+-]?(?:\d{{1,3}}(?:{SPACE}\d{{3}})+|\d[\d.,]*)"
TWO = re.compile(rf"{ONE}\s*[ /;|\n]\s*{ONE}")
RANGE = re.compile(r"[\d.,\s]+(?:-|–|—|to|à|a)\s*[\d.,\s]+")
DITTO = frozenset("\"“”„″〃''") | {"''", '"', "“", "”", ",,", "id.", "idem", "ditto"}


@dataclass(frozen=True)
class Number:
    """A number as its cell says it: ``percent`` when it carries a percent sign.

    ``scale`` is that of a word behind it, such as “12.5 mn”, and is in ``value`` already.
    ``bound`` is that of words or signs beside it, such as “<5” or “plus de 500”.
    """

    value: float
    percent: bool = False
    reliability: Reliability | None = None
    mark: str = ""
    scale: float = 1.0
    bound: Bound = Bound.EXACT


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
            if any(writing.fullmatch(core) for writing in (POINT, POINT_FULL, LAKHS)):
                signs.add(".")
            elif COMMA.fullmatch(core) or COMMA_FULL.fullmatch(core):
                signs.add(",")
            elif (match := SPACED.fullmatch(core)) and match[2]:
                signs.add(match[2][0])
    return signs.pop() if len(signs) == 1 else ""


def ambiguous_separator(cell: str) -> str:
    """Return the separator of a number that can be read in two ways, else ``""``."""
    core = _core(cell)[0]
    match = EITHER.fullmatch(core)
    return next(sign for sign in ",." if sign in core) if match else ""


def read_number(cell: Any, decimal: str = "") -> Number:
    """Return the number that a cell states; a bound is refused.

    Raises
    ------
    CellError
        When the cell is no number, could be two, or is a bound; the remedy says what to write.
    """
    number = read_bounded(cell, decimal)
    if number.bound is not Bound.EXACT:
        template = N_("“{value}” is a limit, not a number.")
        remedy = N_("Write an upper limit in the column high, a lower one in low.")
        raise CellError("bound-in-cell", template, remedy, value=clean_text(cell_text(cell)))
    return number


def read_bounded(cell: Any, decimal: str = "") -> Number:
    """Return the number or bound of a cell that is not empty.

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


def with_unit(cell: str) -> tuple[str, str]:
    """Return a cell's number and the words behind it, such as those of a unit.

    Examples
    --------
    >>> with_unit("12 months"), with_unit("12")
    (('12', 'months'), ('12', ''))
    """
    match = WORDS_AFTER.fullmatch(brief(cell)) if len(cell) <= LONGEST else None
    return (match[1], match[2]) if match else (cell, "")


@lru_cache(maxsize=50_000)
def _core(cell: str) -> tuple[str, bool, Reliability | None, str, float, Bound]:
    """Return a number's text alone; percent sign, reliability, footnote mark, scale and bound."""
    text = clean_text(cell).translate(DIGITS)
    if len(text) > LONGEST:
        return "", False, None, "", 1.0, Bound.EXACT  # no number is that long
    text, bound = split_bound(text)
    mark = reliability = None
    if match := MARKS.search(text):
        mark, text = match[0].strip(), text[: match.start()].strip()
    text = with_minus(text)
    if match := BRACKETS.fullmatch(text):
        reliability, text = Reliability.ESTIMATE, match[1]
    if match := ESTIMATE.search(text):
        reliability, text = Reliability.ESTIMATE, text[: match.start()].strip()
    if (match := ROUND.fullmatch(text)) and any(c.isdigit() for c in match[1]):
        text = f"-{match[1]}" if not match[1].startswith(("-", "+")) else text
    text = TRAILING.sub("", LEADING.sub("", text))
    scale = 1.0
    if match := MAGNITUDE.search(text):
        scale = MAGNITUDES.get(fold_text(match[1]), 1.0)
        text = text[: match.start()].strip() if scale != 1.0 else text
    percent = text.endswith("%") or text.startswith("%")
    text = text.strip("% ") if percent else text
    text = re.sub(r"^([+-])\s+", r"\1", text)
    return text, percent, reliability, mark or "", scale, bound


@lru_cache(maxsize=50_000)
def _read(cell: str, decimal: str) -> Number:
    core, percent, reliability, mark, scale, bound = _core(cell)
    value = _value(core, decimal)
    if value is None or not math.isfinite(value):
        raise _no_number(cell)
    return Number(scale_number(value, scale), percent, reliability, mark, scale, bound)


def scale_number(value: float, factor: float) -> float:
    """Return a value times a factor, without the noise of binary fractions."""
    return value if factor == 1.0 else float(f"{value * factor:.15g}")


def _value(core: str, decimal: str) -> float | None:
    if PLAIN.fullmatch(core) or EXPONENT.fullmatch(core):
        return float(core)
    if match := SPACED.fullmatch(core):
        whole = re.sub(SPACE, "", match[1])
        return float(whole + (match[2] or "").replace(",", "."))
    if INDIAN.fullmatch(core):
        return float(re.sub(r"[^\d.+-]", "", core))
    if POINT.fullmatch(core) or POINT_FULL.fullmatch(core):
        return float(core.replace(",", ""))
    if COMMA.fullmatch(core) or COMMA_FULL.fullmatch(core):
        return float(core.replace(".", "").replace(",", "."))
    if EITHER.fullmatch(core) and decimal:
        other = "," if decimal == "." else "."
        return float(core.replace(other, "").replace(",", "."))
    return None


def _no_number(cell: Any) -> CellError:
    text = clean_text(cell_text(cell))
    core = _core(text)[0]
    if isinstance(cell, dt.date | dt.datetime | dt.time | dt.timedelta | bool):
        template = N_("“{value}” is a date or a truth value, not a number.")
        remedy = N_("Format the cell as a number and type it again; Excel may have made it a date.")
        return CellError("not-a-number", template, remedy, value=text)
    if EITHER.fullmatch(core):
        plain, point = re.sub("[.,]", "", core), core.replace(",", ".")
        return CellError(
            "ambiguous-number",
            N_("“{value}” can be read in two ways, and no other cell of the column decides."),
            N_("Write {plain} or {point}."),
            value=text,
            plain=plain,
            point=point,
        )
    if text.casefold() in DITTO:
        template = N_("“{value}” means the same as above; each cell needs a value of its own.")
        return CellError("ditto-mark", template, N_("Write the number itself."), value=text)
    if re.search(r"[$€£¥]", core) and re.search(r"\d", core):
        template = N_("“{value}” does not name one currency: which dollar, pound or franc?")
        remedy = N_("Write the number alone, and the currency in the heading, such as US$.")
        return CellError("no-currency", template, remedy, value=text)
    if RANGE.fullmatch(core) and not core.startswith("-"):
        template = N_("“{value}” is a range, not one number.")
        remedy = N_("Write the middle here, and the ends in the columns low and high.")
        return CellError("range-in-cell", template, remedy, value=text)
    if TWO.fullmatch(core):
        template = N_("“{value}” holds two numbers.")
        remedy = N_("Write one number a cell; give the other a row or column of its own.")
        return CellError("two-numbers", template, remedy, value=text)
    template = N_("“{value}” is not a number.")
    remedy = N_("Write the number alone, such as 12.5, or leave the cell empty.")
    return CellError("not-a-number", template, remedy, value=text)
