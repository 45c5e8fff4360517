"""Text that no spreadsheet runs as a formula, and the way back."""

from __future__ import annotations

import re
from typing import Any

from atlas.text import xml_text

DANGEROUS = re.compile(r"'*\s*[=+\-@]|'*[\t\r\n]")
ESCAPED = re.compile(r"'+\s*[=+\-@]|'+[\t\r\n]")


def quote_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; ``unquote_formula`` removes it.

    >>> quote_formula("=HYPERLINK(1)"), quote_formula("army"), unquote_formula(quote_formula("'-2"))
    ("'=HYPERLINK(1)", 'army', "'-2")
    """
    text = xml_text(text)
    return f"'{text}" if DANGEROUS.match(text) else text


def unquote_formula(cell: Any) -> Any:
    """Return a cell without the apostrophe that ``quote_formula`` put there."""
    if isinstance(cell, str) and cell.startswith("'") and ESCAPED.match(cell):
        return cell[1:]
    return cell
