"""One country: basic sheet, then every theme as a chapter with figures and records."""

import streamlit as st

from atlas.codebook import codebook
from atlas.export.html import fragment, silhouette
from atlas.geometry import shape
from atlas.i18n import country_name, translator
from ui import controls, frame, state
from ui import country as chapters
from ui import replies as heard

t = translator(state.lang())
book = codebook()

release = frame.release(t)
countries = state.resolve_all("country", book.country)
country = countries[0] if countries else None

if country is None:
    controls.heading(t("Countries"), t("Choose a country"))
    controls.one_country(None, t)
    st.html(fragment("index.html", t, regions=controls.index(t)))
else:
    name = country_name(country.iso3, t.lang)
    group = state.resolve("region", book.region, book.region(country.region))
    controls.heading(t(book.regions[country.region].name), name)
    with st.container(horizontal=True, key="atlas-controls"):
        controls.one_country(country, t)
        controls.peers(group, country, t)
        controls.sources(t)
        controls.release(release, t)
    chapters.choose_age(t)
    voices = heard.beside(t)
    st.html(
        fragment(
            "country.html",
            t,
            name=name,
            shape=silhouette(shape(country.iso3)),
            basics=chapters.sheet(release, country.iso3, t.lang, voices, state.origins()),
            voices=voices,
            peers=state.address("/peers", country=country.iso3),
            disclosure=state.address("/disclosure", country=country.iso3, view="table"),
        )
    )
    if origins := chapters.origins(release, country.iso3, t):
        st.html(origins)
    chapters.show(release, country, group, t)
    controls.take_away([], release, t, country=country.iso3)
