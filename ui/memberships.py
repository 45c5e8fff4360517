"""Controls and parts of the page of memberships and missions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.participation import select_participations
from atlas.codebook import codebook
from atlas.codebook.model import Region
from atlas.export.html import fragment
from atlas.i18n import Translator
from atlas.views.memberships.captions import memberships_caption, set_captions
from atlas.views.memberships.grid import (
    CORE,
    FIELDS,
    label,
    organisations_of,
    participation_grid,
    status_legend,
    table_rows,
)
from atlas.views.memberships.missions import INDICATORS, mission_captions, mission_grid
from ui import controls, frames, state

WORLD, ALL = "world", "all"
ROWS = 1500  # of a table; more would make the page heavy
MOST_NAMED = 200  # countries
PAIR = {"in": "UN", "not": "ICC"}


def region(default: str, t: Translator) -> tuple[str, tuple[str, ...], str]:
    """Choose a region or the world; return its id, countries and name.

    The default differs by view, so a chosen region always stands in the address.
    """
    regions = {r.id: r for r in codebook().regions.values() if r.members and r.id != "antarctica"}
    current = state.resolve("region", _region, default)
    codes = [WORLD, *regions]
    st.selectbox(
        t("Region or group"),
        codes,
        format_func=lambda code: t(regions[code].name) if code in regions else t("World"),
        **state.bound("region", current, None),
    )
    if current != WORLD:
        return current, regions[current].members, t(regions[current].name)
    everyone = [c.iso3 for c in codebook().countries.values() if c.region != "antarctica"]
    return WORLD, tuple(everyone), t("World")


def _region(code: str) -> str:
    if code.lower() == WORLD:
        return WORLD
    region: Region = codebook().region(code)
    return region.id


def organisations(t: Translator, *, all_fields: bool) -> list[str]:
    """Choose a field or single organisations; return the codes to show."""
    names = {CORE: t("Security, arms control, courts")} | {f: t(n) for f, n in FIELDS.items()}
    if all_fields:
        names[ALL] = t("All fields")
    field = state.resolve("field", choice_parser(names), CORE)
    st.selectbox(
        t("Field"),
        list(names),
        format_func=lambda code: names.get(code, code),
        **state.bound("field", field, CORE),
    )
    book = codebook().organisations
    codes = state.resolve_all("organisation", choice_parser(book))
    st.multiselect(
        t("Organisations and agreements"),
        organisations_of(ALL),
        format_func=lambda code: _name(code, t),
        placeholder=t("All of the field"),
        **state.bound("organisation", codes, []),
    )
    return codes or organisations_of(field)


def _name(code: str, t: Translator) -> str:
    body = codebook().organisations[code]
    short, full = label(body, t), t(body.name)
    return full if short == full else f"{short} – {full}"


def views(view: str, t: Translator) -> None:
    """Choose what to look at."""
    names = {"matrix": t("Memberships"), "table": t("Table")}
    names |= {"sets": t("Two organisations"), "missions": t("Missions")}
    controls.segments("view", names, view, t("View"))


def said(lines: list[str], t: Translator) -> None:
    """Show sentences."""
    st.html(fragment("say.html", t, lines=lines))


def matrix(
    rows: pd.DataFrame, countries: Sequence[str], bodies: list[str], t: Translator, *, few: bool
) -> None:
    """Draw the grid; of a few countries each is a column, beside every organisation's name."""
    layout = participation_grid(rows, countries, bodies, t, across=few)
    link = _own_page if few else _own_row
    st.html(
        fragment(
            "memberships.html",
            t,
            grid=layout,
            legend=status_legend(rows, t),
            across=few,
            link=link,
        )
    )


def _own_row(iso3: str) -> str:
    return state.here(country=iso3)


def _own_page(iso3: str) -> str:
    return state.address("/country", country=iso3)


def table(rows: pd.DataFrame, t: Translator, *, is_folded: bool = False) -> None:
    """List every participation with its source."""
    first_rows, n_more = table_rows(rows.head(ROWS), t), max(0, len(rows) - ROWS)
    st.html(fragment("memberships_table.html", t, rows=first_rows, left=n_more, folded=is_folded))


def two(release: str, scope: Sequence[str], place: str, t: Translator) -> None:
    """Choose two organisations and say who is in one and not in the other."""
    book = codebook().organisations
    codes = {name: state.resolve(name, choice_parser(book), code) for name, code in PAIR.items()}
    with st.container(horizontal=True):
        for name, words in (("in", t("In")), ("not", t("and not in"))):
            st.selectbox(
                words,
                organisations_of(ALL),
                format_func=lambda code: _name(code, t),
                **state.bound(name, codes[name], PAIR[name]),
            )
    one, other = codes.values()
    rows = select_participations(frames.records(release, "participation"), scope, (one, other))
    sets = set_captions(rows, one, other, scope, t)
    values = {"place": place, "total": len(scope)}
    st.html(fragment("sets.html", t, sets=sets, link=_own_page, **values))
    table(rows, t, is_folded=True)
    _files(release, scope, (one, other), t)


def memberships(
    release: str,
    countries: Sequence[str],
    place: str,
    bodies: list[str],
    view: str,
    t: Translator,
    *,
    few: bool,
) -> None:
    """Show who is in what, as a grid or a table, and in one but not in another."""
    everything = frames.records(release, "participation")
    rows = select_participations(everything, countries, bodies)
    said(memberships_caption(rows, countries, place, t), t)
    if view == "table":
        table(rows, t)
    else:
        matrix(rows, countries, bodies, t, few=few)
    _files(release, countries, bodies, t)


def _files(release: str, countries: Sequence[str], bodies: Sequence[str], t: Translator) -> None:
    parameters = {"organisation": ",".join(bodies), "country": _country_parameter(countries)}
    controls.files("participations", {**parameters, "release": release}, t)


def _country_parameter(countries: Sequence[str]) -> str:
    """Return the countries for the API; all of the world need not be named."""
    return ",".join(countries) if len(countries) < MOST_NAMED else ""


def missions(release: str, countries: Sequence[str], t: Translator) -> None:
    """Show contingents by mission and country."""
    peacekeepers, abroad = (frames.of_indicator(release, i) for i in INDICATORS)
    layout = mission_grid(peacekeepers, abroad, countries, t)
    said(mission_captions(layout, t), t)
    if layout.rows:
        st.html(fragment("missions.html", t, grid=layout, link=_own_page))
    controls.take_away(list(INDICATORS), release, t, country=_country_parameter(countries))
