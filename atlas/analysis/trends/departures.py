"""Which regions leave the rest.

Tested on the distance between a region's path and the middle path of the other regions: what
strikes all alike cancels. Each region has one vote, as in the verdict: pooled countries would
make a large region the rest that all others are held against. The surest leaves first; the
others are then tested against what remains (a step-down procedure, as Holm's of 1979), so that
nobody departs because another did.

Ranks say little about a distance that opens and closes again. A bend of the distance is tested
beside them (F of one bend against a line, Bonferroni over the years in which it may be); by it
leaves who turns where the others do not, or the other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from atlas.analysis.trends import robust
from atlas.analysis.trends.bends import Places
from atlas.analysis.trends.course import bend_p_values, turns
from atlas.analysis.trends.direction import Ground, matters, round_significant
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.model import Departure
from atlas.analysis.trends.panel import centre_columns
from atlas.analysis.trends.regions import RegionAssessment, sure
from atlas.analysis.trends.verdict import FEWEST, directions

BOTH = 2  # tests, of ranks and of a bend
LEAVING = 0.02  # q within which a region leaves: one false departure in 50 indicators


@dataclass(frozen=True)
class _Leaver:
    name: str
    sign: int
    departure: Departure


def signs_and_departures(
    judged_regions: RegionAssessment, ground: Ground
) -> tuple[dict[str, int], dict[str, Departure]]:
    """Return the judged regions' signs, and who departs.

    A region that stands still departs where the others have a direction in common. One that
    leaves is a family of one from then on: p adjusted over one test is p itself.
    """
    moving = directions(judged_regions.evidence, ground.asked)
    away: dict[str, Departure] = {}
    rest = list(judged_regions.evidence)
    while len(rest) >= FEWEST:
        leaver = _leaving(judged_regions, moving, rest, ground)
        if leaver is None:
            break
        moving[leaver.name], away[leaver.name] = leaver.sign, leaver.departure
        rest.remove(leaver.name)
    return moving, away


def _leaving(
    judged_regions: RegionAssessment, moving: dict[str, int], rest: list[str], ground: Ground
) -> _Leaver | None:
    """Return the region that leaves the others of ``rest`` most surely, and its own sign."""
    distances, others = _distances(judged_regions, rest)
    results = robust.batch(distances)
    bend_p = np.minimum(BOTH * bend_p_values(distances), 1)
    p = np.fmin(results.p, bend_p)
    q, counts = robust.adjust_p_values(p), matters(results.moved, ground)
    others_moved = robust.batch(others).moved
    turned: tuple[Places, Places] | None = None
    for index in np.argsort(p, kind="stable"):
        if not q[index] <= LEAVING:
            continue
        name, slope = rest[index], float(results.slope[index])
        rate, own_p, own_q = (
            round_significant(v) or 0.0 for v in (ground.rate(slope) or 0.0, p[index], q[index])
        )
        lead = int(np.sign(sum(moving[r] for r in rest if r != name)))
        own = sure(judged_regions.evidence[name], ground)
        own = own or _alone(judged_regions, name, float(others_moved[index]), lead)
        apart = own != lead and (not own or np.sign(results.moved[index]) == own)
        if results.p[index] <= bend_p[index] and counts[index] and apart:
            kind: Literal["opposite", "alone"] = "opposite" if own * lead < 0 else "alone"
            return _Leaver(name, own, Departure(kind, rate, own_p, own_q))
        if bend_p[index] < results.p[index]:
            turned = turned or (turns(_paths(judged_regions, rest)), turns(others))
            mine, theirs = (int(part[index]) for part in turned)
            if mine != theirs:
                kind = "opposite" if mine * theirs < 0 else "alone"
                return _Leaver(name, moving[name], Departure(kind, rate, own_p, own_q, "turn"))
    return None


def _alone(judged_regions: RegionAssessment, name: str, others: float, lead: int) -> int:
    """Return the sign of a region of which only the distance to the others is sure; else 0.

    What all share (a crisis, a boom) can hide a direction that shows plainly against the others.
    It is the region's where these have none, and moved less than half as far.
    """
    moved = float(judged_regions.found.moved[judged_regions.names.index(name)])
    is_its_own = not lead and abs(others) < abs(moved) / 2
    return judged_regions.evidence[name].sign if is_its_own else 0


def _paths(judged_regions: RegionAssessment, names: list[str]) -> Array:
    return judged_regions.paths[:, [judged_regions.names.index(r) for r in names]]


def _distances(judged_regions: RegionAssessment, names: list[str]) -> tuple[Array, Array]:
    """Return each region's deviations less the middle ones of the others, and these."""
    moves, _ = centre_columns(_paths(judged_regions, names))
    others = [robust.medians(np.delete(moves, i, axis=1)) for i in range(len(names))]
    middle = np.stack(others, axis=1)
    return moves - middle, middle
