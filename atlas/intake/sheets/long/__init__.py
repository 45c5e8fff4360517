"""Reader of the atlas's own long sheet, CSV or XLSX: one observation a row, source included.

``opening`` gets rows out of files, ``header`` finds the columns, ``cells`` reads one cell,
``rows`` one row; ``reader`` puts a file together. Imports the codebook and drafts.
"""

from atlas.intake.sheets.long.header import COLUMNS
from atlas.intake.sheets.long.opening import UnreadableFile
from atlas.intake.sheets.long.reader import read_table

__all__ = ["COLUMNS", "UnreadableFile", "read_table"]
