"""Peers: who they are, where a country stands, how sure that is, who is alike."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import percentileofscore

from atlas.analysis.peers import compare, likeness, numeric, peer_set, rank_intervals, ways
from atlas.analysis.peers.places import place, rows_with_ranks
from atlas.analysis.peers.sets import way
from atlas.codebook import codebook
from atlas.errors import InvalidParameter, UnknownChoice
from tests.analysis.frames import frame, row

COUNTRIES = codebook().countries
SOUTH = ["URY", "CHL", "BRA", "ARG", "PER", "COL"]


def of(*rows: dict[str, object]):
    made = frame(*rows)
    return lambda indicator: made[made["indicator"] == indicator]


def test_planted_ranks_are_found() -> None:
    read = of(*(row(c, 2024, float(6 - k)) for k, c in enumerate(SOUTH)))
    for rank, iso3 in enumerate(SOUTH, start=1):
        found = compare(COUNTRIES[iso3], "milex_gdp", "region", 5, (), read).place
        assert found is not None
        assert (found.rank, found.rank_low, found.rank_high, found.of) == (rank, rank, rank, 6)
        assert found.median == 3.5
        assert found.gap == pytest.approx(6 - rank + 1 - 3.5)


def test_a_range_makes_the_rank_a_range() -> None:
    read = of(
        row("URY", 2024, 2.0, low=1.0, high=3.0),
        row("CHL", 2024, 2.5),
        row("BRA", 2024, 1.5),
        row("ARG", 2024, 9.0),
    )
    found = compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), read).place
    assert found is not None
    assert (found.rank, found.rank_low, found.rank_high) == (3, 2, 4)


def test_conflicting_sources_of_the_same_period_make_the_rank_a_range() -> None:
    read = of(
        row("URY", 2024, 2.0),
        row("URY", 2024, 5.0, preferred=False, source_id="other"),
        row("URY", 2023, 99.0, preferred=False, source_id="old"),
        row("CHL", 2024, 3.0),
        row("BRA", 2024, 4.0),
    )
    found = compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), read).place
    assert found is not None
    assert (found.rank, found.rank_low, found.rank_high) == (3, 1, 3)


def test_ties_share_the_better_rank_and_count_half() -> None:
    read = of(row("URY", 2024, 2.0), row("CHL", 2024, 2.0), row("BRA", 2024, 1.0))
    found = compare(COUNTRIES["CHL"], "milex_gdp", "region", 5, (), read).place
    assert found is not None
    assert (found.rank, found.tied, found.percentile) == (1, 1, 75.0)


def test_who_is_left_out_has_its_reason() -> None:
    read = of(
        row("URY", 2024, 2.0),
        row("CHL", 2024, 1.5),
        row("BRA", 2019, 1.1),
        row("PER", 2018, 1.2),
        row("CUB", 2024, missing_reason="withheld"),
        row("CRI", 2024, missing_reason="not-applicable"),
        row("COL", 2024),
    )
    found = compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), read)
    reasons = dict(zip(found.left_out["country"], found.left_out["reason"], strict=True))
    assert {c: reasons[c] for c in ("PER", "CUB", "CRI", "COL", "ARG")} == {
        "PER": "too-old",
        "CUB": "withheld",
        "CRI": "not-applicable",
        "COL": "no-data",
        "ARG": "no-data",
    }
    assert set(found.rows["country"]) == {"URY", "CHL", "BRA"}
    assert (found.newest, found.oldest) == (2024, 2019)
    assert len(found.rows) + len(found.left_out) == len(found.peers.members)


def test_zero_is_a_value_and_has_a_rank() -> None:
    read = of(row("URY", 2024, 0.0), row("CHL", 2024, 1.5), row("BRA", 2024, 1.1))
    found = compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), read).place
    assert found is not None
    assert (found.rank, found.of, found.percentile) == (3, 3, 0.0)


def test_two_countries_are_no_set_of_peers() -> None:
    read = of(row("URY", 2024, 2.0), row("CHL", 2024, 1.5))
    assert compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), read).place is None


def test_bands_hold_those_of_like_size() -> None:
    sizes = frame(
        row("URY", 2024, 22_000.0, indicator="armed_forces"),
        row("CHL", 2023, 49_999.0, indicator="armed_forces"),
        row("BRA", 2024, 360_000.0, indicator="armed_forces"),
        row("CRI", 2024, indicator="armed_forces", missing_reason="not-applicable"),
        row("PAN", 2024, indicator="armed_forces", missing_reason="not-applicable"),
        row("CUB", 2024, indicator="armed_forces", missing_reason="withheld"),
    )
    small = peer_set(COUNTRIES["URY"], "force", sizes)
    assert set(small.members) == {"URY", "CHL"}
    assert (small.low, small.high, small.own) == (10_000.0, 50_000.0, (22_000.0, 2024))
    assert set(peer_set(COUNTRIES["CRI"], "force", sizes).members) == {"CRI", "PAN"}
    assert peer_set(COUNTRIES["CUB"], "force", sizes).members == ()


def test_a_country_is_set_beside_a_group_that_it_is_no_member_of() -> None:
    nato = peer_set(COUNTRIES["URY"], "nato")
    assert nato.outside
    assert nato.members[-1] == "URY"
    assert not peer_set(COUNTRIES["FRA"], "nato").outside


def test_unknown_ways_and_indicators_in_words_name_the_nearest() -> None:
    with pytest.raises(UnknownChoice) as wrong:
        way("incom")
    assert "income" in wrong.value.nearest
    with pytest.raises(InvalidParameter) as words:
        numeric("conscription")
    assert words.value.params["nearest"] == "conscription_months"
    assert {"region", "nearest", "nato", "latin_america"} <= set(ways())


def test_the_nearest_are_those_planted_near() -> None:
    planted = {"URY": 1e6, "CHL": 1.1e6, "BRA": 2e8, "KEN": 4e7, "SRB": 6e6, "COL": 5e7}
    frames = {
        "population": frame(*(row(c, 2024, v, indicator="population") for c, v in planted.items())),
        "milex_gdp": frame(
            *(row(c, 2024, v) for c, v in zip(planted, (2, 2, 2.2, 9, 2.3, 5), strict=True))
        ),
    }
    found = likeness(frames, "URY", 5)
    assert found.rows["country"].tolist()[:3] == ["URY", "CHL", "SRB"]
    assert found.rows["distance"].is_monotonic_increasing
    shares = found.rows[["share:population", "share:milex_gdp"]].iloc[1:]
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_the_nearest_need_enough_indicators_in_common() -> None:
    base = {c: 1.0 + k for k, c in enumerate(SOUTH)}
    frames = {
        i: frame(*(row(c, 2024, v, indicator=i) for c, v in base.items() if (c, i) != gap))
        for i in ("population", "area", "urban")
        for gap in [("CHL", "area")]
    }
    frames["urban"] = frames["urban"][frames["urban"]["country"] != "CHL"]
    found = likeness(frames, "URY", 5)
    assert found.least == 2
    assert "CHL" not in set(found.rows["country"])
    assert likeness(frames, "FRA", 5).rows.empty


def test_what_tells_nobody_apart_is_left_out() -> None:
    frames = {
        "population": frame(
            *(row(c, 2024, 10.0**k, indicator="population") for k, c in enumerate(SOUTH))
        ),
        "urban": frame(*(row(c, 2024, 50.0, indicator="urban") for c in SOUTH)),
    }
    found = likeness(frames, "URY", 5)
    assert (found.flat, found.indicators) == (("urban",), ("population",))


VALUES = st.lists(st.floats(0, 1e6), min_size=3, max_size=12)


@settings(max_examples=60)
@given(VALUES, st.lists(st.floats(0, 2), min_size=12, max_size=12))
def test_the_rank_lies_in_its_interval_and_agrees_with_scipy(
    values: list[float], widths: list[float]
) -> None:
    codes = list(COUNTRIES)[: len(values)]
    rows = frame(
        *(
            row(c, 2024, v, low=v * (1 - w / 4), high=v * (1 + w / 4))
            for c, v, w in zip(codes, values, widths, strict=False)
        )
    )
    order = rows_with_ranks(rows, rows)
    assert (order["rank_low"] <= order["rank"]).all()
    assert (order["rank"] <= order["rank_high"]).all()
    assert order["rank_high"].max() <= len(values)
    found = place(order, codes[0])
    assert found is not None
    others = values[1:]
    assert found.percentile == pytest.approx(percentileofscore(others, values[0], kind="mean"))
    assert found.median == pytest.approx(float(np.median(values)))


def test_intervals_are_the_same_for_everyone_and_exact_for_points() -> None:
    options = [[(1.0, 5.0)], [(2.0, 6.0)], [(9.0, 9.0)]]
    first, second = rank_intervals(options), rank_intervals(options)
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    low, high = rank_intervals([[(float(k), float(k))] for k in range(5)])
    assert low.tolist() == high.tolist() == [5, 4, 3, 2, 1]


def test_an_interval_covers_the_rank_of_true_values_in_95_percent() -> None:
    """Values drawn anew within the same ranges fall into the interval as often as it says."""
    random = np.random.default_rng(7)
    low = random.uniform(0, 10, 20)
    high = low + random.uniform(0, 4, 20)
    ends = rank_intervals([[(a, b)] for a, b in zip(low, high, strict=True)])
    truth = random.uniform(low, high, (500, 20))
    ranks = (truth[:, :, None] < truth[:, None, :]).sum(axis=2) + 1
    inside = (ranks >= ends[0]) & (ranks <= ends[1])
    assert inside.mean() >= 0.94


def test_an_empty_release_has_no_place_and_no_error() -> None:
    nothing = frame()
    found = compare(COUNTRIES["URY"], "milex_gdp", "region", 5, (), lambda _: nothing)
    assert found.place is None
    assert found.newest is None
    assert (found.left_out["reason"] == "no-data").all()
    assert pd.isna(found.left_out["year"]).all()
