"""One treaty on the trends page: curves by region, a table, the states one by one."""

from __future__ import annotations

from html import escape

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.waves import Wave
from atlas.codebook import codebook
from atlas.codebook.vocabulary import Instrument
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.store import replies as stored
from atlas.views.charts.plots import CONFIG
from atlas.views.trends import waves as words
from atlas.views.trends.dated_facts import (
    NoFactCurve,
    dated_fact,
    fact_rows,
    fact_sentences,
    fact_wave,
)
from atlas.views.trends.waves_data import NoCurve, instrument, treaty_actions, treaty_wave
from atlas.web import waves as payload
from ui import controls, frames, map_view, state, timeline
from ui.memo import memo

VIEWS = {
    "chart": N_("Chart"),
    "panels": N_("By region"),
    "map": N_("Map"),
    "table": N_("Table"),
}
COLUMNS = 3


def show(release: str, t: Translator) -> None:
    """Show the treaty that the address names; an unknown one shows the heading alone."""
    entry = state.resolve("instrument", instrument, None)
    if entry is None:
        controls.heading(t("Trends"), t("Common and unique trends"))
        return
    controls.heading(t("Treaties and agreements"), t(entry.short))
    _controls(entry, release, t)
    adoption = _adoption(entry, release)
    st.html(fragment("waves_say.html", t, it=entry, lines=_lines(entry, adoption, t)))
    if adoption is not None:
        view = state.resolve("view", choice_parser(VIEWS), "chart")
        controls.segments("view", {c: t(n) for c, n in VIEWS.items()}, view, t("View"))
        _draw(view, entry, adoption, release, t)
    _states(entry, release, t)
    query = {"instrument": entry.code, "release": release}
    controls.files("treaty-actions", query, t, t("Download the dates"))
    controls.permalink(release, t)


def show_fact(release: str, t: Translator) -> None:
    """Show the kind of event that the address names: a curve where it holds, and every date."""
    kind = state.resolve("fact", dated_fact, None)
    controls.heading(t("Trends"), t(kind.name) if kind else t("Common and unique trends"))
    if kind is None:
        return
    events = codebook().vocabulary.events
    with st.container(horizontal=True, key="atlas-controls"):
        st.selectbox(
            t("Kind of event"),
            list(events),
            format_func=lambda code: t(events[code].name),
            **state.bound("fact", kind.code, None),
        )
        controls.release(release, t)
    try:
        adoption = fact_wave(frames.engine(), kind.code, release)
    except NoFactCurve as error:
        st.info(t(error.message, **error.params | {"name": t(kind.name)}))
    else:
        st.html("".join(f"<p>{escape(line)}</p>" for line in fact_sentences(kind, adoption, t)))
        figure = memo(lambda: words.curves(adoption, t), "fact wave", release, kind.code, t.lang)
        st.plotly_chart(figure, key="fact", config=CONFIG, theme="streamlit")
    rows = fact_rows(frames.engine(), kind.code, release)
    timeline.listed(rows.sort_values(["date", "country"], kind="stable"), t)
    controls.files("events", {"kind": kind.code, "release": release}, t, t("Download the dates"))
    controls.permalink(release, t)


def _adoption(entry: Instrument, release: str) -> Wave | None:
    try:
        return treaty_wave(frames.engine(), entry.code, release)
    except NoCurve:
        return None


def _controls(entry: Instrument, release: str, t: Translator) -> None:
    treaties = codebook().instruments
    with st.container(horizontal=True, key="atlas-controls"):
        st.selectbox(
            t("Treaty"),
            sorted(treaties, key=lambda code: t(treaties[code].short)),
            format_func=lambda code: t(treaties[code].short),
            **state.bound("instrument", entry.code, None),
        )
        controls.release(release, t)


def _lines(entry: Instrument, adoption: Wave | None, t: Translator) -> list[str]:
    if adoption is None:
        return [t(NoCurve.template, name=t(entry.name))]
    return words.wave_sentences(entry, adoption, t)


def _draw(view: str, entry: Instrument, adoption: Wave, release: str, t: Translator) -> None:
    if view == "chart":
        key = ("wave", release, entry.code, t.lang)
        figure = memo(lambda: words.curves(adoption, t), *key)
        st.plotly_chart(figure, key="wave", config=CONFIG, theme="streamlit")
    elif view == "panels":
        charts = memo(lambda: words.panels(adoption, t), "wave panels", release, entry.code, t.lang)
        for at in range(0, len(charts), COLUMNS):
            for column, number in zip(st.columns(COLUMNS), range(at, at + COLUMNS), strict=True):
                if number < len(charts):
                    name, figure = charts[number]
                    column.markdown(f"**{name}**")
                    column.plotly_chart(
                        figure, key=f"wave-{number}", config=CONFIG, theme="streamlit"
                    )
    elif view == "map":
        address = payload.wave_map_address(release, t.lang, entry.code)
        with st.container(key="atlas-waves-map"):
            map_view.draw(address, "", t, is_fixed=True)
    st.html(fragment("waves_regions.html", t, rows=words.region_rows(adoption, t)))


def _states(entry: Instrument, release: str, t: Translator) -> None:
    version = stored.takedown_count(frames.engine())

    def table() -> str:
        frame = treaty_actions(frames.engine(), entry.code, release)
        rows = words.action_rows(frame, t)
        return fragment("waves_states.html", t, rows=rows, link=_country_link)

    with st.expander(t("States one by one, with dates and sources")):
        st.html(memo(table, "wave states", release, entry.code, t.lang, version))


def _country_link(iso3: str) -> str:
    return state.address("/country", country=iso3)
