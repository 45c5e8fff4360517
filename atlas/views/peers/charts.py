"""A country among its peers as figure and table; the country itself is always marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from atlas.analysis.peers import Comparison, Likeness
from atlas.codebook import Indicator, codebook
from atlas.i18n import Translator, country_name, number, plain, sorting, span
from atlas.views.charts.palette import ACCENT, CATEGORIES, MUTED
from atlas.views.charts.plots import apply_style
from atlas.views.charts.points import LEFT, RIGHT, symbols
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.peers.captions import exclusion_reason
from atlas.views.ranks import row_rank
from atlas.views.source_conflicts import Differing, differing, key_of
from atlas.views.values import value_text, year_text

NAMED = 30  # so many countries are named one below the other; more are piled up as dots
BINS = 70
DOT = CATEGORIES[0]


@dataclass(frozen=True)
class PeerRow:
    """One country compared, in the reader's language."""

    iso3: str
    country: str
    own: bool
    rank: str
    interval: str
    value: str
    year: str
    evidence: SourceEvidence
    differ: Differing | None


@dataclass(frozen=True)
class NearRow:
    """One of the nearest countries: its distance and, by indicator, value, year and share."""

    iso3: str
    country: str
    own: bool
    distance: str
    parts: tuple[tuple[str, str, str], ...]


def peer_rows(
    comparison: Comparison, every: pd.DataFrame, iso3: str, indicator: Indicator, t: Translator
) -> list[PeerRow]:
    """Return the compared countries, the highest first, each with what stands behind it.

    ``every`` holds all observations of the indicator: what else sources say of a figure.
    """
    result = []
    apart = differing(every[every["country"].isin(comparison.rows["country"])], t)
    for _, row in comparison.rows.iterrows():
        low, high = row["rank_low"], row["rank_high"]
        result.append(
            PeerRow(
                iso3=str(row["country"]),
                country=country_name(row["country"], t.lang),
                own=row["country"] == iso3,
                rank=row_rank(row, t),
                interval="" if low == high else span(low, high, lambda end, _: str(end), t),
                value=value_text(row, indicator, t),
                year=year_text(row, comparison.year, t),
                evidence=evidence_of(row, t),
                differ=apart.get(key_of(row)),
            )
        )
    return result


def excluded_countries(comparison: Comparison, t: Translator) -> list[tuple[str, list[str]]]:
    """Return each reason with the countries that it keeps out, with the year of what is known."""
    groups: dict[str, list[str]] = {}
    for iso3, reason, year in comparison.left_out.itertuples(index=False):
        name = country_name(iso3, t.lang)
        when = "" if pd.isna(year) or reason == "no-data" else f" ({year})"
        groups.setdefault(exclusion_reason(reason, t), []).append(f"{name}{when}")
    return [(reason, sorted(names, key=sorting)) for reason, names in groups.items()]


def near_rows(comparison: Comparison, iso3: str, t: Translator) -> list[NearRow]:
    """Return the nearest countries in order; the first is the country itself."""
    like = comparison.likeness
    if like is None:
        return []
    result = []
    for _, row in like.rows.iterrows():
        code = str(row["country"])
        parts = tuple(_part(like, row, code, i, t) for i in like.indicators)
        distance = plain(float(row["distance"]), t.lang, 2)
        result.append(NearRow(code, country_name(code, t.lang), code == iso3, distance, parts))
    return result


def _part(
    like: Likeness, row: pd.Series, code: str, indicator: str, t: Translator
) -> tuple[str, str, str]:
    records = like.records[indicator]
    if code not in records.index:
        return "–", "", ""
    record = pd.Series(records.loc[code])
    year = str(int(record["year"]))
    share = row[f"share:{indicator}"]
    share_text = "" if pd.isna(share) else f"{plain(100 * float(share), t.lang)} %"
    return value_text(record, codebook().indicators[indicator], t), year, share_text


def chart(comparison: Comparison, iso3: str, indicator: Indicator, t: Translator) -> go.Figure:
    """Return the peers on one scale: named rows for few, a pile of dots for many.

    The country is in the accent's colour, its source's range a bar; a band is the middle half,
    a dashed line the median.
    """
    rows = comparison.rows
    log = indicator.kind in ("count", "money") and bool((rows["value"] > 0).all())
    figure = (
        _rows_chart(rows, iso3, indicator, t)
        if len(rows) <= NAMED
        else _dots_chart(rows, iso3, indicator, t, log=log)
    )
    if comparison.place is not None:
        _middle(figure, comparison, t)
    figure.update_xaxes(type="log" if log else "linear", showgrid=True)
    if log:
        marks = log_ticks(float(rows["value"].min()), float(rows["value"].max()))
        texts = [number(mark, indicator, t.lang) for mark in marks]
        figure.update_xaxes(tickmode="array", tickvals=marks, ticktext=texts)
    if indicator.kind == "year":
        figure.update_xaxes(tickformat="d")
    height = 130 + 23 * len(rows) if len(rows) <= NAMED else 360
    unit = t(indicator.unit) if indicator.unit else ""
    apply_style(figure, height=height, unit=unit, log=log)
    figure.update_layout(showlegend=False, margin_t=58)
    if len(rows) <= NAMED:  # plotly measures Arabic names wrongly
        longest = max((len(country_name(c, t.lang)) for c in rows["country"]), default=0)
        figure.update_layout(margin_l=16 + 7 * longest).update_yaxes(automargin=False)
    return figure.update_yaxes(showgrid=False, zeroline=False)


