"""Plotly charts for comparison: lines, dots, small multiples, scatter. Gaps stay gaps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas.analysis import latest, totals
from atlas.analysis.conflicts import totals_with_ranges
from atlas.analysis.likeness import estimate_mask
from atlas.analysis.series import gapped_series, median_series, splices
from atlas.analysis.spans import quantile
from atlas.codebook import codebook
from atlas.i18n import Translator, country_name
from atlas.views.charts.palette import MUTED, line_colours
from atlas.views.charts.points import LEFT, RIGHT, middles, point_cards, symbols
from atlas.views.values import size_texts, year_with_age

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "svg", "filename": "security-sector-atlas"},
    # Never asked for by these charts; a local address makes sure that it stays so.
    "topojsonURL": "/assets/geo/",
    "responsive": True,
}
FONT = '"IBM Plex Sans", system-ui, sans-serif'
FEW_YEARS = 8  # each has its tick
LINE = 46  # letters that fit on a telephone


def apply_style(figure: go.Figure, *, height: int, unit: str, log: bool = False) -> go.Figure:
    """Give a figure the atlas's look: fonts, margins, the unit above the axis."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        font={"family": FONT, "size": 13},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": -0.12, "x": 0},
        hovermode="closest",
        uirevision="constant",
        separators=". ",
    )
    if unit:
        above(figure, unit, shift=10, font={"size": 12, "color": MUTED})
    figure.update_yaxes(automargin=True, zeroline=not log, gridwidth=1)
    figure.update_xaxes(automargin=True, showgrid=False)
    return figure


def above(figure: go.Figure, text: str, *, shift: int, font: dict[str, Any]) -> None:
    """Write a text above the drawing, at its left, ``shift`` pixels over its upper edge."""
    figure.add_annotation(
        text=text,
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        align="left",
        yshift=shift,
        showarrow=False,
        font=font,
    )


def line_chart(
    frame: pd.DataFrame,
    countries: list[str],
    groups: list[str],
    unit: str,
    t: Translator,
    *,
    log: bool = False,
) -> go.Figure:
    """Return time series of countries and of the medians of groups (dashed).

    A lone point between gaps shows as a marker; ranges of the source are error bars.
    """
    figure = go.Figure()
    wide = gapped_series(frame, countries)
    spread = _spread(frame, t)
    for iso3, colour in zip(countries, line_colours(len(countries)), strict=True):
        series = wide[iso3] if iso3 in wide else pd.Series(dtype=float)
        figure.add_scatter(
            x=list(series.index),
            y=series.tolist(),
            name=country_name(iso3, t.lang),
            mode="lines+markers",
            line={"color": colour, "width": 2.5},
            connectgaps=False,
            error_y=_bars(series, spread, iso3),
            marker={"size": 7, "symbol": _symbols(series, spread, iso3)},
            customdata=_cards(series, spread, iso3),
            hovertemplate="%{fullData.name}, %{x}: %{customdata}<extra></extra>",
        )
    _mark_splices(figure, frame, wide, t)
    colours = [MUTED] * len(groups) if countries else line_colours(len(groups))
    for position, group in enumerate(groups):
        region = codebook().region(group)
        series = median_series(frame, region.members)
        series = series.loc[series.first_valid_index() : series.last_valid_index()]
        figure.add_scatter(
            x=list(series.index),
            y=series.tolist(),
            mode="lines+markers",
            connectgaps=False,
            name=t("Median of {group}", group=t(region.name)),
            marker={"size": 4, "symbol": "square"},
            line={"color": colours[position], "width": 2, "dash": _dash(position)},
            customdata=middles(frame, region.members, series, t),
            hovertemplate="%{fullData.name}, %{x}: <b>%{customdata}</b><extra></extra>",
        )
    figure.update_xaxes(dtick=1 if len(wide) < 15 else None, tickformat="d")
    if log:
        figure.update_yaxes(type="log")
    else:
        figure.update_yaxes(rangemode="tozero")
    return apply_style(figure, height=460, unit=unit, log=log)


