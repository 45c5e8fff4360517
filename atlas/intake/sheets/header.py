"""Tell which of the atlas's sheets a table is, and where its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.codebook.load import nearest
from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity
from atlas.intake.sheets.coded_sheets import OBSERVATION_SHEET
from atlas.intake.sheets.columns import INLINE, SOURCE_SHEET, SheetDefinition
from atlas.intake.sheets.kinds import RECORD_SHEETS
from atlas.intake.sheets.long.cells import CellError, cell_text
from atlas.intake.sheets.long.rows import RowPlace
from atlas.intake.sheets.words import fold_spelling

LATEST_HEADER = 10
YEAR = re.compile(r"\d{4}", re.ASCII)
CITED = {"citation", "licence", "url"}  # the download's own list of sources
DOWNLOADED = {"release", "preferred"}  # columns of the API's downloads, not of a sheet
LONG = {"publisher", "title"}  # the long sheet of ``atlas.intake.sheets.long`` names its source so
ANSWERS = {
    "observation": ("value", "low", "category", "missing_reason"),
    "judgement": ("answer", "missing_reason"),
}


@dataclass(frozen=True)
class SheetHeader:
    """A recognised sheet: its kind, its header's row (from 1), its columns by name and by year."""

    sheet: SheetDefinition
    row: int
    columns: dict[str, int]
    years: dict[str, int]
    named: frozenset[int]
    problems: tuple[Problem, ...]

    @property
    def is_wide(self) -> bool:
        """True when years are columns."""
        return bool(self.years)

    @property
    def blocked(self) -> bool:
        """True when the rows cannot be read."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def find_sheet_header(rows: Sequence[Sequence[Any]], file: str, title: str) -> SheetHeader | None:
    """Return the header of one of the atlas's sheets within the first rows, or None."""
    for number, row in enumerate(rows[:LATEST_HEADER], start=1):
        names = [_name(cell) for cell in row]
        sheet = _sheet(set(names), title)
        if sheet is not None:
            return _header(sheet, names, RowPlace(file, title, number))
    return None


def _name(cell: Any) -> str:
    return fold_spelling(cell_text(cell)).replace(" ", "_")


def _sheet(names: set[str], title: str) -> SheetDefinition | None:
    if names >= DOWNLOADED or names >= CITED:
        return None  # a workbook that the API made: each row cites its source in full
    by_title = next((s for s in _sheets() if s.title == title.strip().casefold()), None)
    if by_title is not None and sum(by_title.column(name) is not None for name in names) >= 3:
        return by_title
    for sheet in _sheets():
        if sheet.marks <= _column_names(sheet, names) and _is_ours(sheet, names):
            return sheet
    return None


def _sheets() -> tuple[SheetDefinition, ...]:
    return *RECORD_SHEETS.values(), SOURCE_SHEET


def _column_names(sheet: SheetDefinition, names: Iterable[str]) -> set[str]:
    columns = (sheet.column(name) for name in names)
    return {column.name for column in columns if column is not None}


def _is_ours(sheet: SheetDefinition, names: set[str]) -> bool:
    if sheet is not OBSERVATION_SHEET:
        return True
    has_date = {"period", "year", "value"} & names or any(map(YEAR.fullmatch, names))
    has_source = {"source", "mark"} & names or {"publisher", "source_title"} <= names
    return bool(has_date and has_source) and not names >= LONG and not names & DOWNLOADED


def _header(sheet: SheetDefinition, names: list[str], place: RowPlace) -> SheetHeader:
    columns: dict[str, int] = {}
    years: dict[str, int] = {}
    for position, name in enumerate(names):
        column = sheet.column(name)
        own_name = column.name if column else name if name in INLINE else ""
        is_year = sheet is OBSERVATION_SHEET and YEAR.fullmatch(name)
        if (own_name and own_name in columns) or (is_year and name in years):
            template = N_("The column “{name}” appears twice.")
            error = CellError("duplicate-column", template, N_("Remove one of the two."), name=name)
            place.report(name, error, name)
        elif own_name:
            columns[own_name] = position
        elif is_year:
            years[name] = position
        elif name:
            place.report(name, _unknown(sheet, name), name, severity=Severity.WARNING)
    for name in _missing(sheet, columns, years):
        template = N_("The column “{name}” is missing.")
        place.report(name, CellError("missing-column", template, N_("Add the column."), name=name))
    positions = frozenset(position for position, name in enumerate(names) if name)
    return SheetHeader(sheet, place.row, columns, years, positions, tuple(place.problems))


def _unknown(sheet: SheetDefinition, name: str) -> CellError:
    near = ", ".join(nearest(name, [column.name for column in sheet.columns]))
    template = N_("The column “{name}” is unknown and was left out.")
    remedy = N_("Did you mean {nearest}?") if near else N_("Remove it, or use note.")
    return CellError("unknown-column", template, remedy, name=name, nearest=near)


def _missing(
    sheet: SheetDefinition, columns: dict[str, int], years: dict[str, int]
) -> Iterable[str]:
    for column in sheet.columns:
        if not column.required or column.name in columns:
            continue
        if column.name == "period" and years:
            continue
        if column.name == "source" and INLINE.keys() & columns.keys():
            continue
        yield column.name
    answers = ANSWERS.get(sheet.kind, ())
    if answers and not years and not columns.keys() & set(answers):
        yield answers[0]
