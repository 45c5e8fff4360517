"""Facts about changes: which countries they touch, and how."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.editorial.changes import CHANGES, RecordPair

# Kind -> the columns that say the record's answer; the others are what stands behind it.
COLUMNS_OF: dict[str, tuple[str, ...]] = {
    "observation": ("value", "low", "high", "category", "missing_reason"),
    "judgement": ("answer", "missing_reason"),
    "participation": ("status",),
    "institution": ("name",),
    "relation": ("subject", "relation", "object"),
    "event": ("title", "date"),
    "document": ("title",),
}


def kinds_by_country(pairs: Iterable[RecordPair]) -> dict[str, list[str]]:
    """Return the kinds of change of each country, in the order of ``CHANGES``."""
    kinds: dict[str, set[str]] = {}
    for pair in pairs:
        kinds.setdefault(pair.country, set()).add(pair.change)
    return {iso3: [name for name in CHANGES if name in own] for iso3, own in kinds.items()}
