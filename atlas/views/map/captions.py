"""Sentences made from facts, in the reader's language, each with its numbers and years."""

from __future__ import annotations

from atlas.analysis.comparability import YEARS_APART
from atlas.analysis.summary import Facts
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, ValueKind
from atlas.i18n import Translator, country_name, figure, figure_with_unit


def caption(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say what a map shows: extremes or category counts, medians by region, coverage."""
    if not facts.countries:
        return [t("No country has a value here.")]
    lines = _categories(facts, indicator, t) if facts.shares else _extremes(facts, indicator, t)
    return [*lines, *_medians(facts, indicator, t), _coverage(facts, indicator, t)]


def _extremes(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    if facts.median is None:
        return []
    if not facts.highest:  # all too old to be ranked
        return _median(facts, indicator, t)
    lines = [t("Highest: {countries}.", countries=_points(facts, facts.highest, indicator, t))]
    if facts.countries > len(facts.highest):
        lines.append(
            t("Lowest: {countries}.", countries=_points(facts, facts.lowest, indicator, t))
        )
    return [*lines, *_median(facts, indicator, t)]


def _median(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say the median: as a range where the values around it are, not at all where it is open."""
    middle = facts.middles[""]
    if middle.kind is None:
        return []
    text = figure_with_unit(*middle.written, indicator, t.lang)
    if middle.kind == ValueKind.STATED:
        return [t("Half of the countries are below {median}.", median=text)]
    return [t("Median: {median}.", median=text)]


def _points(
    facts: Facts, points: tuple[tuple[str, float, int], ...], indicator: Indicator, t: Translator
) -> str:
    return t.join(
        t(
            "{country} {value} ({year})",
            country=country_name(iso3, t.lang),
            value=figure(*facts.figures[iso3].written, indicator, t.lang),
            year=year,
        )
        for iso3, _, year in points
    )


def _categories(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    counts = [
        t("{category}: {n}", category=t(c.name), n=facts.shares[c.code])
        for c in indicator.categories
        if facts.shares.get(c.code)
    ]
    return [t("{list}.", list=" · ".join(counts))]


def _medians(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    regions = codebook().regions
    communities = [
        r for r in facts.medians if regions[r].kind == "community" and facts.middles[r].kind
    ]
    if len(communities) < 2:
        return []
    communities.sort(key=lambda r: -facts.medians[r][0])
    items = [
        t(
            "{region} {median} ({n} countries)",
            region=t(regions[r].name),
            median=figure(*facts.middles[r].written, indicator, t.lang),
            n=facts.medians[r][1],
        )
        for r in communities
    ]
    return [t("Median by region: {regions}.", regions=t.join(items))]


def _coverage(facts: Facts, indicator: Indicator, t: Translator) -> str:
    first, last = facts.years or (0, 0)
    span = str(last) if first == last else f"{first}–{last}"
    text = t(
        "{n} of {total} countries and territories have a value ({years}).",
        n=facts.countries,
        total=facts.of,
        years=span,
    )
    if facts.not_applicable:
        text += " " + t.n(
            "It does not apply to {n} of them.",
            "It does not apply to {n} of them.",
            facts.not_applicable,
        )
    return " ".join([text, *_caution(facts, indicator, t)])


def _caution(facts: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say how many values a comparison would be stopped for: old ones, estimates among others."""
    cautions = []
    if facts.aged and indicator.kind != "year":
        cautions.append(
            t.n(
                "{n} value is {years} years or more older than the newest.",
                "{n} values are {years} years or more older than the newest.",
                facts.aged,
                years=YEARS_APART,
            )
        )
    if 0 < facts.rough < facts.countries:
        text = t.n("{n} value is an estimate.", "{n} values are estimates.", facts.rough)
        cautions.append(text)
    return cautions
