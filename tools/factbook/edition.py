"""The edition that is read: its year and how it is cited."""

from __future__ import annotations

from atlas.intake.draft import Source

EDITION = 2026
SOURCE = Source(
    id="cia-world-factbook-2026",
    publisher="CIA",
    title="The World Factbook",
    url="https://www.cia.gov/the-world-factbook/",
    vintage="final snapshot 2026, Python package cia-world-factbook 0.1.2",
    published="2026",
    accessed="2026-11-24",
    licence="Public domain (work of the United States government)",
    redistributable=True,
    preference=200,
    origin="other",
)
