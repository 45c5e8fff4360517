"""Numbers of one time by region: medians, and the region that stands apart.

That regions do not differ is no finding (a test that finds nothing proves nothing), so levels
are unique or nothing. A region is unique where its values differ from those of each other
region: Mann and Whitney (1947), adjusted over all pairs by Holm, with Cliff's delta of at least
0.33, a medium difference (Romano et al. 2006).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median

import numpy as np
from scipy.stats import mannwhitneyu

from atlas.analysis.overview.model import SEVERAL, Cell, Subject
from atlas.analysis.overview.shares import ALPHA, FEWEST, HALF, holm

MEDIUM = 0.33


def level_subject(
    subject: str,
    theme: str,
    window: tuple[int, int] | None,
    values: Mapping[str, float],
    states: Mapping[str, Sequence[str]],
    community: Sequence[str],
) -> Subject:
    """Judge the levels of one indicator; ``values`` holds stated numbers by country."""
    by_region = {r: [values[c] for c in own if c in values] for r, own in states.items()}
    cells = tuple(_cell(r, by_region[r], states[r]) for r in states)
    regions = [c.region for c in cells if c.region in community and c.sign == "level"]
    if len(regions) < SEVERAL:
        return Subject(
            subject, "level", theme, window, "too-little-data", cells, shortage="few-known"
        )
    outlier, delta, p = distinct_region({r: by_region[r] for r in regions})
    return Subject(
        subject,
        "level",
        theme,
        window,
        "unique" if outlier else "none",
        cells,
        outlier=outlier,
        strength=delta,
        p=p,
    )


def _cell(region: str, values: Sequence[float], states: Sequence[str]) -> Cell:
    enough = len(values) >= max(FEWEST, HALF * len(states))
    middle = float(median(values)) if enough else None
    return Cell(region, "level" if enough else "few", 0, len(values), len(states), middle)


def distinct_region(values: Mapping[str, Sequence[float]]) -> tuple[str, float, float | None]:
    """Return the one region whose values differ from each other region's.

    Parameters
    ----------
    values
        Region -> its countries' values.

    Returns
    -------
    tuple
        Region (empty where none or several differ), the smallest of its Cliff's deltas (0 to
        1), the largest adjusted p of its comparisons.

    Examples
    --------
    >>> low = {r: [1, 2, 3, 4, 5, 6, 7, 8] for r in "abc"}
    >>> distinct_region({**low, "d": [11, 12, 13, 14, 15, 16, 17, 18]})[:2]
    ('d', 1.0)
    """
    pairs = list(combinations(values, 2))
    tests = [mannwhitneyu(values[a], values[b]) for a, b in pairs]
    adjusted = holm([float(test.pvalue) for test in tests])
    deltas: dict[str, list[tuple[float, float]]] = {region: [] for region in values}
    for (a, b), test, p in zip(pairs, tests, adjusted, strict=True):
        # Cliff's delta from U: the share of pairs in which one is larger, less the reverse.
        delta = 2 * float(test.statistic) / (len(values[a]) * len(values[b])) - 1
        deltas[a].append((delta, p))
        deltas[b].append((-delta, p))
    candidates = [
        (region, min(abs(d) for d, _ in own), max(p for _, p in own))
        for region, own in deltas.items()
        if abs(sum(np.sign(d) for d, _ in own)) == len(own)
        and all(abs(d) >= MEDIUM and p < ALPHA for d, p in own)
    ]
    return candidates[0] if len(candidates) == 1 else ("", 0.0, None)
