"""The mean ranks of a round by region: one line an issue, one mark a region."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from atlas.analysis.agreement import Standing
from atlas.community.rounds import RoundResult
from atlas.i18n import Translator, fixed, plain
from atlas.views.charts.palette import MUTED, line_colours
from atlas.views.charts.plots import apply_style
from atlas.views.community.entries import LocalisedText
from atlas.views.community.priorities import issue_name, region_name

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "star", "hexagon", "cross")
ROW, HEAD = 72, 90  # pixels
LETTERS = 46  # that fit on a telephone
LINES = 2
EMBED, END = "\u202b", "\u202c"  # a chart's text runs from left to right unless it is told


def regional_rank_chart(
    result: RoundResult, names: Mapping[str, LocalisedText], t: Translator
) -> go.Figure:
    """Return a dot plot: the first place stands at the reading side, all rankers are a bar."""
    figure = go.Figure()
    overall = result.overall
    if overall is None:
        return figure
    rows = {issue: -float(place) for place, issue in enumerate(overall.order)}
    _ranges(figure, result, rows)
    _whole(figure, overall, rows, t)
    colours = line_colours(len(result.regions))
    for at, (code, each) in enumerate(result.regions.items()):
        name = region_name(code, t)
        marker = {
            "size": 11,
            "color": colours[at],
            "symbol": SYMBOLS[at % len(SYMBOLS)],
            "line": {"width": 1, "color": "rgba(255,255,255,0.7)"},
        }
        _marks(figure, each, rows, name, marker, t)
    _annotate(figure, overall, rows, names, t)
    last = len(overall.order)
    figure.update_yaxes(visible=False, range=[-last + 0.45, 0.85], fixedrange=True)
    forth = [0.7, last + 0.3]
    figure.update_xaxes(
        range=forth[::-1] if t.is_rtl else forth,
        tickvals=list(range(1, last + 1)),
        ticktext=[plain(n, t.lang) for n in range(1, last + 1)],
        side="top",
        showgrid=True,
        zeroline=False,
        fixedrange=True,
    )
    apply_style(figure, height=HEAD + ROW * last, unit="")
    figure.update_layout(
        margin={"t": 46, "b": 8},
        legend={"y": -0.02, "yanchor": "top"},
        xaxis_title={"text": t("Mean rank: 1 is the most important"), "font": {"size": 12}},
    )
    return figure


def _whole(figure: go.Figure, overall: Standing, rows: Mapping[str, float], t: Translator) -> None:
    marker = {"size": 18, "color": MUTED, "symbol": "line-ns", "line": {"width": 3, "color": MUTED}}
    _marks(figure, overall, rows, t("All"), marker, t)


def _ranges(figure: go.Figure, result: RoundResult, rows: Mapping[str, float]) -> None:
    """Join the marks of an issue by a thin line: its length shows how far regions differ."""
    for issue, row in rows.items():
        means = [s.means[s.order.index(issue)] for s in result.regions.values()]
        if len(means) > 1:
            ends = {"x0": min(means), "x1": max(means), "y0": row, "y1": row}
            line = {"color": MUTED, "width": 1}
            figure.add_shape(type="line", layer="below", line=line, opacity=0.6, **ends)


def _marks(
    figure: go.Figure,
    standing: Standing,
    rows: Mapping[str, float],
    name: str,
    marker: dict[str, object],
    t: Translator,
) -> None:
    figure.add_scatter(
        x=list(standing.means),
        y=[rows[issue] for issue in standing.order],
        mode="markers",
        name=name,
        marker=marker,
        customdata=[fixed(mean, t.lang, 1) for mean in standing.means],
        hovertemplate="%{fullData.name}: <b>%{customdata}</b><extra></extra>",
    )


def _annotate(
    figure: go.Figure,
    overall: Standing,
    rows: Mapping[str, float],
    names: Mapping[str, LocalisedText],
    t: Translator,
) -> None:
    """Write each issue above its row, so that long statements fit on narrow screens."""
    right = t.is_rtl
    for place, issue in enumerate(overall.order, 1):
        words = issue_name(issue, names, t)
        all_lines = wrap(f"{plain(place, t.lang)}. {words.text}", LETTERS)
        lines = (
            [*all_lines[: LINES - 1], all_lines[LINES - 1] + "…"]
            if len(all_lines) > LINES
            else all_lines
        )
        safe = (
            escape(each, quote=False) for each in lines
        )  # Plotly reads links and other marks of HTML in its texts
        html_lines = [f"{EMBED}{line}{END}" if words.dir == "rtl" else line for line in safe]
        figure.add_annotation(
            text="<br>".join(html_lines),
            x=1 if right else 0,
            xref="paper",
            xanchor="right" if right else "left",
            align="right" if right else "left",
            y=rows[issue] + 0.18,
            yanchor="bottom",
            showarrow=False,
            font={"size": 12},
        )
