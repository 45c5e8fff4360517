"""CIA World Factbook (public domain): text into observations, each with its sentence.

``entry`` finds fields, ``quantity`` reads numbers, one module a chapter reads its texts.
What cannot be read with certainty becomes a listed gap. ``python -m
atlas.intake.connectors.factbook`` writes the starter data and the parse report.
"""

from atlas.intake.connectors.factbook.reading import read_factbook

__all__ = ["read_factbook"]
