"""From a batch's numbers to directions with reasons, and to the ``Trend`` of each series."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.analysis.trends.course_model import Direction
from atlas.analysis.trends.matrix import Array
from atlas.analysis.trends.model import Parameters, Reason, Trend
from atlas.analysis.trends.robust import TrendStatistics

DIGITS = 6
NOISE = 1e-9  # of the greatest level: a smaller change is rounding
GREATEST = float(f"{np.finfo(float).max:.{DIGITS}g}")


@dataclass(frozen=True)
class Ground:
    """What all series of an indicator share: its window, its spread, its scale.

    ``noise`` is a country's usual noise; ``size`` is the greatest level; levels are divided by
    2 to the ``power`` (``matrix.rescale_matrix``).
    """

    first: int
    last: int
    spread: float
    relative: bool
    asked: Parameters
    size: float = 0.0
    power: int = 0
    noise: float = 0.0

    @property
    def length(self) -> int:
        """Years of the window."""
        return self.last - self.first + 1

    @property
    def least(self) -> float:
        """The change over the window that must be exceeded to count."""
        asked = self.asked
        return max(asked.matters * self.spread, asked.beyond * self.noise, NOISE * self.size)

    def level(self, value: float) -> float | None:
        """Return a level in the indicator's unit."""
        own = np.exp(value) if self.relative else value
        return round_significant(np.ldexp(own, self.power) if self.power else own)

    def rate(self, value: float) -> float | None:
        """Return a change in the indicator's unit or, on the relative scale, in percent."""
        if self.relative:
            return round_significant(100 * np.expm1(value))
        return round_significant(np.ldexp(value, self.power) if self.power else value)


def matters(change: Array, ground: Ground) -> npt.NDArray[np.bool_]:
    """Tell which changes over the window count."""
    result: npt.NDArray[np.bool_] = np.abs(change) > ground.least
    return result


def signs(
    change: Array, p: Array, years: Array, ground: Ground, contrary: Array | None = None
) -> npt.NDArray[np.int64]:
    """Return 1 for rising, -1 for falling, 0 for none; ``contrary`` marks flips by sources."""
    is_significant = (
        (p <= ground.asked.alpha) & matters(change, ground) & (years >= ground.asked.min_years)
    )
    if contrary is not None:
        is_significant &= contrary == 0
    return np.where(is_significant, np.sign(change), 0).astype(np.int64)


def direction_name(sign: int) -> Direction:
    """Return the name of a sign."""
    return "rising" if sign > 0 else "falling" if sign < 0 else "none"


@dataclass(frozen=True)
class Bounds:
    """Bounds of slopes within the sources' ranges, and who flips, by series."""

    low: Array
    high: Array
    contrary: Array


def trend(
    results: TrendStatistics,
    at: int,
    q: float,
    ground: Ground,
    bounds: Bounds,
) -> Trend:
    """Return the trend of series number ``at``; ``q``, p adjusted, decides of its direction."""
    years = int(results.years[at])
    if years < ground.asked.min_years:
        return Trend("too-little-data", "few-years", years)
    slope = float(results.slope[at])
    reason = _reason(float(results.moved[at]), q, ground, bool(bounds.contrary[at]))
    sign = int(np.sign(results.moved[at])) if reason == "significant" else 0
    span, start = ground.length - 1, float(results.middle[at])
    end = start + slope * span
    return Trend(
        direction_name(sign),
        reason,
        years,
        ground.first,
        ground.last,
        **{
            name: ground.rate(float(value))
            for name, value in {
                "slope": slope,
                "low": min(results.low[at], _or(bounds.low[at], slope)),
                "high": max(results.high[at], _or(bounds.high[at], slope)),
                "plain_low": results.plain_low[at],
                "plain_high": results.plain_high[at],
                "source_low": bounds.low[at],
                "source_high": bounds.high[at],
                "change": slope * span,
            }.items()
        },
        start=ground.level(start),
        end=ground.level(end),
        tau=round_significant(results.tau[at]),
        p=round_significant(results.p[at]),
        q=round_significant(q),
        autocorrelation=round_significant(results.autocorrelation[at]),
    )


def _or(value: float, other: float) -> float:
    return float(value) if np.isfinite(value) else other


def _reason(change: float, q: float, ground: Ground, contrary: bool) -> Reason:
    if not q <= ground.asked.alpha:
        return "not-significant"
    if abs(change) <= ground.least:
        return "too-small"
    return "sources-disagree" if contrary else "significant"


def round_significant(value: float) -> float | None:
    """Return a number with six significant digits; None for NaN.

    What is beyond the greatest number (a rate of change from next to nothing) is the greatest.
    """
    if value != value:  # noqa: PLR0124 - NaN, told faster than by numpy
        return None
    return float(f"{max(-GREATEST, min(GREATEST, float(value))):.{DIGITS}g}")
