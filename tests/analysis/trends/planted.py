"""Worlds with planted trends: five regions of invented series with noise, gaps and shocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.codebook import codebook
from atlas.store.columns import OBSERVATION

REGIONS = ("latin_america", "africa", "asia", "eastern_europe", "mena")
KINDS = ("common", "unique", "opposite", "none", "entering", "shock", "few")
NOISE = 0.3


@dataclass(frozen=True)
class World:
    """Observations of ``milex_gdp`` and what was planted in them."""

    kind: str
    direction: str
    odd: str  # the region that departs, where one does
    frame: pd.DataFrame


def noise(rng: np.random.Generator, years: int, phi: float) -> npt.NDArray[np.float64]:
    """Return AR(1) noise of variance 1."""
    drawn = rng.standard_normal(years)
    drawn[0] /= np.sqrt(1 - phi**2)
    for year in range(1, years):
        drawn[year] += phi * drawn[year - 1]
    return drawn * np.sqrt(1 - phi**2)


def world(seed: int) -> World:
    """Return the world of a seed."""
    rng = np.random.default_rng(seed)
    kind, odd = str(rng.choice(KINDS)), str(rng.choice(REGIONS))
    years = int(rng.integers(4, 8)) if kind == "few" else int(rng.integers(20, 36))
    phi, missing = rng.uniform(0, 0.6), rng.choice([0, 0.05, 0.1])
    total = rng.uniform(1, 2) * rng.choice([-1, 1])
    shared = rng.random() < 0.5 and kind != "few"
    shock = NOISE / 2 * noise(rng, years, 0.6) if shared else np.zeros(years)
    rows = []
    for region in REGIONS:
        rise = {
            "common": total,
            "few": total,
            "unique": total if region == odd else 0.0,
            "opposite": -total if region == odd else total,
        }.get(kind, 0.0)
        for country in _members(rng, region):
            path = rise * np.linspace(0, 1, years) * rng.uniform(0.7, 1.3) + shock
            values = 3 + 0.7 * rng.normal() + path + NOISE * noise(rng, years, phi)
            late = kind == "entering" and rng.random() < 0.4
            values[years // 2] += 2 * (kind == "shock")
            values += 3 * late
            held = (rng.random(years) >= missing) & ~(late & (np.arange(years) < years // 2))
            rows += [(country, 1990 + i, values[i]) for i in np.flatnonzero(held)]
    return World(kind, "rising" if total > 0 else "falling", odd, observations(rows))


def states(region: str) -> list[str]:
    """Return a region's members of the United Nations."""
    book = codebook()
    return [c for c in book.regions[region].members if book.countries[c].un_member]


def _members(rng: np.random.Generator, region: str) -> list[str]:
    return [str(c) for c in rng.permutation(states(region))[: int(rng.integers(8, 16))]]


def observations(rows: list[tuple[str, int, float]], indicator: str = "milex_gdp") -> pd.DataFrame:
    """Return the frame of rows of country, year and value."""
    made = pd.DataFrame(rows, columns=["country", "year", "value"])
    given = {
        "indicator": indicator,
        "period": made["year"].astype(str),
        "low": made["value"],
        "high": made["value"],
        "category": None,
        "missing_reason": None,
        "source_id": "invented",
        "preferred": True,
        "id": made.index.astype(str),
    }
    made = made.assign(**given)
    return made.assign(**{c: "" for c in OBSERVATION if c not in made})[list(OBSERVATION)]
