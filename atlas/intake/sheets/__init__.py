"""The atlas's own sheets, one a kind of record: their columns, templates, and reading them.

``columns`` and ``kinds`` define the sheets, ``words`` the lists that cells choose from;
``template`` writes workbooks, ``reader`` reads them. Imports the codebook, languages, drafts,
the reader of single cells in ``atlas.intake.sheets.long``, and the store for what is known already.
"""

from atlas.intake.sheets.columns import OURS
from atlas.intake.sheets.kinds import RECORD_SHEETS, SHEETS
from atlas.intake.sheets.reader import is_ours, read_sheets, recognised

__all__ = ["OURS", "RECORD_SHEETS", "SHEETS", "is_ours", "read_sheets", "recognised"]
