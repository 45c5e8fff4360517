"""Observations as text: JSON, CSV, SDMX-CSV; columns are encoded value by value once.

A column of 10,000 cells has few different values (one source, one unit, 40 years), so each
different value is encoded once and the rows are joined from ready pieces.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from atlas.store import API_FIELDS
from atlas.store.records import api_frame
from atlas.text import xml_text
from atlas.web.api.selection import WITHHELD, Edition, Size

DANGEROUS = re.compile(r"\s*[=+\-@]|[\t\r\n]")
QUOTED = re.compile(r'[",\r\n]')
TO_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
LINE = "\r\n"  # RFC 4180


@dataclass(frozen=True)
class TextFormat:
    """A format that can be written piece by piece: head, rows (joined by ``between``), tail."""

    media_type: str
    extension: str
    head: Callable[[Edition, Size], str]
    rows: Callable[[pd.DataFrame], str]
    between: str
    tail: str


def json_head(edition: Edition, size: Size) -> str:
    """Return the object up to its first observation."""
    return f'{json_opening(edition, size, WITHHELD)},"observations":['


def json_opening(edition: Edition, size: Size, explanation: str) -> str:
    """Return the object up to its first list: release, count and what a licence withholds."""
    fields = {
        "release": edition.label,
        "count": size.given,
        "withheld_by_licence": size.withheld,
        "withheld_explanation": explanation if size.withheld else None,
    }
    return TO_JSON(fields)[:-1]


def json_rows(frame: pd.DataFrame) -> str:
    """Return what ``api_records`` gives for the frame, as JSON without the brackets."""
    return objects(api_frame(frame))


def objects(frame: pd.DataFrame) -> str:
    """Return any frame's rows as JSON objects joined by commas."""
    columns = [_encode_column(frame[name], partial(_member, str(name))) for name in frame]
    return ",".join(f"{{{row}}}" for row in map(",".join, zip(*columns, strict=True)))


def _member(name: str, value: Any) -> str:
    return f'"{name}":{TO_JSON(machine_value(value))}'


def csv_head(_edition: Edition, _size: Size) -> str:
    """Return the header row."""
    return header(API_FIELDS)


def csv_rows(frame: pd.DataFrame) -> str:
    """Return the API's columns as RFC 4180 rows; text cannot start a formula."""
    return frame_csv_rows(api_frame(frame))


def header(names: Iterable[str]) -> str:
    """Return a header row."""
    return ",".join(names) + LINE


def frame_csv_rows(frame: pd.DataFrame) -> str:
    """Return any frame as RFC 4180 rows without a header."""
    columns = [_encode_column(frame[name], csv_cell) for name in frame]
    return "".join(f"{row}{LINE}" for row in map(",".join, zip(*columns, strict=True)))


def csv_cell(value: Any) -> str:
    """Return one cell: missing is empty, true and false are words, text is safe and quoted."""
    value = machine_value(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = neutralise_formula(xml_text(value)) if isinstance(value, str) else str(value)
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def neutralise_formula(text: str) -> str:
    """Return text that a spreadsheet will not run: formula starts get an apostrophe before.

    Examples
    --------
    >>> neutralise_formula("=HYPERLINK(1)"), neutralise_formula("army"), neutralise_formula("-")
    ("'=HYPERLINK(1)", 'army', "'-")
    """
    return f"'{text}" if DANGEROUS.match(text) else text


def machine_value(value: Any) -> Any:
    """Return a value as ``atlas.store.records`` gives it to machines."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    return value


def _encode_column(column: pd.Series[Any], encode: Callable[[Any], str]) -> list[str]:
    codes, values = pd.factorize(column, use_na_sentinel=False)
    texts = np.array([encode(value) for value in values.tolist()], dtype=object)
    return texts[codes].tolist() if len(texts) else []


JSON = TextFormat("application/json", "json", json_head, json_rows, ",", "]}")
CSV = TextFormat("text/csv; charset=utf-8; header=present", "csv", csv_head, csv_rows, "", "")
