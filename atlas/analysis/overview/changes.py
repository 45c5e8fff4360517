"""Numbers over time by region, from the stored trends of an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atlas.analysis.overview.model import Cell, Shortage, Sign, Subject
from atlas.analysis.trends.model import RegionTrend, Trends
from atlas.codebook import codebook

SIGNS: dict[str, Sign] = {"rising": "up", "falling": "down", "none": "flat"}


def change_subject(
    theme: str, result: Trends, reporters: Mapping[str, int], states: Mapping[str, Sequence[str]]
) -> Subject:
    """Return the row of an indicator with a series.

    Parameters
    ----------
    reporters
        Region -> states with any value; says what there is where there is no trend.
    states
        Region -> its states, in the order shown.
    """
    by_region = {trend.region: trend for trend in result.regions}
    verdict = result.verdict
    short: Shortage = "few-years" if result.window is None else "few-countries"
    return Subject(
        result.indicator,
        "number",
        theme,
        result.window,
        verdict.kind,
        tuple(
            _cell(r, by_region.get(r), reporters.get(r, 0), len(own)) for r, own in states.items()
        ),
        agreeing=verdict.agreeing if verdict.kind.startswith("common") else (),
        outlier=verdict.unique[0] if verdict.kind == "unique" and verdict.unique else "",
        strength=len(verdict.agreeing) / max(1, len(verdict.judged)),
        shortage=short if verdict.kind == "too-little-data" else None,
        p=verdict.p,
    )


def _cell(region: str, trend: RegionTrend | None, reporters: int, states: int) -> Cell:
    if trend is None and region not in codebook().regions:
        return Cell(region, "absent", 0, reporters, states)  # the rest of the world is no panel
    if trend is None or trend.trend.direction == "too-little-data":
        return Cell(region, "few", 0, reporters, states)
    direction = trend.trend.direction
    moving = {"rising": trend.rising, "falling": trend.falling, "none": trend.steady}[direction]
    known = trend.rising + trend.falling + trend.steady
    return Cell(region, _sign(trend), moving, known, states, trend.trend.change)


def _sign(trend: RegionTrend) -> Sign:
    """Return the glyph of a region's course: a step, a turn, or the direction of the whole."""
    course = trend.course
    if course is not None and course.kind == "step":
        return "step"
    turned = course.turned if course is not None else "none"
    turns: dict[str, Sign] = {"rising": "dip", "falling": "peak"}
    return turns.get(turned, SIGNS[trend.trend.direction])
