"""Normalise, weigh, add up: the score of each country with what every part gives to it.

Arrays have the shape (…, countries, indicators) or (…, countries); draws lead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atlas.analysis.index_builder.recipe import Floats, Recipe, Refused
from atlas.analysis.index_builder.values import Values
from atlas.i18n import N_

LEAST_COUNTRIES = 3
FULL = 1.0 - 1e-9


@dataclass(frozen=True)
class Result:
    """An index of the countries that have enough of its parts.

    Attributes
    ----------
    values
        What went in, of ranked countries only.
    parts
        Normalised values (countries, indicators): 0 to 100, or standard deviations from the
        mean for ``zscore``; NaN where a value is missing.
    contributions
        What each part gives to the score; they sum to it.
    ranks
        1 is the highest score; ties share the better rank.
    carried
        Share of the weight that a country's values carry, 0 to 1.
    left_out
        Country -> share of the weight that its values carry: too little.
    """

    recipe: Recipe
    values: Values
    parts: Floats
    contributions: Floats
    scores: Floats
    ranks: Floats
    carried: Floats
    left_out: dict[str, float]


def build(values: Values, recipe: Recipe) -> Result:
    """Return the index.

    A country with fewer values than the threshold asks for is left out; of the others, the
    weights of missing parts are spread over the parts that they have (Handbook, step 3: no
    imputation; ``Result.carried`` says how much is there).

    Raises
    ------
    Refused
        Too few countries have enough values, or the rules cannot take the values.
    """
    weights = recipe.weights
    coverage = (~np.isnan(values.value)) @ weights
    enough = coverage >= recipe.coverage / 100 * FULL
    out = dict(zip(values.countries, coverage.tolist(), strict=True))
    ranked_values = values.of(enough)
    if len(ranked_values.countries) < LEAST_COUNTRIES:
        message = N_("Only {n} countries have enough values. Lower the coverage or allow older.")
        raise Refused(message, n=len(ranked_values.countries))
    for name, column in zip(recipe.indicators, ranked_values.value.T, strict=True):
        if np.isnan(column).all():
            message = N_("No country has a value of {indicator} in these years; leave it out.")
            raise Refused(message, indicator=name)
    parts = np.column_stack(
        [normalise_part(ranked_values.value[:, k], recipe, k) for k in range(len(recipe.parts))]
    )
    scores, gives = aggregate_parts(parts, weights, recipe)
    return Result(
        recipe,
        ranked_values,
        parts,
        gives,
        scores,
        score_ranks(scores),
        coverage[enough],
        {c: share for c, share in out.items() if c not in set(ranked_values.countries)},
    )


def normalise_part(column: Floats, recipe: Recipe, position: int) -> Floats:
    """Return one part on its common scale; ``column`` is (…, countries).

    ``minmax``: 0 for the lowest and 100 for the highest (1 to 100 for a geometric mean),
    after winsorising; ``zscore``: standard deviations from the mean; ``rank``: percentile of
    the rank, ties sharing the mean; ``frontier``: percent of the best value, or best value
    in percent of the own where less counts as more (Handbook, step 5). For a geometric mean
    every scale begins at 1, so that no part can take anything away.

    Raises
    ------
    Refused
        A logarithm or a frontier of values that are not above zero.
    """
    part = recipe.parts[position]
    floor = 1.0 if recipe.aggregate == "geometric" else 0.0
    if recipe.normalise == "frontier":
        share = _frontier(column, part.direction)
        return np.asarray(np.where(share > 0, np.maximum(share, floor), share))
    values = (_logarithm(column) if part.log else column) * part.direction
    if recipe.normalise == "rank":
        return _percentiles(values, floor)
    if recipe.normalise == "zscore":
        mean = np.nanmean(values, axis=-1, keepdims=True)
        deviation = np.nanstd(values, axis=-1, keepdims=True)
        return np.asarray((values - mean) / np.where(deviation > 0, deviation, 1.0))
    if recipe.trim:
        ends = [recipe.trim, 100 - recipe.trim]
        low, high = np.nanpercentile(values, ends, axis=-1, keepdims=True)
        values = np.clip(values, low, high)
    low = np.nanmin(values, axis=-1, keepdims=True)
    span = np.nanmax(values, axis=-1, keepdims=True) - low
    share = np.where(span > 0, (values - low) / np.where(span > 0, span, 1.0), 0.5)
    return np.asarray(floor + (100.0 - floor) * np.where(np.isnan(values), np.nan, share))


def _logarithm(column: Floats) -> Floats:
    if np.nanmin(column) <= 0:
        raise Refused(N_("A logarithm needs values above zero; leave it out for this indicator."))
    return np.asarray(np.log(column))


def _percentiles(values: Floats, floor: float) -> Floats:
    from scipy.stats import rankdata  # noqa: PLC0415 - slow to import, seldom needed

    ranks = rankdata(values, axis=-1, nan_policy="omit")
    count = np.sum(~np.isnan(values), axis=-1, keepdims=True)
    if not floor:
        return np.asarray(100.0 * ranks / count)
    return np.asarray(floor + (100.0 - floor) * (ranks - 1) / np.maximum(count - 1, 1))


def _frontier(column: Floats, direction: int) -> Floats:
    if np.nanmin(column) < 0 or (direction < 0 and np.nanmin(column) <= 0):
        message = N_("The distance to a frontier is a ratio: it needs values above zero.")
        raise Refused(message)
    if direction > 0:
        best = np.nanmax(column, axis=-1, keepdims=True)
        return np.asarray(100.0 * column / np.where(best > 0, best, 1.0))
    return np.asarray(100.0 * np.nanmin(column, axis=-1, keepdims=True) / column)


def aggregate_parts(parts: Floats, weights: Floats, recipe: Recipe) -> tuple[Floats, Floats]:
    """Return scores and what each part gives to them (Handbook, step 6).

    A geometric mean rewards balance: what is lacking in one part is not made up by another.

    Raises
    ------
    Refused
        A geometric mean of a zero.
    """
    here = np.where(np.isnan(parts), 0.0, weights)
    shares = here / here.sum(axis=-1, keepdims=True)
    if recipe.aggregate == "arithmetic":
        gives = shares * np.nan_to_num(parts)
        return gives.sum(axis=-1), gives
    if np.nanmin(parts) <= 0:
        message = N_("A geometric mean has no meaning where a part is zero; choose arithmetic.")
        raise Refused(message)
    logs = shares * np.log(np.where(np.isnan(parts), 1.0, parts))
    total = logs.sum(axis=-1, keepdims=True)
    scores = np.exp(total)
    split = np.divide(logs, total, out=shares.copy(), where=np.abs(total) > 0)
    return scores[..., 0], split * scores


def score_ranks(scores: Floats) -> Floats:
    """Return ranks along the last axis: 1 is the highest, ties share the better one."""
    from scipy.stats import rankdata  # noqa: PLC0415

    # Scores that differ by rounding only are the same score.
    return np.asarray(rankdata(-np.round(scores, 9), method="min", axis=-1), dtype=float)
