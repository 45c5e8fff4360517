"""Which regions leave the rest.

Tested on the distance between a region's path and the middle path of the other regions: what
strikes all alike cancels. Each region has one vote, as in the verdict: pooled countries would
make a large region the rest that all others are held against. The surest leaves first; the
others are then tested against what remains (a step-down procedure, as Holm's of 1979), so that
nobody departs because another did.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from atlas.analysis.trends import robust
from atlas.analysis.trends.direction import Ground, matters, round_significant
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.model import Departure
from atlas.analysis.trends.panel import centre_columns
from atlas.analysis.trends.regions import RegionAssessment, sure
from atlas.analysis.trends.verdict import FEWEST, directions

LEAVING = 0.02  # q within which a region leaves: one false departure in 50 indicators


def signs_and_departures(
    judged_regions: RegionAssessment, ground: Ground
) -> tuple[dict[str, int], dict[str, Departure]]:
    """Return the judged regions' signs, and who departs.

    A region that stands still departs where the others have a direction in common. One that
    departs has the sign of its own p, not adjusted: leaving the rest is the second test that it
    had to pass.
    """
    moving = directions(judged_regions.evidence, ground.asked)
    away: dict[str, Departure] = {}
    rest = list(judged_regions.evidence)
    while len(rest) >= FEWEST:
        next_departure = _leaving(judged_regions, moving, rest, ground)
        if next_departure is None:
            break
        name, sign, departure = next_departure
        moving[name], away[name] = sign, departure
        rest.remove(name)
    return moving, away


def _leaving(
    judged_regions: RegionAssessment, moving: dict[str, int], rest: list[str], ground: Ground
) -> tuple[str, int, Departure] | None:
    """Return the region that leaves the others of ``rest`` most surely, and its own sign."""
    results = robust.batch(_distances(judged_regions, rest))
    q, counts = robust.adjust_p_values(results.p), matters(results.moved, ground)
    for index in np.argsort(results.p, kind="stable"):
        name, slope = rest[index], float(results.slope[index])
        lead = int(np.sign(sum(moving[r] for r in rest if r != name)))
        own = sure(judged_regions.evidence[name], ground)
        apart = own != lead and (not own or np.sign(results.moved[index]) == own)
        if not q[index] <= LEAVING or not counts[index] or not apart:
            continue
        kind: Literal["opposite", "alone"] = "opposite" if own * lead < 0 else "alone"
        numbers = (
            ground.rate(slope),
            round_significant(results.p[index]),
            round_significant(q[index]),
        )
        return name, own, Departure(kind, *(v or 0.0 for v in numbers))
    return None


def _distances(judged_regions: RegionAssessment, names: list[str]) -> Array:
    """Return each region's deviations less the middle ones of the others."""
    moves, _ = centre_columns(
        judged_regions.paths[:, [judged_regions.names.index(r) for r in names]]
    )
    others = [robust.medians(np.delete(moves, i, axis=1)) for i in range(len(names))]
    distances: Array = moves - np.stack(others, axis=1)
    return distances
