"""Adoption of a treaty for reading: curves, a table by region, sentences, who did what when."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from atlas.analysis.waves import WORLD, RegionWave, Wave, memberships
from atlas.codebook import codebook
from atlas.codebook.vocabulary import Instrument
from atlas.i18n import Translator, country_name, date, plain, sorting
from atlas.views.charts.palette import MUTED, line_colours
from atlas.views.charts.plots import apply_style
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.treaties import action_name
from atlas.views.trends.captions import place_name

FEW = 4  # states; a share of fewer is no curve


@dataclass(frozen=True)
class RegionRow:
    """A region's adoption as a table's row."""

    region: str
    parties: str
    share: str
    first: str
    half: str
    wait: str
    after_ten: str
    missing: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class ActionRow:
    """One state's actions: its name, its status today, each action with its date and proof."""

    country: str
    name: str
    status: str
    actions: tuple[tuple[str, str, bool, SourceEvidence], ...]


def drawn_regions(adoption: Wave) -> list[RegionWave]:
    """Return the regions with enough states for a curve, the community's first."""
    return [r for r in adoption.regions if r.region != WORLD and len(r.scope) >= FEW]


def curves(adoption: Wave, t: Translator) -> go.Figure:
    """Return the share of states by region over time, as steps; half is marked."""
    figure = apply_style(go.Figure(), height=430, unit=t("% of the region’s states"))
    regions = drawn_regions(adoption)
    colours = line_colours(len(regions))
    for region, colour in zip(regions, colours, strict=True):
        counts = [f"{n}/{of}" for n, of in zip(region.parties, region.at_risk, strict=True)]
        figure.add_scatter(
            x=list(adoption.years),
            y=list(region.shares),
            customdata=counts,
            mode="lines",
            line={"color": colour, "width": 2.4, "shape": "hv"},
            name=place_name(region.region, t),
            hovertemplate="%{x}: %{y:.0f} % (%{customdata})<extra>%{fullData.name}</extra>",
        )
    figure.add_hline(y=50, line={"color": MUTED, "width": 1, "dash": "dot"})
    figure.update_yaxes(range=[0, 102])
    return figure


def panels(adoption: Wave, t: Translator) -> list[tuple[str, go.Figure]]:
    """Return one small chart a region, all on one scale, each with the world's curve behind it."""
    world = adoption.region(WORLD)
    charts = []
    for region in drawn_regions(adoption):
        figure = apply_style(go.Figure(), height=200, unit="%")
        for each, colour, width in ((world, MUTED, 1.2), (region, line_colours(1)[0], 2.6)):
            figure.add_scatter(
                x=list(adoption.years),
                y=list(each.shares),
                mode="lines",
                line={"color": colour, "width": width, "shape": "hv"},
                name=place_name(each.region, t),
                hovertemplate="%{x}: %{y:.0f} %<extra>%{fullData.name}</extra>",
            )
        figure.update_layout(showlegend=False)
        figure.update_yaxes(range=[0, 102])
        charts.append((place_name(region.region, t), figure))
    return charts


def region_rows(adoption: Wave, t: Translator) -> list[RegionRow]:
    """Return the table: parties, share, first, half, who is missing, who left."""
    return [
        RegionRow(
            region=place_name(region.region, t),
            parties=f"{len(region.members)}/{len(region.scope)}",
            share=_share(region, t),
            first=_first(region, t),
            half=str(region.half) if region.half else t("not yet"),
            wait="" if region.wait is None else plain(region.wait, t.lang, 1),
            after_ten=_percent(region.after_ten, t),
            missing=_names(region.missing, t),
            left=_names(region.left, t),
        )
        for region in adoption.regions
        if region.scope
    ]


def _share(region: RegionWave, t: Translator) -> str:
    return _percent(region.shares[-1], t)


def _percent(value: float | None, t: Translator) -> str:
    return "" if value is None else t("{value}%", value=plain(value, t.lang, 0))


def _first(region: RegionWave, t: Translator) -> str:
    if region.first_year is None:
        return ""
    names = _names(region.first, t)
    more = f" +{len(names) - 2}" if len(names) > 2 else ""
    return f"{region.first_year}: {' · '.join(names[:2])}{more}"


def _names(codes: tuple[str, ...], t: Translator) -> tuple[str, ...]:
    return tuple(sorted((country_name(code, t.lang) for code in codes), key=sorting))


def wave_sentences(entry: Instrument, adoption: Wave, t: Translator) -> list[str]:
    """Say how far the treaty went, where half was reached first, who left; and up to when."""
    world = adoption.region(WORLD)
    lines = [
        t(
            "{n} of {states} states that may join were parties in {year} ({value}).",
            n=len(world.members),
            states=len(world.scope),
            year=adoption.years[-1],
            value=_share(world, t),
        )
    ]
    regions = [r for r in drawn_regions(adoption) if r.region in codebook().community_regions]
    reached = sorted((r for r in regions if r.half), key=lambda r: r.half or 0)
    behind = [r for r in regions if not r.half]
    if reached:
        lines.append(
            t(
                "Half of its states were parties first in {region} ({year}).",
                region=place_name(reached[0].region, t),
                year=reached[0].half,
            )
        )
    if behind:
        names = " · ".join(place_name(r.region, t) for r in behind)
        lines.append(t("Never half of the states: {regions}.", regions=names))
    if world.left:
        lines.append(t("Left: {countries}.", countries=" · ".join(_names(world.left, t))))
    lines.append(
        t(
            "The list of parties was read up to {date}; nothing later is counted.",
            date=date(entry.as_of, t.lang),
        )
    )
    return lines


def action_rows(frame: pd.DataFrame, t: Translator) -> list[ActionRow]:
    """Return the states with their actions in the order of time.

    ``frame`` has the columns of treaty actions (``atlas.store.reading.columns``).
    """
    rows = []
    parties = {each.country for each in memberships(frame, math.inf) if each.left is None}
    for country, own in frame.groupby("country", sort=False):
        ordered = own.sort_values("date")
        steps = [str(action) for action in ordered["action"]]
        actions = tuple(
            (
                action_name(str(row["action"]), t),
                date(str(row["date"]), t.lang),
                row["reliability"] == "uncertain",
                evidence_of(row, t),
            )
            for _, row in ordered.iterrows()
        )
        former = t("Left") if "withdrawal" in steps else t("Not a party")
        status = t("Party") if country in parties else former
        name = country_name(str(country), t.lang)
        rows.append(ActionRow(str(country), name, status, actions))
    return sorted(rows, key=lambda row: sorting(row.name))
