"""The world map as data: everything the browser needs to draw any year without the server.

One payload holds one indicator of one release in one language: values of all years,
classes, legend, sentences, sources. The browser recolours about 240 SVG paths that were
projected at build time, so a change of year sends nothing (docs/decisions/0001).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.analysis import facts, latest, of_year, scale, totals
from atlas.analysis.age import OLD_AFTER, is_old, recent_rows
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, MissingReason, ValueKind
from atlas.i18n import N_, Translator, country_name, number
from atlas.views.charts.palette import PATTERNS, line_colours, ramp
from atlas.views.map.captions import caption
from atlas.views.ranks import ranks
from atlas.views.source_conflicts import differing_on_map
from atlas.views.values import UNSTATED, old_year_text, value_text

REASON_NAMES = {
    MissingReason.NO_DATA: N_("No data"),
    MissingReason.WITHHELD: N_("Withheld by the state"),
    MissingReason.NOT_APPLICABLE: N_("Does not apply"),
    MissingReason.STATE_DID_NOT_EXIST: N_("The state did not exist"),
    MissingReason.NOT_COLLECTED: N_("Not collected"),
    MissingReason.UNDER_REVIEW: N_("Under review"),
    MissingReason.TEXT_SILENT: N_("The text has no rule"),
    MissingReason.NOT_READ: N_("Text not read"),
    MissingReason.NOT_IN_FORCE: N_("The text read is not in force"),
}


def map_payload(
    frame: pd.DataFrame,
    indicator: Indicator,
    region: str,
    t: Translator,
    reference: int | None = None,
) -> dict[str, Any]:
    """Return the JSON-ready payload of one indicator.

    Parameters
    ----------
    frame
        Observations of one indicator, all years (columns of ``atlas.store.columns``).
    region
        Region or peer group whose countries are counted and listed; ``""`` for the world.
    reference
        The release's year: newest values that are old in it are marked and not ranked.

    Returns
    -------
    dict
        indicator, years, newest, countries, cells, scale or categories, reasons, sources,
        text (by year and ``latest``), members; words (of ranges and bounds, by country and
        year), aged (countries whose newest value is old, with the year in words), ranks (in the
        order of members, by year, ``latest`` and ``old``, which ranks old values, too).
    """
    rows = totals(frame)
    years = sorted(int(y) for y in rows.loc[rows["missing_reason"].isna(), "year"].unique())
    members = _members(region)
    sources = sorted(rows["source_id"].unique())
    old = _old_years(frame, reference, t)
    return {
        "indicator": _indicator(indicator, t),
        "years": years,
        "region": region,
        "members": members,
        "countries": _countries(t),
        "cells": _cells(rows, sources),
        "words": _words(rows, indicator, t),
        "aged": old,
        "agedNote": _aged_note(sum(c in members for c in old), indicator, t),
        "ranks": _ranks(frame, years, members, indicator, reference, t),
        "differ": differing_on_map(frame, t),
        "scale": _scale(rows, indicator, t),
        "reasons": {
            r.value: {"name": t(n), "pattern": PATTERNS[r]} for r, n in REASON_NAMES.items()
        },
        "sources": [_source(rows, s) for s in sources],
        "text": _texts(frame, years, members, indicator, reference, t),
        "medians": {str(y): _median(of_year(frame, y), members) for y in years}
        | {"latest": _median(latest(frame), members)},
    }


def _members(region: str) -> list[str]:
    book = codebook()
    if region:
        return list(book.members(region))
    return [c.iso3 for c in book.countries.values() if c.region != "antarctica"]


def _indicator(indicator: Indicator, t: Translator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "name": t(indicator.name),
        "short": t(indicator.short),
        "unit": t(indicator.unit) if indicator.unit else "",
        "kind": indicator.kind,
        "decimals": indicator.decimals,
    }


def _countries(t: Translator) -> dict[str, list[str]]:
    book = codebook()
    return {
        c.iso3: [country_name(c.iso3, t.lang), t(book.regions[c.region].name)]
        for c in book.countries.values()
        if c.region != "antarctica"
    }


def _cells(rows: pd.DataFrame, sources: list[str]) -> dict[str, dict[str, list[Any]]]:
    """Give each country its years: [value or category or null, low, high, mark, source, reason]."""
    cells: dict[str, dict[str, list[Any]]] = {}
    columns = ["country", "year", "value", "low", "high", "category", "missing_reason"]
    marks = zip(rows["reliability"], rows["method"], rows["source_id"], strict=True)
    for row, (reliability, method, source) in zip(
        rows[columns].itertuples(index=False), marks, strict=True
    ):
        country, year, value, low, high, category, reason = row
        display = category if isinstance(category, str) else (None if pd.isna(value) else value)
        mark = method if method in {"derived", "coded", "machine-read"} else reliability
        cell = [display, *(None if pd.isna(x) or x == value else x for x in (low, high)), mark]
        cell += [sources.index(source), reason if isinstance(reason, str) else None]
        cells.setdefault(country, {})[str(year)] = cell
    return cells


def _words(rows: pd.DataFrame, indicator: Indicator, t: Translator) -> dict[str, Any]:
    """Return country -> year -> [kind, text, open end] of what is no single number."""
    by_country: dict[str, Any] = {}
    if indicator.kind == "category":
        return by_country
    for _, row in rows[rows["value_kind"].isin(UNSTATED)].iterrows():
        own = by_country.setdefault(str(row["country"]), {})
        is_bound = row["value_kind"] == ValueKind.BOUND
        open_end = ("low" if pd.isna(row["low"]) else "high") if is_bound else None
        own[str(row["year"])] = [row["value_kind"], value_text(row, indicator, t), open_end]
    return by_country


def _old_years(frame: pd.DataFrame, reference: int | None, t: Translator) -> dict[str, str]:
    rows = latest(frame)
    pairs = zip(rows["country"], rows["year"], rows["missing_reason"].isna(), strict=True)
    return {
        str(c): old_year_text(int(y), t)
        for c, y, has_value in pairs
        if has_value and is_old(y, reference)
    }


def _aged_note(n: int, indicator: Indicator, t: Translator) -> str:
    if not n or indicator.kind == "category":
        return ""
    return t.n(
        "{n} value is older than {years} years and not ranked.",
        "{n} values are older than {years} years and not ranked.",
        n,
        years=OLD_AFTER,
    )


def _ranks(
    frame: pd.DataFrame,
    years: list[int],
    members: list[str],
    indicator: Indicator,
    reference: int | None,
    t: Translator,
) -> dict[str, list[str]]:
    if indicator.kind == "category":
        return {}
    own = frame[frame["country"].isin(members)]
    newest = latest(own)
    views = {str(y): of_year(own[own["year"] == y], y) for y in years}
    views |= {"latest": recent_rows(newest, reference), "old": newest}
    sayings = {str(y): rows for y, rows in own.groupby("year")}
    by_view = {}
    for name, rows in views.items():
        by_country = ranks(rows[rows["value"].notna()], sayings.get(name, own), t)
        by_view[name] = [by_country.get(iso3, "") for iso3 in members]
    return by_view


def _scale(rows: pd.DataFrame, indicator: Indicator, t: Translator) -> dict[str, Any]:
    if indicator.kind == "category":
        codes = [c.code for c in indicator.categories]
        return {
            "kind": "category",
            "codes": codes,
            "labels": [t(c.name) for c in indicator.categories],
            "light": line_colours(len(codes)),
            "dark": line_colours(len(codes), dark=True),
        }
    classes = scale(rows["value"], indicator)
    if classes is None:
        return {"kind": "number", "breaks": [], "labels": [], "light": [], "dark": []}
    count = len(classes.breaks) + 1
    return {
        "kind": "number",
        "method": classes.method,
        "breaks": list(classes.breaks),
        "labels": _class_labels(classes.bounds, indicator, t),
        "light": ramp(count),
        "dark": ramp(count, dark=True),
    }


def _class_labels(
    bounds: list[tuple[float, float]], indicator: Indicator, t: Translator
) -> list[str]:
    text = [(number(a, indicator, t.lang), number(b, indicator, t.lang)) for a, b in bounds]
    if len(text) == 1:
        return [f"{text[0][0]}–{text[0][1]}"]
    inner = [f"{a}–{b}" for a, b in text[1:-1]]
    return [f"< {text[0][1]}", *inner, f"≥ {text[-1][0]}"]


def _source(rows: pd.DataFrame, source_id: str) -> dict[str, str]:
    first = rows[rows["source_id"] == source_id].iloc[0]
    return {k: str(first[k]) for k in ("source", "source_url", "licence", "accessed", "published")}


def _texts(
    frame: pd.DataFrame,
    years: list[int],
    members: list[str],
    indicator: Indicator,
    reference: int | None,
    t: Translator,
) -> dict[str, list[str]]:
    texts = {str(y): caption(facts(of_year(frame, y), members), indicator, t) for y in years}
    newest = facts(latest(frame), members, reference)
    return texts | {"latest": caption(newest, indicator, t)}


def _median(rows: pd.DataFrame, members: list[str]) -> float | None:
    numbers = rows[rows["country"].isin(members)]["value"].dropna()
    return float(numbers.median()) if len(numbers) else None
