"""Sources that differ about a figure, for reading: the range, and who says what."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.analysis.conflicts import Saying, conflicts
from atlas.codebook import codebook
from atlas.i18n import Translator, apart, number

Key = tuple[str, str, str, str]  # country, indicator, period, breakdown


@dataclass(frozen=True)
class Said:
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
    said: tuple[Said, ...]


def differing(frame: pd.DataFrame, t: Translator) -> dict[Key, Differing]:
    """Return what sources say differently, by country, indicator, period and breakdown."""
    return {key: _one(key[1], said, t) for key, said in conflicts(frame).items()}


def _one(indicator: str, said: tuple[Saying, ...], t: Translator) -> Differing:
    entry = codebook().indicators[indicator]
    low, high = min(s.low for s in said), max(s.high for s in said)
    ends = number(low, entry, t.lang), number(high, entry, t.lang)
    span = "–".join(ends) if ends[0] != ends[1] else apart(low, high, t.lang, entry.decimals)
    rows = tuple(
        Said(s.source, s.url, number(s.value, entry, t.lang), s.preferred, s.id) for s in said
    )
    return Differing(t("Sources differ: {span}", span=span), rows)


def key_of(row: pd.Series) -> Key:
    """Return where an observation stands among what differs."""
    country, indicator, period, breakdown = (
        str(row[name]) for name in ("country", "indicator", "period", "breakdown")
    )
    return country, indicator, period, breakdown


def on_map(frame: pd.DataFrame, t: Translator) -> dict[str, dict[str, list[object]]]:
    """Return country -> year -> [range in words, [source, value] of each]: for the map's card."""
    found: dict[str, dict[str, list[object]]] = {}
    for (iso3, _, period, breakdown), one in differing(frame, t).items():
        if not breakdown:
            said = [[s.source, s.value] for s in one.said]
            found.setdefault(iso3, {})[period[:4]] = [one.text, said]
    return found
