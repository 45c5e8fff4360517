"""A composite index that the reader builds: recipe, values, scores, stability of ranks.

Methods follow OECD and JRC, *Handbook on Constructing Composite Indicators: Methodology and
User Guide* (2008). Uncertainty follows M. Saisana, A. Saltelli and S. Tarantola,
"Uncertainty and sensitivity analysis techniques as tools for the quality assessment of
composite indicators", *Journal of the Royal Statistical Society* A 168(2), 2005, 307-323.
The atlas has no index of its own.
"""

from atlas.analysis.index_builder import query
from atlas.analysis.index_builder.drivers import Driver, Pair, drivers, pairs
from atlas.analysis.index_builder.recipe import (
    AGGREGATIONS,
    FEWEST,
    MOST,
    NORMALISATIONS,
    Part,
    Recipe,
    Refused,
)
from atlas.analysis.index_builder.score import Result, build
from atlas.analysis.index_builder.stability import Bands, bands
from atlas.analysis.index_builder.values import Values, newest_year, values

__all__ = [
    "AGGREGATIONS",
    "FEWEST",
    "MOST",
    "NORMALISATIONS",
    "Bands",
    "Driver",
    "Pair",
    "Part",
    "Recipe",
    "Refused",
    "Result",
    "Values",
    "bands",
    "build",
    "drivers",
    "newest_year",
    "pairs",
    "query",
    "values",
]
