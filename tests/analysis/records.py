"""Small invented frames of records with the store's columns."""

from __future__ import annotations

import pandas as pd

from atlas.store.kinds import EVENT, PARTICIPATION, RecordKind
from atlas.store.reading import columns

PROVENANCE: dict[str, object] = {
    "source": "Institute, Yearbook (2026)",
    "source_id": "yearbook-2026",
    "source_url": "https://invented.example/yearbook",
    "source_origin": "",
    "licence": "CC0-1.0",
    "published": "2026-01-31",
    "accessed": "2026-02-01",
    "redistributable": True,
    "original": "1991",
    "locator": "page 1",
    "method": "coded",
    "processing": "none",
    "reliability": "stated",
    "collector": "",
    "note": "",
    "note_language": "",
    "release": "2026.1",
}


def _frame(kind: RecordKind, rows: list[dict[str, object]]) -> pd.DataFrame:
    made = [PROVENANCE | row | {"id": f"record-{i}"} for i, row in enumerate(rows)]
    return pd.DataFrame(made, columns=columns(kind)).astype(object)


def events(*rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Return events from (country, kind, date, title[, until])."""
    named = [
        dict(zip(("country", "event", "date", "title", "until"), r, strict=False)) for r in rows
    ]
    return _frame(EVENT, [{"until": "", "evidence": f"About {r['title']}."} | r for r in named])


def participations(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return participations from (country, organisation, status)."""
    named = [dict(zip(("country", "organisation", "status"), r, strict=True)) for r in rows]
    own = {"period": "2026", "since": "", "evidence": "It is listed."}
    return _frame(PARTICIPATION, [own | r for r in named])
