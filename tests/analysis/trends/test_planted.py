"""What is planted is found: in 1,000 worlds, at least 93 % of verdicts are right (aim: 95)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from atlas.analysis.trends import Parameters, candidates, trends
from atlas.analysis.trends.breaks import breaks
from atlas.analysis.trends.direction import Ground
from atlas.analysis.trends.model import Break, Verdict
from atlas.analysis.trends.parallel import pairs
from atlas.codebook import codebook
from tests.analysis.trends.planted import World, noise, world

MILEX = codebook().indicators["milex_gdp"]
GROUND = Ground(1990, 2024, 0.5, False, Parameters())
YEARS = 35


def right(planted: World, found: Verdict) -> bool:
    if planted.kind == "common":
        return (found.kind, found.direction) == ("common", planted.direction)
    if planted.kind == "opposite":
        return found.kind == "common" and found.unique == (planted.odd,)
    if planted.kind == "unique":
        return found.kind == "unique" and found.unique == (planted.odd,)
    return found.kind == ("too-little-data" if planted.kind == "few" else "none")


def test_verdicts_on_a_thousand_planted_worlds() -> None:
    wrong: Counter[str] = Counter()
    false_common = trendless = 0
    for seed in range(7_000, 8_000):
        planted = world(seed)
        found = trends(planted.frame, MILEX).verdict
        wrong[planted.kind] += not right(planted, found)
        if planted.kind not in ("common", "opposite"):
            trendless += 1
            false_common += found.kind == "common"
    assert false_common < 0.05 * trendless
    assert wrong.total() <= 70, wrong


def test_a_break_is_found_and_noise_rarely_shows_one() -> None:
    rng = np.random.default_rng(3)
    step = 3.0 * (np.arange(YEARS) >= 17)
    found = [breaks(step + noise(rng, YEARS, 0.0), GROUND) for _ in range(100)]
    assert sum(len(f) == 1 and abs(f[0][0] - 17) <= 2 for f in found) >= 85
    quiet = [breaks(noise(rng, YEARS, 0.6), GROUND) for _ in range(200)]
    assert sum(map(bool, quiet)) <= 12


def test_events_near_a_break_are_candidates_nearest_first() -> None:
    broken = Break("ARG", 1991, 1990, 1992, 1.0, 2.0)
    events = pd.DataFrame(
        {
            "country": ["ARG", "ARG", "ARG", "BRA"],
            "date": ["1993-05", "1991", "1980", "1991"],
            "until": ["", "", "", ""],
            "title": ["Law", "Reform", "Coup", "Elsewhere"],
        }
    )
    assert candidates(broken, events)["title"].tolist() == ["Reform", "Law"]


def test_a_follower_is_found_with_its_lag_and_independent_series_are_not() -> None:
    rng = np.random.default_rng(4)
    leader = noise(rng, YEARS + 3, 0.0)
    follower = leader[:YEARS] + 0.3 * noise(rng, YEARS, 0.0)
    values = np.stack([leader[3:], follower, *(noise(rng, YEARS, 0.5) for _ in range(10))], axis=1)
    names = tuple("ABCDEFGHIJKL")
    found = pairs(values, names, GROUND)
    assert [pair[:3] for pair in found] == [("A", "B", 3)]
