"""Controls and views of the peers page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.peers import AGE, BY, Comparison, compare, numeric
from atlas.analysis.peers.nearest import MOST, usual
from atlas.analysis.peers.places import MINIMUM
from atlas.analysis.peers.sets import way
from atlas.codebook import Country, Indicator, codebook
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name
from atlas.store import releases
from atlas.views.charts.plots import CONFIG
from atlas.views.charts.points import legend_note
from atlas.views.peers import charts as figures
from atlas.views.peers.captions import group_name, peer_sentences
from atlas.web.api.peers import age_of
from atlas.web.map import cached_reference_year
from ui import controls, frames, state
from ui import replies as heard

AGES = (0, 1, 3, AGE, 10, 20)
VIEWS = {"chart": N_("Chart"), "table": N_("Table")}
START = "milex_gdp"


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    country: Country
    indicator: Indicator
    by: str
    alike: tuple[str, ...]
    age: int
    view: str


def asked() -> Asked | None:
    """Read the address; None without a country."""
    book = codebook()
    country = next(iter(state.resolve_all("country", book.country)), None)
    if country is None:
        return None
    indicator = state.resolve("indicator", numeric, book.indicator(START))
    alike = tuple(i.id for i in state.resolve_all("with", numeric))
    return Asked(
        country=country,
        indicator=indicator,
        by=state.resolve("by", way, "region"),
        alike=alike or usual(indicator.id),
        age=state.resolve("age", age_of, AGE),
        view=state.resolve("view", choice_parser(VIEWS), "chart"),
    )


def compared(selection: Asked, release: str) -> Comparison:
    """Return the comparison; it is kept, since a release never changes."""
    alike = selection.alike if selection.by == "nearest" else ()
    version = releases.content_version(frames.engine())
    return _comparison(
        release,
        selection.country.iso3,
        selection.indicator.id,
        selection.by,
        selection.age,
        alike,
        version,
    )


@lru_cache(maxsize=64)
def _comparison(
    release: str,
    iso3: str,
    indicator: str,
    by: str,
    age: int,
    alike: tuple[str, ...],
    _version: str,
) -> Comparison:
    read = partial(frames.of_indicator, release)
    year = cached_reference_year(release)
    return compare(codebook().countries[iso3], indicator, by, age, alike, read, year)


def title(selection: Asked, t: Translator) -> str:
    """Return the page's title."""
    return t("{country} among its peers", country=country_name(selection.country.iso3, t.lang))


def choose(selection: Asked, release: str, t: Translator) -> None:
    """Show the controls."""
    numbers = [i.id for i in codebook().indicators.values() if i.kind != "category"]
    with st.container(horizontal=True, key="atlas-controls"):
        controls.one_country(selection.country, t)
        controls.one_indicator(selection.indicator, numbers, t, "indicator")
        _by(selection, t)
        _age(selection, t)
        controls.release(release, t)
    if selection.by == "nearest":
        _alike(selection, numbers, t)
    controls.segments("view", {c: t(n) for c, n in VIEWS.items()}, selection.view, t("View"))


def _by(selection: Asked, t: Translator) -> None:
    regions = codebook().regions
    own_groups = {selection.country.region, f"income_{selection.country.income}"}
    groups = [r.id for r in regions.values() if selection.country.iso3 in r.members]
    options = [*BY, *(g for g in groups if g not in own_groups)]
    if selection.by not in options:
        options.append(selection.by)
    st.selectbox(
        t("Peers by"),
        options,
        format_func=lambda code: t(BY[code]) if code in BY else t(regions[code].name),
        **state.bound("by", selection.by, "region"),
    )


def _age(selection: Asked, t: Translator) -> None:
    st.selectbox(
        t("Oldest value"),
        sorted({*AGES, selection.age}),
        format_func=lambda n: (
            t.n("{n} year before the newest", "{n} years before the newest", n)
            if n
            else t("latest year only")
        ),
        key=state.bound("age", selection.age, AGE)["key"],
        on_change=_save_age,
    )


