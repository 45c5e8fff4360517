"""Records as an Excel workbook: the records, their sources, and how to read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from atlas.codebook import codebook
from atlas.errors import InvalidParameter
from atlas.i18n import Translator, country_name, translator
from atlas.stopping import unless_abandoned
from atlas.store import API_FIELDS
from atlas.store.records import api_frame
from atlas.text import xml_text
from atlas.views.breakdowns import breakdown_name
from atlas.views.values import size_texts
from atlas.web.api.fields import FIELDS, TEXT, Field
from atlas.web.api.formats import machine_value, neutralise_formula
from atlas.web.api.selection import WITHHELD, Edition, Size

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIMIT = 100_000  # rows; Excel holds ten times more, but writing them would take minutes
SOURCES = {
    "Citation": "source",
    "Licence": "licence",
    "URL": "source_url",
    "Published": "published",
    "Accessed": "accessed",
}


NAMED = {
    "country_name": Field("Name of the country in English.", TEXT, "Costa Rica"),
    "indicator_name": Field("Name of the indicator in English.", TEXT, "Military expenditure"),
    "breakdown_name": Field("The breakdown in words; empty for a total.", TEXT, "Army, women"),
    "value_text": Field(
        "The value as it may be quoted: a range from low to high, “up to”, “more than”.",
        TEXT,
        "12–18",
    ),
}


class TooManyRows(InvalidParameter):
    """More observations than a workbook is made for."""

    code = "too-many-rows"
    template = (
        "{n} observations are too many for a workbook (at most {limit}). "
        "Ask for fewer indicators, countries or years, or choose format=csv."
    )

    def __init__(self, n: int) -> None:
        self.nearest = ("csv",)
        super().__init__(self.template, n=n, limit=LIMIT)


Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Contents:
    """What a workbook holds: a sheet's title, its rows, the frame they come from, meanings."""

    title: str
    shaped: pd.DataFrame
    frame: pd.DataFrame
    meanings: Mapping[str, Field]
    withheld: str = WITHHELD
    replies: Rows = ()


def workbook(
    frame: pd.DataFrame, edition: Edition, size: Size, url: str, replies: Rows = ()
) -> bytes:
    """Return an .xlsx with the sheets Observations, Replies if any, Sources and Read me.

    Raises
    ------
    TooManyRows
    """
    if len(frame) > LIMIT:
        raise TooManyRows(len(frame))
    meanings = {name: FIELDS[name] for name in API_FIELDS} | NAMED
    table = _add_names(api_frame(frame))
    contents = Contents("Observations", table, frame, meanings, replies=replies)
    return write_workbook(contents, edition, size, url)


def _add_names(table: pd.DataFrame) -> pd.DataFrame:
    """Return the API's columns with codes in words and each value as it may be quoted."""
    t = translator("en")
    names = codebook().indicators
    return table.assign(
        country_name=[country_name(code, "en") for code in table["country"]],
        indicator_name=[t(names[i].name) if i in names else i for i in table["indicator"]],
        breakdown_name=[breakdown_name(b or "", t) for b in table["breakdown"]],
        value_text=_texts(table, t),
    )


def _texts(table: pd.DataFrame, t: Translator) -> list[str]:
    """Return numbers in words; a category is its code, which the column value has."""
    numbers = table["value_kind"].notna()
    rows = table[numbers].astype({"value": float})
    texts = dict(zip(rows.index, size_texts(rows, t), strict=True))
    return [texts.get(at, "") for at in table.index]


def write_workbook(contents: Contents, edition: Edition, size: Size, url: str) -> bytes:
    """Return an .xlsx with a sheet of records, their sources and a read-me."""
    book = Workbook(write_only=True)
    names = tuple(contents.meanings)
    columns = [[_cell(value) for value in contents.shaped[name].tolist()] for name in names]
    _sheet(book, contents.title, names, zip(*columns, strict=True))
    if contents.replies:
        heads = tuple(contents.replies[0])
        rows = ([_cell(value) for value in row.values()] for row in contents.replies)
        _sheet(book, "Replies", heads, rows)
    _sheet(book, "Sources", (*SOURCES, contents.title), _sources(contents.frame))
    _sheet(book, "Read me", ("What", "Meaning"), _read_me(contents, edition, size, url))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, names: Sequence[str], rows: Iterable[Any]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    heads = []
    for name in names:
        head = WriteOnlyCell(sheet, name)
        head.font = Font(bold=True)
        heads.append(head)
    sheet.append(heads)
    for row in unless_abandoned(rows):
        sheet.append(row)


def _cell(value: Any) -> Any:
    """Return a value that Excel shows as it is: no formula, no forbidden character."""
    value = machine_value(value)
    return neutralise_formula(xml_text(value)) if isinstance(value, str) else value


def _sources(frame: pd.DataFrame) -> Iterable[list[Any]]:
    for _, rows in frame.groupby("source_id"):
        first = rows.iloc[0]
        yield [*(_cell(first[name]) for name in SOURCES.values()), len(rows)]


def _read_me(contents: Contents, edition: Edition, size: Size, url: str) -> Iterable[list[Any]]:
    yield ["Security Sector Atlas", f"{contents.title} as published, each with its source."]
    yield ["Release", _cell(edition.label)]
    yield ["Release hash", edition.hash]
    yield ["Request", _cell(url)]
    yield [contents.title, size.given]
    yield ["Withheld by licence", size.withheld]
    if size.withheld:
        yield ["Why withheld", contents.withheld]
    if contents.replies:
        yield ["Replies", "What governments answered; the atlas looked at their form only."]
    yield ["Cite", "Name the source of each record (sheet Sources) and the atlas’s release."]
    yield [
        "Ranges and bounds",
        "Quote a value alone only where value_kind is stated. midpoint: the middle of the source’s"
        " range, which nobody stated; quote low and high. bound: “up to” (low is empty) or “more"
        " than” (high is empty).",
    ]
    yield ["Empty value", "A missing value has a reason; it is never zero."]
    yield ["’ before a text", "Protects against text that a spreadsheet would run as a formula."]
    for name, field in contents.meanings.items():
        yield [name, field.description]
