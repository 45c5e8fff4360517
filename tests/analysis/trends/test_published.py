"""Each method agrees with published examples, or with another program's answer to the same data."""

from __future__ import annotations

import numpy as np
import pymannkendall
import pytest
from scipy import stats

from atlas.analysis.trends import Parameters, robust
from atlas.analysis.trends.breaks import breaks
from atlas.analysis.trends.direction import Ground

# Annual flow of the Nile at Aswan, 1871-1970, in 10^8 m³ (Cobb 1978; R's ``Nile``).
NILE = np.array([
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
    1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694,
    940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764,
    821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822,
    1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918,
    986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
], dtype=float)  # fmt: skip

# Benjamini & Hochberg (1995), section 4: 15 tests of a trial of treatments of heart attacks.
TREATMENTS = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
)  # fmt: skip


def test_the_nile_are_the_published_data() -> None:
    assert (len(NILE), NILE.mean()) == (100, 919.35)  # mean(Nile) in R


def test_mann_kendall_and_sen_on_the_nile() -> None:
    found = robust.batch(NILE[:, None])
    theirs = pymannkendall.original_test(NILE)
    assert found.score[0] == theirs.s
    assert found.plain_p[0] == pytest.approx(theirs.p, rel=1e-6)
    slope, _, low, high = stats.theilslopes(NILE, np.arange(100), 0.95)
    assert (found.slope[0], found.slope[0]) == pytest.approx((slope, theirs.slope))
    assert (found.plain_low[0], found.plain_high[0]) == pytest.approx((low, high), abs=0.02)
    assert found.p[0] < 0.001  # a step, and tested as one


def test_sens_own_example() -> None:
    """Sen (1968), section 6: the slope is 4, its bounds 26/7 and 35/8 (93 %)."""
    years = np.array([1, 2, 3, 4, 10, 12, 18])
    series = np.full(18, np.nan)
    series[years - 1] = [9, 15, 19, 20, 45, 55, 78]
    found = robust.batch(series[:, None])
    assert found.slope[0] == 4
    assert (found.plain_low[0], found.plain_high[0]) == pytest.approx((26 / 7, 35 / 8))


@pytest.mark.parametrize("ties", [False, True])
def test_tau_and_score_are_kendalls(ties: bool) -> None:
    values = np.random.default_rng(2).normal(size=40).cumsum()
    values = np.round(values) if ties else values
    found, time = robust.batch(values[:, None]), np.arange(40)
    pairs = 40 * 39 / 2
    same = sum(c * (c - 1) / 2 for c in np.unique(values, return_counts=True)[1])
    b = stats.kendalltau(time, values).statistic
    assert found.tau[0] == pytest.approx(b * np.sqrt(1 - same / pairs))
    assert found.score[0] == pymannkendall.original_test(values).s


def test_the_factor_is_hamed_and_raos_sum() -> None:
    """Hamed & Rao (1998), equations 7 and 9, with ranks' autocorrelations 6/π arcsin(ρ/2)."""
    n, phi = 35, 0.5
    total = sum(
        (n - i) * (n - i - 1) * (n - i - 2) * 6 / np.pi * np.arcsin(phi**i / 2) for i in range(1, n)
    )
    wanted = 1 + 2 / (n * (n - 1) * (n - 2)) * total
    assert robust._factor(np.array([35.0]), np.array([phi]), n)[0] == pytest.approx(wanted)


def test_benjamini_and_hochbergs_own_example() -> None:
    found = robust.adjust_p_values(np.array(TREATMENTS))
    assert found.tolist() == pytest.approx(stats.false_discovery_control(TREATMENTS).tolist())
    assert (found <= 0.05).sum() == 4  # "rejects the four hypotheses"


def test_the_break_in_the_nile_is_after_1898() -> None:
    """Zeileis, Kleiber, Krämer & Hornik (2003): one break, 1898, with the dam at Aswan."""
    ground = Ground(1871, 1970, 100.0, False, Parameters())
    (found,) = breaks(NILE, ground)
    at, low, high, before, after = found
    assert 1871 + at == 1899  # the first year of the new level
    assert low <= at <= high
    assert (before, after) == pytest.approx((1097.75, 849.97), abs=0.01)  # coef(breakpoints)
