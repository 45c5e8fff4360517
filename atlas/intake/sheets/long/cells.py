"""Read one cell: exactly what it says, or a problem with its remedy; nothing is guessed."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.load import nearest
from atlas.codebook.model import Method, MissingReason, Reliability
from atlas.codebook.names import code_or_name
from atlas.errors import UnknownIndicator
from atlas.i18n import N_
from atlas.intake.addresses import ADDRESS_REMEDY
from atlas.intake.bounds import Bound, split_bound
from atlas.links import is_web_address

PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
SPACE = "[ \u00a0\u202f\u2000-\u200a'’´`٬]"  # between thousands
GROUPED = re.compile(rf"[+-]?\d{{1,3}}(?:{SPACE}\d{{3}})+([.,]\d+)?")
# Lakhs and crores: 14,55,550
INDIAN = re.compile(rf"[+-]?\d{{1,2}}(,|{SPACE})\d\d(?:\1\d\d)*\1\d{{3}}(?:\.\d+)?")
DASH = "[-−–—‒‑﹣－]"
MINUS_BEFORE = re.compile(rf"^{DASH}\s*(?=[\d.,(])")
MINUS_BEHIND = re.compile(rf"(\d[\d.,]*)\s*{DASH}")
COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3},\d{3}\.\d+")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,(\d{1,2}|\d{4,})")
AMBIGUOUS = re.compile(r"[+-]?\d{1,3},\d{3}")
ABSENT = {"-", "–", "—", ".", "..", "…", "...", "n/a", "na", "n.a.", "nan", "null", "none", "x"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PAIR = re.compile(r"[a-z][a-z_-]*=[^=;]+")
LONGEST_BREAKDOWN = 120


class CellError(Exception):
    """What is wrong with a cell: code, message template, remedy template, fields of both."""

    def __init__(self, code: str, template: str, remedy: str, **params: object) -> None:
        self.code = code
        self.template = template
        self.remedy = remedy
        self.params = params
        super().__init__(template.format(**params))


def cell_text(cell: Any) -> str:
    """Return a cell as trimmed text: whole numbers without a point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()


