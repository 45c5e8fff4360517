"""Slopes and tests agree with scipy and pymannkendall; adjusted p are the published ones."""

import numpy as np
import pymannkendall
import pytest
from scipy import stats

from atlas.analysis.trends import robust


@pytest.mark.parametrize("decimals", [0, 1, 6])
def test_slopes_bounds_and_plain_p_agree_with_scipy_and_pymannkendall(decimals: int) -> None:
    values = np.round(np.random.default_rng(3).normal(size=(30, 12)).cumsum(axis=0), decimals)
    values[4:7, 2] = np.nan
    found = robust.batch(values)
    for column in range(values.shape[1]):
        at = np.flatnonzero(np.isfinite(values[:, column]))
        own = values[at, column]
        slope, _, low, high = stats.theilslopes(own, at, 0.95)
        assert found.slope[column] == pytest.approx(slope)
        assert found.plain_low[column] == pytest.approx(low, abs=0.02)
        assert found.plain_high[column] == pytest.approx(high, abs=0.02)
        theirs = pymannkendall.original_test(own)
        assert found.score[column] == theirs.s
        assert found.plain_p[column] == pytest.approx(theirs.p, abs=1e-9)


def test_noise_with_autocorrelation_is_rarely_called_a_trend() -> None:
    rng = np.random.default_rng(5)
    noise = rng.normal(size=(30, 2000))
    for year in range(1, 30):
        noise[year] = 0.6 * noise[year - 1] + 0.8 * noise[year]
    assert (robust.batch(noise).p <= 0.05).mean() < 0.065


def test_adjusted_p_of_benjamini_and_hochberg() -> None:
    p = np.array([0.01, np.nan, 0.02, 0.04])
    theirs = stats.false_discovery_control([0.01, 0.02, 0.04])
    assert robust.adjust_p_values(p)[[0, 2, 3]].tolist() == pytest.approx(theirs.tolist())
