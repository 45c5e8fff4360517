"""Trends as small multiples: each region's path, the phases of its course and its breaks."""

from __future__ import annotations

import plotly.graph_objects as go

from atlas.analysis.trends.aligned import AlignedSeries
from atlas.analysis.trends.model import RegionTrend, Trends
from atlas.i18n import Translator
from atlas.views.charts.palette import ACCENT, CATEGORIES, MUTED, line_colours
from atlas.views.charts.plots import above, apply_style
from atlas.views.trends.captions import direction_of, place_name, signed_slope

COLOURS = {"rising": ACCENT, "falling": CATEGORIES[0], "none": MUTED, "too-little-data": MUTED}


def shown_regions(trends: Trends) -> list[RegionTrend]:
    """Return the panels that are drawn: the world and the regions with a path."""
    order = {"world": 0, "community": 1, "other": 2}
    panels = [r for r in (trends.world, *trends.regions) if r is not None]
    with_path = [r for r in panels if any(p.path is not None for p in r.series)]
    return sorted(with_path, key=lambda r: order[r.kind])


def regional(trends: Trends, unit: str, t: Translator) -> list[go.Figure]:
    """Return one small chart per region, all on one scale, so that they can stand side by side."""
    panels = shown_regions(trends)
    levels = [p.path for r in panels for p in r.series if p.path is not None]
    levels += [v for r in panels if r.course for p in r.course.phases for v in (p.start, p.end)]
    top, bottom = max(levels, default=1.0), min(levels, default=0.0)
    figures = []
    for region in panels:
        figure = apply_style(go.Figure(), height=225, unit=unit)
        figure.update_layout(showlegend=False, margin={"t": 76})
        above(figure, _title(region, trends, t), shift=28, font={"size": 13})
        figure.update_yaxes(range=[min(0.0, bottom), 1.05 * top])
        _panel(figure, region, trends, t)
        figures.append(figure)
    return figures


def _title(region: RegionTrend, trends: Trends, t: Translator) -> str:
    text = direction_of(region.trend, t)
    if region.trend.slope is not None:
        sign = " %" if trends.scale == "relative" else ""
        text = f"{text} {signed_slope(region.trend.slope, trends, t)}{sign}"
    name = place_name(region.region, t)
    return f"<b>{name}</b> ({len(region.members)})<br>{text}"


def _panel(figure: go.Figure, region: RegionTrend, trends: Trends, t: Translator) -> None:
    years = [p.year for p in region.series]
    counts = [p.members for p in region.series]
    figure.add_scatter(
        x=years,
        y=[p.path for p in region.series],
        customdata=counts,
        mode="lines",
        line={"color": MUTED, "width": 1.4},
        name=place_name(region.region, t),
        hovertemplate="%{x}: %{y:.3~g} (%{customdata})<extra>%{fullData.name}</extra>",
    )
    _phases(figure, region)
    for one in trends.breaks:
        if one.where == region.region:
            figure.add_vline(x=one.year, line={"color": MUTED, "width": 1, "dash": "dot"})


def _phases(figure: go.Figure, region: RegionTrend) -> None:
    """Draw each phase from its first to its last value, and the newest value beside its end."""
    course = region.course
    if course is None:
        return
    for phase in course.phases:
        dash = "dash" if phase.direction == "none" else "solid"
        figure.add_scatter(
            x=[phase.first, phase.last],
            y=[phase.start, phase.end],
            mode="lines",
            line={"color": COLOURS[phase.direction], "width": 3, "dash": dash},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[course.newest_year],
        y=[course.newest],
        mode="markers",
        marker={"size": 6, "color": MUTED},
        hoverinfo="skip",
    )


def since(paths: tuple[AlignedSeries, ...], unit: str, t: Translator) -> go.Figure:
    """Return regions' medians on the years since each country's own event."""
    figure = go.Figure()
    with_values = [p for p in paths if any(v is not None for v in p.median)]
    for path, colour in zip(with_values, line_colours(len(with_values)), strict=True):
        figure.add_scatter(
            x=list(path.since),
            y=list(path.median),
            customdata=list(path.members),
            mode="lines+markers",
            marker={"size": 4},
            line={"color": colour, "width": 2},
            name=f"{place_name(path.region, t)} ({len(path.countries)})",
            hovertemplate="%{x}: %{y:.3~g} (%{customdata})<extra>%{fullData.name}</extra>",
        )
    figure.add_vline(x=0, line={"color": MUTED, "width": 1, "dash": "dot"})
    figure = apply_style(figure, height=380, unit=unit)
    figure.update_xaxes(title_text=t("Years since the event"))
    return figure
