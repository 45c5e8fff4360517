"""What is planted is found: at least 95 % of the verdicts on 1,000 worlds are right."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import numpy as np
import pandas as pd
import pytest

from atlas.analysis.trends import Parameters, candidates, compute, trends
from atlas.analysis.trends.breaks import breaks
from atlas.analysis.trends.direction import Ground
from atlas.analysis.trends.model import Break, Verdict
from atlas.analysis.trends.parallel import parallel_pairs
from atlas.codebook import codebook
from tests.analysis.trends.planted import World, noise, world
from tests.analysis.trends.varied import COMMON, UNIQUE, Varied, varied

GROUND = Ground(1990, 2024, 0.5, False, Parameters())
YEARS = 35


def right(planted: World | Varied, found: Verdict) -> bool:
    told = (found.kind, found.direction)
    if planted.kind in ("few", "narrow"):
        return found.kind == "too-little-data"
    if planted.kind == "split":
        return found.kind != "common"
    if planted.kind == "opposite":
        return found.kind == "common" and found.unique == (planted.odd,)
    if planted.kind == "four":
        return told == ("common", planted.direction) and planted.odd not in found.agreeing
    if planted.kind in COMMON:
        return told == ("common", planted.direction)
    if planted.kind in UNIQUE:
        return found.kind == "unique" and found.unique == (planted.odd,)
    return found.kind == "none"


def test_verdicts_on_a_thousand_planted_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("convergences", "breaks_of", "parallels"):  # no part of the verdict
        monkeypatch.setattr(compute, part, lambda *_: ())
    wrong: Counter[str] = Counter()
    false_common = trendless = 0
    worlds = chain(map(world, range(50_000, 50_500)), map(varied, range(50_000, 50_500)))
    for planted in worlds:
        indicator = getattr(planted, "indicator", "milex_gdp")
        found = trends(planted.frame, codebook().indicators[indicator]).verdict
        wrong[planted.kind] += not right(planted, found)
        if planted.kind not in COMMON:
            trendless += 1
            false_common += found.kind == "common"
    assert false_common < 0.03 * trendless
    assert wrong.total() <= 50, wrong


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
    found = parallel_pairs(values, names, GROUND)
    assert [pair[:3] for pair in found] == [("A", "B", 3)]
