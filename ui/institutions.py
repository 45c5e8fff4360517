"""Parts of the page of institutions; the country page shows the same list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from atlas.export.html import fragment
from atlas.i18n import Translator, country_name
from atlas.views.institutions.captions import organisation_caption
from atlas.views.institutions.drawing import ONE, TWO, draw
from atlas.views.institutions.side_by_side import ChartComparison, compare_charts
from atlas.views.institutions.structure import OrganisationChart, organisation
from ui import controls, frames, state

VIEWS = ("chart", "list", "table")


def views(t: Translator) -> dict[str, str]:
    """Return the views with their names."""
    return dict(zip(VIEWS, (t("Organisation chart"), t("List"), t("Table")), strict=True))


def chart(release: str, iso3: str, t: Translator) -> OrganisationChart:
    """Return a country's institutions and relations in a release."""
    return organisation(
        iso3,
        frames.records_of(release, "institution", iso3),
        frames.records_of(release, "relation", iso3),
        t,
    )


def show(charts: Sequence[OrganisationChart], view: str, t: Translator) -> None:
    """Show one country, or two side by side with what differs."""
    comparison = (
        compare_charts(charts[0], charts[1], t) if len(charts) == 2 and all(charts) else None
    )
    _say(charts, comparison, t)
    marks = comparison.marks if comparison else ({}, {})
    places = st.columns(2, gap="large") if len(charts) == 2 else [st.container()]
    for one, place, signs in zip(charts, places, marks, strict=False):
        with place:
            _one(one, view, ONE if len(charts) == 1 else TWO, signs, t)
    if comparison:
        st.html(fragment("two_organisations.html", t, made=comparison))


def _say(
    charts: Sequence[OrganisationChart], comparison: ChartComparison | None, t: Translator
) -> None:
    lines = [organisation_caption(one, t) for one in charts]
    st.html(fragment("say.html", t, lines=[*lines, *(comparison.sentences if comparison else ())]))


def _one(
    one: OrganisationChart, view: str, columns: int, marks: Mapping[str, str], t: Translator
) -> None:
    name, pair = country_name(one.country, t.lang), columns == TWO
    link = state.address("/country", country=one.country)
    parts = [fragment("organisation_head.html", t, name=name, link=link, pair=pair)]
    if one and view == "table":
        parts.append(fragment("organisation_table.html", t, chart=one))
    elif one:
        if view == "chart":
            drawing = draw(one, t, columns, marks)
            parts.append(
                fragment("organisation_chart.html", t, drawing=drawing, name=name, pair=pair)
            )
        beside = {"narrow_only": view == "chart", "pair": pair}
        parts.append(fragment("organisation_list.html", t, chart=one, name=name, **beside))
    st.html("".join(parts))


def take_away(release: str, countries: Sequence[str], t: Translator) -> None:
    """Offer the records behind the page as files."""
    query = {"country": ",".join(countries), "release": release}
    controls.files("institutions", query, t, t("Download the institutions"))
    controls.files("relations", query, t, t("Download the relations"))


def index(release: str, t: Translator) -> None:
    """List the countries of which institutions are recorded."""
    countries = set(frames.records(release, "institution")["country"])
    regions = controls.index(t, page="/institutions", only=countries)
    st.html(fragment("index.html", t, regions=regions))
