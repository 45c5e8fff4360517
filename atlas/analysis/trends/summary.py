"""An indicator's trends in one row: what an overview of many indicators shows of each."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.analysis.trends.course_model import Direction, Kind
from atlas.analysis.trends.model import RegionTrend, Trends


@dataclass(frozen=True)
class RegionSummary:
    """A region's direction over the window, after its last turn, its size, and the evidence.

    ``change`` is over the window, in percent where the scale is relative; ``turned`` is the
    direction after the last turn ("none": it never turned), ``step`` the year of a single step.
    """

    region: str
    direction: Direction
    turned: Direction
    step: int | None
    change: float | None
    q: float | None
    members: int
    rising: int
    falling: int
    steady: int


@dataclass(frozen=True)
class TrendSummary:
    """The verdict with what it rests on; ``same`` of ``windows`` windows agree with it."""

    indicator: str
    window: tuple[int, int] | None
    kind: Kind
    direction: Direction
    year: int | None
    unique: tuple[str, ...]
    world: Direction
    regions: dict[str, RegionSummary]
    same: int
    windows: int


def overview_rows(trends: Trends) -> TrendSummary:
    """Return an indicator's row of an overview; costs nothing beside the stored trends."""
    verdict, windows = trends.verdict, trends.windows
    return TrendSummary(
        indicator=trends.indicator,
        window=trends.window,
        kind=verdict.kind,
        direction=verdict.direction,
        year=verdict.changed.year if verdict.changed else None,
        unique=verdict.unique,
        world=trends.world.trend.direction if trends.world else "too-little-data",
        regions={one.region: _region(one) for one in trends.regions},
        same=windows.same if windows else 0,
        windows=len(windows.verdicts) if windows else 0,
    )


def _region(one: RegionTrend) -> RegionSummary:
    course = one.course
    return RegionSummary(
        region=one.region,
        direction=one.trend.direction,
        turned=course.turned if course else "none",
        step=course.step.year if course and course.kind == "step" and course.step else None,
        change=one.trend.change,
        q=one.trend.q,
        members=len(one.members),
        rising=one.rising,
        falling=one.falling,
        steady=one.steady,
    )
