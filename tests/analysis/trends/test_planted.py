"""What is planted is found: at least 95 % of the verdicts on 450 worlds are right."""

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
from atlas.codebook import codebook
from tests.analysis.trends.planted import World, noise, world
from tests.analysis.trends.turning import KINDS as TURNING
from tests.analysis.trends.turning import judged_right, turning
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
    if planted.kind == "step":  # a step of little more than twice the noise may pass for a line
        return found.kind in ("common", "common-break") and told[1] == planted.direction
    if planted.kind in COMMON:
        return told == ("common", planted.direction)
    if planted.kind in UNIQUE:
        return found.kind == "unique" and found.unique == (planted.odd,)
    return found.kind == "none"


@pytest.fixture
def only_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what is no part of the verdict."""
    for part in ("convergences", "breaks_of", "unusual"):
        monkeypatch.setattr(compute, part, lambda *_: ())
    for part in ("windows_of", "weighted_world"):
        monkeypatch.setattr(compute, part, lambda *_: None)
    monkeypatch.setattr(compute, "courses_of", lambda values, *_: [None] * values.shape[1])


@pytest.mark.usefixtures("only_verdicts")
def test_verdicts_on_planted_worlds() -> None:
    wrong: Counter[str] = Counter()
    false_common = trendless = 0
    worlds = chain(map(world, range(50_000, 50_150)), map(varied, range(50_000, 50_150)))
    for planted in worlds:
        indicator = getattr(planted, "indicator", "milex_gdp")
        found = trends(planted.frame, codebook().indicators[indicator]).verdict
        wrong[planted.kind] += not right(planted, found)
        if planted.kind not in COMMON:
            trendless += 1
            false_common += found.kind.startswith("common")
    assert false_common < 0.03 * trendless
    assert wrong.total() <= 15, wrong


@pytest.mark.usefixtures("only_verdicts")
def test_turns_and_breaks_are_common_or_unique_as_planted() -> None:
    wrong: Counter[str] = Counter()
    false_common, dates = 0, []
    for seed in range(70_000, 70_000 + 150):
        planted = turning(seed, TURNING[seed % len(TURNING)])
        verdict = trends(planted.frame, codebook().indicators["milex_gdp"]).verdict
        wrong[planted.kind] += not judged_right(planted, verdict)
        false_common += verdict.kind.startswith("common") and verdict.kind != planted.kind
        if verdict.changed and verdict.kind == planted.kind and planted.years >= 30:
            dates.append(abs(verdict.changed.year - planted.at) <= 2)
    assert wrong.total() <= 8, wrong
    assert false_common <= 4
    assert np.mean(dates) >= 0.85


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
