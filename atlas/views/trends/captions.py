"""What the trends page says in words: what is common, what is unique, and what would change it."""

from __future__ import annotations

from atlas.analysis.trends.model import RegionTrend, Trend, Trends, Verdict
from atlas.analysis.trends.verdict import FEWEST
from atlas.codebook import Indicator, codebook
from atlas.i18n import N_, Translator, country_name, number, plain, sorting

DIRECTIONS = {
    "rising": N_("Rising"),
    "falling": N_("Falling"),
    "none": N_("No clear direction"),
    "too-little-data": N_("Too little data"),
}
KINDS = {
    "common": N_("Common trend"),
    "common-turn": N_("Common turn"),
    "common-break": N_("Common break"),
    "unique": N_("Unique trends"),
    "none": N_("No common trend"),
    "too-little-data": N_("Too little data"),
}
REASONS = {
    "significant": "",
    "not-significant": N_("Not statistically significant."),
    "too-small": N_("The change is too small to matter."),
    "sources-disagree": N_("The sources disagree on the direction."),
    "few-years": N_("Too few years have values."),
    "few-countries": N_("Too few countries have values over the whole time."),
}
OUTSIDE = {
    "no-start": N_("No value near the first year"),
    "no-end": N_("No value near the last year"),
    "few-years": N_("Values in too few years"),
    "zero-or-less": N_("Values of zero, for which no percentage can be calculated"),
}
SPREADS = {
    "converging": N_("Differences shrink"),
    "diverging": N_("Differences grow"),
    "none": N_("No clear direction"),
    "too-little-data": N_("Too little data"),
}
MOST_NAMED = 8


def place_name(code: str, t: Translator) -> str:
    """Return the name of a region, country or the world."""
    if code == "world":
        return t("World")
    if code == "between":
        return t("Between the regions")
    if code == "rest":
        return t("Rest of the world")
    regions = codebook().regions
    return t(regions[code].name) if code in regions else country_name(code, t.lang)


def name_list(codes: tuple[str, ...], t: Translator) -> str:
    """Return names in order, the first few where they are many."""
    names = sorted((place_name(code, t) for code in codes), key=sorting)
    if len(names) <= MOST_NAMED:
        return " · ".join(names)
    more = t("and {n} more", n=len(names) - MOST_NAMED)
    return " · ".join([*names[:MOST_NAMED], more])


def a_year(value: float, trends: Trends, t: Translator) -> str:
    """Return a slope with its sign and unit."""
    text = signed_slope(value, trends, t)
    return t("{value} {unit} a year", value=text, unit=slope_unit(trends, t))


def slope_unit(trends: Trends, t: Translator) -> str:
    """Return the unit of a slope: shares change by percentage points."""
    if trends.scale == "relative":
        return "%"
    return t("percentage points") if trends.unit.startswith("%") else t(trends.unit)


def signed_slope(value: float, trends: Trends, t: Translator) -> str:
    """Return a slope with its sign, with enough decimals to tell it from zero."""
    decimals = 1 if trends.scale == "relative" else 3
    while value and not round(abs(value), decimals) and decimals < 6:
        decimals += 1
    text = plain(abs(value), t.lang, decimals)
    # An isolate keeps the sign before the number in Arabic lines, too.
    sign = "−" if value < 0 else "+" if value else ""
    return f"\u2066{sign}{text}\u2069"


def headline(trends: Trends, t: Translator) -> str:
    """Return the verdict in a few words."""
    verdict = trends.verdict
    direction = t(DIRECTIONS[verdict.direction]).lower()
    if verdict.kind == "common":
        return t("Common trend: {direction}", direction=direction)
    if verdict.changed is not None:
        template = (
            N_("Common turn in {year}: {direction} since")
            if verdict.kind == "common-turn"
            else N_("Common break in {year}: {direction}")
        )
        return t(template, year=verdict.changed.year, direction=direction)
    return t(KINDS[verdict.kind])


def trend_sentences(trends: Trends, indicator: Indicator, t: Translator) -> list[str]:
    """Say what is common and what is unique, each with its numbers."""
    if trends.window is None:
        return [
            t(
                "Not enough data to assess a trend: fewer than {countries} countries have values "
                "in at least {years} years.",
                countries=trends.parameters.members,
                years=trends.parameters.min_years,
            )
        ]
    verdict = trends.verdict
    lines = [_common(trends, verdict, indicator, t), *_regions(trends, t)]
    if verdict.unique:
        names = name_list(verdict.unique, t)
        lines.append(t("Different from the rest: {names}.", names=names))
    if verdict.countries:
        names = name_list(verdict.countries, t)
        lines.append(t("Countries that differ from their region: {names}.", names=names))
    return [line for line in (*lines, _world(trends, indicator, t)) if line]


