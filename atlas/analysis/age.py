"""How old a value may be: one threshold for pages, ranks, map and API.

Age is the distance to the year in question: the one that a reader chose, else the release's,
which is the newest year that it has a value of (forecasts for years after its publication do
not count).
"""

from __future__ import annotations

import pandas as pd

OLD_AFTER = 5  # years; an older value is marked and, unless requested, not ranked


def is_old(year: int, reference: int | None) -> bool:
    """Return whether a value of a year is too old to be compared in the year ``reference``."""
    return reference is not None and reference - year > OLD_AFTER


def recent_rows(rows: pd.DataFrame, reference: int | None) -> pd.DataFrame:
    """Return the rows (with a column ``year``) that are not too old in the year ``reference``."""
    return rows if reference is None else rows[rows["year"] >= reference - OLD_AFTER]
