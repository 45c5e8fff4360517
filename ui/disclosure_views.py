"""Views of the disclosure page: what ``ui.disclosure`` reads from the address, drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.analysis import disclosure as facts
from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import Translator, country_name
from atlas.views.disclosure import tables as figures
from atlas.views.disclosure.map import NAMES
from atlas.web import disclosure
from ui import controls, frames, map_view, state
from ui.disclosure import Asked
from ui.memo import memo

CHANGES = 200  # shown on the page; the API has all


def caution(release: str, t: Translator) -> None:
    """Say what the matrix can and cannot tell, and on how many publishers it rests."""
    names = disclosure.publisher_names(release)
    st.html(fragment("disclosure_caution.html", t, publishers=names, release=release))


def say(selection: Asked, t: Translator) -> None:
    """Say how much is known."""
    if selection.indicators:
        lines = figures.disclosure_sentences(selection.scores, selection.indicators, t)
        lines = lines[:2] if selection.view == "map" else lines  # the map says the rest
    else:
        lines = [t("This release has no record of this indicator or theme for any country.")]
    st.html(fragment("say.html", t, lines=lines))


def country_card(selection: Asked, release: str, t: Translator) -> None:
    """Show what the release contains of the chosen country, and what the state published."""
    if selection.country is None or not selection.indicators:
        return
    iso3 = selection.country.iso3
    row = next(r for r in figures.content_rows(selection.scores, t) if r.iso3 == iso3)
    answers = figures.publication_answers(frames.answers(release), iso3, t)
    questions = ",".join(figures.ON_PUBLICATION)
    law = state.address("/law", country=iso3, question=questions, view="table")
    documents = figures.document_rows(disclosure.own_documents(release), iso3, t)
    values = {"row": row, "coded": answers, "law": law, "documents": documents}
    reply = state.address("/reply")
    st.html(fragment("disclosure_card.html", t, page=_page(iso3), reply=reply, **values))


def _page(iso3: str) -> str:
    return state.address("/country", country=iso3)


def world(selection: Asked, release: str, t: Translator) -> None:
    """Draw the map of an indicator's status, or of the documents that states published."""
    if not selection.indicators:
        return
    region = selection.region.id if selection.region else ""
    query = {
        "indicator": selection.indicator.id if selection.indicator else "",
        "region": region,
    }
    with st.container(key="atlas-disclosure-map"):
        address = disclosure.disclosure_address(release, t.lang, **query)
        map_view.draw(address, region, t, is_fixed=True)


def tiles(selection: Asked, t: Translator) -> None:
    """Draw every country and indicator as a tile; without a theme, every country and theme."""
    if not selection.indicators:
        return
    cells = facts.status_matrix(selection.statuses, selection.indicators, selection.countries)
    if selection.indicator is None and selection.theme is None:
        themes, shares = figures.theme_shares(cells, t)
        groups = figures.tile_groups(cells, (), selection.countries, t)
        values = {"themes": themes, "shares": shares, "groups": groups}
        st.html(fragment("disclosure_themes.html", t, link=_of_theme, **values))
        return
    book = codebook().indicators
    heads = [t(book[i].short) for i in selection.indicators]
    groups = figures.tile_groups(cells, selection.indicators, selection.countries, t)
    key = [(status, t(name)) for status, name in NAMES.items()]
    values = {"heads": heads, "groups": groups, "key": key}
    st.html(fragment("disclosure_tiles.html", t, link=_evidence, **values))


def _of_theme(theme: str, iso3: str = "") -> str:
    return state.address("/disclosure", theme=theme, country=iso3 or None, view="chart")


def _evidence(iso3: str, indicator: str) -> str:
    return state.address("/data", country=iso3, indicator=indicator)


def ranking(selection: Asked, t: Translator) -> None:
    """Show what the release contains of each country, by name; of one indicator, its status."""
    if not selection.indicators:
        return
    if selection.indicator:
        cells = facts.status_matrix(selection.statuses, selection.indicators, selection.countries)
        groups = figures.tile_groups(cells, selection.indicators, selection.countries, t)
        st.html(fragment("disclosure_statuses.html", t, groups=groups, link=_evidence))
        return
    rows = figures.content_rows(selection.scores, t)
    own = selection.country.iso3 if selection.country else ""
    st.html(fragment("disclosure_table.html", t, rows=rows, own=own, link=_own))


def _own(iso3: str) -> str:
    return state.here(country=iso3)


def changed(selection: Asked, t: Translator) -> None:
    """Show what differs from an older release."""
    if not selection.against or not selection.indicators:
        return
    older = disclosure.statuses_of(selection.against)
    turns = facts.status_changes(
        older, selection.statuses, selection.indicators, selection.countries
    )
    rows = figures.turn_rows(turns[:CHANGES], t)
    values = {"rows": rows, "n": len(turns), "against": selection.against}
    st.html(fragment("disclosure_changed.html", t, **values))


def over_years(selection: Asked, release: str, t: Translator) -> None:
    """Show how many figures of each year have each status."""
    counts = _by_year(release, selection.indicators, _countries(selection))
    if counts.empty:
        return
    heads = [(s, t(NAMES[s])) for s in counts.columns if counts[s].sum()]
    table = [(year, [int(row[s]) for s, _ in heads]) for year, row in counts.iterrows()]
    name = country_name(selection.country.iso3, t.lang) if selection.country else ""
    with st.expander(t("Figures by year")):
        values = {"heads": heads, "rows": table[::-1], "name": name}
        st.html(fragment("disclosure_years.html", t, **values))


def _countries(selection: Asked) -> tuple[str, ...]:
    return (selection.country.iso3,) if selection.country else tuple(selection.countries)


def _by_year(release: str, indicators: tuple[str, ...], countries: tuple[str, ...]) -> pd.DataFrame:
    """Return how many figures of each year have each status, counted once."""

    def count() -> pd.DataFrame:
        rows = disclosure.release_totals(release)
        own = rows["indicator"].isin(indicators) & rows["country"].isin(countries)
        return facts.by_year(rows[own])

    return memo(count, "disclosed by year", release, tuple(indicators), countries)


def method(t: Translator) -> None:
    """Tell what is shown, what is scored, and why values make no score."""
    with st.expander(t("What is scored, and what is not")):
        st.html(fragment("disclosure_method.html", t))


def take_away(selection: Asked, release: str, t: Translator) -> None:
    """Offer the result as files and as an address that stays."""
    region = selection.region or selection.country
    query = {
        "indicator": selection.indicator.id if selection.indicator else "",
        "theme": selection.theme.id if selection.theme and not selection.indicator else "",
        "country": ",".join(selection.countries) if region else "",
        "release": release,
    }
    controls.files("disclosure", query, t, t("Download the result"), ("csv", "json"))
    inputs = {"indicator": ",".join(selection.indicators), "release": release}
    controls.files("observations", inputs, t, t("Download the underlying data"))
    controls.permalink(release, t)
