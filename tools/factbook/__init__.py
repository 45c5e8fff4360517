"""CIA World Factbook, final snapshot: sentences into typed records.

A text that cannot be read with certainty becomes a listed gap, never a guess. ``fields/`` reads
the files, dates, numbers and sentences of any edition; ``observations/``, ``judgements/``,
``events/`` and ``institutions/`` hold one module a theme; ``reviewed/`` holds what a person read
out of one country's sentence, as rows.
"""

from __future__ import annotations

from tools.factbook.build import read_factbook

__all__ = ["read_factbook"]
