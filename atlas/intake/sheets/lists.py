"""Drop-down lists: their words on a hidden sheet, and the cells that choose from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from atlas.i18n import Translator
from atlas.intake.sheets.columns import LISTS
from atlas.intake.sheets.safety import quote_formula
from atlas.intake.sheets.words import code_name, vocabulary_names

LONGEST_TITLE, LONGEST_ERROR = 32, 225  # what Excel takes; more, and it repairs the file
# Their codes stand in cells; names are long.
CODED = ("indicator", "question", "organisation", "instrument")


class Lists:
    """The hidden sheet: one column a list, the first row its name."""

    def __init__(self, book: Workbook, t: Translator) -> None:
        self.book = book
        self.t = t
        self.sheet: Worksheet = book.create_sheet(LISTS)
        self.sheet.sheet_state = "hidden"
        self.ranges: dict[str, str] = {}

    def of(self, vocabulary: str, context: str = "", only: Sequence[str] = ()) -> str:
        """Return the range of a vocabulary's words; ``only`` limits it to some codes."""
        name = f"{vocabulary}_{context}" if context else vocabulary
        if name not in self.ranges:
            codes = [c for c in vocabulary_names(vocabulary, context) if not only or c in only]
            if vocabulary not in CODED:
                codes = [code_name(vocabulary, code, self.t.lang, context) for code in codes]
            self.add(name, codes)
        return self.ranges[name]

    def add(self, name: str, words: Iterable[str]) -> str:
        """Write a list and return its range; it can be called by its name in formulas too."""
        if name in self.ranges:
            return self.ranges[name]
        column = len(self.ranges) + 1
        letter = get_column_letter(column)
        self.sheet.cell(1, column, name)
        last = 1
        for last, word in enumerate(words, start=2):
            cell = self.sheet.cell(last, column)
            cell.value = quote_formula(word)
            cell.data_type = "s"
        self.ranges[name] = f"{LISTS}!${letter}$2:${letter}${max(last, 2)}"
        self.book.defined_names[name] = DefinedName(name, attr_text=self.ranges[name])
        return self.ranges[name]

    def offer(self, sheet: Worksheet, formula: str, cells: Iterable[str]) -> None:
        """Let cells choose from a list; other words pass after a question.

        The reader knows names in four languages, so that the list is a help and no fence.
        """
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.errorStyle = "warning"
        choice.showErrorMessage = True
        choice.errorTitle = self.t("Not in the list")[:LONGEST_TITLE]
        choice.error = self.t("The atlas may still recognise this word. Keep it?")[:LONGEST_ERROR]
        for cell in cells:
            choice.add(cell)
        sheet.add_data_validation(choice)
