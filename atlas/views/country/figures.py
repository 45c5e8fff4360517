"""A country's page as data: basic sheet and chapters, each figure with what stands behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from atlas.analysis import latest
from atlas.analysis.age import OLD_AFTER, is_old
from atlas.analysis.peers.compare import OLD, standing_and_rest
from atlas.analysis.series import publisher_of
from atlas.codebook import codebook
from atlas.codebook.model import Indicator, MissingReason, Theme
from atlas.i18n import Translator, date, figure, figure_with_unit
from atlas.store.replies import RecordPlace
from atlas.views.breakdowns import breakdown_name
from atlas.views.charts.sparkline import sparkline
from atlas.views.figure_changes import FigureChange, changed_figures
from atlas.views.map.payload import REASON_NAMES
from atlas.views.origins import origin_name
from atlas.views.ranks import rank_text
from atlas.views.source_conflicts import Differing, Key, differing, key_of
from atlas.views.values import value_text, year_text

# After RESDAL's basic sheet: population, area, product, forces, budget.
BASICS = ("population", "area", "gdp", "armed_forces", "milex_gdp", "milex_usd")


@dataclass(frozen=True)
class SourceEvidence:
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
    place: RecordPlace | None = None
    origin: str = ""


@dataclass(frozen=True)
class Figure:
    """One line of a chapter, in the reader's language; ``absent`` marks a missing reason.

    ``left_out`` says how many countries' values are too old to be ranked with this one,
    ``change`` what the publisher's first edition in this release says instead.
    """

    indicator: Indicator
    name: str
    value: str
    unit: str
    year: str
    absent: bool
    evidence: SourceEvidence | None
    median: str = ""
    rank: str = ""
    left_out: str = ""
    spark: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    differ: Differing | None = None
    change: FigureChange | None = None


@dataclass(frozen=True)
class Chapter:
    """One theme of a country's page."""

    theme: Theme
    figures: tuple[Figure, ...]

    @property
    def stated(self) -> int:
        """Number of figures with a value or a stated reason."""
        return sum(f.evidence is not None for f in self.figures)


@dataclass(frozen=True)
class Among:
    """Whom a country's figures are ranked among, and how old a ranked value may be.

    ``year`` is the release's (``atlas.analysis.age``); None marks no value as old.
    """

    iso3: str
    peers: tuple[str, ...]
    year: int | None = None
    age: int = OLD_AFTER


def basics(rows: pd.DataFrame, t: Translator, year: int | None = None) -> list[Figure]:
    """Return the basic sheet from a country's observations in a release of ``year``."""
    newest = _newest(rows[rows["indicator"].isin(BASICS)])
    return [_plain(codebook().indicators[i], newest, t, year) for i in BASICS]


def chapters(
    rows: pd.DataFrame, sayings: pd.DataFrame, among: Among, t: Translator
) -> list[Chapter]:
    """Return all chapters of a country.

    Parameters
    ----------
    rows
        The country's observations, all indicators and years.
    sayings
        What all sources say of the newest total of every country and indicator
        (``atlas.analysis.selection.select_newest_statements``).
    """
    book = codebook()
    newest, own = _newest(rows), _numbers(rows)
    apart, changed = differing(rows, t), changed_figures(rows, t)
    near = sayings[sayings["country"].isin({*among.peers, among.iso3})]
    by_indicator = dict(iter(_light(near).groupby("indicator")))
    result = []
    for theme in book.themes:
        figures = [
            _figure(i, own.get(i.id, []), newest, by_indicator.get(i.id), among, t)
            for i in book.indicators_of(theme.id)
        ]
        figures = [_beside(f, newest.get(f.indicator.id), apart, changed) for f in figures]
        result.append(Chapter(theme, tuple(figures)))
    return result


def _beside(
    figure: Figure,
    row: pd.Series | None,
    apart: Mapping[Key, Differing],
    changed: Mapping[tuple[str, str], FigureChange],
) -> Figure:
    """Put beside a figure what other sources say, and what its publisher said before."""
    if row is None:
        return figure
    change = changed.get((figure.indicator.id, publisher_of(str(row["source"]))))
    return replace(figure, differ=apart.get(key_of(row)), change=change)


