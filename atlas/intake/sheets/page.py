"""Write one sheet of a template: header, labels, example, rows, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from atlas.codebook import codebook
from atlas.i18n import N_, Translator
from atlas.intake.sheets.columns import (
    EXAMPLE,
    LABEL,
    SOURCE_SHEET,
    ColumnDefinition,
    SheetDefinition,
)
from atlas.intake.sheets.filling import Row
from atlas.intake.sheets.lists import Lists
from atlas.intake.sheets.rows import CONTEXT
from atlas.intake.sheets.safety import quote_formula
from atlas.intake.sheets.selection import TemplateRequest
from atlas.intake.sheets.wide import CELL
from atlas.stopping import unless_abandoned

FIRST_ROW = 4  # below header, labels and example
SPARE_ROWS = 300
CELL_OF_YEAR = N_("The number, the answer, or the reason for a gap, such as “no-data”.")
AUTHOR = "Security Sector Atlas"
TEXT = "@"
NEEDED = PatternFill("solid", fgColor="1F3A4D")
OPTIONAL = PatternFill("solid", fgColor="D9E1E6")
SHOWN = PatternFill("solid", fgColor="F2F2F0")
WHITE = Font(bold=True, color="FFFFFF")
DARK = Font(bold=True, color="1F3A4D")
QUIET = Font(italic=True, color="6B7278")


def columns_of(sheet: SheetDefinition, selection: TemplateRequest) -> tuple[ColumnDefinition, ...]:
    """Return the columns of a sheet in the template; in a wide one, years stand for values."""
    if sheet.kind != "observation" or selection.layout == "long":
        return sheet.columns
    first = sheet.columns.index(next(c for c in sheet.columns if c.name == "period"))
    years = tuple(
        ColumnDefinition(
            name=str(year), label=str(year), meaning=CELL_OF_YEAR, reads="number", width=10
        )
        for year in selection.years
    )
    rest = [column for column in sheet.columns[first:] if column.name not in CELL]
    return (*sheet.columns[:first], *years, *rest)


def write_page(
    page: Worksheet,
    sheet: SheetDefinition,
    selection: TemplateRequest,
    rows: Iterable[Row],
    lists: Lists,
    institutions: Sequence[str] = (),
) -> int:
    """Write a sheet and return how many rows it gives."""
    t = lists.t
    columns = columns_of(sheet, selection)
    page.sheet_view.rightToLeft = t.is_rtl
    for position, column in enumerate(columns, start=1):
        _head(page, position, column, t)
    row_list = list(rows)
    _explain(page, columns, sheet, t)
    for number, row in enumerate(unless_abandoned(row_list), start=FIRST_ROW):
        for position, column in enumerate(columns, start=1):
            if row.get(column.name) is not None:
                put(page, number, position, row[column.name], QUIET if column.shown else None)
    page.freeze_panes = "C3"
    _offer(page, columns, row_list, selection, lists, institutions)
    return len(row_list)


def put(page: Worksheet, row: int, column: int, value: Any, font: Font | None = None) -> None:
    """Write a cell: a number as a number, text as text that nothing runs."""
    cell = page.cell(row, column)
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        value = repr(value)  # a workbook's numbers have 16 digits
    if isinstance(value, str):
        cell.value = quote_formula(value)
        cell.data_type = "s"
        cell.number_format = TEXT
    else:
        cell.value = value
    if font is not None:
        cell.font = font


def _head(page: Worksheet, position: int, column: ColumnDefinition, t: Translator) -> None:
    cell = page.cell(1, position, column.name)
    cell.number_format = TEXT
    cell.fill = NEEDED if column.required else SHOWN if column.shown else OPTIONAL
    cell.font = WHITE if column.required else DARK
    if column.meaning:
        requirement = t("Required.") if column.required else ""
        comment = f"{t(column.label)}\n{t(column.meaning)} {requirement}".strip()
        cell.comment = Comment(comment, AUTHOR, height=90, width=260)
    dimension = page.column_dimensions[get_column_letter(position)]
    dimension.width = column.width
    if column.reads != "number":
        dimension.number_format = TEXT  # keeps Excel from turning 1991-07 into a date


def _explain(
    page: Worksheet, columns: Sequence[ColumnDefinition], sheet: SheetDefinition, t: Translator
) -> None:
    """Write the labels and an example; the reader knows both by their mark."""
    last_year = next((c.name for c in reversed(columns) if c.name.isdigit()), "")
    value = next((c.example for c in sheet.columns if c.name == "value"), "")
    for position, column in enumerate(columns, start=1):
        label = t(column.label) + (" *" if column.required else "")
        put(page, 2, position, t(LABEL) if column.name == "mark" else label, QUIET)
        example = value if column.name == last_year else column.example
        if column.name == "mark":
            example = EXAMPLE
        if example:
            put(page, 3, position, t(example), QUIET)
    page.cell(2, 1).alignment = Alignment(vertical="top")


def _offer(
    page: Worksheet,
    columns: Sequence[ColumnDefinition],
    rows: Sequence[Row],
    selection: TemplateRequest,
    lists: Lists,
    institutions: Sequence[str],
) -> None:
    last = FIRST_ROW + len(rows) + SPARE_ROWS
    letters = {c.name: get_column_letter(p) for p, c in enumerate(columns, start=1)}
    for column in columns:
        letter = letters[column.name]
        whole = [f"{letter}{FIRST_ROW}:{letter}{last}"]
        if column.vocabulary in ("answer", "category"):
            _offer_answers(page, column, letters, rows, lists)
        elif formula := _list(column, page.title, selection, lists, institutions):
            lists.offer(page, formula, whole)
    if "category" not in letters and "indicator" in letters:
        years = [letters[str(year)] for year in selection.years]
        for indicator, spans in _spans(rows, "indicator").items():
            if codebook().indicators[indicator].kind == "category":
                cells = [f"{years[0]}{a}:{years[-1]}{b}" for a, b in spans]
                lists.offer(page, lists.of("category", indicator), cells)


def _list(
    column: ColumnDefinition,
    title: str,
    selection: TemplateRequest,
    lists: Lists,
    institutions: Sequence[str],
) -> str:
    """Return the range that a column chooses from, or nothing."""
    only = {"indicator": selection.indicators, "question": selection.questions}
    if column.name == "country":
        return lists.add("country", selection.countries)
    if column.name == "source" and title != SOURCE_SHEET.title:
        return f"{SOURCE_SHEET.title}!$B${FIRST_ROW}:$B${FIRST_ROW + SPARE_ROWS}"
    if column.name in ("subject", "object") and institutions:
        return lists.add("institutions", institutions)
    if not column.vocabulary or column.vocabulary == "unit":
        return ""
    return lists.of(column.vocabulary, only=only.get(column.vocabulary, ()))


def _offer_answers(
    page: Worksheet,
    column: ColumnDefinition,
    letters: dict[str, str],
    rows: Sequence[Row],
    lists: Lists,
) -> None:
    """Let given rows choose from their question's answers, and spare rows by its code."""
    context_column = CONTEXT[column.vocabulary]
    letter = letters[column.name]
    for context, spans in _spans(rows, context_column).items():
        if context_column == "question" or codebook().indicators[context].kind == "category":
            cells = [f"{letter}{a}:{letter}{b}" for a, b in spans]
            lists.offer(page, lists.of(column.vocabulary, context), cells)
    first = FIRST_ROW + len(rows)
    formula = f'INDIRECT("{column.vocabulary}_"&${letters[context_column]}{first})'
    lists.offer(page, formula, [f"{letter}{first}:{letter}{first + SPARE_ROWS}"])


def _spans(rows: Sequence[Row], name: str) -> dict[str, list[tuple[int, int]]]:
    """Return the runs of rows that a code stands in: code to (first row, last row)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for number, code in _codes(rows, name):
        mine = spans.setdefault(code, [])
        if mine and mine[-1][1] == number - 1:
            mine[-1] = (mine[-1][0], number)
        else:
            mine.append((number, number))
    return spans


def _codes(rows: Sequence[Row], name: str) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(rows, start=FIRST_ROW):
        if row.get(name):
            yield number, row[name]
