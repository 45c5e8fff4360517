"""How far a rank moves when the choices behind it move a little: weights and values redrawn.

After Saisana, Saltelli and Tarantola (2005): a Monte Carlo over the uncertain inputs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atlas.analysis.index_builder.recipe import Floats
from atlas.analysis.index_builder.score import Result, normalise_part, score_ranks

DRAWS = 2_000
SEED = 20_261_124
FIRMNESS = 10  # equal weights then vary by about 30 percent (one standard deviation)
INSIDE = (5, 95)  # percentiles


@dataclass(frozen=True)
class Bands:
    """Ranks over the draws, per country: 5th percentile, median, 95th percentile."""

    low: Floats
    median: Floats
    high: Floats
    draws: int
    uncertain: int  # values that have a range

    def apart(self, one: int, other: int) -> bool:
        """Tell whether the bands of two countries do not overlap."""
        return bool(self.high[one] < self.low[other] or self.high[other] < self.low[one])


def bands(result: Result, *, draws: int = DRAWS, seed: int = SEED) -> Bands:
    """Return the band of each country's rank.

    Each draw takes weights from a Dirichlet distribution around the chosen ones
    (concentration ``FIRMNESS`` times the number of parts) and each value that has a range
    from within it: half of the draws below the stated value, half above, even on each side.
    Normalisation, aggregation and ranks are recomputed. The seed is fixed, so that the
    same address shows the same band.
    """
    chance = np.random.default_rng(seed)
    recipe, values = result.recipe, result.values
    weights = chance.dirichlet(FIRMNESS * len(recipe.parts) * recipe.weights, size=draws)
    uncertain = values.high > values.low
    total = np.zeros((draws, len(values.countries)))
    coverage = np.zeros_like(total)
    for k in range(len(recipe.parts)):
        part = result.parts[:, k]
        if uncertain[:, k].any():
            column = _random_values(
                chance, values.value[:, k], values.low[:, k], values.high[:, k], draws
            )
            part = normalise_part(column, recipe, k)
        has_value = ~np.isnan(part)
        if recipe.aggregate == "geometric":
            part = np.log(np.where(has_value & (part > 0), part, 1.0))
        total += weights[:, k, None] * np.where(has_value, part, 0.0)
        coverage += weights[:, k, None] * has_value
    ranks = score_ranks(total / coverage)
    low, median, high = np.percentile(ranks, [INSIDE[0], 50, INSIDE[1]], axis=0)
    return Bands(low, median, high, draws, int(uncertain.sum()))


def _random_values(
    chance: np.random.Generator, value: Floats, low: Floats, high: Floats, draws: int
) -> Floats:
    """Return (draws, countries): values within their ranges, the stated one in the middle."""
    column = np.broadcast_to(value, (draws, len(value))).copy()
    wide = np.flatnonzero(high > low)
    step = chance.uniform(-1.0, 1.0, size=(draws, len(wide)))
    below, above = value[wide] - low[wide], high[wide] - value[wide]
    column[:, wide] += np.where(step < 0, step * below, step * above)
    return column
