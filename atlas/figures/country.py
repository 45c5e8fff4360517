"""A country's page as data: basic sheet and chapters, each figure with what stands behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from atlas.analysis import latest, standing
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, MissingReason, Theme
from atlas.figures.differing import Differing, Key, differing, key_of
from atlas.figures.map import REASON_NAMES
from atlas.figures.sparkline import sparkline
from atlas.i18n import N_, Translator, date, number, quantity
from atlas.store.voices import Place

# After RESDAL's basic sheet: population, area, product, forces, budget.
BASICS = ("population", "area", "gdp", "armed_forces", "milex_gdp", "milex_usd")


@dataclass(frozen=True)
class Evidence:
    """What stands behind a figure: enough to find it again, and where it stands itself."""

    source: str
    url: str
    licence: str
    published: str
    accessed: str
    original: str
    locator: str
    method: str
    reliability: str
    note: str
    id: str
    place: Place | None = None


@dataclass(frozen=True)
class Figure:
    """One line of a chapter, in the reader's language; ``absent`` marks a missing reason."""

    indicator: Indicator
    name: str
    value: str
    unit: str
    year: str
    absent: bool
    evidence: Evidence | None
    median: str = ""
    rank: str = ""
    spark: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    differ: Differing | None = None


@dataclass(frozen=True)
class Chapter:
    """One theme of a country's page."""

    theme: Theme
    figures: tuple[Figure, ...]

    @property
    def stated(self) -> int:
        """Number of figures with a value or a stated reason."""
        return sum(f.evidence is not None for f in self.figures)


def basics(rows: pd.DataFrame, t: Translator) -> list[Figure]:
    """Return the basic sheet from a country's observations."""
    newest = _newest(rows[rows["indicator"].isin(BASICS)])
    return [_plain(codebook().indicators[i], newest, t) for i in BASICS]


def chapters(
    rows: pd.DataFrame, peers_latest: pd.DataFrame, iso3: str, peers: tuple[str, ...], t: Translator
) -> list[Chapter]:
    """Return all chapters of a country.

    Parameters
    ----------
    rows
        The country's observations, all indicators and years.
    peers_latest
        The newest total of every country and indicator (``atlas.analysis.latest``).
    peers
        ISO3 codes of the group that medians and ranks refer to.
    """
    book = codebook()
    newest, own = _newest(rows), _numbers(rows)
    apart = differing(rows, t)
    near = peers_latest["country"].isin({*peers, iso3})
    values = peers_latest.loc[near, ["country", "indicator", "value"]]
    by_indicator = dict(iter(values.astype({"country": object}).groupby("indicator")))
    made = []
    for theme in book.themes:
        figures = [
            _figure(i, own.get(i.id, []), newest, by_indicator.get(i.id), iso3, peers, t)
            for i in book.indicators_of(theme.id)
        ]
        made.append(Chapter(theme, tuple(_differing(f, newest, apart) for f in figures)))
    return made


def _differing(
    figure: Figure, newest: Mapping[str, pd.Series], apart: Mapping[Key, Differing]
) -> Figure:
    row = newest.get(figure.indicator.id)
    found = apart.get(key_of(row)) if row is not None else None
    return replace(figure, differ=found) if found else figure


