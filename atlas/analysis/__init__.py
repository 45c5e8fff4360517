"""Pure functions from frames of observations to facts: what a page or chart says.

Imports the store's column names and the codebook; never a database, never a screen.
"""

from atlas.analysis.classes import Scale, scale
from atlas.analysis.coverage import coverage_board
from atlas.analysis.peers import standing
from atlas.analysis.selection import latest, of_year, totals, with_reasons
from atlas.analysis.series import gapped_series
from atlas.analysis.summary import Facts, facts

__all__ = [
    "Facts",
    "Scale",
    "coverage_board",
    "facts",
    "gapped_series",
    "latest",
    "of_year",
    "scale",
    "standing",
    "totals",
    "with_reasons",
]
