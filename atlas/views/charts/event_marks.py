"""Events as thin marks on time series, in the colour of their country's line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from atlas.analysis.events import select_events, year_of
from atlas.i18n import Translator, country_name
from atlas.views.charts.palette import line_colours
from atlas.views.timeline.events import when

# What may explain a bend in a series; elections and treaties would hide it.
MARKED = (
    "constitution",
    "reform",
    "conscription",
    "women",
    "coup",
    "transition",
    "conflict",
    "peace",
)
FAINT = 0.35
STRIP = 0.045  # height that one country's marks take, as a share of the plot
HOVERED = 6  # events named in one card


def events_in_view(
    figure: go.Figure, events: pd.DataFrame, countries: Sequence[str]
) -> pd.DataFrame:
    """Return the events of the countries that fall in the years that a figure shows."""
    years = [year for trace in figure.data for year in (trace.x if trace.x is not None else ())]
    if not years:
        return events.iloc[:0]
    return select_events(events, countries, MARKED, int(min(years)), int(max(years)))


def add_marks(
    figure: go.Figure, events: pd.DataFrame, countries: Sequence[str], t: Translator
) -> go.Figure:
    """Draw ``events`` (of ``events_in_view``) into a figure of ``charts.lines``: a strip a country.

    A mark stands at the year, which is as exact as the series are; several of one year are one
    mark whose card names them all.
    """
    strip = 0
    for iso3, colour in zip(countries, line_colours(len(countries)), strict=True):
        own = events[events["country"] == iso3]
        if own.empty:
            continue
        name = country_name(iso3, t.lang)
        years = own["date"].map(year_of)
        cards = {int(y): _card(rows, t) for y, rows in own.groupby(years)}
        for year in cards:
            figure.add_vline(
                x=year, line={"color": colour, "width": 1, "dash": "dot"}, opacity=FAINT
            )
        figure.add_scatter(
            x=list(cards),
            y=[STRIP * (strip + 0.5)] * len(cards),
            yaxis="y2",
            mode="markers",
            name=t("Events of {country}", country=name),
            showlegend=False,
            marker={"symbol": "line-ns-open", "size": 13, "color": colour, "line": {"width": 3}},
            customdata=list(cards.values()),
            hovertemplate=f"<b>{escape(name)}, %{{x}}</b><br>%{{customdata}}<extra></extra>",
        )
        strip += 1
    figure.update_layout(
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
    )
    return figure


def _card(rows: pd.DataFrame, t: Translator) -> str:
    lines = [
        f"{escape(when(row, t.lang))}: {escape(str(row['title']))}" for _, row in rows.iterrows()
    ]
    rest = len(lines) - HOVERED
    more = [t.n("and {n} more", "and {n} more", rest)] if rest > 0 else []
    return "<br>".join([*lines[:HOVERED], *more])