def _newest(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return a country's newest total of each indicator."""
    return {str(row["indicator"]): row for _, row in latest(_light(rows)).iterrows()}


def _plain(
    indicator: Indicator, newest: Mapping[str, pd.Series], t: Translator, year: int | None
) -> Figure:
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
        year_text(row, year, t),
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
    value_kind: str


def _numbers(rows: pd.DataFrame) -> dict[str, list[_Number]]:
    """Return a country's numbers by indicator, in the order of the rows."""
    with_value = rows[rows["value"].notna()]
    by_indicator: dict[str, list[_Number]] = {}
    for one in map(
        _Number._make, zip(*(with_value[n].tolist() for n in _Number._fields), strict=True)
    ):
        by_indicator.setdefault(one.indicator, []).append(one)
    return by_indicator


def _light(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with plain texts: a country has few, and each Arrow text costs a call."""
    texts = [name for name, kind in rows.dtypes.items() if kind == "str"]
    return rows.astype(dict.fromkeys(texts, object))


def _figure(
    indicator: Indicator,
    own: list[_Number],
    newest: Mapping[str, pd.Series],
    others: pd.DataFrame | None,
    among: Among,
    t: Translator,
) -> Figure:
    plain = _plain(indicator, newest, t, among.year)
    name = t(indicator.name)
    if plain.absent or others is None:
        return replace(plain, name=name)
    median, rank, left_out = _ranking(others, newest[indicator.id], indicator, among, t)
    by_year = {n.year: n.value for n in own if not n.breakdown and n.preferred}
    series = pd.Series(by_year, dtype=float).sort_index()
    return replace(
        plain,
        name=name,
        median=median,
        rank=rank,
        left_out=left_out,
        spark=sparkline(series, _ranges(own)),
        parts=_parts(own, newest[indicator.id], indicator, t),
    )


def _ranges(own: list[_Number]) -> dict[int, tuple[float, float]]:
    """Return the least and the greatest total of each year's newest period over all sources."""
    newest = {n.year: n.period for n in own if not n.breakdown and n.preferred}
    ranges: dict[int, tuple[float, float]] = {}
    for n in (n for n in own if not n.breakdown and newest.get(n.year) == n.period):
        low = n.value if math.isnan(n.low) else n.low  # an open end has no length to draw
        high = n.value if math.isnan(n.high) else n.high
        least, most = ranges.get(n.year, (low, high))
        ranges[n.year] = (min(least, low), max(most, high))
    return ranges


def _ranking(
    others: pd.DataFrame, row: pd.Series, indicator: Indicator, among: Among, t: Translator
) -> tuple[str, str, str]:
    """Return the group's median, the country's rank in it, and what age leaves out."""
    if indicator.kind in {"category", "year"}:
        return "", "", ""
    if is_old(row["year"], None if among.year is None else among.year - among.age + OLD_AFTER):
        return "", t("too old to rank"), ""
    place, rest = standing_and_rest(others, among.iso3, among.peers, age=among.age, year=among.year)
    if place is None:
        return "", "", ""
    old = int((rest["reason"] == OLD).sum())
    return (
        figure_with_unit(*place.middle.written, indicator, t.lang),
        t("{rank} of {of}", rank=rank_text(place, t), of=place.of),
        t.n("{n} too old", "{n} too old", old) if old else "",
    )


def _parts(
    own: list[_Number], newest: pd.Series, indicator: Indicator, t: Translator
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            breakdown_name(n.breakdown, t),
            figure(n.value, n.low, n.high, n.value_kind, indicator, t.lang),
        )
        for n in own
        if n.breakdown and n.year == newest["year"]
    )


def evidence_of(row: pd.Series, t: Translator) -> SourceEvidence:
    """Return what stands behind an observation (a row of the store's frame)."""
    return SourceEvidence(
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
        place=reply_place(row),
        origin=origin_name(str(row["source_origin"]), t) if "source_origin" in row else "",
    )


def reply_place(row: pd.Series) -> RecordPlace | None:
    """Return where a record stands; None for the kinds that nobody replies to."""
    if "indicator" in row:
        at = (str(row[name]) for name in ("country", "indicator", "period", "breakdown"))
        return RecordPlace("observation", *at)
    if "question" in row:
        at = (str(row[name]) for name in ("country", "question", "period"))
        return RecordPlace("judgement", *at)
    return None
