"""Read one row of a sheet: a draft, or every problem of the row by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, DraftRecord, Origin, Severity
from atlas.intake.sheets import dates, words
from atlas.intake.sheets.columns import ColumnDefinition, SheetDefinition
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.rows import RowPlace, draft_of
from atlas.intake.sheets.sources import Sources

Draft = DraftObservation | DraftRecord
Raw = dict[str, Any]
CONTEXT = {"answer": "question", "category": "indicator", "unit": "indicator"}
# Columns that the reader demands itself; for the others the rules of every batch speak.
DEMANDED = ("country", "indicator", "question", "period")
ENUMS: dict[str, Callable[[str], Any]] = {
    "method": Method,
    "processing": Processing,
    "reliability": Reliability,
    "missing": MissingReason,
}
DEFAULTS: dict[str, Any] = {
    "method": Method.REPORTED,
    "processing": Processing.NONE,
    "reliability": Reliability.STATED,
    "missing": None,
}
READERS: dict[str, Callable[[Any], Any]] = {
    "text": cells.cell_text,
    "country": lambda cell: cells.parse_country(cells.cell_text(cell)),
    "date": dates.parse_date,
    "year": dates.parse_year,
    "period": dates.parse_period,
    "number": cells.parse_number,
    "breakdown": lambda cell: cells.breakdown(cells.cell_text(cell)),
    "url": lambda cell: cells.url(cells.cell_text(cell)),
}


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What a row holds, where, and the columns that have a problem already."""

    draft: Draft
    origin: Origin
    reported: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """True when every cell could be read."""
        return not self.reported


def read_sheet_row(raw: Raw, sheet: SheetDefinition, place: RowPlace, sources: Sources) -> RowDraft:
    """Return the draft of a row; what cannot be read is reported and left empty in it."""
    values = values_of(raw, sheet, place)
    values["source"] = row_source(raw, place, sources)
    draft = _observation(values, raw, place) if sheet.kind == "observation" else None
    return read_of(draft or _record(values, sheet), place)


def read_of(draft: Draft, place: RowPlace, columns: tuple[tuple[str, str], ...] = ()) -> RowDraft:
    """Return a draft with its place and the columns in which errors were found."""
    errors = (p for p in place.problems if p.severity is Severity.ERROR)
    error_columns = {problem.column or "*" for problem in errors}
    if not draft.source:
        error_columns.add("source")  # its source has an error of its own, named in its own row
    origin = Origin(place.file, place.sheet, place.row, columns)
    return RowDraft(draft, origin, frozenset(error_columns))


def values_of(raw: Raw, sheet: SheetDefinition, place: RowPlace) -> dict[str, Any]:
    """Return the values of a row by column, reporting what cannot be read."""
    values: dict[str, Any] = {}
    for column in sheet.read:
        values[column.name] = None if column.reads == "number" else ""
        if column.name not in raw:
            continue
        try:
            values[column.name] = _cell(column, raw[column.name], values)
        except CellError as error:
            place.report(column.name, error, cells.cell_text(raw[column.name]))
    for name in DEMANDED:
        required_column = sheet.column(name)
        if required_column is not None and name not in raw:
            remedy = N_("Fill the cell, or delete the row.")
            place.report(name, CellError("empty-cell", N_("The cell is empty."), remedy))
    return values


def row_source(raw: Raw, place: RowPlace, sources: Sources) -> str:
    """Return the code of the row's source, reporting when there is none."""
    try:
        return sources.of_row(raw, place) or ""
    except CellError as error:
        place.report("source", error, cells.cell_text(raw.get("source")))
        return ""


def _cell(column: ColumnDefinition, cell: Any, values: dict[str, Any]) -> Any:
    if column.reads != "term":
        return READERS[column.reads](cell)
    text = cells.cell_text(cell)
    context = values.get(CONTEXT.get(column.vocabulary, ""), "")
    if column.vocabulary in CONTEXT and not context:
        return ""  # the question or the indicator is unknown, and reported already
    return words.resolve(column.vocabulary, text, context)


def _record(values: dict[str, Any], sheet: SheetDefinition) -> DraftRecord:
    assert sheet.draft is not None
    field_names = {field.name for field in fields(sheet.draft)}
    attributes = {c.attribute: values[c.name] for c in sheet.read if c.attribute in field_names}
    draft = sheet.draft(
        **{name: vocabulary_member(name, value) for name, value in attributes.items()}
    )
    assert isinstance(draft, DraftRecord)
    return draft


def vocabulary_member(name: str, value: Any) -> Any:
    """Return a code as a member of its vocabulary; an empty one as the vocabulary's default."""
    if name not in ENUMS:
        return value
    return ENUMS[name](value) if value else DEFAULTS[name]


def _observation(values: dict[str, Any], raw: Raw, place: RowPlace) -> DraftObservation:
    if is_categorical(values["indicator"]) and not values["category"]:
        values["category"] = _answer_in_value(values, raw, place)
    text = cells.cell_text(raw.get("value")) or cells.cell_text(raw.get("category"))
    values["original"] = values["original"] or text
    return observation_draft(values, place)


def observation_draft(values: dict[str, Any], place: RowPlace) -> DraftObservation:
    """Return the observation that read cells make, with the unit of the codebook."""
    for name in ("missing_reason", "method", "reliability", "processing"):
        values[name] = vocabulary_member(
            "missing" if name == "missing_reason" else name, values[name]
        )
    indicator = codebook().indicators.get(values["indicator"])
    if indicator is None:
        return DraftObservation(values["country"], "", values["period"], values["source"], "")
    draft = draft_of(values, indicator, values["source"], place)
    return replace(draft, processing=values["processing"])


def is_categorical(indicator: str) -> bool:
    """Tell whether an indicator has answers instead of numbers."""
    entry = codebook().indicators.get(indicator)
    return entry is not None and entry.kind == "category"


def _answer_in_value(values: dict[str, Any], raw: Raw, place: RowPlace) -> str:
    """Take an answer from the column value too, where many editors write it."""
    text = cells.cell_text(raw.get("value"))
    if not text or not words.has_code("category", text, values["indicator"]):
        return ""
    values["value"] = None
    place.problems[:] = [p for p in place.problems if p.column != "value"]
    return words.resolve("category", text, values["indicator"])