def _save_age() -> None:
    age = st.session_state["url-age"]
    state.remember(age=None if age == AGE else str(age))


def _alike(selection: Asked, numbers: list[str], t: Translator) -> None:
    names = codebook().indicators
    st.multiselect(
        t("Alike in"),
        numbers,
        max_selections=8,
        format_func=lambda i: t(names[i].name),
        **state.bound("with", list(selection.alike), list(usual(selection.indicator.id))),
    )


def say(selection: Asked, comparison: Comparison, t: Translator) -> None:
    """Say the result in words."""
    group = group_name(comparison.peers, selection.country, t)
    lines = peer_sentences(comparison, selection.country, selection.indicator, t)
    st.html(
        fragment("peers_say.html", t, group=group, lines=lines, n=len(comparison.peers.members))
    )


def show(selection: Asked, comparison: Comparison, release: str, t: Translator) -> None:
    """Draw the chart or the table of the compared countries."""
    if comparison.rows.empty:
        return
    if selection.view == "chart":
        figure = figures.chart(comparison, selection.country.iso3, selection.indicator, t)
        st.plotly_chart(figure, key="peers", config=CONFIG, theme="streamlit")
        if note := legend_note(comparison.rows, comparison.rows["country"], t):
            st.caption(note)
        st.html(fragment("peers_key.html", t, name=country_name(selection.country.iso3, t.lang)))
        return
    every = frames.of_indicator(release, selection.indicator.id)
    rows = figures.peer_rows(comparison, every, selection.country.iso3, selection.indicator, t)
    unit = t(selection.indicator.unit) if selection.indicator.unit else ""
    link = _to(selection)
    st.html(
        fragment("peers_table.html", t, rows=rows, unit=unit, link=link, voices=heard.beside(t))
    )


def _to(selection: Asked) -> Callable[[str], str]:
    def link(iso3: str) -> str:
        parameters = {
            "indicator": selection.indicator.id,
            "by": selection.by,
            "view": selection.view,
        }
        return state.address("/peers", country=iso3, **parameters)

    return link


def nearest(selection: Asked, comparison: Comparison, t: Translator) -> None:
    """Show the distance of each of the nearest countries, part by part."""
    like = comparison.likeness
    if like is None or like.rows.empty:
        return
    names = codebook().indicators
    heads = [(t(names[i].short), t(names[i].unit)) for i in like.indicators]
    flat = [t(names[i].name) for i in like.flat]
    rows = figures.near_rows(comparison, selection.country.iso3, t)
    circular = selection.indicator.id in like.indicators
    values = {"heads": heads, "rows": rows, "least": like.least, "most": MOST, "flat": flat}
    st.html(fragment("peers_nearest.html", t, link=_to(selection), circular=circular, **values))


def left_out(comparison: Comparison, t: Translator) -> None:
    """Name who is left out and why."""
    groups = figures.excluded_countries(comparison, t)
    if groups:
        with st.expander(t("Who is left out, and why"), expanded=False):
            st.html(fragment("peers_left_out.html", t, groups=groups))


def method(selection: Asked, comparison: Comparison, t: Translator) -> None:
    """Tell in plain words how the result is made."""
    with st.expander(t("How this is calculated")):
        values = {"newest": comparison.newest, "oldest": comparison.oldest, "age": selection.age}
        near = selection.by == "nearest"
        st.html(fragment("peers_method.html", t, near=near, least=MINIMUM, **values))


def take_away(selection: Asked, release: str, t: Translator) -> None:
    """Offer the result as files and as an address that stays."""
    near = selection.by == "nearest"
    query = {
        "country": selection.country.iso3,
        "indicator": selection.indicator.id,
        "by": selection.by,
        "with": ",".join(selection.alike) if near else "",
        "age": str(selection.age),
        "release": release,
    }
    controls.files("peers", query, t, t("Download the result"), ("csv", "json"))
    inputs = ",".join((selection.indicator.id, *(selection.alike if near else ())))
    words = t("Download the underlying data")
    controls.files("observations", {"indicator": inputs, "release": release}, t, words)
    controls.permalink(release, t)
