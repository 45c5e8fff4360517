"""Reader of any layout: finds the tables of a sheet, says how they are read, and reads them.

``header`` and ``detect`` find tables and make a ``Mapping``; ``rows`` reads a table as its mapping
says; ``subjects`` and ``units`` understand headings, ``numbers``, ``years`` and ``missing`` cells.
What is not certain becomes a problem that names the choices, never a guess.
"""

from atlas.intake.layout.mapping import Column, Mapping, fingerprint
from atlas.intake.layout.reader import detected, read_layout
from atlas.intake.layout.sources import Given

__all__ = ["Column", "Given", "Mapping", "detected", "fingerprint", "read_layout"]
