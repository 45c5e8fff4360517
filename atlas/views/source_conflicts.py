"""Sources that differ about a figure, for reading: the range, and who says what."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.analysis.conflicts import Saying, conflicts
from atlas.codebook import codebook
from atlas.codebook.model import ValueKind
from atlas.i18n import Translator, figure, of_indicator, span

Key = tuple[str, str, str, str]  # country, indicator, period, breakdown


@dataclass(frozen=True)
class SourceValue:
    """What one source says; ``preferred`` marks the one that the atlas shows."""

    source: str
    url: str
    value: str
    preferred: bool
    id: str


@dataclass(frozen=True)
class Differing:
    """The range over all sources, and each source's own value."""

    text: str
    said: tuple[SourceValue, ...]


def differing(frame: pd.DataFrame, t: Translator) -> dict[Key, Differing]:
    """Return what sources say differently, by country, indicator, period and breakdown."""
    return {key: _one(key[1], sayings, t) for key, sayings in conflicts(frame).items()}


def _one(indicator: str, sayings: tuple[Saying, ...], t: Translator) -> Differing:
    entry = codebook().indicators[indicator]
    write = of_indicator(entry, t.lang)
    texts = [figure(s.value, s.low, s.high, s.kind, entry, t.lang) for s in sayings]
    low, high = min(s.low for s in sayings), max(s.high for s in sayings)
    bounds = any(s.kind == ValueKind.BOUND for s in sayings)
    text = " · ".join(texts) if bounds else span(low, high, write, t)
    rows = tuple(
        SourceValue(s.source, s.url, each, s.preferred, s.id)
        for s, each in zip(sayings, texts, strict=True)
    )
    return Differing(t("Sources differ: {span}", span=text), rows)


def key_of(row: pd.Series) -> Key:
    """Return where an observation stands among what differs."""
    country, indicator, period, breakdown = (
        str(row[name]) for name in ("country", "indicator", "period", "breakdown")
    )
    return country, indicator, period, breakdown


def differing_on_map(frame: pd.DataFrame, t: Translator) -> dict[str, dict[str, list[object]]]:
    """Return country -> year -> [range in words, [source, value] of each]: for the map's card."""
    by_country: dict[str, dict[str, list[object]]] = {}
    for (iso3, _, period, breakdown), one in differing(frame, t).items():
        if not breakdown:
            sources = [[s.source, s.value] for s in one.said]
            by_country.setdefault(iso3, {})[period[:4]] = [one.text, sources]
    return by_country
