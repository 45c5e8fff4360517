"""What stands behind the cells of an old Excel file: its percent formats, colours, hidden rows.

The reader of values does not tell a cell's format, and 0.021 shown as 2.1 % would be read as
another number.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import xlrd
from xlrd.compdoc import CompDocError

from atlas.codebook.model import Reliability
from atlas.intake.sandbox.opening.archive import DAMAGED
from atlas.intake.sandbox.opening.facts import shows_year
from atlas.intake.sandbox.opening.own_words import LONGEST, own_words
from atlas.intake.sandbox.opening.page import Facts, Spot
from atlas.intake.sheets.long.opening import NotASheet

LITERAL = re.compile(r'"[^"]*"|\\.')
COLOURS = {12: Reliability.ESTIMATE, 10: Reliability.UNCERTAIN}
NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def xls_facts(file: str, content: bytes) -> dict[str, Facts]:
    """Return the facts of each sheet by its name; empty where the file is no such workbook.

    Raises
    ------
    NotASheet
        When the file is locked with a password, or its sectors are damaged.
    """
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=content,
                formatting_info=True,
                ragged_rows=True,  # a cell in the farthest corner costs no rows of blanks
                logfile=nowhere,
                ignore_workbook_corruption=True,  # Excel opens them, too
            )
        names = _names(book)
        return {sheet.name: _facts(book, sheet, names) for sheet in book.sheets()}
    except CompDocError as error:
        raise NotASheet(file, DAMAGED) from error
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise NotASheet(file, "locked with a password") from error
        return {}
    except Exception:  # a damaged file breaks xlrd in many ways; the reader of values says so
        return {}


def _names(book: xlrd.Book) -> frozenset[str]:
    """Return everybody whom a file names as author of a comment or as its last writer."""
    notes = (note for sheet in book.sheets() for note in sheet.cell_note_map.values())
    names = [book.user_name or "", *(note.author or "" for note in notes)]
    return frozenset(filter(None, (" ".join(name.split()) for name in names)))


def _facts(book: xlrd.Book, sheet: xlrd.sheet.Sheet, names: frozenset[str]) -> Facts:
    facts = Facts(comments=_comments(sheet, names))
    facts.hidden_rows |= {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    facts.hidden_columns |= {at for at, info in sheet.colinfo_map.items() if info.hidden}
    percent, years, reliability = _styles(book)
    for row in range(sheet.nrows):
        styles = sheet._cell_xf_indexes[row]
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                facts.errors[row, column] = xlrd.error_text_from_code.get(code, "#N/A")
            elif kind in NUMBERS:
                if styles[column] in percent:
                    facts.percent.add((row, column))
                if styles[column] in years:
                    facts.years.add((row, column))
                if styles[column] in reliability:
                    facts.reliability[row, column] = reliability[styles[column]]
    return facts


def _comments(sheet: xlrd.sheet.Sheet, names: frozenset[str]) -> dict[Spot, str]:
    """Return the own words of a sheet's comments; empty ones are left out."""
    words = {
        spot: own_words(note.text[:LONGEST], names, author=note.author or "")
        for spot, note in sheet.cell_note_map.items()
    }
    return {spot: text for spot, text in words.items() if text}


def _styles(book: xlrd.Book) -> tuple[set[int], set[int], dict[int, Reliability]]:
    """Return which cell styles mean a percent, a year, an estimate or an uncertain value."""
    percent, years, reliability = set(), set(), {}
    for at, style in enumerate(book.xf_list):
        number_format = book.format_map.get(style.format_key)
        if number_format and "%" in LITERAL.sub("", number_format.format_str):
            percent.add(at)
        if number_format and shows_year(number_format.format_str):
            years.add(at)
        colour = book.font_list[style.font_index].colour_index
        if colour in COLOURS:
            reliability[at] = COLOURS[colour]
    return percent, years, reliability
