"""CIA World Factbook, final snapshot: sentences into typed observations.

A text that cannot be read with certainty becomes a listed gap, never a guess. One module a
theme; ``quantities`` reads numbers, ``entities`` the files, ``report`` counts.
"""

from atlas.intake.connectors.factbook.reader import read_factbook, read_with_gaps

__all__ = ["read_factbook", "read_with_gaps"]