def _newest(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return a country's newest total of each indicator."""
    return {str(row["indicator"]): row for _, row in latest(_light(rows)).iterrows()}


def _plain(indicator: Indicator, newest: Mapping[str, pd.Series], t: Translator) -> Figure:
    name, unit = t(indicator.short), t(indicator.unit) if indicator.unit else ""
    if indicator.id not in newest:
        text = t(REASON_NAMES[MissingReason.NO_DATA])
        return Figure(indicator, name, text, "", "", True, None)
    row = newest[indicator.id]
    if isinstance(row["missing_reason"], str):
        text = t(REASON_NAMES[MissingReason(row["missing_reason"])])
        return Figure(indicator, name, text, "", str(row["year"]), True, evidence_of(row, t))
    return Figure(
        indicator,
        name,
        value_text(row, indicator, t),
        unit,
        str(row["year"]),
        False,
        evidence_of(row, t),
    )


class _Number(NamedTuple):
    """One number of a country; plain, because a page asks for hundreds of them."""

    indicator: str
    year: int
    period: str
    breakdown: str
    value: float
    preferred: bool
    low: float
    high: float


def _numbers(rows: pd.DataFrame) -> dict[str, list[_Number]]:
    """Return a country's numbers by indicator, in the order of the rows."""
    known = rows[rows["value"].notna()]
    found: dict[str, list[_Number]] = {}
    for one in map(_Number._make, zip(*(known[n].tolist() for n in _Number._fields), strict=True)):
        found.setdefault(one.indicator, []).append(one)
    return found


def _light(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with plain texts: a country has few, and each Arrow text costs a call."""
    texts = [name for name, kind in rows.dtypes.items() if kind == "str"]
    return rows.astype(dict.fromkeys(texts, object))


def _figure(
    indicator: Indicator,
    own: list[_Number],
    newest: Mapping[str, pd.Series],
    others: pd.DataFrame | None,
    iso3: str,
    peers: tuple[str, ...],
    t: Translator,
) -> Figure:
    plain = _plain(indicator, newest, t)
    name = t(indicator.name)
    if plain.absent or others is None:
        return Figure(**{**plain.__dict__, "name": name})
    median, rank = _among(others, indicator, iso3, peers, t)
    by_year = {n.year: n.value for n in own if not n.breakdown and n.preferred}
    series = pd.Series(by_year, dtype=float).sort_index()
    return Figure(
        **{**plain.__dict__, "name": name, "median": median, "rank": rank}
        | {"spark": sparkline(series, _ranges(own)), "parts": _parts(own, plain.year, indicator, t)}
    )


def _ranges(own: list[_Number]) -> dict[int, tuple[float, float]]:
    """Return the least and the greatest total of each year's newest period over all sources."""
    newest = {n.year: n.period for n in own if not n.breakdown and n.preferred}
    found: dict[int, tuple[float, float]] = {}
    for n in (n for n in own if not n.breakdown and newest.get(n.year) == n.period):
        low = n.value if math.isnan(n.low) else n.low
        high = n.value if math.isnan(n.high) else n.high
        least, most = found.get(n.year, (low, high))
        found[n.year] = (min(least, low), max(most, high))
    return found


def value_text(row: pd.Series, indicator: Indicator, t: Translator) -> str:
    """Return a total as text: the category's name, or the number with its range."""
    if indicator.kind == "category":
        names = {c.code: c.name for c in indicator.categories}
        return t(names.get(row["category"], row["category"]))
    text = number(row["value"], indicator, t.lang)
    if row["low"] != row["high"] and pd.notna(row["low"]) and pd.notna(row["high"]):
        low, high = (number(row[k], indicator, t.lang) for k in ("low", "high"))
        return f"{text} ({low}–{high})"
    return text


def _among(
    others: pd.DataFrame, indicator: Indicator, iso3: str, peers: tuple[str, ...], t: Translator
) -> tuple[str, str]:
    if indicator.kind in {"category", "year"}:
        return "", ""
    place = standing(others, iso3, peers)
    if place is None:
        return "", ""
    rank = t("{rank} of {of}", rank=place.rank, of=place.of)
    return quantity(place.median, indicator, t.lang), rank


def _parts(
    own: list[_Number], year: str, indicator: Indicator, t: Translator
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (breakdown_name(n.breakdown, t), number(n.value, indicator, t.lang))
        for n in own
        if n.breakdown and str(n.year) == year
    )


def breakdown_name(breakdown: str, t: Translator) -> str:
    """Return a breakdown for reading: ``branch=air-force`` becomes ``Air force``."""
    codes = [pair.partition("=")[2] for pair in breakdown.split(";")]
    return ", ".join(t(BREAKDOWNS.get(code, code)) for code in codes)


BREAKDOWNS = {
    "army": N_("Army"),
    "navy": N_("Navy"),
    "air-force": N_("Air force"),
    "marines": N_("Marines"),
    "coast-guard": N_("Coast guard"),
    "national-guard": N_("National guard"),
    "gendarmerie": N_("Gendarmerie"),
    "police": N_("Police"),
    "military": N_("Military"),
}


def evidence_of(row: pd.Series, t: Translator) -> Evidence:
    """Return what stands behind an observation (a row of the store's frame)."""
    return Evidence(
        source=str(row["source"]),
        url=str(row["source_url"]),
        licence=str(row["licence"]),
        published=date(row["published"], t.lang),
        accessed=date(row["accessed"], t.lang),
        original=str(row["original"]),
        locator=str(row["locator"]),
        method=str(row["method"]),
        reliability=str(row["reliability"]),
        note=str(row["note"] or ""),
        id=str(row["id"]),
        place=place_of(row),
    )


def place_of(row: pd.Series) -> Place | None:
    """Return where a record stands; None for the kinds that nobody replies to."""
    if "indicator" in row:
        at = (str(row[name]) for name in ("country", "indicator", "period", "breakdown"))
        return Place("observation", *at)
    if "question" in row:
        at = (str(row[name]) for name in ("country", "question", "period"))
        return Place("judgement", *at)
    return None
