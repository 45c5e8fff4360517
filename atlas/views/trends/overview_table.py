"""The overview as rows for files, the API and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from atlas.analysis.overview import Subject
from atlas.i18n import Translator
from atlas.views.trends.overview import address_of, sentence, subject_name

CELL = ("sign", "count", "known", "states", "value")
COLUMNS = (
    *("subject", "name", "kind", "theme", "first_year", "last_year", "verdict", "shortage"),
    *("answer", "unique_region", "strength", "p", "region", *CELL, "sentence", "evidence"),
)


def overview_entry(row: Subject, t: Translator) -> dict[str, Any]:
    """Return a row as JSON: its verdict, its regions, its sentence and where its evidence is."""
    return {
        "subject": row.subject,
        "name": subject_name(row, t),
        "kind": row.kind,
        "theme": row.theme,
        "window": list(row.window) if row.window else None,
        "verdict": row.verdict,
        "shortage": row.shortage,
        "answer": row.answer or None,
        "agreeing": list(row.agreeing),
        "unique_region": row.outlier or None,
        "strength": round(row.strength, 4),
        "p": row.p,
        "regions": [
            {"region": cell.region, **{name: getattr(cell, name) for name in CELL}}
            for cell in row.cells
        ],
        "sentence": sentence(row, t),
        "evidence": evidence_path(row),
    }


def evidence_path(row: Subject) -> str:
    """Return the address, within the atlas, of the page that shows a row's evidence."""
    page, parameters = address_of(row)
    return f"{page}?" + "&".join(f"{name}={value}" for name, value in parameters.items())


def overview_table(rows: Iterable[Subject], t: Translator) -> pd.DataFrame:
    """Return one row for each subject and region: ``COLUMNS``."""
    lines = []
    for row in rows:
        entry = overview_entry(row, t)
        first, last = row.window or (None, None)
        shared = entry | {"first_year": first, "last_year": last}
        lines += [shared | cell for cell in entry["regions"]]
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype=object)
