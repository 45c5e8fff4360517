"""A file back with its problems: cells coloured and explained, all of them listed in front.

Of an XLSX file a copy without macros, links to other files and its authors' names; of any
other file a new workbook with its values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from atlas.i18n import N_, Translator, direction, translator
from atlas.intake.draft import Problem, Severity
from atlas.intake.naming import where
from atlas.intake.sandbox.opening import Page, open_file
from atlas.intake.sandbox.opening.page import letter, spot
from atlas.intake.sheets.long.cells import cell_text

AUTHOR = "Security Sector Atlas"
FILLS = {Severity.ERROR: "F8C9C4", Severity.WARNING: "FBE3B5", Severity.INFO: "D6E6F2"}
NAMES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning"), Severity.INFO: N_("Note")}
HEADINGS = (N_("Severity"), N_("Sheet"), N_("Cell"), N_("Column"), N_("Value"), N_("Problem"))
WIDTHS = (12, 20, 8, 22, 24, 60, 50)
ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
LONGEST = 30_000
# Formulas that reach out of the workbook, or start something: their value is kept instead.
OUTWARD = re.compile(
    r"\[|https?:|file:|\\\\|\||\b(?:WEBSERVICE|HYPERLINK|DDE|RTD|CALL|EXEC|IMPORT\w*)\s*\(",
    re.IGNORECASE,
)
Where = dict[tuple[str, str], list[Problem]]


def write_marked(file: Path, problems: Sequence[Problem], out: Path, lang: str = "en") -> None:
    """Write a file's workbook with each problem at its cell, and a first sheet that lists all.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    pages = open_file(file)
    book = _copy(file, pages) if pages and pages[0].book == "xlsx" else _built(file, pages)
    t = translator(lang)
    titles = dict(zip((page.name for page in pages), book.sheetnames, strict=False))
    by_name = {page.name: page for page in pages}
    by_place: Where = defaultdict(list)
    for problem in problems:
        page = by_name.get(problem.sheet)
        by_place[problem.sheet, _cell(problem, page) if page else ""].append(problem)
    for (sheet, cell), these in by_place.items():
        if cell:
            _mark(book[titles[sheet]], cell, these, t)
    _list(book, by_place, titles, t)
    book.properties = DocumentProperties(creator=AUTHOR, lastModifiedBy=AUTHOR)
    book.save(out)


def _copy(file: Path, pages: Sequence[Page]) -> Workbook:
    book = load_workbook(file, keep_vba=False, keep_links=False)
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]
    for name in [n for n, d in book.defined_names.items() if OUTWARD.search(str(d.attr_text))]:
        del book.defined_names[name]
    for page in pages:
        if page.name in book.sheetnames:
            _quieten(book[page.name], page)
    return book


