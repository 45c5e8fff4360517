"""Rows and cell facts out of any spreadsheet: XLSX, XLSM, XLS, ODS, CSV, TSV, zipped CSV.

``archive`` keeps unpacking within bounds, ``workbook`` and ``text`` get the rows, ``facts`` and
``ods`` what values alone do not show: percent formats, colours, comments, hidden rows. Nothing
in a file is ever run, followed or fetched.
"""

from atlas.intake.sandbox.opening.files import open_file
from atlas.intake.sandbox.opening.page import Facts, Page
from atlas.intake.sheets.long.opening import NotASheet, TooLarge, UnreadableFile

__all__ = ["Facts", "NotASheet", "Page", "TooLarge", "UnreadableFile", "open_file"]
