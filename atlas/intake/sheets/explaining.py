"""The sheets that explain: “Read me” and “Codebook”; and the manual's page on templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from atlas.codebook import codebook
from atlas.i18n import N_, Translator
from atlas.intake.sheets.columns import SOURCE_SHEET, SheetDefinition
from atlas.intake.sheets.kinds import RECORD_SHEETS, SHEETS
from atlas.intake.sheets.page import DARK, put
from atlas.intake.sheets.release_data import LastAnswers
from atlas.intake.sheets.selection import TemplateRequest
from atlas.intake.sheets.words import vocabulary_names

TOP = Alignment(vertical="top", wrap_text=True)
TITLE = Font(bold=True, size=16, color="1F3A4D")
STEPS = (
    N_("Describe each publication once in the sheet “sources”; give it a short code."),
    N_("Fill in the rows of the other sheets. Write that code in the column “source”."),
    N_("Untouched rows are not read, nor those marked “example” or “label”."),
    N_("The first row names the columns; leave it as it is. Dark columns are needed."),
    N_("Grey columns show what the atlas has; they are not read."),
    N_("Answers, kinds and countries may be written in English, French, Spanish or Arabic."),
    N_("Write dates as 1991, 1991-07 or 1991-07-04. 04/07/1991 can be read in two ways."),
    N_("Where there is no answer, leave it empty and say why in “missing_reason”. Never write 0."),
)
VOCABULARIES = (
    *("event", "document", "institution", "relation", "organisation", "status"),
    *("instrument", "action"),
)


def write_read_me(
    page: Worksheet, selection: TemplateRequest, release_data: LastAnswers, t: Translator
) -> None:
    """Write how to fill the workbook in, and what each column means."""
    _prepare(page, (26, 26, 70, 14), t)
    put(page, 1, 1, t("Security Sector Atlas: sheets to fill in"), TITLE)
    put(page, 2, 1, _about(release_data, t))
    row = 4
    for number, step in enumerate(STEPS, start=1):
        put(page, row, 1, f"{number}. {t(step)}")
        row += 1
    for sheet in (*(RECORD_SHEETS[kind] for kind in selection.kinds), SOURCE_SHEET):
        row += 1
        put(page, row, 1, f"{sheet.title}: {t(sheet.label)}", DARK)
        put(page, row + 1, 1, t(sheet.meaning))
        heads = ("Column", "Name", "Meaning", "Required")
        row = _table(page, row + 2, heads, _columns(sheet, t), t)


def _about(release_data: LastAnswers, t: Translator) -> str:
    if release_data.release is None:
        return t("No release was available, so no earlier answers are shown.")
    return t("Earlier answers are those of release {release}.", release=release_data.release)


def _columns(sheet: SheetDefinition, t: Translator) -> Iterator[tuple[str, ...]]:
    for column in sheet.columns:
        requirement = t("yes") if column.required else ""
        yield column.name, t(column.label), t(column.meaning), requirement


def write_codebook(page: Worksheet, selection: TemplateRequest, t: Translator) -> None:
    """Write the definitions of what was chosen, with the codes of answers and kinds."""
    _prepare(page, (30, 34, 60, 60), t)
    row = 1
    head: tuple[str, ...]
    if "observation" in selection.kinds:
        head = ("Indicator", "Name", "Definition", "Unit or answers")
        row = _table(page, row, head, _indicators(selection.indicators, t), t) + 1
    if "judgement" in selection.kinds:
        head = ("Question", "Text", "Definition", "Answers")
        row = _table(page, row, head, _questions(selection.questions, t), t) + 1
    for sheet in (RECORD_SHEETS[kind] for kind in selection.kinds):
        for column in sheet.columns:
            if column.vocabulary in VOCABULARIES:
                head = (column.label, "Name", "Definition")
                row = _table(page, row, head, _terms(column.vocabulary, t), t) + 1


def _indicators(ids: Iterable[str], t: Translator) -> Iterator[tuple[str, ...]]:
    for entry in (codebook().indicators[i] for i in ids):
        answers = _answers(((c.code, c.name) for c in entry.categories), t)
        about = f"{t(entry.definition)} {t(entry.comparability)}"
        yield entry.id, t(entry.name), about, answers or (t(entry.unit) if entry.unit else "")


def _questions(ids: Iterable[str], t: Translator) -> Iterator[tuple[str, ...]]:
    for entry in (codebook().questions[i] for i in ids):
        answers = _answers(((a.code, a.name) for a in entry.answers), t)
        yield entry.id, t(entry.text), t(entry.definition), answers


def _answers(answers: Iterable[tuple[str, str]], t: Translator) -> str:
    return "; ".join(f"{code}: {t(name)}" for code, name in answers)


def _terms(vocabulary: str, t: Translator) -> Iterator[tuple[str, ...]]:
    entries = getattr(codebook().vocabulary, f"{vocabulary}s", {})
    if vocabulary == "status":
        entries = codebook().vocabulary.statuses
    for code, (name, *_more) in vocabulary_names(vocabulary).items():
        about = getattr(entries.get(code), "definition", "")
        yield code, t(name), t(about) if about else ""


def _prepare(page: Worksheet, widths: Sequence[int], t: Translator) -> None:
    page.sheet_view.rightToLeft = t.is_rtl
    page.sheet_view.showGridLines = False
    for letter, width in zip("ABCD", widths, strict=True):
        page.column_dimensions[letter].width = width


def _table(
    page: Worksheet,
    row: int,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    t: Translator,
) -> int:
    for position, name in enumerate(head, start=1):
        put(page, row, position, t(name), DARK)
    for cells in rows:
        row += 1
        for position, text in enumerate(cells, start=1):
            put(page, row, position, text)
            page.cell(row, position).alignment = TOP
    return row + 1


HEADS = (
    N_("Column"),
    N_("Name"),
    N_("Meaning"),
    N_("Required"),
    N_("Definition"),
    N_("Unit or answers"),
    N_("Text"),
    N_("Answers"),
    N_("yes"),
)


def manual() -> str:
    """Return the tables of docs/templates.md: one a sheet, one line a column."""
    parts = []
    for sheet in SHEETS.values():
        lines = [
            f"## {sheet.title}",
            "",
            sheet.meaning,
            "",
            "| column | meaning | needed |",
            "|---|---|---|",
        ]
        lines += [
            f"| `{c.name}` | {c.meaning} | {'yes' if c.required else ''} |" for c in sheet.columns
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
