"""How far a rank moves with the choices behind it: weights, scale, trimming, mean, and values.

After Saisana, Saltelli and Tarantola (2005): a Monte Carlo over the uncertain inputs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from atlas.analysis.index_builder.recipe import (
    AGGREGATIONS,
    NORMALISATIONS,
    TRIMS,
    Floats,
    Recipe,
    Refused,
    check_recipe,
)
from atlas.analysis.index_builder.score import (
    Result,
    aggregate_parts,
    normalise_part,
    score_ranks,
)

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
    variants: int = 1  # ways to scale, trim and join that were drawn from

    def apart(self, one: int, other: int) -> bool:
        """Tell whether the bands of two countries do not overlap."""
        return bool(self.high[one] < self.low[other] or self.high[other] < self.low[one])


def bands(result: Result, *, draws: int = DRAWS, seed: int = SEED) -> Bands:
    """Return the band of each country's rank.

    The draws are spread evenly over all ways to bring the parts on a common scale, to cap
    outliers and to join the parts that have a meaning for these values (``variants``): all of
    these are choices of whoever builds the index. Each draw takes weights from a Dirichlet
    distribution around the chosen ones (concentration ``FIRMNESS`` times the number of parts)
    and each value that has a range from within it: half of the draws below the stated value,
    half above, even on each side. The seed is fixed, so that the same address shows the same
    band.
    """
    chance = np.random.default_rng(seed)
    recipes = variants(result)
    sizes = [len(part) for part in np.array_split(np.arange(draws), len(recipes))]
    ranks = np.vstack(
        [_drawn_ranks(result, r, n, chance) for r, n in zip(recipes, sizes, strict=True) if n]
    )
    low, median, high = np.percentile(ranks, [INSIDE[0], 50, INSIDE[1]], axis=0)
    uncertain = int((result.values.high > result.values.low).sum())
    return Bands(low, median, high, draws, uncertain, len(recipes))


def variants(result: Result) -> list[Recipe]:
    """Return the recipes of the same parts that have a meaning for the values, the chosen first."""
    chosen = result.recipe
    others = [
        replace(chosen, normalise=scale, trim=trim, aggregate=mean)
        for scale in NORMALISATIONS
        for trim in (TRIMS if scale == "minmax" else (0,))
        for mean in AGGREGATIONS
    ]
    return [r for r in dict.fromkeys((chosen, *others)) if r == chosen or _has_meaning(r, result)]


def _has_meaning(recipe: Recipe, result: Result) -> bool:
    try:
        check_recipe(recipe)
        low, high = result.values.low, result.values.high
        for column in (low, result.values.value, high):
            parts = [normalise_part(column[:, k], recipe, k) for k in range(len(recipe.parts))]
            aggregate_parts(np.column_stack(parts), recipe.weights, recipe)
    except Refused:
        return False
    return True


def _drawn_ranks(result: Result, recipe: Recipe, draws: int, chance: np.random.Generator) -> Floats:
    """Return the ranks (draws, countries) of one recipe with weights and values redrawn."""
    values = result.values
    weights = chance.dirichlet(FIRMNESS * len(recipe.parts) * recipe.weights, size=draws)
    total = np.zeros((draws, len(values.countries)))
    coverage = np.zeros_like(total)
    for k in range(len(recipe.parts)):
        column = values.value[:, k]
        if (values.high[:, k] > values.low[:, k]).any():
            column = _random_values(chance, column, values.low[:, k], values.high[:, k], draws)
        part = normalise_part(column, recipe, k)
        has_value = ~np.isnan(part)
        if recipe.aggregate == "geometric":
            part = np.log(np.where(has_value & (part > 0), part, 1.0))
        total += weights[:, k, None] * np.where(has_value, part, 0.0)
        coverage += weights[:, k, None] * has_value
    return score_ranks(total / coverage)


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
