"""One version of an entry, as it is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from atlas.community.kinds import KINDS
from atlas.editorial.limits import aware


@dataclass(frozen=True)
class EntryVersion:
    """One version of an entry, as it is stored. ``proposed_by`` is shown to no reader.

    ``based_on`` is the version that its writer had before them.
    """

    number: int
    entry: str
    kind: str
    version: int
    content: Any
    status: str
    organisation: str | None
    proposed_by: str
    proposed_at: dt.datetime
    reviewed_by: str | None
    reviewed_at: dt.datetime | None
    review_note: str
    based_on: int | None = None


def entry_from_row(row: RowMapping) -> EntryVersion:
    """Return a row of ``entry_version`` as an Entry; an erased one has no content."""
    model = KINDS[row["kind"]]
    content = model.model_validate_json(row["content"]) if row["content"] else None
    return EntryVersion(
        number=row["id"],
        content=content,
        proposed_at=aware(row["proposed_at"]) or row["proposed_at"],
        reviewed_at=aware(row["reviewed_at"]),
        **{
            name: row[name]
            for name in ("entry", "kind", "version", "status", "organisation", "proposed_by")
        },
        **{name: row[name] for name in ("reviewed_by", "review_note", "based_on")},
    )
