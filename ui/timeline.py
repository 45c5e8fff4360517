"""Controls and parts of the page of events, and of event lists on other pages."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.events import ORDINARY
from atlas.codebook import codebook
from atlas.codebook.model import Region
from atlas.errors import InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.views.charts.event_marks import add_marks, events_in_view
from atlas.views.timeline.events import decades, event_legend, event_rows
from atlas.views.timeline.lanes import axis, timeline
from ui import browse, frames, state

Years = tuple[int | None, int | None]
BACKWARDS = N_("The years run backwards: from={first} is after to={last}.")
EARLIEST, LATEST = 1, 2100
ALL = "all"
UNFOLDED = 60  # rows; a longer list beside the chart is folded by decade


def kinds(t: Translator) -> list[str]:
    """Choose kinds of events; none means all but elections, ``kind=all`` every one."""
    terms = codebook().vocabulary.events
    everything = state.texts("kind") == [ALL]
    codes = [] if everything else state.resolve_all("kind", choice_parser(terms))
    st.multiselect(
        t("Kinds of events"),
        list(terms),
        format_func=lambda code: t(terms[code].name),
        placeholder=t("All kinds") if everything else t("All but elections"),
        **state.bound("kind", codes, []),
    )
    return list(terms) if everything else codes or [k for k in terms if k not in ORDINARY]


def left_out(rows: pd.DataFrame, kinds: list[str], t: Translator) -> None:
    """Say how many events of other kinds are not shown, and offer them."""
    others = int((~rows["event"].isin(kinds)).sum())
    if others:
        st.html(fragment("left_out.html", t, n=others, href=state.here(kind=ALL)))


def years(t: Translator) -> Years:
    """Choose the first and the last year; empty means as far as there are events."""
    first, last = browse.years()
    if first is not None and last is not None and first > last:
        state.complain(InvalidParameter(BACKWARDS, first=first, last=last))
        first = last = None
    for name, value, label in (("from", first, t("First year")), ("to", last, t("Last year"))):
        widget = state.bound(name, value, None)
        st.number_input(
            label,
            min_value=EARLIEST,
            max_value=LATEST,
            step=1,
            value=None,
            format="%d",
            placeholder=t("open"),
            key=widget["key"],
            on_change=_year,
            args=(name, widget["key"]),
        )
    return first, last


def _year(name: str, key: str) -> None:
    value = st.session_state[key]
    state.remember(**{name: f"{value:04d}" if value else None})


def region(current: Region, t: Translator, *, default: str) -> None:
    """Choose a region or peer group; there is always one."""
    regions = codebook().regions
    codes = [r.id for r in regions.values() if r.members and r.id != "antarctica"]
    st.selectbox(
        t("Region or group"),
        codes,
        format_func=lambda code: t(regions[code].name),
        **state.bound("region", current.id, default),
    )


def by_name(codes: tuple[str, ...], t: Translator) -> list[str]:
    """Return countries in the order of their names."""
    return sorted(codes, key=lambda iso3: country_name(iso3, t.lang))


def chart(rows: pd.DataFrame, countries: list[str], span: Years, t: Translator) -> None:
    """Draw chosen events on one axis."""
    line = timeline(rows, countries, axis(rows, *span), t)
    link = _country_link
    st.html(fragment("timeline.html", t, line=line, legend=event_legend(rows, t), link=link))


def listed(rows: pd.DataFrame, t: Translator, *, always_open: bool = False) -> None:
    """List events with what stands behind each; a long list is folded unless ``always_open``."""
    groups = decades(event_rows(rows, t))
    is_open = always_open or len(rows) <= UNFOLDED
    st.html(fragment("events.html", t, groups=groups, unfolded=is_open, link=_country_link))


def on_series(
    figure: go.Figure, release: str, countries: list[str], t: Translator
) -> pd.DataFrame | None:
    """Offer to mark the countries' events on their series; return them where that is chosen."""
    if not countries:
        return None
    is_on = state.text("events") == "1"
    widget = state.bound("events", is_on, False)
    st.toggle(
        t("Mark events and reforms"), key=widget["key"], on_change=_marks, args=(widget["key"],)
    )
    if not is_on:
        return None
    events = events_in_view(figure, frames.records(release, "event"), countries)
    add_marks(figure, events, countries, t)
    return events


def _marks(key: str) -> None:
    state.remember(events="1" if st.session_state[key] else None)


def below_series(events: pd.DataFrame | None, countries: list[str], t: Translator) -> None:
    """List the events that are marked on a series, and lead to the others."""
    if events is None:
        return
    if not events.empty:
        listed(events, t)
    href = state.address("/timeline", country=",".join(countries))
    st.html(fragment("marked.html", t, n=len(events), href=href))


def _country_link(iso3: str) -> str:
    return state.address("/country", country=iso3)


def query(countries: list[str], kinds: list[str], span: Years, release: str) -> dict[str, str]:
    """Return what the API is asked for so that a file holds what the page shows."""
    first, last = (f"{year:04d}" if year else "" for year in span)
    parameters = {"country": ",".join(countries), "kind": ",".join(kinds), "release": release}
    return {**parameters, "from": first, "to": last}
