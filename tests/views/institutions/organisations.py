"""Small invented frames of institutions and relations, with the store's columns."""

from __future__ import annotations

import pandas as pd

from atlas.i18n import translator
from atlas.store.kinds import INSTITUTION, RELATION, RecordKind
from atlas.store.reading import columns
from atlas.views.institutions.structure import OrganisationChart, organisation

T = translator("en")
DEFAULTS: dict[str, object] = {
    "country": "URY",
    "source": "Institute, Yearbook (2026)",
    "source_id": "yearbook-2026",
    "licence": "CC0-1.0",
    "published": "2026-01-31",
    "accessed": "2026-02-01",
    "redistributable": True,
    "method": "coded",
    "processing": "none",
    "reliability": "stated",
    "evidence": "The yearbook says so.",
    "release": "2026.1",
}
Row = tuple[str, str] | tuple[str, str, dict[str, object]]


def _frame(kind: RecordKind, rows: list[dict[str, object]]) -> pd.DataFrame:
    blank: dict[str, object] = dict.fromkeys(columns(kind), "")
    made = [blank | DEFAULTS | {"id": f"{kind.name}-{i}"} | row for i, row in enumerate(rows)]
    return pd.DataFrame(made, columns=columns(kind)).astype(object)


def institutions(*rows: tuple[str, str], **changes: object) -> pd.DataFrame:
    """Return institutions from (code, kind); a name is its code in words."""
    return _frame(
        INSTITUTION,
        [
            {"code": code, "institution": kind, "name": code.replace("-", " ").title()} | changes
            for code, kind in rows
        ],
    )


def relations(*rows: tuple[str, str, str], **changes: object) -> pd.DataFrame:
    """Return relations from (subject, relation, object)."""
    named = [dict(zip(("subject", "relation", "object"), row, strict=True)) for row in rows]
    return _frame(RELATION, [row | changes for row in named])


STATE = (
    ("president", "head-of-state"),
    ("cabinet", "cabinet"),
    ("congress", "legislature"),
    ("senate", "upper-house"),
    ("court", "highest-court"),
    ("ministry-of-defence", "ministry-of-defence"),
    ("armed-forces", "armed-forces"),
    ("army", "army"),
    ("navy", "navy"),
    ("coast-guard", "coast-guard"),
    ("interior", "ministry-of-interior"),
    ("police", "police"),
)
TIES = (
    ("president", "appoints", "cabinet"),
    ("senate", "part-of", "congress"),
    ("senate", "appoints", "court"),
    ("president", "commands", "armed-forces"),
    ("armed-forces", "part-of", "ministry-of-defence"),
    ("army", "part-of", "armed-forces"),
    ("navy", "part-of", "armed-forces"),
    ("coast-guard", "part-of", "navy"),
    ("coast-guard", "reports-to", "interior"),
    ("police", "part-of", "interior"),
    ("congress", "oversees", "police"),
)


def chart(
    bodies: tuple[tuple[str, str], ...] = STATE,
    ties: tuple[tuple[str, str, str], ...] = TIES,
    country: str = "URY",
) -> OrganisationChart:
    """Return a country's chart of invented bodies."""
    made = institutions(*bodies, country=country), relations(*ties, country=country)
    return organisation(country, *made, T)
