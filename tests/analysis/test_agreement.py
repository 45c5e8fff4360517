"""Kendall's W: as SciPy and published examples have it; small groups stay hidden."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare, rankdata

from atlas.analysis.agreement import (
    FEW,
    by_group,
    concordance,
    consensus_ranking,
    leading_groups,
    rank_agreement,
    rank_matrix,
)

ITEMS = ("a", "b", "c", "d")
ORDERS = st.permutations(ITEMS)


def test_w_of_a_published_example() -> None:
    # Siegel and Castellan, Nonparametric Statistics (1988): three executives rank six applicants.
    ranks = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], dtype=float)
    assert concordance(ranks) == pytest.approx(0.162, abs=0.001)


@given(st.lists(ORDERS, min_size=2, max_size=30))
def test_w_is_friedman_s_statistic_as_scipy_has_it(orders: list[list[str]]) -> None:
    ranks = rank_matrix(orders, ITEMS)
    statistic, p = friedmanchisquare(*ranks.T)
    found = rank_agreement(ranks)
    assert found is not None
    assert found.w == pytest.approx(statistic / (len(orders) * (len(ITEMS) - 1)), abs=1e-12)
    assert found.p == pytest.approx(p, abs=1e-12)
    assert 0 <= found.low <= found.w <= found.high <= 1


@given(st.lists(st.lists(st.integers(1, 3), min_size=4, max_size=4), min_size=2, max_size=12))
def test_w_with_ties_is_scipy_s(scores: list[list[int]]) -> None:
    ranks = rankdata(np.array(scores, dtype=float), axis=1)
    w = concordance(ranks)
    if math.isnan(w):
        assert all(len(set(row)) == 1 for row in scores)
        return
    statistic = friedmanchisquare(*ranks.T).statistic
    assert w == pytest.approx(statistic / (len(scores) * 3), abs=1e-12)


def test_full_agreement_is_one_and_opposite_rankings_are_none() -> None:
    assert concordance(rank_matrix([ITEMS] * 5, ITEMS)) == pytest.approx(1)
    assert concordance(rank_matrix([ITEMS, ITEMS[::-1]], ITEMS)) == pytest.approx(0)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    # Rankers who draw their order with chances of e^0 … e^3 for the six items (Plackett and Luce).
    draw = np.random.default_rng(7)

    def ranked(m: int) -> np.ndarray:
        return rankdata(-(draw.gumbel(size=(m, 6)) + np.linspace(0, 3, 6)), axis=1)

    everybody = concordance(ranked(40_000))
    for m in (5, 12):
        expected = 1 / m + (1 - 1 / m) * everybody
        found = [rank_agreement(ranked(m)) for _ in range(150)]
        held = sum(each is not None and each.low <= expected <= each.high for each in found)
        assert held / 150 >= 0.9


def test_nothing_is_said_of_how_sure_two_rankers_are() -> None:
    found = rank_agreement(rank_matrix([ITEMS, ITEMS], ITEMS))
    assert found is not None
    assert (found.w, found.low, found.high) == (1, 0, 1)


def test_the_order_goes_by_mean_rank_and_unranked_items_share_the_rest() -> None:
    found = consensus_ranking([("a", "b", "c", "d"), ("b", "a", "c", "d"), ("b",)], ITEMS)
    assert found.order[0] == "b"
    assert rank_matrix([("b",)], ITEMS).tolist() == [[3.0, 1.0, 3.0, 3.0]]


@given(st.lists(st.tuples(ORDERS, st.sampled_from("PQRS")), max_size=40))
def test_no_small_group_is_shown_or_can_be_reckoned(given_: list[tuple[list[str], str]]) -> None:
    groups = [g for _, g in given_]
    found = by_group([r for r, _ in given_], groups, ITEMS)
    assert all(groups.count(g) >= FEW for g in found)
    hidden = len(groups) - sum(groups.count(g) for g in found)
    assert hidden == 0 or hidden >= FEW or not found


def test_what_heads_several_lists_is_common() -> None:
    same = by_group([ITEMS] * 5 + [ITEMS[::-1]] * 5, ["x"] * 5 + ["y"] * 5, ITEMS)
    assert leading_groups(same, top=2) == {"a": ("x",), "b": ("x",), "d": ("y",), "c": ("y",)}
    assert leading_groups(same, top=3)["b"] == ("x", "y")