def _common(trends: Trends, verdict: Verdict, indicator: Indicator, t: Translator) -> str:
    first, last = trends.window or (0, 0)
    name = t(indicator.name)
    if verdict.kind == "too-little-data":
        return t(
            "{name}, {first}–{last}: only {judged} regions have enough data; {least} are needed "
            "to speak of a common trend.",
            name=name,
            first=first,
            last=last,
            judged=len(verdict.judged),
            least=FEWEST,
        )
    if verdict.changed is not None:
        return t("{name}, {first}–{last}:", name=name, first=first, last=last)
    if verdict.agreeing:
        template = (
            N_("In {n} of {of} regions “{name}” fell from {first} to {last}: {regions}.")
            if verdict.direction == "falling"
            else N_("In {n} of {of} regions “{name}” rose from {first} to {last}: {regions}.")
        )
        return t(
            template,
            n=len(verdict.agreeing),
            of=len(verdict.judged),
            name=name,
            first=first,
            last=last,
            regions=name_list(verdict.agreeing, t),
        )
    return t(
        "{name}, {first}–{last}: the regions have no direction in common.",
        name=name,
        first=first,
        last=last,
    )


def _regions(trends: Trends, t: Translator) -> list[str]:
    """Say the direction of the regions that do not agree."""
    agreeing = set(trends.verdict.agreeing) if trends.verdict.changed is None else set()
    lines = []
    for code in (*trends.verdict.judged, *trends.verdict.unjudged):
        region = next((r for r in trends.regions if r.region == code), None)
        if code in agreeing or region is None:
            continue
        lines.append(_region(region, trends, t))
    return lines


def _region(region: RegionTrend, trends: Trends, t: Translator) -> str:
    name, trend = place_name(region.region, t), region.trend
    reason = t(REASONS[trend.reason]) if REASONS[trend.reason] else ""
    if trend.slope is None or trend.direction == "too-little-data":
        countries = t.n("{n} country", "{n} countries", len(region.members))
        return t("{region}: too little data ({counted}).", region=name, counted=countries)
    sentence = t(
        "{region}: {direction} ({slope}; {low} to {high}).",
        region=name,
        direction=t(DIRECTIONS[trend.direction]).lower(),
        slope=a_year(trend.slope, trends, t),
        low=signed_slope(trend.low or 0.0, trends, t),
        high=signed_slope(trend.high or 0.0, trends, t),
    )
    return f"{sentence} {reason}".strip()


def _world(trends: Trends, indicator: Indicator, t: Translator) -> str:
    world = trends.world
    ends = ends_of(world) if world else None
    if world is None or world.trend.slope is None or ends is None:
        return ""
    return t(
        "Typical country of the world, the same {n} countries throughout: from {start} to {end} "
        "({slope}); {rising} rose, {falling} fell, {steady} did neither.",
        n=len(world.members),
        start=number(ends[0], indicator, t.lang),
        end=number(ends[1], indicator, t.lang),
        slope=a_year(world.trend.slope, trends, t),
        rising=world.rising,
        falling=world.falling,
        steady=world.steady,
    )


def ends_of(region: RegionTrend) -> tuple[float, float] | None:
    """Return the first and last value of a region's typical path.

    Not the fitted line's: where a fall ends or turns, its end is a value that nobody had.
    """
    path = [p.path for p in region.series if p.path is not None]
    return (path[0], path[-1]) if path else None


def what_would_change(trends: Trends, t: Translator) -> list[str]:
    """Say how close the verdict is to a different one."""
    verdict = trends.verdict
    lines = []
    if verdict.kind == "common" and verdict.p is not None:
        lines.append(
            t(
                "If fewer than {n} regions really moved this way, data like these would occur in "
                "at most {p} % of cases.",
                n=verdict.needed,
                p=plain(100 * verdict.p, t.lang, 1),
            )
        )
    if verdict.nearest is not None:
        lines.append(
            t(
                "Closest to significant: {region} (p = {p}; the threshold is {alpha}).",
                region=place_name(verdict.nearest.region, t),
                p=plain(verdict.nearest.q, t.lang, 3),
                alpha=plain(trends.parameters.alpha, t.lang, 2),
            )
        )
    if verdict.deciding:
        names = name_list(verdict.deciding, t)
        lines.append(
            t("Without any one of these the verdict would be another: {names}.", names=names)
        )
    elif verdict.judged and verdict.changed is None:
        lines.append(t("No single country decides the verdict."))
    if verdict.unjudged:
        names = name_list(verdict.unjudged, t)
        lines.append(t("Not assessed, for lack of data: {names}.", names=names))
    lines.append(t("A different period can give a different answer; choose it above."))
    return lines


def direction_of(trend: Trend, t: Translator) -> str:
    """Return a trend's direction in words."""
    return t(DIRECTIONS[trend.direction])
