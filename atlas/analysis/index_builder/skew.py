"""Parts of which a few countries decide: uneven beyond what a common scale can bear.

The bounds are those of the JRC's audits of indices: absolute skewness above 2 together with
kurtosis above 3.5 (OECD and JRC, *Handbook on Constructing Composite Indicators*, 2008;
Saisana and Saltelli, 2012).
"""

from __future__ import annotations

import numpy as np

from atlas.analysis.index_builder.score import Result

SKEW, KURTOSIS = 2.0, 3.5
FEWEST_VALUES = 8


def skewed_parts(result: Result) -> list[tuple[str, float]]:
    """Return indicators that need a logarithm or ranks, with their skewness, worst first.

    Ranks do not mind, so none are returned for them; a part in logarithms is judged in
    logarithms.
    """
    from scipy.stats import kurtosis, skew  # noqa: PLC0415

    if result.recipe.normalise == "rank":
        return []
    rows = []
    for part, column in zip(result.recipe.parts, result.values.value.T, strict=True):
        values = column[~np.isnan(column)]
        values = np.log(values) if part.log and (values > 0).all() else values
        if len(values) < FEWEST_VALUES or values.std() == 0:
            continue
        skewness = float(skew(values))
        if abs(skewness) > SKEW and float(kurtosis(values, fisher=False)) > KURTOSIS:
            rows.append((part.indicator, skewness))
    return sorted(rows, key=lambda row: -abs(row[1]))
