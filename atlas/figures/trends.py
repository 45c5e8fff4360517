"""Trends as small multiples: each region's path, its robust line and its breaks."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas.analysis.trends.model import RegionTrend, Trends
from atlas.analysis.trends.parallel import Aligned
from atlas.figures.charts import styled
from atlas.figures.palette import ACCENT, CATEGORIES, MUTED, line_colours
from atlas.figures.trend_captions import direction_of, place, signed
from atlas.i18n import Translator

COLUMNS = 3
COLOURS = {"rising": ACCENT, "falling": CATEGORIES[0], "none": MUTED, "too-little-data": MUTED}


def shown_regions(found: Trends) -> list[RegionTrend]:
    """Return the panels that are drawn: the world and the regions with a path."""
    order = {"world": 0, "community": 1, "other": 2}
    panels = [r for r in (found.world, *found.regions) if r is not None]
    drawn = [r for r in panels if any(p.path is not None for p in r.series)]
    return sorted(drawn, key=lambda r: order[r.kind])


def regional(found: Trends, unit: str, t: Translator, *, columns: int = COLUMNS) -> go.Figure:
    """Return one small chart a region on one scale: path, fitted line, breaks as dotted lines."""
    panels = shown_regions(found)
    rows = -(-len(panels) // columns)
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_yaxes=True,
        shared_xaxes=True,
        horizontal_spacing=0.03,
        vertical_spacing=min(0.16, 0.5 / rows),
        subplot_titles=[_title(r, found, t) for r in panels],
    )
    for at, region in enumerate(panels):
        _panel(figure, region, found, (at // columns + 1, at % columns + 1), t)
    figure.update_annotations(font_size=12, xanchor="center")
    figure = styled(figure, height=90 + 200 * rows, unit="")
    figure.update_layout(showlegend=False, margin={"t": 44})
    figure.update_yaxes(title_text=unit, title_font_size=11, col=1, rangemode="tozero")
    return figure


def _title(region: RegionTrend, found: Trends, t: Translator) -> str:
    said = direction_of(region.trend, t)
    if region.trend.slope is not None:
        sign = " %" if found.scale == "relative" else ""
        said = f"{said} {signed(region.trend.slope, found, t)}{sign}"
    name = place(region.region, t)
    return f"<b>{name}</b> ({len(region.members)})<br>{said}"


def _panel(
    figure: go.Figure, region: RegionTrend, found: Trends, cell: tuple[int, int], t: Translator
) -> None:
    row, col = cell
    years = [p.year for p in region.series]
    colour = COLOURS[region.trend.direction]
    counts = [p.members for p in region.series]
    figure.add_scatter(
        x=years,
        y=[p.path for p in region.series],
        customdata=counts,
        mode="lines",
        line={"color": MUTED, "width": 1.4},
        name=place(region.region, t),
        hovertemplate="%{x}: %{y:.3~g} (%{customdata})<extra>%{fullData.name}</extra>",
        row=row,
        col=col,
    )
    trend = region.trend
    if trend.start is not None and trend.first is not None:
        dash = "dash" if trend.direction == "none" else "solid"
        ends = found.window or (trend.first, trend.last)
        figure.add_scatter(
            x=list(ends),
            y=[trend.start, trend.end],
            mode="lines",
            line={"color": colour, "width": 3, "dash": dash},
            hoverinfo="skip",
            row=row,
            col=col,
        )
    for one in found.breaks:
        if one.where == region.region:
            figure.add_vline(
                x=one.year, line={"color": MUTED, "width": 1, "dash": "dot"}, row=row, col=col
            )


def since(paths: tuple[Aligned, ...], unit: str, t: Translator) -> go.Figure:
    """Return regions' medians on the years since each country's own event."""
    figure = go.Figure()
    known = [p for p in paths if any(v is not None for v in p.median)]
    for path, colour in zip(known, line_colours(len(known)), strict=True):
        figure.add_scatter(
            x=list(path.since),
            y=list(path.median),
            customdata=list(path.members),
            mode="lines+markers",
            marker={"size": 4},
            line={"color": colour, "width": 2},
            name=f"{place(path.region, t)} ({len(path.countries)})",
            hovertemplate="%{x}: %{y:.3~g} (%{customdata})<extra>%{fullData.name}</extra>",
        )
    figure.add_vline(x=0, line={"color": MUTED, "width": 1, "dash": "dot"})
    figure = styled(figure, height=380, unit=unit)
    figure.update_xaxes(title_text=t("Years since the event"))
    return figure