def parse_number(cell: Any) -> float | None:
    """Return a number; None for an empty cell. Groups and signs must have one reading only.

    Examples
    --------
    >>> parse_number("1 234 567,5"), parse_number("12,5"), parse_number("")
    (1234567.5, 12.5, None)
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell)
    if isinstance(cell, dt.date | dt.time | dt.timedelta | bool):
        raise CellError(
            "not-a-number",
            N_("“{value}” is not a number."),
            N_("Format the cell as a number and type it again; Excel may have made it a date."),
            value=cell_text(cell),
        )
    value = with_minus(cell_text(cell))
    if not value:
        return None
    if PLAIN.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    if INDIAN.fullmatch(value):
        return float(re.sub(r"[^\d.+-]", "", value))
    if GROUPED.fullmatch(value):
        return float(re.sub(r"[^\d.+-]", "", value.replace(",", ".")))
    if COMMAS.fullmatch(value):
        return float(value.replace(",", ""))
    if DECIMAL_COMMA.fullmatch(value):
        return float(value.replace(",", "."))
    raise _no_number(value)


def with_minus(value: str) -> str:
    """Return a number with a plain minus before it, whatever dash it has and where.

    Examples
    --------
    >>> with_minus("–1.8"), with_minus("1.6-"), with_minus("1.5–2.0"), with_minus("–")
    ('-1.8', '-1.6', '1.5–2.0', '–')
    """
    behind = MINUS_BEHIND.fullmatch(value)
    return f"-{behind[1]}" if behind else MINUS_BEFORE.sub("-", value)


def _no_number(value: str) -> CellError:
    template = N_("“{value}” is not a number.")
    if AMBIGUOUS.fullmatch(value):
        template = N_("“{value}” can be read in two ways.")
        plain, point = value.replace(",", ""), value.replace(",", ".")
        remedy = N_("Write {plain} or {point}.")
        return CellError(
            "ambiguous-number", template, remedy, value=value, plain=plain, point=point
        )
    remedy = N_("Write the number alone, such as 12.5; what the source wrote belongs in original.")
    if value.casefold() in ABSENT:
        remedy = N_("Leave value empty and say why in missing_reason: {reasons}.")
    elif re.fullmatch(r"[\d.]+\s*[-–]\s*[\d.]+", value):
        remedy = N_("Write the ends of the range in low and high.")
    elif split_bound(value)[1] is not Bound.EXACT:
        template = N_("“{value}” is a limit, not a number.")
        remedy = N_("Write an upper limit in the column high, a lower one in low.")
    return CellError(
        "not-a-number", template, remedy, value=value, reasons=", ".join(MissingReason)
    )


@lru_cache(maxsize=4096)
def parse_country(name: str) -> str:
    """Return the ISO3 code of a recognised country."""
    match = code_or_name(name)
    if match.iso3 is not None:
        return match.iso3
    kinds = {
        "aggregate": (N_("“{value}” is a group of countries."), N_("Leave the row out.")),
        "subnational": (N_("“{value}” is a part of a country."), N_("Leave the row out.")),
        "former": (
            N_("“{value}” is a former state."),
            N_("Name the state of today, or leave it out."),
        ),
    }
    remedy = (
        N_("Did you mean {nearest}?") if match.nearest else N_("Use an ISO 3166 code such as FRA.")
    )
    template, remedy = kinds.get(match.kind, (N_("No country is called “{value}”."), remedy))
    problem = "unknown-country" if match.kind == "unknown" else f"{match.kind}-not-country"
    raise CellError(problem, template, remedy, value=name, nearest=", ".join(match.nearest))


@lru_cache(maxsize=512)
def indicator(name: str) -> str:
    """Return the id of an indicator; upper case passes."""
    try:
        return codebook().indicator(name.lower()).id
    except UnknownIndicator as error:
        close = ", ".join(error.nearest)
        remedy = N_("Did you mean {nearest}?") if close else N_("Choose one from the codebook.")
        template = N_("No indicator is called “{value}”.")
        raise CellError("unknown-indicator", template, remedy, value=name, nearest=close) from None


@lru_cache(maxsize=4096)
def iso_period(value: str) -> str:
    """Return a year, month, date, or two of them with a slash."""
    ends = value.split("/")
    if len(ends) > 2 or not all(map(_is_date, ends)) or (len(ends) == 2 and ends[0] > ends[1]):
        remedy = N_("Write 2024, 2024-06 or a range such as 2024-01/2024-06.")
        raise CellError(
            "bad-period", N_("“{value}” is not a year or date range."), remedy, value=value
        )
    return value


@lru_cache(maxsize=4096)
def iso_date(value: str) -> str:
    """Return a year, month or date of ISO 8601; empty stays empty."""
    if value and not _is_date(value):
        remedy = N_("Write 2024, 2024-06 or 2024-06-30.")
        raise CellError("bad-date", N_("“{value}” is not a date."), remedy, value=value)
    return value


def _is_date(value: str) -> bool:
    if not DATE.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def breakdown(value: str) -> str:
    """Return ``dimension=code`` pairs in alphabetical order; empty or “total” is the total."""
    if value.casefold() in ("", "total"):
        return ""
    pairs = sorted(part.strip() for part in value.split(";") if part.strip())
    if len(value) > LONGEST_BREAKDOWN or not all(map(PAIR.fullmatch, pairs)):
        remedy = N_(
            "Write branch=army, or two joined by a semicolon; leave it empty for the total."
        )
        raise CellError("bad-breakdown", N_("“{value}” is not a breakdown."), remedy, value=value)
    return ";".join(pairs)


@lru_cache(maxsize=4096)
def url(value: str) -> str:
    """Return a web address; empty stays empty."""
    if value and not is_web_address(value):
        raise CellError(
            "bad-url", N_("“{value}” is not a web address."), ADDRESS_REMEDY, value=value
        )
    return value


def _choice(kind: type[StrEnum], default: StrEnum | None) -> Callable[[str], StrEnum | None]:
    @lru_cache(maxsize=256)
    def choose(value: str) -> StrEnum | None:
        code = value.casefold().replace(" ", "-").replace("_", "-")
        if not code:
            return default
        if code in tuple(kind):
            return kind(code)
        choices = nearest(code, kind) or tuple(kind)
        raise CellError(
            "unknown-code",
            N_("“{value}” is not one of the codes of this column."),
            N_("Use one of {nearest}."),
            value=value,
            nearest=", ".join(choices),
        )

    return choose


missing_reason = _choice(MissingReason, None)
method = _choice(Method, Method.REPORTED)
reliability = _choice(Reliability, Reliability.STATED)
