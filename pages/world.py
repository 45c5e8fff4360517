"""The world map: one indicator, every country, any year."""

import streamlit as st

from atlas.codebook import codebook
from atlas.i18n import translator
from ui import controls, frame, frames, map_view, state

t = translator(state.lang())
book = codebook()

release = frame.release(t)
indicator = state.resolve("indicator", book.indicator, book.indicator("milex_gdp"))
region = state.resolve("region", book.region, None)
rows = frames.of_indicator(release, indicator.id)
state.resolve("year", lambda text: map_view.known_year(text, rows), None)

controls.heading(t(book.theme(indicator.theme).name), t(indicator.name), t(indicator.unit))
with st.container(horizontal=True, key="atlas-controls"):
    controls.theme_and_indicator(indicator, t)
    controls.region(region, t)
    controls.sources(t)
    controls.release(release, t)

map_view.world_map(indicator=indicator.id, region=region.id if region else "", release=release, t=t)
controls.definition(indicator, t)
controls.take_away([indicator.id], release, t)
