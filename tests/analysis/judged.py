"""Small invented frames of judgements, with the store's columns."""

from __future__ import annotations

import pandas as pd

from atlas.store.kinds import JUDGEMENT
from atlas.store.reading import columns

DEFAULTS: dict[str, object] = {
    "period": "2026",
    "answer": "",
    "missing_reason": None,
    "evidence": "The invented act says so.",
    "source": "Institute, Yearbook (2026)",
    "source_id": "yearbook-2026",
    "licence": "CC0-1.0",
    "published": "2026-01-31",
    "accessed": "2026-02-01",
    "redistributable": True,
    "method": "coded",
    "processing": "minor",
    "reliability": "stated",
    "release": "2026.1",
}
OBJECTION = "conscientious_objection"


def row(
    country: str, answer: str = "", question: str = OBJECTION, **changes: object
) -> dict[str, object]:
    """Return one judgement; without an answer it is withheld unless changed."""
    blank: dict[str, object] = dict.fromkeys(columns(JUDGEMENT), "")
    given = {"country": country, "question": question, "answer": answer}
    reason = None if answer else "withheld"
    made = blank | DEFAULTS | given | {"missing_reason": reason} | changes
    return made | {"id": f"{country}-{question}-{made['period']}-{made['source_id']}"}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a frame of judgements."""
    return pd.DataFrame(list(rows), columns=columns(JUDGEMENT)).astype(object)
