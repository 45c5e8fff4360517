"""A reader's index for reading: rows with their bands and parts, what stands out, the method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.analysis.index_builder import Bands, Driver, Pair, Result
from atlas.analysis.index_builder.recipe import Floats
from atlas.analysis.index_builder.skew import skewed_parts
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name, of_indicator, percent, plain, span
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.values import unstated_value_notes, value_text, year_text

NORMALISED = {
    "minmax": N_("Lowest to highest (min–max)"),
    "zscore": N_("Standard deviations from the mean (z-score)"),
    "rank": N_("Rank (percentile)"),
    "frontier": N_("Distance to the best (frontier)"),
}
AGGREGATED = {
    "arithmetic": N_("Arithmetic mean: parts make up for each other"),
    "geometric": N_("Geometric mean: balance is rewarded"),
}


@dataclass(frozen=True)
class IndexCell:
    """One part of one country: its value with its evidence, and what it gives to the score."""

    name: str
    value: str
    year: str
    span: str
    gives: str
    width: float
    evidence: SourceEvidence | None


@dataclass(frozen=True)
class IndexRow:
    """One country's place; ``start`` and ``width`` of the band and ``at`` are percent."""

    iso3: str
    country: str
    rank: int
    score: str
    band: str
    start: float
    width: float
    at: float
    partial: str
    cells: tuple[IndexCell, ...]


def index_rows(result: Result, bands: Bands, t: Translator) -> list[IndexRow]:
    """Return the ranked countries, best first."""
    by_pair = {(r["country"], r["indicator"]): r for _, r in result.values.rows.iterrows()}
    n = len(result.values.countries)
    order = sorted(range(n), key=lambda i: (result.ranks[i], result.values.countries[i]))
    return [_row(i, n, result, bands, by_pair, t) for i in order]


def _row(
    i: int,
    n: int,
    result: Result,
    bands: Bands,
    by_pair: dict[tuple[str, str], pd.Series],
    t: Translator,
) -> IndexRow:
    iso3 = result.values.countries[i]
    low, high = round(bands.low[i]), round(bands.high[i])
    places = max(1, n - 1)
    here = result.carried[i]
    return IndexRow(
        iso3,
        country_name(iso3, t.lang),
        int(result.ranks[i]),
        plain(float(result.scores[i]), t.lang, 2 if result.recipe.normalise == "zscore" else 1),
        f"{low}–{high}" if low != high else str(low),
        100 * (low - 1) / places,
        100 * (high - low) / places,
        100 * (result.ranks[i] - 1) / places,
        t("{share} of the weight", share=percent(float(here), t.lang)) if here < 0.999 else "",
        tuple(_cell(i, k, result, by_pair, t) for k in range(len(result.recipe.parts))),
    )


def _cell(
    i: int, k: int, result: Result, by_pair: dict[tuple[str, str], pd.Series], t: Translator
) -> IndexCell:
    part = result.recipe.parts[k]
    entry = codebook().indicators[part.indicator]
    row = by_pair.get((result.values.countries[i], part.indicator))
    if row is None:
        return IndexCell(t(entry.short), t("No data"), "", "", "", 0.0, None)
    gives = float(result.contributions[i, k])
    low, high = result.values.low[i, k], result.values.high[i, k]
    ends = ""
    if high > low and low <= row["value"] <= high and row["said_by"] > 1:
        ends = span(float(low), float(high), of_indicator(entry, t.lang), t)
    return IndexCell(
        t(entry.short),
        value_text(row, entry, t),
        year_text(row, result.recipe.year, t),
        ends,
        plain(gives, t.lang, 2 if result.recipe.normalise == "zscore" else 1),
        _width(gives, result),
        evidence_of(row, t),
    )


def _width(gives: float, result: Result) -> float:
    """Return a part's length in percent of the longest bar; parts below zero have none."""
    longest = float(np.max(np.sum(np.clip(result.contributions, 0, None), axis=1)))
    return max(0.0, 100 * gives / longest) if longest > 0 else 0.0


def index_findings(
    result: Result, bands: Bands, drivers: list[Driver], alike: list[Pair], t: Translator
) -> list[str]:
    """Say what stands out: who leads, how sure the order is, what drives it, what counts twice."""
    lines = [
        _leader(result, bands, t),
        _sureness(result, bands, t),
        _partial(result, t),
        _driver(drivers, t),
        *_uneven(result, t),
    ]
    names = {i: t(codebook().indicators[i].short) for i in result.recipe.indicators}
    for pair in alike:
        words = {
            "one": names[pair.one],
            "other": names[pair.other],
            "r": plain(pair.correlation, t.lang, 2),
            "n": pair.n,
        }
        if pair.double:
            lines.append(
                t(
                    "“{one}” and “{other}” say nearly the same (correlation {r}, {n} countries): "
                    "what they share counts twice.",
                    **words,
                )
            )
        elif pair.opposed:
            lines.append(
                t(
                    "“{one}” and “{other}” pull in opposite directions (correlation {r}, {n} "
                    "countries): they cancel each other out.",
                    **words,
                )
            )
    return [line for line in lines if line]


def _uneven(result: Result, t: Translator) -> list[str]:
    """Warn of parts that a few countries decide, and say what to choose."""
    book = codebook().indicators
    return [
        t(
            "“{indicator}” is very uneven (skewness {skew}): a few countries decide its scale. "
            "Take its logarithm, or use ranks as the common scale.",
            indicator=t(book[name].short),
            skew=plain(skew, t.lang, 1),
        )
        for name, skew in skewed_parts(result)
    ]


