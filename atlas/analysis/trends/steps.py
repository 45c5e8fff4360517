"""A series that changes level once: its own test beside the one of a slope.

Ranks say little about a single step (their correlation with time is a half at most), so a
lasting change of level would often pass for none. Where one step fits a series clearly better
than a straight line, it is tested by F against no change at all: with as many independent years
as the autocorrelation leaves, and over all years in which it may be (Bonferroni).
"""

from __future__ import annotations

import numpy as np

from atlas.analysis.trends.matrix import Array

BESIDE = 4  # years at least on either side
CLEARLY = 4.0  # by which it beats a line, in independent years' log likelihood


def fit_steps(values: Array, n: Array, memory: Array, score: Array) -> tuple[Array, Array]:
    """Return each column's p and height of the step.

    p is 1, the height 0, where a line fits as well or the ranks (``score``) go the other way.
    """
    from scipy.special import betainc  # noqa: PLC0415 - start-up stays fast

    has_value = np.isfinite(values).astype(float)
    years = np.arange(len(values))[:, None].astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = np.nan_to_num(values - np.nanmean(values, axis=0))
        time = has_value * (years - (has_value * years).sum(axis=0) / n)
        total = (rest**2).sum(axis=0)
        line = total - (rest * time).sum(axis=0) ** 2 / (time**2).sum(axis=0)
        after, sum_after = (part[::-1].cumsum(axis=0)[::-1] for part in (has_value, rest))
        possible = (after >= BESIDE) & (n - after >= BESIDE)
        gain = np.where(possible, sum_after**2 / (after - after**2 / n), 0.0)
    at, column = np.argmax(gain, axis=0), np.arange(values.shape[1])
    best, sign = gain[at, column], np.sign(sum_after[at, column])
    rss = np.maximum(total - best, 1e-12 * total)
    n_independent = np.clip(n * (1 - memory) / (1 + memory), 3, None)
    with np.errstate(divide="ignore", invalid="ignore"):
        better = n_independent * np.log(line / rss) > CLEARLY
        one = betainc((n_independent - 2) / 2, 0.5, np.clip(rss / total, 0, 1))
    p = np.minimum(one * np.maximum(possible.sum(axis=0), 1), 1)
    is_step = better & (sign == np.sign(score)) & np.isfinite(p)
    later = after[at, column]
    height = sum_after[at, column] * n / np.maximum(later * (n - later), 1)
    return np.where(is_step, p, 1.0), np.where(is_step, height, 0.0)
