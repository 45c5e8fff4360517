"""Read one row: a draft with its source, or every problem of the row by column."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from atlas.codebook import Indicator, codebook
from atlas.i18n import N_
from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity, Source
from atlas.intake.sheets import words
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.header import COLUMNS, REQUIRED, Header

LONGEST_SHOWN = 80
READERS: dict[str, Callable[[str], Any]] = {
    "country": cells.parse_country,
    "indicator": cells.indicator,
    "period": cells.iso_period,
    "missing_reason": cells.missing_reason,
    "breakdown": cells.breakdown,
    "method": cells.method,
    "reliability": cells.reliability,
    "url": cells.url,
    "published": cells.iso_date,
    "accessed": cells.iso_date,
    "origin": words.origin_code,
}
NUMBERS = ("value", "low", "high")
# The column to mend for a problem that the rules of every batch find.
CHECKED = {
    "unknown-category": "category",
    "bad-period": "period",
    "bad-range": "low",
}


@dataclass
class RowPlace:
    """Where a row stands, and the problems found there."""

    file: str
    sheet: str
    row: int
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, column: str, error: CellError, value: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Add a problem of a cell of this row."""
        params = {**error.params, "template": error.template, "remedy_template": error.remedy}
        self.problems.append(
            Problem(
                severity,
                error.code,
                str(error),
                error.remedy.format(**error.params),
                self.file,
                self.sheet,
                self.row,
                column,
                value[:LONGEST_SHOWN],
                params,
            )
        )


def read_row(row: list[Any], header: Header, place: RowPlace) -> DraftWithSource | None:
    """Return the draft and the source of a row, or None when ``place`` got errors."""
    if len(row) > len(header.named):
        for position, cell in enumerate(row):
            if position not in header.named and cells.cell_text(cell):
                place.report("", _beyond(), cells.cell_text(cell))
                return None
    raw = {name: row[at] if at < len(row) else None for name, at in header.columns.items()}
    values = _values(raw, place)
    if place.problems:
        return None
    source = _source(values, place)
    draft = draft_of(values, codebook().indicators[values["indicator"]], source.id, place)
    for problem in check_batch(Batch((source,), (draft,))):
        column = CHECKED.get(problem.code, "value")
        error = CellError(
            problem.code, str(problem.params["template"]), problem.remedy, **_fields(problem)
        )
        place.report(column, error, problem.value)
    return None if place.problems else DraftWithSource(draft, source)


@dataclass(frozen=True, slots=True)
class DraftWithSource:
    """What a row holds."""

    draft: DraftObservation
    source: Source


def _fields(problem: Problem) -> dict[str, object]:
    return {k: v for k, v in problem.params.items() if k != "template"}


def _beyond() -> CellError:
    remedy = N_("Give the column a name; in CSV, put text that holds the separator in quotes.")
    return CellError("cell-without-column", N_("A cell lies outside the named columns."), remedy)


def _values(raw: dict[str, Any], place: RowPlace) -> dict[str, Any]:
    texts = {name: cells.cell_text(raw.get(name)) for name in COLUMNS}
    _category_from_value(raw, texts)
    values: dict[str, Any] = dict(texts)
    values["original"] = texts["original"] or texts["value"] or texts["category"]
    for name in REQUIRED:
        if not texts[name]:
            remedy = N_("Fill the cell, or delete the row.")
            place.report(name, CellError("empty-cell", N_("The cell is empty."), remedy))
    for name, read in READERS.items():
        if texts[name] or name not in REQUIRED:
            _take(values, name, read, texts[name], place)
    for name in NUMBERS:
        _take(values, name, cells.parse_number, raw.get(name), place)
    return values


def _take(
    values: dict[str, Any], name: str, read: Callable[[Any], Any], cell: Any, place: RowPlace
) -> None:
    try:
        values[name] = read(cell)
    except CellError as error:
        place.report(name, error, cells.cell_text(cell))


def _category_from_value(raw: dict[str, Any], texts: dict[str, str]) -> None:
    """Take an answer's code from the column value too, as the atlas's own downloads write it."""
    indicator = codebook().indicators.get(texts["indicator"].lower())
    if indicator is None or indicator.kind != "category" or texts["category"]:
        return
    value = texts["value"].casefold()
    codes = {category.code for category in indicator.categories}
    if value in codes or (value[:1].isalpha() and value not in cells.ABSENT):
        texts["category"], raw["value"] = texts["value"], None


def _source(values: dict[str, Any], place: RowPlace) -> Source:
    vintage = values["vintage"] or values["published"] or values["accessed"]
    if not vintage:
        remedy = N_("Fill vintage, published or accessed.")
        place.report("vintage", CellError("undated-source", N_("The source has no date."), remedy))
    publisher, title = values["publisher"], values["title"]
    return Source(
        source_id(publisher, title, vintage),
        publisher,
        title,
        values["url"],
        vintage,
        values["published"],
        values["accessed"],
        values["licence"],
        origin=values["origin"] or None,
    )


def source_id(publisher: str, title: str, vintage: str) -> str:
    """Return a source's id: readable, and the same for the same source in another file.

    Examples
    --------
    >>> source_id("Ministry of Defence", "White Paper", "2024")[:36]
    'ministry-of-defence-white-paper-2024'
    """
    full = "\x1f".join((publisher, title, vintage))
    readable = re.sub(r"[^a-z0-9]+", "-", f"{publisher} {title} {vintage}".casefold()).strip("-")
    return f"{readable[:50].strip('-')}-{hashlib.sha256(full.encode()).hexdigest()[:10]}"


def draft_of(
    values: dict[str, Any], indicator: Indicator, source: str, place: RowPlace
) -> DraftObservation:
    """Return the draft that a row's values make, by column."""
    low, value, high = (values[name] for name in ("low", "value", "high"))
    if value is None and low is not None and high is not None:
        value = (low + high) / 2
    elif value is None:
        value = high if low is None else low  # one end alone is a bound, which value repeats
    unit = values["unit"]
    if unit and unit.casefold() != indicator.unit.casefold():
        remedy = N_("Convert the value to {unit} and write that, or leave the unit empty.")
        template = N_("“{value}” is not the unit of this indicator.")
        error = CellError("wrong-unit", template, remedy, value=unit, unit=indicator.unit or "–")
        place.report("unit", error, unit)
    return DraftObservation(
        values["country"],
        indicator.id,
        values["period"],
        source,
        indicator.unit,
        value,
        low,
        high,
        values["category"].casefold().replace(" ", "-") or None,
        values["missing_reason"],
        values["breakdown"],
        values["original"],
        values["locator"] or _locator(place),
        values["method"],
        reliability=values["reliability"],
        note=values["note"],
    )


def _locator(place: RowPlace) -> str:
    """Return the place in the uploaded file, where the row names none in the source.

    Without the file's name: the submission knows the file, and a copy under another name
    must not make every record look new.
    """
    return f"{place.sheet}, row {place.row}".removeprefix(", ")
