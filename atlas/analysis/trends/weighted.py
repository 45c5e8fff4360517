"""The weighted world: all members' sum, or their mean weighted by GDP or population.

The typical country and the weighted world answer different questions: what most states do, and
where most of the money, people or soldiers are. Shares of GDP are weighted by GDP, other shares
and rates by population; numbers and amounts are added. Where weights of many years are at hand,
one year's serve for all (the newest that most members have), so that the path moves by the
values and not by the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from atlas.analysis.selection import totals
from atlas.analysis.trends import robust
from atlas.analysis.trends.course_model import Direction, WeightedWorld
from atlas.analysis.trends.direction import Ground, direction_name, signs
from atlas.analysis.trends.matrix import RELATIVE, Array
from atlas.analysis.trends.members import Panel
from atlas.analysis.trends.panel import quorum_mask
from atlas.analysis.trends.phases import courses_of
from atlas.codebook.model import Indicator

LEAST = 0.9  # of the panel's members that must have a weight


@dataclass(frozen=True)
class Weights:
    """Countries' weights: what they are, of which year."""

    name: Literal["gdp", "population"]
    year: int
    of: Mapping[str, float]


def weight_indicator(indicator: Indicator) -> Literal["gdp", "population"] | None:
    """Return the indicator that weights a share or rate; None for what is added."""
    if indicator.kind in RELATIVE:
        return None
    return "gdp" if "GDP" in indicator.unit else "population"


def weights_from(frame: pd.DataFrame, name: Literal["gdp", "population"]) -> Weights | None:
    """Return the weights of the year that most countries have, of equals the newest."""
    rows = totals(frame[(frame["indicator"] == name) & (frame["value"] > 0)])
    if rows.empty:
        return None
    counts = rows.groupby("year")["country"].nunique()
    year = int(counts[counts == counts.max()].index.max())
    own = rows[rows["year"] == year].drop_duplicates("country")
    pairs = zip(own["country"], own["value"].astype(float), strict=True)
    return Weights(name, year, {str(c): v for c, v in pairs})


def weighted_world(
    panel: Panel, indicator: Indicator, weights: Weights | None, ground: Ground
) -> WeightedWorld | None:
    """Return the weighted world of the balanced panel; None without members or weights."""
    name = weight_indicator(indicator)
    at = panel.inside
    if name is not None:
        of = weights.of if weights and weights.name == name else {}
        at = np.array([i for i in at if panel.given.countries[i] in of], dtype=np.int64)
        if len(at) < LEAST * len(panel.inside):
            return None
    if len(at) < ground.asked.members or ground.length < ground.asked.min_years:
        return None
    share = np.ones(len(at))
    if name is not None and weights is not None:
        share = np.array([weights.of[panel.given.countries[i]] for i in at])
    path = _path(panel.filled[:, at], share, panel.relative, add=name is None)
    course = courses_of(path[:, None], [_direction(path, ground)], ground)[0]
    if course is None:
        return None
    levels = [ground.level(float(v)) for v in path]
    years = (int(y) for y in panel.given.years)
    series = tuple((y, v) for y, v in zip(years, levels, strict=True) if v is not None)
    year = weights.year if weights and name else None
    return WeightedWorld(name or "sum", year, len(at), series, course)


def _path(values: Array, share: Array, relative: bool, *, add: bool) -> Array:
    """Return the weighted mean, or the sum, where a quorum of members has a value.

    Who has none that year counts with the average of its own years, so that nobody's absence
    moves the path.
    """
    levels = np.exp(values) if relative else values
    with np.errstate(invalid="ignore"):
        filled = np.where(np.isfinite(levels), levels, np.nanmean(levels, axis=0))
    path = filled @ share / (1.0 if add else share.sum())
    path = np.log(path) if relative else path
    return np.where(quorum_mask(values), path, np.nan)


def _direction(path: Array, ground: Ground) -> Direction:
    result = robust.batch(path[:, None])
    return direction_name(int(signs(result.moved, result.p, result.years, ground)[0]))
