"""Controls and notes of the compare page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.comparability import merge_findings
from atlas.analysis.transform import Measure
from atlas.codebook import codebook
from atlas.codebook.model import Indicator
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.views.charts import plots as charts
from atlas.views.charts.plots import CONFIG
from atlas.views.charts.points import legend_note
from atlas.views.charts.warning import add_warning
from atlas.views.compare.comparability import comparison_notices
from atlas.views.compare.table import ComparisonRow
from atlas.views.timeline.events import join_names
from ui import controls, frames, guard, state
from ui import replies as heard
from ui.memo import memo

VIEWS = {
    "lines": N_("Over time"),
    "dots": N_("Latest values"),
    "multiples": N_("Whole theme"),
    "scatter": N_("Two indicators"),
    "table": N_("Table"),
}


def view(indicator: Indicator, t: Translator) -> str:
    """Choose how to compare; categories have a table only, which the page explains."""
    current = state.resolve("view", choice_parser(VIEWS), "lines")
    codes = ["table"] if indicator.kind == "category" else list(VIEWS)
    controls.segments("view", {c: t(VIEWS[c]) for c in codes}, _of(current, codes), t("View"))
    if current not in codes:
        st.caption(t("Answers are compared in a table; other indicators keep the view you chose."))
    return _of(current, codes)


def _of(view: str, codes: list[str]) -> str:
    return view if view in codes else codes[0]


def measure(indicator: Indicator, possible: tuple[Measure, ...], t: Translator) -> Measure | None:
    """Choose a measure; None is the value as published. Constant prices say why they are absent."""
    if not possible:
        return None
    by_id = {m.id: m for m in possible}
    options = {"published": t("As published"), **{m.id: t(m.name) for m in possible}}
    code = state.text("measure") or "published"
    code = code if code in options else "published"
    controls.segments("measure", options, code, t("Measure"))
    if indicator.kind == "money":
        st.caption(t("Constant prices are not offered: this release has no deflator."))
    return by_id.get(code)


def log_scale(indicator: Indicator, view: str, t: Translator) -> bool:
    """Choose a logarithmic scale where values span orders of magnitude."""
    if indicator.kind not in ("money", "count", "rate") or view in ("table", "multiples"):
        return False
    value = state.text("scale") == "log"
    widget = state.bound("log", value, False)
    st.toggle(t("Logarithmic scale"), key=widget["key"], on_change=_scale, args=(widget["key"],))
    return value


def _scale(key: str) -> None:
    state.remember(scale="log" if st.session_state[key] else None)


def figure(make: Callable[[], go.Figure], *question: Hashable) -> go.Figure:
    """Return a copy of a figure that is made once for each question; a page may change it."""
    return deepcopy(memo(make, *question, "figure"))


def draw(figure: go.Figure, warning: str = "", note: str = "") -> None:
    """Draw a figure; its key never changes, so that it does not flicker."""
    add_warning(figure, warning)
    st.plotly_chart(figure, key="comparison", config=CONFIG, theme="streamlit")
    if note:
        st.caption(note)


def whole_theme(
    indicator: Indicator, release: str, countries: list[str], choice: guard.Choice, t: Translator
) -> None:
    """Draw a panel for each indicator of the theme; name those without values instead.

    Indicators whose values are not comparable are named, and drawn only if the reader accepts it.
    """
    panels, empty, stopping, findings = [], [], [], []
    for other in codebook().indicators_of(indicator.theme):
        if other.kind in ("category", "year"):
            continue
        rows = guard.picked(frames.of_indicator(release, other.id), choice)
        if not rows.loc[rows["country"].isin(countries), "value"].notna().any():
            empty.append(t(other.name))
            continue
        panel_findings = memo(
            partial(guard.found, rows, countries, [], other, "multiples"),
            *("multiples", release, other.id, tuple(countries), choice),
        )
        findings.append(panel_findings)
        alone = [(state.here(indicator=other.id, view="dots"), t("Open this indicator"))]
        stops = comparison_notices([f for f in panel_findings if f.stops], t, t(other.name))
        stopping += [(it, alone) for it in stops]
        if not guard.stopped(panel_findings, choice):
            panels.append((t(other.short), t(other.unit), rows))
    every = merge_findings(*findings)
    guard.tell(stopping, every, not any(guard.stopped(f, choice) for f in findings), choice, t)
    if panels:
        note = legend_note(pd.concat([rows for _, _, rows in panels]), countries, t)
        draw(charts.multiples(panels, countries, t), guard.words(every, t, choice), note)
    if empty:
        st.caption(
            t("No values of these countries for: {indicators}.", indicators=" · ".join(empty))
        )


def table(rows: Sequence[ComparisonRow], t: Translator) -> None:
    """Show every value of the chosen countries with its source; without a choice, the groups'."""
    st.html(fragment("comparison.html", t, rows=rows, voices=heard.beside(t)))


def having(data: pd.DataFrame, countries: list[str], groups: list[str]) -> bool:
    """Tell whether a chosen country, or one of a chosen group, has a value."""
    members = {*countries, *(m for g in groups for m in codebook().members(g))}
    return not members.isdisjoint(valued(data))


def valued(data: pd.DataFrame) -> frozenset[str]:
    """Return the countries that have a value."""
    return frozenset(data.loc[data["value"].notna(), "country"].unique())


def say_empty(countries: list[str], groups: list[str], t: Translator) -> None:
    """Say that no chosen country or group has a value: empty axes would tell nothing."""
    names = [country_name(c, t.lang) for c in countries]
    names += [t(codebook().region(g).name) for g in groups]
    st.info(t("No values for: {countries}.", countries=join_names(names, t)))


def axis(indicator: Indicator, unit: str, t: Translator) -> str:
    """Return an axis title with its unit."""
    return f"{t(indicator.short)} ({unit})" if unit else t(indicator.short)


def too_short(with_values: frozenset[str], countries: list[str], t: Translator) -> None:
    """Say which countries have no value, so that an absent line is not read as zero."""
    absent = [c for c in countries if c not in with_values]
    if absent:
        names = join_names([country_name(c, t.lang) for c in absent], t)
        st.caption(t("No values for: {countries}.", countries=names))


Citation = tuple[str, str, str]  # source, address, licence


def cited(data: pd.DataFrame, countries: list[str]) -> tuple[Citation, ...]:
    """Return the sources of what is drawn, those of the ranges among them."""
    rows = data[(data["breakdown"] == "") & data["country"].isin(countries)]
    sources = rows[["source", "source_url", "licence"]].drop_duplicates()
    return tuple(sorted(sources.itertuples(index=False, name=None)))


def sources(citations: tuple[Citation, ...], t: Translator) -> None:
    """Name the sources of what is drawn."""
    for source, url, licence in citations:
        st.caption(
            t("Source: {source}. Licence: {licence}", source=f"[{source}]({url})", licence=licence)
        )