def _quieten(sheet: Worksheet, page: Page) -> None:
    """Replace formulas that reach out of the workbook by the values that they had."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.data_type == "f" and OUTWARD.search(str(cell.value)):
                down, across = cell.row - 1, cell.column - 1
                cells = page.rows[down] if down < len(page.rows) else []
                has_value = across < len(cells) and (down, across) not in page.facts.formulas
                _put(cell, cells[across] if has_value else None)
            if isinstance(cell, Cell) and cell.comment is not None:
                words = page.facts.comments.get((cell.row - 1, cell.column - 1))
                cell.comment = Comment(words, AUTHOR) if words else None
            if getattr(cell, "hyperlink", None) is not None:
                cell.hyperlink = None


def _built(file: Path, pages: Sequence[Page]) -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(_title(page.name or file.stem, book.sheetnames))
        for number, row in enumerate(page.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value not in ("", None):
                    _put(sheet.cell(number, column), value)
    return book


def _title(name: str, names: Sequence[str]) -> str:
    """Return a name that a sheet may have: short, without signs that mean something."""
    bare = re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", name).strip()[:28] or "Sheet"
    number = 1
    title = bare
    while title.casefold() in {each.casefold() for each in names}:
        number += 1
        title = f"{bare[:25]} {number}"
    return title


def _put(cell: Any, value: Any) -> None:
    """Write a value; text stays text even where it starts like a formula."""
    try:
        cell.value = value
    except (IllegalCharacterError, ValueError):
        cell.value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", str(value))
    if isinstance(value, str) and cell.data_type == "f":
        cell.data_type = "s"


def _cell(problem: Problem, page: Page) -> str:
    """Return the reference of a problem's cell; a row's problem stands at its first cell."""
    reference = str(problem.params.get("cell", ""))
    if re.fullmatch(r"[A-Z]{1,3}\d{1,7}", reference):
        return reference
    if problem.row is None:
        return ""
    column = _column(page, problem.column) if problem.column else None
    return f"{letter(column or 0)}{problem.row}"


def _column(page: Page, heading: str) -> int | None:
    key = _fold(heading)
    for row in page.rows[:40]:
        for at, cell in enumerate(row):
            if _fold(cell_text(cell)) == key:
                return at
    return spot(f"{heading}1")[1] if re.fullmatch(r"[A-Z]{1,3}", heading) else None


def _fold(heading: str) -> str:
    return "_".join(heading.casefold().replace("-", " ").replace("_", " ").split())


def _worst(problems: Sequence[Problem]) -> Severity:
    return min((p.severity for p in problems), key=ORDER.index)


def problem_text(problem: Problem, t: Translator) -> tuple[str, str]:
    """Return a problem's message and remedy in a language."""
    fields = {k: v for k, v in problem.params.items() if not k.endswith("template")}
    if "of" in fields:
        fields["where"] = where(fields, t)
    template, remedy = problem.params.get("template"), problem.params.get("remedy_template")
    return (
        t(str(template), **fields) if template else t(problem.message),
        t(str(remedy), **fields) if remedy else t(problem.remedy),
    )


def _mark(sheet: Worksheet, reference: str, problems: Sequence[Problem], t: Translator) -> None:
    cell = sheet[reference]
    if isinstance(cell, MergedCell):
        cell = _first(sheet, reference) or cell
    colour = FILLS[_worst(problems)]
    cell.fill = PatternFill("solid", fgColor=colour)
    lines = [
        f"{t('{label}:', label=t(NAMES[p.severity]))} {' '.join(problem_text(p, t))}"
        for p in problems
    ]
    if isinstance(cell, Cell):
        before = [cell.comment.text, ""] if cell.comment is not None else []
        comment = Comment("\n".join([*before, *lines])[:LONGEST], AUTHOR)
        comment.width, comment.height = 340, 60 + 40 * len(lines)
        cell.comment = comment


def _first(sheet: Worksheet, reference: str) -> Cell | None:
    for area in sheet.merged_cells.ranges:
        if reference in area:
            cell = sheet.cell(area.min_row, area.min_col)
            return cell if isinstance(cell, Cell) else None
    return None


def _list(book: Workbook, by_place: Where, titles: dict[str, str], t: Translator) -> None:
    sheet = book.create_sheet(_title(t(N_("Problems")), book.sheetnames), 0)
    sheet.sheet_view.rightToLeft = direction(t.lang) == "rtl"
    for column, heading in enumerate((*HEADINGS, N_("Remedy")), start=1):
        sheet.cell(1, column, t(heading)).font = Font(bold=True)
        sheet.column_dimensions[letter(column - 1)].width = WIDTHS[column - 1]
    rows = [(place, p) for place, problems in by_place.items() for p in problems]
    rows.sort(key=lambda pair: (ORDER.index(pair[1].severity), pair[0][0], pair[1].row or 0))
    for number, ((name, cell), problem) in enumerate(rows, start=2):
        title = titles.get(name, name)
        reference = cell or (str(problem.row) if problem.row else "")
        values = (t(NAMES[problem.severity]), title, reference, problem.column, problem.value)
        for column, value in enumerate((*values, *problem_text(problem, t)), start=1):
            entry = sheet.cell(number, column)
            _put(entry, value)
            entry.alignment = Alignment(vertical="top", wrap_text=column > 4)
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
        if cell:
            entry = sheet.cell(number, 3)
            at = f"'{title.replace(chr(39), chr(39) * 2)}'!{cell}"
            entry.hyperlink = Hyperlink(ref=entry.coordinate, location=at)
    sheet.freeze_panes = "A2"
    book.active = 0