def _mark_splices(
    figure: go.Figure, frame: pd.DataFrame, wide: pd.DataFrame, t: Translator
) -> None:
    """Mark where a country's line passes from one publisher to another."""
    rows = totals(frame)
    joints = splices(rows[rows["value"].notna() & rows["country"].isin(wide.columns)])
    if joints.empty:
        return
    words = [
        t("{country}, from {year}: {after} instead of {before}", country=country_name(c, t.lang),
          year=year, before=before, after=after)
        for c, year, before, after in joints.itertuples(index=False)
    ]  # fmt: skip
    figure.add_scatter(
        x=joints["year"].tolist(),
        y=[wide.at[year, c] for c, year in zip(joints["country"], joints["year"], strict=True)],
        mode="markers",
        name=t("Other publisher from here on"),
        marker={"symbol": "line-ns-open", "size": 18, "color": MUTED, "line": {"width": 2}},
        customdata=words,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _dash(position: int) -> str:
    return ("dash", "dot", "dashdot", "longdash")[position % 4]


def _spread(frame: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return each total's range over all sources, and what a reader is told of it."""
    rows = totals_with_ranges(frame)
    rows = rows[rows["value"].notna()].drop_duplicates(["country", "year"])
    rows = rows.assign(rough=estimate_mask(rows), card=point_cards(rows, frame, t))
    names = ["low", "high", "differ", "rough", "value_kind", "card"]
    return rows.set_index(["country", "year"])[names]


def _symbols(series: pd.Series, spread: pd.DataFrame, iso3: str) -> list[str]:
    """Return a full mark for a reported value, an open one for an estimate, arrows for bounds."""
    own = _own(spread, iso3).reindex(series.index)
    return symbols(own)


def _bars(series: pd.Series, spread: pd.DataFrame, iso3: str) -> dict[str, Any]:
    own = _own(spread, iso3).reindex(series.index)
    if not (own["high"] > own["low"]).any():
        return {"visible": False}
    return {
        "type": "data",
        "symmetric": False,
        "thickness": 1.2,
        "width": 4,
        "array": (own["high"] - series).fillna(0).tolist(),
        "arrayminus": (series - own["low"]).fillna(0).tolist(),
    }


def _own(spread: pd.DataFrame, iso3: str) -> pd.DataFrame:
    if iso3 not in spread.index.get_level_values(0):
        return pd.DataFrame(columns=spread.columns, dtype=float)
    return pd.DataFrame(spread.loc[iso3])


def _cards(series: pd.Series, spread: pd.DataFrame, iso3: str) -> list[str]:
    """Return the card of each point; none in a gap."""
    return _own(spread, iso3).reindex(series.index)["card"].astype(object).fillna("").tolist()


def dots(
    frame: pd.DataFrame,
    countries: list[str],
    groups: list[str],
    unit: str,
    t: Translator,
    *,
    log: bool = False,
    reference: int | None = None,
) -> go.Figure:
    """Return the newest value of each country in order, with its range; medians as lines.

    A value that is old in the year ``reference`` is marked; a median of ranges is a band.
    """
    rows = latest(totals_with_ranges(frame))
    rows = rows[rows["country"].isin(countries) & rows["value"].notna()].sort_values("value")
    names = [
        f"{country_name(c, t.lang)} ({year_with_age(y, reference, t)})"
        for c, y in zip(rows["country"], rows["year"], strict=True)
    ]
    figure = go.Figure()
    figure.add_scatter(
        x=rows["value"],
        y=names,
        mode="markers",
        marker={
            "size": 13,
            "color": line_colours(1)[0],
            "symbol": symbols(rows.assign(rough=estimate_mask(rows)), (LEFT, RIGHT)),
            "line": {"width": 2},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "thickness": 2,
            "array": (rows["high"] - rows["value"]).fillna(0),
            "arrayminus": (rows["value"] - rows["low"]).fillna(0),
        },
        customdata=point_cards(rows, frame, t),
        hovertemplate="%{y}: %{customdata}<extra></extra>",
        showlegend=False,
    )
    everyone = latest(frame)
    for position, group in enumerate(groups):
        region = codebook().region(group)
        own = everyone[everyone["country"].isin(region.members) & everyone["value"].notna()]
        if len(own):
            median = quantile(own)
            low, high = (median.end if np.isnan(e) else e for e in (median.low, median.high))
            if low < high:  # nobody stated its middle
                figure.add_vrect(x0=low, x1=high, fillcolor=MUTED, opacity=0.2, line_width=0)
            figure.add_vline(
                x=low,
                line={"color": MUTED, "dash": _dash(position), "width": 1.5},
                annotation_text=t("Median of {group}", group=t(region.name)),
                annotation_position="top right",
                annotation_font_size=11,
            )
    figure.update_xaxes(type="log" if log else "linear", rangemode="normal" if log else "tozero")
    return apply_style(figure, height=120 + 46 * max(1, len(rows)), unit=unit, log=log)


def multiples(
    frames: list[tuple[str, str, pd.DataFrame]], countries: list[str], t: Translator
) -> go.Figure:
    """Return small multiples: one panel per indicator (name, unit, frame), one line per country."""
    columns = 2 if len(frames) > 1 else 1
    rows = -(-len(frames) // columns)
    figure = make_subplots(
        rows,
        columns,
        subplot_titles=[f"{name}<br><sup>{unit}</sup>" for name, unit, _ in frames],
        vertical_spacing=0.32 / max(1, rows),
        horizontal_spacing=0.09,
    )
    colours = line_colours(len(countries))
    for position, (_, _, frame) in enumerate(frames):
        wide, spread = gapped_series(frame, countries), _spread(frame, t)
        for iso3, colour in zip(countries, colours, strict=True):
            series = wide[iso3] if iso3 in wide else pd.Series(dtype=float)
            figure.add_scatter(
                x=list(series.index),
                y=series.tolist(),
                mode="lines+markers",
                connectgaps=False,
                name=country_name(iso3, t.lang),
                legendgroup=iso3,
                showlegend=position == 0,
                line={"color": colour, "width": 2},
                marker={
                    "size": 7 if series.notna().sum() > 1 else 11,
                    "symbol": _symbols(series, spread, iso3),
                },
                row=position // columns + 1,
                col=position % columns + 1,
                error_y=_bars(series, spread, iso3),
                customdata=_cards(series, spread, iso3),
                hovertemplate="%{fullData.name}, %{x}: %{customdata}<extra></extra>",
            )
    figure.update_yaxes(rangemode="tozero")
    for position, (_, _, frame) in enumerate(frames):
        years = gapped_series(frame, countries).index
        figure.update_xaxes(
            tickformat="d",
            dtick=1 if len(years) < FEW_YEARS else None,
            nticks=FEW_YEARS,
            row=position // columns + 1,
            col=position % columns + 1,
        )
    figure.update_annotations(font_size=13)
    return apply_style(figure, height=260 * rows + 70, unit="").update_layout(margin_t=60)


def scatter(
    x: pd.DataFrame,
    y: pd.DataFrame,
    countries: list[str],
    titles: tuple[str, str],
    t: Translator,
    *,
    log: bool = False,
    reference: int | None = None,
) -> go.Figure:
    """Return two indicators against each other, newest values; chosen countries are named.

    Years of values that are old in the year ``reference`` are marked in their cards.

    The ranges of the chosen countries are bars; of all, they would hide the points.
    """
    x_points, y_points = (_points(f, t) for f in (x, y))
    both = x_points.merge(y_points, left_index=True, right_index=True, suffixes=("", "_y"))
    both = both.dropna(subset=["value", "value_y"])
    book = codebook()
    names = [country_name(str(c), t.lang) for c in both.index]
    pairs = zip(both["year"], both["year_y"], strict=True)
    years = [" / ".join(year_with_age(int(y), reference, t) for y in pair) for pair in pairs]
    figure = go.Figure()
    regions = [r for r in book.regions.values() if r.kind != "peer-group"]
    for region, colour in zip(regions, line_colours(len(regions)), strict=True):
        inside = [str(c) in region.members for c in both.index]
        if not any(inside):
            continue
        highlights = [str(c) in countries for c, i in zip(both.index, inside, strict=True) if i]
        figure.add_scatter(
            x=both["value"][inside],
            y=both["value_y"][inside],
            name=t(region.name),
            mode="markers+text",
            textposition="top center",
            textfont={"size": 12},
            text=[n if p else "" for n, p in zip(_where(names, inside), highlights, strict=True)],
            customdata=list(
                zip(
                    *(_where(each, inside) for each in (names, years)),
                    *(both.loc[inside, name].tolist() for name in ("card", "card_y")),
                    strict=True,
                )
            ),
            marker={
                "color": colour,
                "size": [13 if p else 8 for p in highlights],
                "opacity": [1.0 if p or not countries else 0.45 for p in highlights],
                "line": {"width": [2 if p else 0 for p in highlights], "color": "#1b2733"},
            },
            error_x=_arms(both[inside], "", highlights),
            error_y=_arms(both[inside], "_y", highlights),
            hovertemplate="<b>%{customdata[0]}</b> (%{customdata[1]})<br>"
            "%{customdata[2]} · %{customdata[3]}<extra></extra>",
        )
    figure.update_xaxes(title=titles[0], type="log" if log else "linear")
    figure.update_yaxes(title=titles[1], type="log" if log else "linear")
    return apply_style(figure, height=560, unit="", log=log)


_POINT = ["value", "year", "low", "high", "card"]


def _points(frame: pd.DataFrame, t: Translator) -> pd.DataFrame:
    rows = latest(totals_with_ranges(frame))
    return rows.assign(card=size_texts(frame.loc[rows.index], t)).set_index("country")[_POINT]


def _arms(both: pd.DataFrame, which: str, highlights: list[bool]) -> dict[str, Any]:
    value, low, high = (both[f"{name}{which}"] for name in ("value", "low", "high"))
    if not any(highlights):
        return {"visible": False}
    return {
        "type": "data",
        "symmetric": False,
        "thickness": 1.2,
        "width": 4,
        "array": ((high - value).fillna(0) * highlights).tolist(),
        "arrayminus": ((value - low).fillna(0) * highlights).tolist(),
    }


def _where(values: list[str], inside: list[bool]) -> list[str]:
    return [v for v, i in zip(values, inside, strict=True) if i]
