"""Controls and views of the disclosure page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from atlas.analysis import disclosure as facts
from atlas.analysis.choice import choice_parser
from atlas.codebook import Country, Indicator, Region, Theme, codebook
from atlas.errors import UnknownRelease
from atlas.i18n import N_, Translator
from atlas.web import disclosure
from ui import controls, frames, state
from ui.memo import memo

VIEWS = {"chart": N_("Matrix"), "table": N_("Table"), "map": N_("Map")}


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and the scores that answer it."""

    indicator: Indicator | None
    theme: Theme | None
    region: Region | None
    country: Country | None
    view: str
    indicators: tuple[str, ...]
    countries: tuple[str, ...]
    statuses: pd.DataFrame
    scores: pd.DataFrame
    against: str


def asked(release: str) -> Asked:
    """Read the address."""
    book = codebook()
    indicator = state.resolve("indicator", book.indicator, None)
    theme = state.resolve("theme", _theme, None)
    region = state.resolve("region", book.region, None)
    country = next(iter(state.resolve_all("country", book.country)), None)
    documents = disclosure.scores_of(release)
    statuses = disclosure.statuses_of(release)
    filters = ((indicator.id,), ()) if indicator else ((), (theme.id,) if theme else ())
    indicators = facts.recorded_indicators(statuses, disclosure.wanted(*filters))
    countries = _countries(region, country)
    return Asked(
        indicator=indicator,
        theme=theme,
        region=region,
        country=country,
        view=_view(bool(indicator) or not documents.empty),
        indicators=indicators,
        countries=countries,
        statuses=statuses,
        scores=memo(
            lambda: facts.scores(statuses, indicators, countries, documents),
            *("disclosure scores", release, indicators, countries),
        ),
        against=state.resolve("against", _release, ""),
    )


def _view(has_map: bool) -> str:
    """Return the view; a map needs an indicator, or documents of the states themselves."""
    view = state.resolve("view", choice_parser(VIEWS), "chart")
    return view if has_map or view != "map" else "chart"


def _countries(region: Region | None, country: Country | None) -> tuple[str, ...]:
    states = disclosure.expected_states()
    members = tuple(c for c in states if c in region.members) if region else states
    own = (country.iso3,) if country and country.iso3 not in members else ()
    return (*members, *own)


def _theme(code: str) -> Theme:
    return codebook().theme(choice_parser(theme.id for theme in codebook().themes)(code))


def _release(label: str) -> str:
    labels = frames.labels()
    if label in labels:
        return label
    raise UnknownRelease(label, tuple(labels[-3:]))


def title(selection: Asked, t: Translator) -> str:
    """Return the page's title."""
    if selection.indicator:
        return t(selection.indicator.name)
    return t(selection.theme.name) if selection.theme else t("What this release contains")


def choose(selection: Asked, release: str, t: Translator) -> None:
    """Show the controls."""
    with st.container(horizontal=True, key="atlas-controls"):
        _choose_theme(selection, t)
        _choose_indicator(selection, t)
        controls.region(selection.region, t)
        controls.one_country(selection.country, t)
        controls.release(release, t)
        _choose_against(selection, release, t)
    has_map = selection.indicator is not None or selection.scores["score"].notna().any()
    names = {c: t(n) for c, n in VIEWS.items() if has_map or c != "map"}
    controls.segments("view", names, selection.view, t("View"))


def _choose_theme(selection: Asked, t: Translator) -> None:
    names = {theme.id: t(theme.name) for theme in codebook().themes}
    own = (
        selection.indicator.theme
        if selection.indicator
        else (selection.theme.id if selection.theme else "")
    )
    widget = state.bound("theme", own, "")
    st.selectbox(
        t("Theme"),
        ["", *names],
        format_func=lambda code: names.get(code, t("All themes")),
        key=widget["key"],
        on_change=_save_theme,
        args=(widget["key"],),
    )


def _save_theme(key: str) -> None:
    state.remember(theme=st.session_state[key] or None, indicator=None)


def _choose_indicator(selection: Asked, t: Translator) -> None:
    book = codebook()
    theme = (
        selection.indicator.theme
        if selection.indicator
        else (selection.theme.id if selection.theme else "")
    )
    options = [i.id for i in (book.indicators_of(theme) if theme else book.indicators.values())]
    st.selectbox(
        t("Indicator"),
        ["", *controls.with_data_first(options)],
        format_func=lambda code: t(book.indicators[code].name) if code else t("All indicators"),
        **state.bound("indicator", selection.indicator.id if selection.indicator else "", ""),
    )


def _choose_against(selection: Asked, release: str, t: Translator) -> None:
    labels = [label for label in frames.labels() if label != release]
    if labels:
        st.selectbox(
            t("Changes since"),
            ["", *labels[::-1]],
            format_func=lambda label: label or t("No comparison"),
            **state.bound("against", selection.against if selection.against in labels else "", ""),
        )
