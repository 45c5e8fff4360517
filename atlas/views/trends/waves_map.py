"""A treaty on the world map over time: who was a party at the end of each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.analysis.waves import WORLD, Status, Wave
from atlas.codebook import MissingReason, codebook
from atlas.codebook.vocabulary import Instrument
from atlas.i18n import N_, Translator, country_name
from atlas.views.charts.palette import CATEGORIES, DARK_CATEGORIES, PATTERNS
from atlas.views.map.payload import REASON_NAMES

STATUS_NAMES = {
    Status.PARTY: N_("Party"),
    Status.SIGNED: N_("Signed, not a party"),
    Status.LEFT: N_("Left"),
    Status.OUTSIDE: N_("Not a party"),
}
COLOURS = {Status.PARTY: 0, Status.SIGNED: 5, Status.LEFT: 3, Status.OUTSIDE: 7}
Statuses = Mapping[str, Mapping[int, Status]]


def wave_map(
    entry: Instrument, adoption: Wave, statuses: Statuses, actions: pd.DataFrame, t: Translator
) -> dict[str, Any]:
    """Return the world map's payload (``atlas.views.map.payload``).

    ``statuses`` are those of the states that may join, and of any other party, by year from when
    they may; to other countries the treaty does not apply. The sentences count as ``adoption``
    does. ``actions`` (columns of their kind) name the sources: a
    country's is that of its newest action.
    """
    sources = actions.drop_duplicates("source_id").sort_values("source_id")
    order = {source: at for at, source in enumerate(sources["source_id"])}
    newest = actions.sort_values("date").groupby("country")["source_id"].last()
    cited = {country: order[source] for country, source in newest.items()}
    book = codebook()
    countries = [c for c in book.countries.values() if c.region != "antarctica"]
    years = adoption.years
    texts = _texts(adoption, t)
    return {
        "indicator": _indicator(entry, t),
        "years": list(years),
        "region": "",
        "members": [c.iso3 for c in countries],
        "countries": {
            c.iso3: [country_name(c.iso3, t.lang), t(book.regions[c.region].name)]
            for c in countries
        },
        "cells": {
            c.iso3: _cells(statuses.get(c.iso3, {}), years, cited.get(c.iso3)) for c in countries
        },
        "scale": {
            "kind": "category",
            "codes": [status.value for status in STATUS_NAMES],
            "labels": [t(name) for name in STATUS_NAMES.values()],
            "light": [CATEGORIES[COLOURS[status]] for status in STATUS_NAMES],
            "dark": [DARK_CATEGORIES[COLOURS[status]] for status in STATUS_NAMES],
        },
        "reasons": {
            r.value: {"name": t(n), "pattern": PATTERNS[r]} for r, n in REASON_NAMES.items()
        },
        "sources": sources[["source", "source_url", "licence"]].to_dict("records"),
        "text": texts | {"latest": texts[str(years[-1])]},
        "medians": {str(year): None for year in years} | {"latest": None},
    }


def _indicator(entry: Instrument, t: Translator) -> dict[str, Any]:
    names = {"name": t(entry.name), "short": t(entry.short)}
    return {"id": entry.code, **names, "unit": "", "kind": "category", "decimals": 0}


def _cells(
    own: Mapping[int, Status], years: Sequence[int], source: int | None
) -> dict[str, list[Any]]:
    """Return a country's years: [status or null, low, high, mark, source, reason]."""
    if not own:
        reason = MissingReason.NOT_APPLICABLE.value
        return {str(years[0]): [None, None, None, "stated", None, reason]}
    absent = MissingReason.STATE_DID_NOT_EXIST.value
    return {
        str(year): [own[year].value, None, None, "stated", source, None]
        if year in own
        else [None, None, None, "stated", None, absent]
        for year in years
    }


def _texts(adoption: Wave, t: Translator) -> dict[str, list[str]]:
    world = adoption.region(WORLD)
    counts = zip(adoption.years, world.parties, world.at_risk, strict=True)
    return {
        str(year): [
            t(
                "{year}: {n} of {states} states that may join are parties.",
                year=year,
                n=n,
                states=of,
            )
        ]
        for year, n, of in counts
    }
