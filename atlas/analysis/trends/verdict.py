"""Common, unique, none, too little data: the verdict on the community's regions.

A region's direction stands where its p, adjusted over the regions that can be judged, is within
alpha (Benjamini & Hochberg 1995; it holds where a crisis strikes all regions alike, Benjamini &
Yekutieli 2001). A trend is common where enough regions have the same direction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from atlas.analysis.trends.course_model import Direction, Kind
from atlas.analysis.trends.direction import direction_name, round_significant
from atlas.analysis.trends.model import (
    CountryTrend,
    Nearest,
    Parameters,
    RegionTrend,
    Verdict,
)
from atlas.analysis.trends.robust import adjust_p_values, adjust_rows

FEWEST = 3  # regions without which nothing can be called common


@dataclass(frozen=True)
class RegionEvidence:
    """What decides of one judged region: its p and the sign that it has if p is small enough."""

    p: float
    sign: int


def common_threshold(n_judged: int, parameters: Parameters) -> int:
    """Return how many regions make a trend common: 4 of 5, all of 3 or 4."""
    return min(n_judged, parameters.common_of_five)


def directions(evidence: Mapping[str, RegionEvidence], parameters: Parameters) -> dict[str, int]:
    """Return each judged region's sign after the adjustment."""
    return many_directions([evidence], parameters)[0]


def many_directions(
    evidences: Sequence[Mapping[str, RegionEvidence]], parameters: Parameters
) -> list[dict[str, int]]:
    """Return ``directions`` of several evidences of the same regions, adjusted each by itself."""
    q = adjust_rows(np.array([[e.p for e in of.values()] for of in evidences]))
    return [
        {
            name: e.sign if value <= parameters.alpha else 0
            for (name, e), value in zip(of.items(), row, strict=True)
        }
        for of, row in zip(evidences, q, strict=True)
    ]


def verdict_kind(
    signs: Mapping[str, int], unique: tuple[str, ...], parameters: Parameters
) -> tuple[Kind, int]:
    """Return the kind of the regions' directions and the leading sign."""
    if len(signs) < FEWEST:
        return "too-little-data", 0
    up, down = (sum(s == sign for s in signs.values()) for sign in (1, -1))
    leading = 1 if up > down else -1 if down > up else 0
    if max(up, down) >= common_threshold(len(signs), parameters):
        return "common", leading
    return ("unique", leading) if unique else ("none", 0)


def unique_among(
    signs: Mapping[str, int], departing: Mapping[str, str], parameters: Parameters
) -> tuple[str, ...]:
    """Return the regions that leave the rest (``departing``), fewer than half of the judged.

    ``departing`` maps a region to "line" or "turn", what it departs in. Where nothing is common,
    standing still is no departure.
    """
    common = len(signs) >= FEWEST and any(
        sum(s == sign for s in signs.values()) >= common_threshold(len(signs), parameters)
        for sign in (1, -1)
    )

    def own(name: str, sign: int) -> bool:
        shape = departing.get(name)
        if shape == "turn":
            return 2 * sum(s == "turn" for s in departing.values()) < len(signs)
        few = 2 * sum(s == sign for s in signs.values()) < len(signs)
        return shape is not None and few and bool(sign or common)

    return tuple(name for name, sign in signs.items() if own(name, sign))


def verdict(
    regions: tuple[RegionTrend, ...],
    countries: tuple[CountryTrend, ...],
    evidence: Mapping[str, RegionEvidence],
    without: Mapping[str, Mapping[str, RegionEvidence]],
    signs: Mapping[str, int],
    parameters: Parameters,
) -> Verdict:
    """Return the verdict; ``without`` maps a region's members to its evidence without them.

    ``signs`` are the judged regions' signs, the departing ones' by their own p.
    """
    community = tuple(r.region for r in regions if r.kind == "community")
    departing = {r.region: r.departs.shape for r in regions if r.departs is not None}
    unique = unique_among(signs, departing, parameters)
    kind, sign = verdict_kind(signs, unique, parameters)

    def having(*values: int) -> tuple[str, ...]:
        return tuple(name for name, s in signs.items() if s in values)

    return Verdict(
        kind=kind,
        direction=_direction(kind, sign),
        needed=common_threshold(len(signs), parameters),
        judged=tuple(signs),
        agreeing=having(sign) if sign else (),
        against=having(-sign) if sign else having(1, -1),
        steady=having(0),
        unjudged=tuple(name for name in community if name not in signs),
        unique=unique,
        countries=tuple(c.country for c in countries if c.departs is not None),
        p=_conjunction(evidence, sign, parameters),
        nearest=_nearest(evidence, signs, parameters),
        deciding=_deciding(evidence, without, departing, signs, parameters),
    )


def _direction(kind: Kind, sign: int) -> Direction:
    return "too-little-data" if kind == "too-little-data" else direction_name(sign)


def _conjunction(
    evidence: Mapping[str, RegionEvidence], sign: int, parameters: Parameters
) -> float | None:
    """Return the partial-conjunction p (Benjamini & Heller 2008, Bonferroni's form)."""
    if not sign or len(evidence) < FEWEST:
        return None
    k, m = common_threshold(len(evidence), parameters), len(evidence)
    sorted_p = sorted(e.p if e.sign == sign else 1.0 for e in evidence.values())
    return round_significant(min(1.0, (m - k + 1) * sorted_p[k - 1]))


def _nearest(
    evidence: Mapping[str, RegionEvidence], signs: Mapping[str, int], parameters: Parameters
) -> Nearest | None:
    """Return the region whose q is nearest to alpha, on a scale of ratios."""
    if not evidence:
        return None
    q = adjust_p_values(np.array([e.p for e in evidence.values()]))
    distance = np.abs(np.log(np.maximum(q, 1e-12) / parameters.alpha))
    at = int(np.argmin(distance))
    name = list(evidence)[at]
    p = round_significant(evidence[name].p) or 0.0
    return Nearest(name, direction_name(signs[name]), p, round_significant(float(q[at])) or 0.0)


def _deciding(
    evidence: Mapping[str, RegionEvidence],
    without: Mapping[str, Mapping[str, RegionEvidence]],
    departing: Mapping[str, str],
    signs: Mapping[str, int],
    parameters: Parameters,
) -> tuple[str, ...]:
    """Return the countries without which kind or direction would be another."""

    def kind(signs: Mapping[str, int]) -> tuple[Kind, int]:
        return verdict_kind(signs, unique_among(signs, departing, parameters), parameters)

    now, countries = kind(signs), []
    cases = [(r, c, {**evidence, r: e}) for r, of in without.items() for c, e in of.items()]
    if not cases:
        return ()
    changed = many_directions([case[2] for case in cases], parameters)
    for (region, country, _), others in zip(cases, changed, strict=True):
        if kind(others | {r: signs[r] for r in departing if r in signs and r != region}) != now:
            countries.append(country)
    return tuple(sorted(countries))
