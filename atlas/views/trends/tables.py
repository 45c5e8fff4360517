"""The trends page's tables: regions, countries, differences, breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.analysis.trends import candidates
from atlas.analysis.trends.model import Break, CountryTrend, RegionTrend, Trend, Trends
from atlas.codebook import Indicator
from atlas.i18n import N_, Translator, number, plain, sorting
from atlas.views.trends.captions import (
    OUTSIDE,
    REASONS,
    SPREADS,
    direction_of,
    ends_of,
    place_name,
    signed_slope,
)
from atlas.views.trends.course import course_words

DEPARTS = {
    "opposite": N_("against its region"),
    "alone": N_("at its own pace"),
}


@dataclass(frozen=True)
class TrendRow:
    """A region's or country's trend, in the reader's language."""

    code: str
    name: str
    direction: str
    word: str
    reason: str
    slope: str
    interval: str
    start: str
    end: str
    span: str
    certainty: str
    departs: str
    counted: str = ""
    moving: str = ""
    narrow: str = ""
    course: str = ""
    newest: str = ""


@dataclass(frozen=True)
class BreakRow:
    """A break of a series: where, when, from what to what, and what happened about then."""

    code: str
    name: str
    year: str
    interval: str
    before: str
    after: str
    events: tuple[str, ...]


def region_rows(trends: Trends, indicator: Indicator, t: Translator) -> list[TrendRow]:
    """Return the world, the community's regions and the others."""
    order = {"world": 0, "community": 1, "other": 2}
    panels = [r for r in (trends.world, *trends.regions) if r is not None]
    return [_region(r, trends, indicator, t) for r in sorted(panels, key=lambda r: order[r.kind])]


def _region(region: RegionTrend, trends: Trends, indicator: Indicator, t: Translator) -> TrendRow:
    coverage = t("{n} of {of}", n=len(region.members), of=region.reporters)
    moving = f"{region.rising} / {region.falling} / {region.steady}"
    departs = t(_from_rest(region.departs.from_rest)) if region.departs else ""
    code_and_name = (region.region, place_name(region.region, t))
    row = _row(code_and_name, region.trend, departs, trends, indicator, t)
    ends = ends_of(region)
    if ends is not None:
        start, end = (_level(v, indicator, t) for v in ends)
        row = replace(row, start=start, end=end)
    row = replace(row, course=course_words(region.course, t))
    narrow = t("fewer than a third of {n} states", n=region.states)
    return replace(row, counted=coverage, moving=moving, narrow=narrow if region.narrow else "")


def _from_rest(how: str) -> str:
    return {
        "opposite": N_("against the other regions"),
        "alone": N_("at its own pace"),
    }[how]


def country_rows(
    trends: Trends, indicator: Indicator, t: Translator, region: str | None = None
) -> list[TrendRow]:
    """Return countries, those that depart first, then by name."""
    countries = [c for c in trends.countries if region is None or c.region == region]
    countries.sort(key=lambda c: (c.departs is None, sorting(place_name(c.country, t))))
    return [_country(c, trends, indicator, t) for c in countries]


def _country(one: CountryTrend, trends: Trends, indicator: Indicator, t: Translator) -> TrendRow:
    departs = t(DEPARTS[one.departs.from_rest]) if one.departs else ""
    code_and_name = (one.country, place_name(one.country, t))
    row = _row(code_and_name, one.trend, departs, trends, indicator, t)
    newest = ""
    if one.course is not None:
        value = number(one.course.newest, indicator, t.lang)
        newest = f"{value} ({one.course.newest_year})"
    counted = "" if one.member else t("outside the panel")
    return replace(row, counted=counted, newest=newest, course=course_words(one.course, t))


def _row(
    code_and_name: tuple[str, str],
    trend: Trend,
    departs: str,
    trends: Trends,
    indicator: Indicator,
    t: Translator,
) -> TrendRow:
    has_slope = trend.slope is not None
    low, high = trend.low, trend.high
    interval = ""
    if has_slope and low is not None and high is not None:
        ends = {"low": signed_slope(low, trends, t), "high": signed_slope(high, trends, t)}
        interval = t("{low} to {high}", **ends)
    return TrendRow(
        code=code_and_name[0],
        name=code_and_name[1],
        direction=trend.direction,
        word=direction_of(trend, t),
        reason=t(REASONS[trend.reason]) if REASONS[trend.reason] else "",
        slope=signed_slope(trend.slope or 0.0, trends, t) if has_slope else "",
        interval=interval,
        start=_level(trend.start, indicator, t),
        end=_level(trend.end, indicator, t),
        span=f"{trend.first}–{trend.last} ({trend.years})" if trend.first else "",
        certainty="" if trend.q is None else _p(trend.q, t),
        departs=departs,
    )


def _level(value: float | None, indicator: Indicator, t: Translator) -> str:
    return "" if value is None else number(value, indicator, t.lang)


def _p(value: float, t: Translator) -> str:
    return f"< {plain(0.001, t.lang, 3)}" if value < 0.001 else plain(value, t.lang, 3)


def spread_rows(trends: Trends, t: Translator) -> list[tuple[str, str, str, str]]:
    """Return scope, verdict, spread at start and end, of each scope."""
    rows = []
    for one in trends.convergence:
        decimals = 2
        start, end = (
            "" if v is None else plain(v, t.lang, decimals)
            for v in (one.spread_start, one.spread_end)
        )
        rows.append((place_name(one.scope, t), t(SPREADS[one.kind]), start, end))
    return rows


def break_rows(
    trends: Trends,
    places: tuple[str, ...],
    events: pd.DataFrame | None,
    indicator: Indicator,
    t: Translator,
) -> list[BreakRow]:
    """Return the breaks of some regions or countries, with events of about that time."""
    return [_break(b, events, indicator, t) for b in trends.breaks if b.where in places]


def _break(
    one: Break, events: pd.DataFrame | None, indicator: Indicator, t: Translator
) -> BreakRow:
    near: tuple[str, ...] = ()
    if events is not None and len(events):
        rows = candidates(one, events).head(4)
        near = tuple(f"{d}: {e}" for d, e in zip(rows["date"], rows["title"], strict=True))
    return BreakRow(
        code=one.where,
        name=place_name(one.where, t),
        year=str(one.year),
        interval="" if one.low == one.high else f"{one.low}–{one.high}",
        before=number(one.before, indicator, t.lang),
        after=number(one.after, indicator, t.lang),
        events=near,
    )


def excluded_from_panel(trends: Trends, t: Translator) -> list[tuple[str, list[str]]]:
    """Return each reason to be outside the panel, with its countries."""
    groups: dict[str, list[str]] = {}
    for one in trends.left_out:
        groups.setdefault(t(OUTSIDE[one.reason]), []).append(place_name(one.country, t))
    return [(reason, sorted(names, key=sorting)) for reason, names in groups.items()]
