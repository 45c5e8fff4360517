"""Sentences made from facts, in the reader's language, each with its numbers and years."""

from __future__ import annotations

from atlas.analysis.comparability import YEARS_APART
from atlas.analysis.summary import Facts
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, ValueKind
from atlas.i18n import Translator, country_name, figure, figure_with_unit


def caption(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say what a map shows: extremes or category counts, medians by region, coverage."""
    if not found.countries:
        return [t("No country has a value here.")]
    said = _categories(found, indicator, t) if found.shares else _extremes(found, indicator, t)
    return [*said, *_medians(found, indicator, t), _coverage(found, indicator, t)]


def _extremes(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    if not found.highest or found.median is None:
        return []
    lines = [t("Highest: {countries}.", countries=_points(found, found.highest, indicator, t))]
    if found.countries > len(found.highest):
        lines.append(
            t("Lowest: {countries}.", countries=_points(found, found.lowest, indicator, t))
        )
    return [*lines, *_median(found, indicator, t)]


def _median(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say the median: as a range where the values around it are, not at all where it is open."""
    middle = found.middles[""]
    if middle.kind is None:
        return []
    text = figure_with_unit(*middle.written, indicator, t.lang)
    if middle.kind == ValueKind.STATED:
        return [t("Half of the countries are below {median}.", median=text)]
    return [t("Median: {median}.", median=text)]


def _points(
    found: Facts, points: tuple[tuple[str, float, int], ...], indicator: Indicator, t: Translator
) -> str:
    return _list(
        [
            t(
                "{country} {value} ({year})",
                country=country_name(iso3, t.lang),
                value=figure(*found.figures[iso3].written, indicator, t.lang),
                year=year,
            )
            for iso3, _, year in points
        ],
        t,
    )


def _list(items: list[str], t: Translator) -> str:
    return ("، " if t.lang == "ar" else ", ").join(items)


def _categories(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    counted = [
        t("{category}: {n}", category=t(c.name), n=found.shares[c.code])
        for c in indicator.categories
        if found.shares.get(c.code)
    ]
    return [t("{list}.", list=" · ".join(counted))]


def _medians(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    regions = codebook().regions
    shown = [r for r in found.medians if regions[r].kind == "community" and found.middles[r].kind]
    if len(shown) < 2:
        return []
    shown.sort(key=lambda r: -found.medians[r][0])
    items = [
        t(
            "{region} {median} ({n} countries)",
            region=t(regions[r].name),
            median=figure(*found.middles[r].written, indicator, t.lang),
            n=found.medians[r][1],
        )
        for r in shown
    ]
    return [t("Median by region: {regions}.", regions=_list(items, t))]


def _coverage(found: Facts, indicator: Indicator, t: Translator) -> str:
    first, last = found.years or (0, 0)
    span = str(last) if first == last else f"{first}–{last}"
    text = t(
        "{n} of {total} countries and territories have a value ({years}).",
        n=found.countries,
        total=found.of,
        years=span,
    )
    if found.not_applicable:
        text += " " + t.n(
            "It does not apply to {n} of them.",
            "It does not apply to {n} of them.",
            found.not_applicable,
        )
    return " ".join([text, *_caution(found, indicator, t)])


def _caution(found: Facts, indicator: Indicator, t: Translator) -> list[str]:
    """Say how many values a comparison would be stopped for: old ones, estimates among others."""
    cautions = []
    if found.aged and indicator.kind != "year":
        cautions.append(
            t.n(
                "{n} value is {years} years or more older than the newest.",
                "{n} values are {years} years or more older than the newest.",
                found.aged,
                years=YEARS_APART,
            )
        )
    if 0 < found.rough < found.countries:
        text = t.n("{n} value is an estimate.", "{n} values are estimates.", found.rough)
        cautions.append(text)
    return cautions
