"""The parse report: how much of the Factbook was read, indicator by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason
from atlas.intake.draft import (
    DRAFTS,
    Batch,
    DraftDocument,
    DraftEvent,
    DraftInstitution,
    DraftJudgement,
    DraftObservation,
    DraftParticipation,
    DraftRecord,
    DraftRelation,
)
from tools.factbook.edition import EARLIER, LATEST, Edition
from tools.factbook.fields.entities import entities
from tools.factbook.fields.passages import Gap

HEAD = """# Parse report: CIA World Factbook, {vintage}

Made by `python -m tools.factbook --write`; do not edit by hand.

Counts are the codebook's countries and territories that the Factbook has ({n}). Each is counted
once, in the first column that fits:

- *parsed*: at least one value (of the total or of a part);
- *no data*: the text says that the figure is not available;
- *not applicable*: the country has no armed forces, no conscription, was never a state, or is
  uninhabited;
- *gap*: there is a text, and no value could be read from it with certainty (`gaps.csv` has each);
- *not stated*: the Factbook has no text on it.

| indicator | parsed | no data | not applicable | gap | not stated | values |
|---|---:|---:|---:|---:|---:|---:|
"""

VINTAGES = {LATEST: "final snapshot (2026)", EARLIER: "edition of November 2015"}
RECORDS_HEAD = """
## Other records

A judgement stands only where a sentence answers the question; all other questions are without
an answer, and the atlas shows them so.

| kind | records | countries | of which |
|---|---:|---:|---|
"""
SAYS: dict[type[DraftRecord], str] = {
    DraftJudgement: "question",
    DraftEvent: "event",
    DraftDocument: "document",
    DraftInstitution: "institution",
    DraftRelation: "relation",
    DraftParticipation: "status",
}


def parse_report(batch: Batch, gaps: Iterable[Gap], edition: Edition = LATEST) -> str:
    """Return the report as Markdown."""
    everyone = {entity.iso3 for entity in entities(edition)}
    unread_pairs = {(gap.indicator, gap.country) for gap in gaps}
    lines = [
        _line(
            indicator,
            everyone,
            [d for d in batch.observations if d.indicator == indicator],
            unread_pairs,
        )
        for indicator in codebook().indicators
    ]
    methods = Counter(d.method for d in batch.observations)
    by_method = ", ".join(f"{methods[method]} {method.value}" for method in Method)
    total = len(batch.observations)
    tail = f"\n{total} observations: {by_method}. {len(unread_pairs)} gaps (country × indicator).\n"
    table = "\n".join(line for line in lines if line)
    return (
        HEAD.format(n=len(everyone), vintage=VINTAGES[edition])
        + table
        + "\n"
        + tail
        + _records(batch)
    )


def _records(batch: Batch) -> str:
    """Return how many records of the other kinds were read, by what they say."""
    lines = []
    for kind in DRAFTS:
        own = [record for record in batch.records if isinstance(record, kind)]
        if not own:
            continue
        counts = Counter(str(getattr(record, SAYS[kind])) for record in own)
        countries = len({record.country for record in own})
        parts = ", ".join(f"{code} {number}" for code, number in sorted(counts.items()))
        lines.append(f"| {kind.kind} | {len(own)} | {countries} | {parts} |")
    return RECORDS_HEAD + "\n".join(lines) + "\n"


def _line(
    indicator: str,
    everyone: set[str],
    own: list[DraftObservation],
    unread_pairs: set[tuple[str, str]],
) -> str:
    with_value = {d.country for d in own if d.missing is None}
    absent = {d.country for d in own if d.missing is MissingReason.NO_DATA} - with_value
    beside = (
        {d.country for d in own if d.missing is MissingReason.NOT_APPLICABLE} - with_value - absent
    )
    with_record = with_value | absent | beside
    gap = {country for name, country in unread_pairs if name == indicator} - with_record
    silent = everyone - with_record - gap
    if not with_record | gap:
        return ""
    values = sum(d.missing is None for d in own)
    counts = (len(with_value), len(absent), len(beside), len(gap), len(silent), values)
    return f"| `{indicator}` | " + " | ".join(map(str, counts)) + " |"
