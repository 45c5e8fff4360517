"""A workbook to fill in: explained, with lists to choose from, and what is known already."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from atlas.i18n import translator
from atlas.intake.draft import Batch
from atlas.intake.sheets.columns import CODEBOOK, READ_ME, SOURCE_SHEET, SheetDefinition
from atlas.intake.sheets.explaining import write_codebook, write_read_me
from atlas.intake.sheets.filling import given_rows, record_rows
from atlas.intake.sheets.kinds import RECORD_SHEETS
from atlas.intake.sheets.lists import Lists
from atlas.intake.sheets.page import write_page
from atlas.intake.sheets.release_data import LastAnswers
from atlas.intake.sheets.selection import TemplateRequest

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING = LastAnswers()


def template_workbook(
    selection: TemplateRequest, release_data: LastAnswers = NOTHING
) -> tuple[bytes, dict[str, int]]:
    """Return a workbook whose rows are to be filled in, and how many each sheet gives."""
    return _workbook(selection, release_data, None)


def filled_workbook(selection: TemplateRequest, batch: Batch) -> bytes:
    """Return a workbook that holds the records of a batch; read back, they are the same."""
    return _workbook(selection, NOTHING, batch)[0]


def _workbook(
    selection: TemplateRequest, release_data: LastAnswers, batch: Batch | None
) -> tuple[bytes, dict[str, int]]:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    t = translator(selection.lang)
    read_me = book.create_sheet(READ_ME)
    sheets: list[SheetDefinition] = [
        *(RECORD_SHEETS[kind] for kind in selection.kinds),
        SOURCE_SHEET,
    ]
    pages = [(sheet, book.create_sheet(sheet.title)) for sheet in sheets]
    codebook_page = book.create_sheet(CODEBOOK)
    lists = Lists(book, t)
    counts = {}
    for sheet, page in pages:
        rows = (
            given_rows(sheet, selection, release_data)
            if batch is None
            else record_rows(sheet, batch)
        )
        counts[sheet.title] = write_page(
            page, sheet, selection, rows, lists, release_data.institutions
        )
    write_read_me(read_me, selection, release_data, t)
    write_codebook(codebook_page, selection, t)
    file = BytesIO()
    book.save(file)
    return file.getvalue(), counts
