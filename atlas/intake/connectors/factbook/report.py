"""The parse report: how much of the Factbook was read, indicator by indicator."""

from __future__ import annotations

from collections import Counter

from atlas.codebook import codebook
from atlas.codebook.model import Method
from atlas.intake.connectors.factbook.entry import entries
from atlas.intake.draft import Batch

HEAD = """# Parse report: CIA World Factbook, final edition (2026)

Made by `python -m atlas.intake.connectors.factbook`; do not edit by hand. Counts are countries and
territories of the codebook. *Parsed* have at least one total; *gaps* have a text that could not be
read with certainty (each is listed in `gaps.csv`); *does not apply* are those without armed forces
or without conscription; *not stated* have no text in the field.

| indicator | parsed | gaps | does not apply | not stated |
|---|---:|---:|---:|---:|
"""


def parse_report(batch: Batch) -> str:
    """Return the report as Markdown."""
    everyone = {entry.iso3 for entry in entries()}
    lines = []
    for indicator in codebook().indicators:
        own = [d for d in batch.observations if d.indicator == indicator and not d.breakdown]
        parsed = {d.country for d in own if d.missing is None}
        absent = {d.country for d in own if d.missing is not None} - parsed
        gaps = {p.sheet for p in batch.problems if p.column == indicator} - parsed - absent
        silent = len(everyone - parsed - absent - gaps)
        counts = (len(parsed), len(gaps), len(absent), silent)
        if parsed:
            lines.append(f"| `{indicator}` | " + " | ".join(map(str, counts)) + " |")
    methods = Counter(d.method for d in batch.observations)
    said = ", ".join(f"{methods[m]} {m.value}" for m in Method)
    tail = f"\n{len(batch.observations)} observations: {said}. {len(batch.problems)} gaps.\n"
    return HEAD + "\n".join(lines) + "\n" + tail