def _middle(figure: go.Figure, comparison: Comparison, t: Translator) -> None:
    place = comparison.place
    if place is None:
        return
    figure.add_vrect(x0=place.q1, x1=place.q3, fillcolor=MUTED, opacity=0.13, line_width=0)
    figure.add_vline(
        x=place.median,
        line={"color": MUTED, "dash": "dash", "width": 1.5},
        annotation_text=t("Median"),
        annotation_position="top",
        annotation_font_size=12,
    )


def _rows_chart(rows: pd.DataFrame, iso3: str, indicator: Indicator, t: Translator) -> go.Figure:
    rows = rows.iloc[::-1]
    own = (rows["country"] == iso3).tolist()
    names = [country_name(c, t.lang) for c in rows["country"]]
    labels = [f"<b>{name}</b>" if mine else name for name, mine in zip(names, own, strict=True)]
    figure = go.Figure()
    # The order of the rows stands first, else the ranges would put theirs on top.
    figure.update_yaxes(categoryorder="array", categoryarray=labels)
    _ranges(figure, rows, labels)
    figure.add_scatter(
        x=rows["value"].tolist(),
        y=labels,
        mode="markers",
        marker={
            "symbol": symbols(rows.assign(rough=False), (LEFT, RIGHT)),
            "line": {"width": 2},
            "size": [14 if mine else 9 for mine in own],
            "color": [ACCENT if mine else DOT for mine in own],
        },
        customdata=_cards(rows, names, indicator, t),
        hovertemplate="%{customdata}<extra></extra>",
    )
    return figure.update_yaxes(tickmode="linear", tickfont_size=12)


def _dots_chart(
    rows: pd.DataFrame, iso3: str, indicator: Indicator, t: Translator, *, log: bool
) -> go.Figure:
    names = [country_name(c, t.lang) for c in rows["country"]]
    own = (rows["country"] == iso3).tolist()
    height = piles(np.log10(rows["value"]) if log else rows["value"])
    figure = go.Figure()
    cards = _cards(rows, names, indicator, t)
    for mine, size, colour in ((False, 9, DOT), (True, 15, ACCENT)):
        keep = [k for k, is_own in enumerate(own) if is_own == mine]
        part = rows.iloc[keep]
        if mine:
            _ranges(figure, part, [height[k] for k in keep])
        figure.add_scatter(
            x=part["value"].tolist(),
            y=[height[k] for k in keep],
            mode="markers",
            marker={
                "size": size,
                "color": colour,
                "opacity": 1.0 if mine else 0.75,
                "symbol": symbols(part.assign(rough=False), (LEFT, RIGHT)),
            },
            customdata=[cards[k] for k in keep],
            hovertemplate="%{customdata}<extra></extra>",
        )
    _say_ends(figure, rows, names, own, height, log=log)
    return figure.update_yaxes(visible=False, rangemode="tozero")


def piles(values: pd.Series) -> list[int]:
    """Return how high each value lies when values that fall together are piled up.

    Examples
    --------
    >>> piles(pd.Series([1.0, 1.0, 9.0]))
    [1, 2, 1]
    """
    low, high = float(values.min()), float(values.max())
    step = (high - low) / BINS or 1.0
    bins = ((values - low) / step).round().astype(int)
    return (bins.groupby(bins).cumcount() + 1).tolist()


def _say_ends(
    figure: go.Figure,
    rows: pd.DataFrame,
    names: list[str],
    own: list[bool],
    height: list[int],
    *,
    log: bool,
) -> None:
    """Name the country and both ends in the pile of dots."""
    for k in sorted({0, len(names) - 1, *(k for k, mine in enumerate(own) if mine)}):
        value = float(rows["value"].iloc[k])
        figure.add_annotation(
            x=np.log10(value) if log else value,
            y=height[k],
            text=f"<b>{names[k]}</b>" if own[k] else names[k],
            showarrow=own[k],
            ay=-46,
            ax=0,
            yshift=0 if own[k] else 15,
            font={"size": 13 if own[k] else 12},
        )


def _ranges(figure: go.Figure, rows: pd.DataFrame, y: list[str] | list[int]) -> None:
    """Draw what sources' ranges and values span; a single number gets no mark."""
    ends = zip(rows["least"], rows["most"], y, strict=True)
    for low, high, at in ends:
        if np.isfinite([low, high]).all() and low < high:
            figure.add_scatter(
                x=[low, high],
                y=[at, at],
                mode="lines+markers",
                line={"color": MUTED, "width": 2},
                marker={"symbol": "line-ns-open", "size": 8, "color": MUTED},
                hoverinfo="skip",
            )


def log_ticks(low: float, high: float) -> list[float]:
    """Return round numbers between two positive ones, for a logarithmic axis.

    Over more than three powers of ten the powers alone, else 2 and 5 times each, too.

    Examples
    --------
    >>> log_ticks(30, 900)
    [50.0, 100.0, 200.0, 500.0]
    >>> log_ticks(30, 1_500)
    [100.0, 1000.0]
    """
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = (1, 2, 5) if len(powers) < 4 else (1,)
    marks = [float(step * 10.0**power) for power in powers for step in steps]
    return [mark for mark in marks if low <= mark <= high]


def _cards(rows: pd.DataFrame, names: list[str], indicator: Indicator, t: Translator) -> list[str]:
    cards = []
    for name, (_, row) in zip(names, rows.iterrows(), strict=True):
        rank = t("rank {rank}", rank=row_rank(row, t))
        cards.append(
            f"<b>{name}</b><br>{value_text(row, indicator, t)} · {row['year']} · {rank}"
            f"<br>{escape(str(row['source']), quote=False)}"
        )
    return cards
