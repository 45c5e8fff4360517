"""Read a whole file: all rows, then what only shows between rows."""

from __future__ import annotations

from pathlib import Path

from atlas.i18n import N_
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity, Source
from atlas.intake.sheets.long.cells import CellError, cell_text
from atlas.intake.sheets.long.duplicates import contradicting, repeated_row_error
from atlas.intake.sheets.long.header import Header, find_header
from atlas.intake.sheets.long.opening import Sheet, sheets
from atlas.intake.sheets.long.rows import DraftWithSource, RowPlace, read_row


def read_table(path: Path) -> Batch:
    """Read a long sheet, CSV or XLSX, whose columns are ``COLUMNS``.

    Rows with an error are left out of the batch and named in its problems, so the batch
    is blocked until they are mended.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    return read_rows(path.name, sheets(path))


def long_sheets(file: str, sheets: list[Sheet], without: set[str]) -> list[Sheet]:
    """Return the sheets that have the long sheet's columns."""
    others = [sheet for sheet in sheets if sheet.name not in without]
    return [sheet for sheet in others if find_header(sheet.rows, file, sheet.name)]


def read_rows(file: str, sheets: list[Sheet]) -> Batch:
    """Read the opened sheets of a file; see ``read_table``."""
    reader = _Reader(file)
    headers = [(sheet, find_header(sheet.rows, file, sheet.name)) for sheet in sheets]
    if not any(header for _, header in headers):
        reader.report_no_header(sheets)
    else:
        for sheet, header in headers:
            reader.read(sheet, header)
    return reader.batch()


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.drafts: dict[tuple[str, ...], tuple[DraftObservation, RowPlace]] = {}
        self.sources: dict[str, tuple[Source, RowPlace]] = {}
        self.other_descriptions: set[Source] = set()

    def report_no_header(self, sheets: list[Sheet]) -> None:
        place = RowPlace(self.file, sheets[0].name if len(sheets) == 1 else "", 1)
        remedy = N_(
            "The first row names the columns: country, indicator, period, value, publisher…"
        )
        place.report("", CellError("no-header", N_("No sheet has the atlas's columns."), remedy))
        self.problems += place.problems

    def read(self, sheet: Sheet, header: Header | None) -> None:
        if header is None:
            if any(any(map(cell_text, row)) for row in sheet.rows):
                place = RowPlace(self.file, sheet.name, 1)
                template = N_("The sheet “{sheet}” has no such columns and was left out.")
                error = CellError(
                    "sheet-left-out", template, N_("Nothing to do."), sheet=sheet.name
                )
                place.report("", error, severity=Severity.INFO)
                self.problems += place.problems
            return
        self.problems += header.problems
        if any(problem.severity is Severity.ERROR for problem in header.problems):
            return
        before = len(self.drafts) + len(self.problems)
        for number, row in enumerate(sheet.rows[header.row :], start=header.row + 1):
            if any(map(cell_text, row)):
                self._row(row, header, RowPlace(self.file, sheet.name, number))
        if len(self.drafts) + len(self.problems) == before:
            place = RowPlace(self.file, sheet.name, header.row)
            remedy = N_("Add a row below the names of the columns.")
            place.report("", CellError("no-rows", N_("The sheet has no rows."), remedy))
            self.problems += place.problems

    def _row(self, row: list[object], header: Header, place: RowPlace) -> None:
        read = read_row(row, header, place)
        if read is not None:
            self._describe(read.source, place)
            self._add(read, place)
        self.problems += place.problems

    def _describe(self, source: Source, place: RowPlace) -> None:
        first, where = self.sources.setdefault(source.id, (source, place))
        if first is source and not source.licence:
            template = N_("The licence of “{title}” is not stated.")
            remedy = N_("Write the licence, so that readers know what they may do with the data.")
            error = CellError("no-licence", template, remedy, title=source.title)
            place.report("licence", error, severity=Severity.WARNING)
        if first == source or source in self.other_descriptions:
            return
        self.other_descriptions.add(source)
        template = N_("Row {row} describes “{title}” differently; that description is kept.")
        remedy = N_("Write the source's url, dates and licence identically in all rows.")
        error = CellError(
            "source-described-twice", template, remedy, row=where.row, title=source.title
        )
        place.report("publisher", error, severity=Severity.WARNING)

    def _add(self, read: DraftWithSource, place: RowPlace) -> None:
        draft = read.draft
        key = (draft.country, draft.indicator, draft.period, draft.breakdown, draft.source)
        first, where = self.drafts.setdefault(key, (draft, place))
        if first is draft:
            return
        if _answer(first) == _answer(draft):
            again = repeated_row_error(where.row, where.sheet, place.sheet)
            place.report("", again, severity=Severity.WARNING)
            return
        place.report("value", contradicting(where.row, where.sheet, place.sheet))

    def batch(self) -> Batch:
        return Batch(
            tuple(source for source, _ in self.sources.values()),
            tuple(draft for draft, _ in self.drafts.values()),
            tuple(self.problems),
        )


def _answer(draft: DraftObservation) -> tuple[object, ...]:
    return draft.value, draft.low, draft.high, draft.category, draft.missing
