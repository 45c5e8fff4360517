"""Rank bands of an index: 2,000 draws at once against one draw after the other."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from atlas.analysis.index_builder import Part, Recipe, Result, Values, bands, build
from atlas.analysis.index_builder.score import aggregate_parts, normalise_part, score_ranks
from atlas.analysis.index_builder.stability import DRAWS, FIRMNESS
from atlas.codebook import codebook
from benchmarks.rows import Row

COUNTRIES, PARTS = 200, 12
NAIVE = 100  # draws of the loop; more would take minutes and say the same


def measure() -> list[Row]:
    """Return the ratio of the time per draw, every value having a range."""
    result = _result()
    start = time.perf_counter()
    bands(result)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    _loop(result, NAIVE)
    theirs = (time.perf_counter() - start) * DRAWS / NAIVE
    detail = f"{DRAWS} draws, {COUNTRIES} countries, {PARTS} indicators: {1000 * ours:.0f} ms "
    detail += f"against {theirs:.1f} s"
    return [Row("index: bands of ranks", ours / theirs, "× loop", 0.25, detail)]


def _result() -> Result:
    chance = np.random.default_rng(1)
    value = chance.lognormal(size=(COUNTRIES, PARTS))
    ids = tuple(list(codebook().indicators)[:PARTS])
    names = tuple(list(codebook().countries)[:COUNTRIES])
    rows = pd.DataFrame({"country": []})
    values = Values(names, ids, value, 0.9 * value, 1.1 * value, rows)
    return build(values, Recipe(tuple(Part(i) for i in ids)))


def _loop(result: Result, draws: int) -> np.ndarray:
    chance = np.random.default_rng(1)
    recipe, values = result.recipe, result.values
    ranks = []
    for _ in range(draws):
        weights = chance.dirichlet(FIRMNESS * PARTS * recipe.weights)
        sample = [
            [chance.uniform(low, high) for low, high in zip(lows, highs, strict=True)]
            for lows, highs in zip(values.low, values.high, strict=True)
        ]
        columns = [normalise_part(column, recipe, k) for k, column in enumerate(np.array(sample).T)]
        scores, _ = aggregate_parts(np.column_stack(columns), weights, recipe)
        ranks.append(score_ranks(scores))
    return np.percentile(ranks, [5, 50, 95], axis=0)
