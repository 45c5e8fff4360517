"""The facts of treaties in ``data/treaties``: dated actions, one file a treaty, and their sources.

``actions/<instrument>.csv`` has one action a row: country, action, date (as exact as known), the
list that was read, whether a second list agrees (``confirmed``), and a note.
"""

from __future__ import annotations

from pathlib import Path

from atlas.codebook import codebook
from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import Batch, DraftTreatyAction
from atlas.intake.starter import csv_rows, record_order, starter_source
from atlas.settings import DATA

FOLDER = DATA / "treaties"


def read_treaties(folder: Path = FOLDER) -> Batch:
    """Return the actions as a batch with the sources that they cite."""
    drafts = [
        _action(path.stem, row)
        for path in sorted((folder / "actions").glob("*.csv"))
        for row in csv_rows(path)
    ]
    cited = {draft.source for draft in drafts}
    sources = tuple(map(starter_source, csv_rows(folder / "sources.csv")))
    return Batch(
        tuple(source for source in sources if source.id in cited),
        (),
        records=tuple(sorted(drafts, key=record_order)),
    )


def _action(instrument: str, row: dict[str, str]) -> DraftTreatyAction:
    words = codebook().vocabulary.actions[row["action"]].name
    return DraftTreatyAction(
        country=row["country"],
        source=row["source"],
        original=f"{words}, {row['date']}",
        locator=codebook().instruments[instrument].name,
        method=Method.CODED,
        processing=Processing.MINOR,
        reliability=_reliability(row["status"]),
        note=row["note"],
        note_language="en" if row["note"] else "",
        instrument=instrument,
        action=row["action"],
        date=row["date"],
        evidence=f"{words}, {row['date']}",
    )


def _reliability(status: str) -> Reliability:
    """One list alone is uncertain until a second agrees."""
    return Reliability.STATED if status == "confirmed" else Reliability.UNCERTAIN
