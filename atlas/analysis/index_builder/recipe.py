"""What an index is made of: indicators, directions, weights, and the rules that join them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.errors import InvalidParameter
from atlas.i18n import N_

FEWEST, MOST = 2, 12
NORMALISATIONS = ("minmax", "zscore", "rank", "frontier")
AGGREGATIONS = ("arithmetic", "geometric")
TRIMS = (0, 5, 10)  # percent winsorised at each end
AGES = (1, 3, 5, 10, 0)  # years; 0 is any age
COVERAGES = (100, 75, 50)  # percent of the weight
Floats = npt.NDArray[np.float64]


class Refused(InvalidParameter):
    """The requested index cannot be computed; the message says why and what to choose."""

    code = "index-refused"


@dataclass(frozen=True)
class Part:
    """One indicator: ``direction`` +1 when a higher value counts as more, else -1.

    ``log`` takes the logarithm first, so that ten times as much is one step, everywhere.
    """

    indicator: str
    direction: int = 1
    weight: float = 1.0
    log: bool = False


@dataclass(frozen=True)
class Recipe:
    """All that decides an index.

    Attributes
    ----------
    trim
        Percent of countries at each end whose value is pulled in to the next one's before
        min-max (winsorising); 0 leaves the extremes.
    coverage
        Percent of the weight that a country's values must carry; below, it is not ranked.
    age
        Greatest age of a value in years before ``year``; 0 takes any.
    year
        Year of the index: no later value is used.
    """

    parts: tuple[Part, ...]
    normalise: str = "minmax"
    aggregate: str = "arithmetic"
    trim: int = 0
    coverage: int = 100
    age: int = 5
    year: int = 0

    @property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the parts, in order."""
        return tuple(part.indicator for part in self.parts)

    @property
    def weights(self) -> Floats:
        """Weights that sum to 1."""
        raw_weights = np.array([part.weight for part in self.parts], dtype=float)
        return np.asarray(raw_weights / raw_weights.sum(), dtype=float)

    def without(self, indicator: str) -> Recipe:
        """Return the recipe without one part."""
        parts = tuple(p for p in self.parts if p.indicator != indicator)
        return Recipe(
            parts,
            self.normalise,
            self.aggregate,
            self.trim,
            self.coverage,
            self.age,
            self.year,
        )


def check_recipe(recipe: Recipe) -> None:
    """Raise Refused when the recipe has no meaning."""
    count = len(recipe.parts)
    if not FEWEST <= count <= MOST:
        message = N_("An index needs {fewest} to {most} indicators, not {n}.")
        raise Refused(message, fewest=FEWEST, most=MOST, n=count)
    if any(part.weight <= 0 for part in recipe.parts):
        raise Refused(N_("A weight must be above zero; leave the indicator out instead."))
    if recipe.aggregate == "geometric" and recipe.normalise == "zscore":
        message = N_("A geometric mean has no meaning for z-scores, half of which are negative.")
        raise Refused(message)