def _leader(result: Result, bands: Bands, t: Translator) -> str:
    first = int(np.argmin(result.ranks))
    low, high = round(bands.low[first]), round(bands.high[first])
    country = country_name(result.values.countries[first], t.lang)
    if low == high == 1:
        return t("{country} has the highest score, in 90 % of simulations too.", country=country)
    return t(
        "{country} has the highest score; in 90 % of simulations its rank is between {low} and "
        "{high}.",
        country=country,
        low=low,
        high=high,
    )


def _partial(result: Result, t: Translator) -> str:
    lacking = int((result.carried < 0.999).sum())
    if not lacking:
        return ""
    return t.n(
        "{n} country lacks a part: its score rests on the others, and the interval does not "
        "reflect this.",
        "{n} countries lack a part: their scores rest on the others, and the interval does not "
        "reflect this.",
        lacking,
    )


def _sureness(result: Result, bands: Bands, t: Translator) -> str:
    order = np.argsort(result.ranks, kind="stable")
    neighbours = list(zip(order[:-1].tolist(), order[1:].tolist(), strict=True))
    apart = sum(bands.apart(a, b) for a, b in neighbours)
    width = float(np.median(bands.high - bands.low))
    return t(
        "The usual interval is {width} ranks wide and separates {apart} of {of} pairs of "
        "neighbours. Read the order of the others as undecided.",
        width=plain(width, t.lang),
        apart=apart,
        of=len(neighbours),
    )


def _driver(drivers: list[Driver], t: Translator) -> str:
    top = drivers[0]
    if np.isnan(top.correlation):
        return ""
    name = t(codebook().indicators[top.indicator].short)
    sentence = t(
        "“{name}” drives the order most: its correlation with the score is {r}.",
        name=name,
        r=plain(top.correlation, t.lang, 2),
    )
    if not np.isnan(top.moved):
        sentence += " " + t(
            "Without it, a country moves {n} ranks on average.", n=plain(top.moved, t.lang, 1)
        )
    return sentence


def method(result: Result, bands: Bands, t: Translator) -> list[str]:
    """Say in plain words how the index was calculated."""
    recipe = result.recipe
    scale = t("Common scale: {name}.", name=t(NORMALISED[recipe.normalise]))
    if recipe.normalise == "minmax" and recipe.trim:
        scale += " " + t(
            "First, the most extreme {n} % of values at each end were capped at the next value.",
            n=recipe.trim,
        )
    age = (
        t("Values from {first} to {last}: the latest per country.", first=first, last=recipe.year)
        if (first := recipe.year - recipe.age + 1) <= recipe.year and recipe.age
        else t("Latest value per country up to {last}, of any age.", last=recipe.year)
    )
    return [
        scale,
        t("Joined by: {name}.", name=t(AGGREGATED[recipe.aggregate])),
        age,
        t(
            "A country is ranked when its values carry at least {n} % of the weight. No value is "
            "invented: the weight of a missing part goes to the parts that are there, and the row "
            "says so.",
            n=recipe.coverage,
        ),
        t(
            "Intervals: {draws} simulations with a fixed seed. Weights vary around the chosen "
            "ones (by about 30 % for equal weights), values within the range of their source and "
            "between sources that differ ({n} values have a range). Common scale, capping of "
            "outliers and kind of mean vary, too: {ways} ways in equal numbers. The interval "
            "contains the rank in 90 % of simulations. It does not cover the choice of "
            "indicators.",
            ways=bands.variants,
            draws=plain(bands.draws, t.lang),
            n=bands.uncertain,
        ),
        *unstated_value_notes(result.values.rows, t),
        "OECD & JRC, Handbook on Constructing Composite Indicators (2008); Saisana, Saltelli & "
        "Tarantola, J. R. Stat. Soc. A 168(2), 2005; Paruolo, Saisana & Saltelli, 176(3), 2013.",
    ]


def world(result: Result, t: Translator) -> dict[str, object]:
    """Return the world map's payload (``atlas.views.map.payload``) of the scores."""
    from atlas.views.charts.palette import ramp  # noqa: PLC0415

    book = codebook()
    countries = [c for c in book.countries.values() if c.region != "antarctica"]
    breaks = _breaks(result.scores)
    edges = [plain(b, t.lang, 1) for b in breaks]
    labels = [f"< {edges[0]}"] if edges else [t("All")]
    labels += [f"{a}–{b}" for a, b in zip(edges, edges[1:], strict=False)]
    labels += [f"≥ {edges[-1]}"] if edges else []
    scores = zip(result.values.countries, result.scores.tolist(), strict=True)
    nothing = {"name": t("Not ranked"), "pattern": "hatch"}
    return {
        "indicator": {
            "id": "index",
            "name": t("Your index"),
            "short": t("Your index"),
            "unit": "",
            "kind": "index",
            "decimals": 1,
        },
        "years": [],
        "region": "",
        "members": [c.iso3 for c in countries],
        "countries": {
            c.iso3: [country_name(c.iso3, t.lang), t(book.regions[c.region].name)]
            for c in countries
        },
        "cells": {
            iso3: {str(result.recipe.year): [round(score, 3), None, None, "derived", None, None]}
            for iso3, score in scores
        },
        "scale": {
            "kind": "number",
            "method": "quantile",
            "breaks": breaks,
            "labels": labels,
            "light": ramp(len(breaks) + 1),
            "dark": ramp(len(breaks) + 1, dark=True),
        },
        "reasons": {"no-data": nothing},
        "sources": [],
        "text": {"latest": []},
        "medians": {"latest": None},
    }


def _breaks(scores: Floats) -> list[float]:
    cuts = np.quantile(scores, [0.2, 0.4, 0.6, 0.8])
    low = float(scores.min())
    return sorted({round(float(c), 1) for c in cuts if round(float(c), 1) > low})
