"""Who stands under whom: one country's institutions, or two countries' side by side."""

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.i18n import country_name, translator
from ui import controls, frame, institutions, state

t = translator(state.lang())

release = frame.release(t)
countries = [c.iso3 for c in state.resolve_all("country", codebook().country)][:2]
view = state.resolve("view", choice_parser(institutions.VIEWS), "chart")
names = " · ".join(country_name(iso3, t.lang) for iso3 in countries)

controls.heading(t("Institutions"), names or t("Choose a country"))
with st.container(horizontal=True, key="atlas-controls"):
    controls.countries(countries, t, most=2)
    controls.release(release, t)

if countries:
    controls.segments("view", institutions.views(t), view, t("View"))
    charts = [institutions.chart(release, iso3, t) for iso3 in countries]
    institutions.show(charts, view, t)
    institutions.take_away(release, countries, t)
else:
    institutions.index(release, t)
