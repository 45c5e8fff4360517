"""Countries that become more alike, or less, or neither."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.analysis.trends import trends
from atlas.codebook import codebook
from tests.analysis.trends.planted import REGIONS, observations, states

MILEX = codebook().indicators["milex_gdp"]
YEARS = 30


def found(narrowing: float, noise: float) -> dict[str, str]:
    """Return the kinds by scope of a world whose countries' distances change by a factor."""
    rng = np.random.default_rng(1)
    rows = []
    factor = narrowing ** np.linspace(0, 1, YEARS)
    for region in REGIONS:
        centre = 5 + 2 * rng.normal()
        for country in states(region)[:12]:
            values = 5 + factor * (centre - 5 + rng.normal()) + noise * rng.normal(size=YEARS)
            rows += [(country, 1990 + i, v) for i, v in enumerate(values)]
    return {c.scope: c.kind for c in trends(observations(rows), MILEX).convergence}


@pytest.mark.parametrize(
    ("narrowing", "kind"), [(0.3, "converging"), (3.0, "diverging"), (1.0, "none")]
)
def test_sigma_tells_converging_from_diverging(narrowing: float, kind: str) -> None:
    kinds = found(narrowing, 0.05)
    assert {"between", "world"} <= set(kinds)
    assert set(kinds.values()) == {kind}
