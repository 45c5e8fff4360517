"""Read a whole workbook of the atlas's sheets: sources first, then every row of every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from atlas.i18n import N_
from atlas.intake import record_checks
from atlas.intake.checks import observation_key
from atlas.intake.draft import (
    Batch,
    DraftInstitution,
    DraftObservation,
    DraftRecord,
    DraftRelation,
    Problem,
    Severity,
)
from atlas.intake.sheets.columns import OURS, SOURCE_SHEET
from atlas.intake.sheets.header import SheetHeader, find_sheet_header
from atlas.intake.sheets.long.cells import CellError, cell_text
from atlas.intake.sheets.long.duplicates import contradicting, repeated_row_error
from atlas.intake.sheets.long.opening import Sheet as Opened
from atlas.intake.sheets.long.rows import RowPlace
from atlas.intake.sheets.row_checks import problems_of
from atlas.intake.sheets.rows import Draft, Raw, RowDraft, read_sheet_row
from atlas.intake.sheets.safety import unquote_formula
from atlas.intake.sheets.skipped_rows import is_explanation, is_unfilled, was_changed
from atlas.intake.sheets.sources import Sources
from atlas.intake.sheets.wide import read_years

EMPTY = (None, "")
Found = list[tuple[Opened, SheetHeader]]


def recognised(file: str, sheets: Iterable[Opened]) -> Found:
    """Return the sheets of a file that are the atlas's own, each with its header."""
    read = (sheet for sheet in sheets if sheet.name not in OURS)
    headers = ((sheet, find_sheet_header(sheet.rows, file, sheet.name)) for sheet in read)
    return [(sheet, header) for sheet, header in headers if header is not None]


def is_ours(own_sheets: Found) -> bool:
    """Tell whether any of the recognised sheets holds records, not sources alone."""
    return any(header.sheet is not SOURCE_SHEET for _, header in own_sheets)


def read_sheets(file: str, sheets: Sequence[Opened], own_sheets: Found) -> Batch:
    """Read the recognised sheets of a file into one batch.

    Rows with an error are left out of the batch and named in its problems. The rules that
    ``check`` applies find the row of each draft in the batch's ``origins``.
    """
    reader = _Reader(file)
    for sheet, header in sorted(own_sheets, key=lambda pair: pair[1].sheet is not SOURCE_SHEET):
        reader.read(sheet, header)
    ours = {sheet.name for sheet, _ in own_sheets}
    for sheet in sheets:
        if sheet.name not in ours and sheet.name not in OURS:
            reader.leave_out(sheet)
    return reader.batch()


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.sources = Sources()
        self.good: dict[tuple[str, ...], RowDraft] = {}
        self.broken: list[RowDraft] = []

    def read(self, sheet: Opened, header: SheetHeader) -> None:
        self.problems += header.problems
        if header.blocked:
            return
        for number, row in enumerate(sheet.rows[header.row :], start=header.row + 1):
            if any(cell not in EMPTY for cell in row):
                self._row(row, header, RowPlace(self.file, sheet.name, number))

    def leave_out(self, sheet: Opened) -> None:
        if any(any(map(cell_text, row)) for row in sheet.rows):
            template = N_("The sheet “{sheet}” has no such columns and was left out.")
            error = CellError("sheet-left-out", template, N_("Nothing to do."), sheet=sheet.name)
            place = RowPlace(self.file, sheet.name, 1)
            place.report("", error, severity=Severity.INFO)
            self.problems += place.problems

    def _row(self, row: list[Any], header: SheetHeader, place: RowPlace) -> None:
        raw, years = _filled_cells(row, header.columns), _filled_cells(row, header.years)
        if is_explanation(raw, header.columns, header.sheet):
            if was_changed(raw, years, header.sheet):
                self._warn_of_mark(raw, place)
        elif not is_unfilled(raw, years, header.sheet):
            _beyond(row, header, place)
            self._read(raw, years, header, place)
        self.problems += place.problems

    def _warn_of_mark(self, raw: Raw, place: RowPlace) -> None:
        template = N_("The row is marked “{value}” and was not read, though it holds other text.")
        remedy = N_("Empty the cell in the column mark, if the row is yours.")
        error = CellError("marked-row", template, remedy, value=cell_text(raw.get("mark")))
        place.report("mark", error, cell_text(raw.get("mark")), severity=Severity.WARNING)

    def _read(self, raw: Raw, years: Raw, header: SheetHeader, place: RowPlace) -> None:
        if header.sheet is SOURCE_SHEET:
            self.sources.read(raw, place)
        elif header.is_wide:
            for read in read_years(raw, years, place, self.sources):
                self._add(read, place)
        else:
            self._add(read_sheet_row(raw, header.sheet, place, self.sources), place)

    def _add(self, read: RowDraft, place: RowPlace) -> None:
        if not read.is_whole:
            self.broken.append(read)
            return
        first = self.good.setdefault(_key(read.draft), read)
        if first is read:
            return
        row, sheet = first.origin.row, first.origin.sheet
        if _statement(first.draft) == _statement(read.draft):
            again = repeated_row_error(row, sheet, place.sheet)
            place.report("", again, severity=Severity.WARNING)
            return
        place.report("", contradicting(row, sheet, place.sheet, record=True))

    def batch(self) -> Batch:
        reads = self._without_lost_ends()
        origins = {read.draft: read.origin for read in reads}
        sources = self.sources.used({draft.source for draft in origins})
        self.problems += self.sources.lacking_licence(sources)
        drafts = list(origins)
        self.problems += problems_of(self.broken, drafts, sources)
        return Batch(
            sources,
            tuple(draft for draft in drafts if isinstance(draft, DraftObservation)),
            tuple(self.problems),
            tuple(draft for draft in drafts if isinstance(draft, DraftRecord)),
            origins,
        )

    def _without_lost_ends(self) -> list[RowDraft]:
        """Leave out relations to institutions whose own row has an error, named already."""
        institutions = {
            (read.draft.country, read.draft.code)
            for read in self.broken
            if isinstance(read.draft, DraftInstitution)
        }
        return [read for read in self.good.values() if not _ends(read.draft) & institutions]


def _filled_cells(row: list[Any], columns: Mapping[str, int]) -> Raw:
    """Return the cells of a row that hold something, by column."""
    cells = ((name, row[at]) for name, at in columns.items() if at < len(row))
    return {
        name: unquote_formula(cell) for name, cell in cells if cell not in EMPTY and cell_text(cell)
    }


def _beyond(row: list[Any], header: SheetHeader, place: RowPlace) -> None:
    for position, cell in enumerate(row):
        if position not in header.named and cell_text(cell):
            template = N_("A cell lies outside the named columns.")
            remedy = N_("Give the column a name, or empty the cell.")
            place.report("", CellError("cell-without-column", template, remedy), cell_text(cell))
            return


def _ends(draft: Draft) -> set[tuple[str, str]]:
    if not isinstance(draft, DraftRelation):
        return set()
    return {(draft.country, draft.subject), (draft.country, draft.object)}


def _key(draft: Draft) -> tuple[str, ...]:
    if isinstance(draft, DraftObservation):
        return observation_key(draft)
    return record_checks.record_key(draft)


def _statement(draft: Draft) -> object:
    """Return what a draft says; the place of an observation's row is no part of it."""
    if isinstance(draft, DraftObservation):
        return draft.value, draft.low, draft.high, draft.category, draft.missing
    return draft
