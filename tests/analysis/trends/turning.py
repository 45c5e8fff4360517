"""Worlds whose regions rise, turn or step by three times the noise: ``course``'s own make.

Five regions of 5 to 20 countries, 15 to 60 years; AR(1) noise up to 0.6, in a third of the
worlds partly shared; values missing at random and in blocks; numbers rounded to 0.1 or to
integers; countries that stay constant, and single countries that step. ``NOISE`` is a
country's, so that the noise of numbers rounded to integers is as large as their steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.trends.model import Verdict
from tests.analysis.trends.planted import REGIONS, noise, observations, states

KINDS = (
    "none",
    "common",
    "common-turn",
    "common-break",
    "unique",
    "unique-turn",
    "unique-break",
)
EFFECT = 3.0
ROUNDINGS = ("none", "0.1", "1")


@dataclass(frozen=True)
class Turning:
    """A world and what was planted."""

    kind: str
    direction: str
    odd: str
    frame: pd.DataFrame
    years: int
    at: int  # the year of the turn or step
    phi: float
    rounding: str
    shared: bool


def turning(seed: int, kind: str = "", years: int = 0, effect: float = EFFECT) -> Turning:
    """Return the world of a seed, of any kind or of one."""
    rng = np.random.default_rng([seed, 13])
    kind = kind or str(rng.choice(KINDS))
    years = years or int(rng.integers(18, 61))
    odd, phi = str(rng.choice(REGIONS)), float(rng.choice([0, 0.3, 0.6]))
    rounding, shared = str(rng.choice(ROUNDINGS)), bool(rng.random() < 1 / 3)
    sign, at = int(rng.choice([-1, 1])), int(rng.integers(years // 3, years - years // 3 + 1))
    sigma = 1.0 if rounding == "1" else float(rng.choice([0.3, 1.0]))
    together = 0.5 * noise(rng, years, phi) * shared
    course = sign * effect * _shape(kind.split("-")[-1], years, at)
    first, rows = 2025 - years, []
    for region in REGIONS:
        is_moving = kind.startswith("common") or (kind.startswith("unique") and region == odd)
        for country in _members(rng, region):
            own = course * rng.uniform(0.8, 1.2) * is_moving
            path = own + together + noise(rng, years, phi)
            path += 4 * (rng.random() < 0.03) * (np.arange(years) >= rng.integers(years))
            values = 12 * sigma + 2 * sigma * rng.normal() + sigma * path
            values = np.full(years, values[0]) if rng.random() < 0.04 else values
            values = (
                values if rounding == "none" else np.round(values, 1 if rounding == "0.1" else 0)
            )
            rows += [(country, first + i, values[i]) for i in _present(rng, years)]
    direction = "rising" if sign > 0 else "falling"
    return Turning(
        kind, direction, odd, observations(rows), years, first + at, phi, rounding, shared
    )


def _members(rng: np.random.Generator, region: str) -> list[str]:
    size = int(rng.integers(6, 21))
    return [str(c) for c in rng.permutation(states(region))[:size]]


def _shape(kind: str, years: int, at: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    year = np.arange(years)
    if kind == "turn":  # up by one, and down again
        return np.where(year <= at, year / at, (years - 1 - year) / (years - 1 - at))
    if kind == "break":
        return (year >= at).astype(float)
    return year / (years - 1)


def _present(rng: np.random.Generator, years: int) -> list[int]:
    there = rng.random(years) >= rng.choice([0, 0.05, 0.1])
    if rng.random() < 0.1:
        start = int(rng.integers(1, years))
        there[start : start + int(rng.integers(2, 5))] = False
    return np.flatnonzero(there).tolist()


def judged_right(world: Turning, verdict: Verdict) -> bool:
    """Tell whether a verdict says what was planted."""
    if world.kind == "none":
        return verdict.kind == "none"
    if world.kind.startswith("unique"):
        return verdict.kind == "unique" and verdict.unique == (world.odd,)
    if world.kind == "common-turn":  # up first, then down, or the other way
        return verdict.kind == world.kind and verdict.direction != world.direction
    return (verdict.kind, verdict.direction) == (world.kind, world.direction)
