"""Worlds of another make than ``planted``: noise, sizes, lengths and gaps vary widely.

Noise is AR(1) up to 0.7, normal or heavy-tailed, of another size in each country and in some
worlds growing over time; regions have 4 to 49 countries, windows 12 to 60 years; values are
missing at random and in blocks; countries enter and leave at another level. Trends are lines,
steps, or ramps that begin at another time in each region. Shares, amounts of money and numbers,
all of them positive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.analysis.trends.planted import REGIONS, observations, states

Array = npt.NDArray[np.float64]
COMMON = ("common", "four", "opposite", "step", "ramps", "entering-common")
UNIQUE = ("unique", "step-unique")
NOTHING = ("none", "entering", "leaving", "shock", "split")
KINDS = (*COMMON, *UNIQUE, *NOTHING, "few", "narrow")
ENTERING = ("entering", "entering-common", "leaving")
INDICATORS = ("milex_gdp", "milex_usd", "armed_forces")


@dataclass(frozen=True)
class Varied:
    """A world, what was planted, and how well an oracle could see it."""

    kind: str
    direction: str
    odd: str
    indicator: str
    frame: pd.DataFrame
    years: int
    members: int  # of the smallest region
    effect: float  # total change in standard deviations of a country's noise
    phi: float
    shared: float


def varied(seed: int) -> Varied:
    """Return the world of a seed."""
    rng = np.random.default_rng([seed, 77])
    kind, odd = str(rng.choice(KINDS)), str(rng.choice(REGIONS))
    indicator = str(rng.choice(INDICATORS))
    years = int(rng.integers(3, 8)) if kind == "few" else int(rng.integers(12, 61))
    phi, heavy = float(rng.choice([0, 0.3, 0.5, 0.7])), bool(rng.random() < 0.4)
    growing = float(rng.choice([1, 1, 2]))  # the noise's size at the end against the start
    shared = float(rng.choice([0, 0, 0.3])) * (kind != "few")
    effect = float(rng.uniform(2.5, 6)) * float(rng.choice([-1, 1]))
    together = shared * _noise(rng, years, 1, 0.4, False)[:, 0]
    broken, start = int(rng.integers(years // 3, years - years // 3 + 1)), 1960
    rows: list[pd.DataFrame] = []
    sizes = []
    for region in REGIONS:
        most = len(states(region))
        least = 10 if kind in ENTERING else 4  # those who enter late are no members
        size = int(rng.integers(least, min(most, int(rng.choice([12, 20, 55]))) + 1))
        if kind == "narrow" and region != odd:
            size = int(rng.integers(0, 3)) + (region == REGIONS[0])
        sizes.append(size)
        names = [str(c) for c in rng.permutation(states(region))[:size]]
        course = _course(rng, kind, region, odd, years, broken)
        own = rng.uniform(0.6, 1.4, size)  # countries follow more or less
        swell = np.linspace(1, growing, years)[:, None]
        swell = swell / swell.mean() * rng.uniform(0.6, 1.5, size)
        noise = _noise(rng, years, size, phi, heavy) * swell
        path = effect * course[:, None] * own + together[:, None] + noise
        rows.append(_values(rng, kind, indicator, path, names, start))
    whole = pd.concat(rows, ignore_index=True)
    frame = observations(list(whole.itertuples(index=False, name=None)), indicator)
    direction = "rising" if effect > 0 else "falling"
    return Varied(kind, direction, odd, indicator, frame, years, min(sizes), effect, phi, shared)


def _noise(rng: np.random.Generator, years: int, size: int, phi: float, heavy: bool) -> Array:
    burn = 30
    shape = (years + burn, size)
    drawn = rng.standard_t(3, shape) / np.sqrt(3) if heavy else rng.standard_normal(shape)
    for year in range(1, len(drawn)):
        drawn[year] = phi * drawn[year - 1] + np.sqrt(1 - phi**2) * drawn[year]
    return drawn[burn:]


def _course(
    rng: np.random.Generator, kind: str, region: str, odd: str, years: int, broken: int
) -> Array:
    """Return a region's planted path from 0 to 1 (or -1)."""
    line, at = np.linspace(0, 1, years), np.arange(years)
    own, late = float(region == odd), rng.uniform(0, 0.4)
    place = (REGIONS.index(region) - REGIONS.index(odd)) % 5
    flat = np.zeros(years)
    courses = {
        "four": line * (1 - own),
        "opposite": line * (1 - 2 * own),
        "step": (at >= broken).astype(float),
        "ramps": np.clip((line - late) / rng.uniform(0.4, 1 - late), 0, 1),
        "unique": line * own,
        "step-unique": (at >= broken) * own,
        "split": line * (0, 1, 1, -1, -1)[place],
        "shock": 0.8 * (at // max(years // 12, 1) == 6),
    }
    return courses.get(kind, flat if kind in NOTHING else line)


def _values(
    rng: np.random.Generator, kind: str, indicator: str, path: Array, names: list[str], start: int
) -> pd.DataFrame:
    years, size = path.shape
    known = _known(rng, years, size)
    late = (kind in ENTERING) & (rng.random(size) < 0.35)
    at = rng.integers(years // 3, years - 2, size) if years > 8 else np.full(size, 2)
    before = np.arange(years)[:, None] < at
    known &= ~(late & (before if kind != "leaving" else ~before))
    level = rng.normal(0, 0.7, size) + 1.5 * late
    if indicator == "milex_gdp":
        values = np.maximum(6 + level + 0.35 * path, 0.01)
    else:
        base = 21.0 if indicator == "milex_usd" else 10.0
        values = np.exp(base + 1.2 * level + 0.15 * path)
        values = np.round(values) if indicator == "armed_forces" else values
    year, country = np.nonzero(known)
    made = {"country": [names[c] for c in country], "year": start + year}
    return pd.DataFrame(made | {"value": values[year, country]})


def _known(rng: np.random.Generator, years: int, size: int) -> npt.NDArray[np.bool_]:
    known = rng.random((years, size)) >= rng.choice([0, 0.05, 0.12])
    for column in np.flatnonzero(rng.random(size) < rng.choice([0, 0.2])):
        first = int(rng.integers(1, years))
        known[first : first + int(rng.integers(2, 6)), column] = False
    return known
