"""An index of the reader's own: parts, rules, order with bands; nothing is proposed."""

import streamlit as st

from atlas.analysis.index_builder import FEWEST, query
from atlas.codebook import codebook
from atlas.i18n import translator
from ui import controls, frame, index_builder, state

t = translator(state.lang())

release = frame.release(t)
region = state.resolve("region", codebook().region, None)
parts = index_builder.parts()

controls.heading(t("Analysis"), t("Index builder"))
index_builder.choose_parts(parts, t)
if len(parts) < FEWEST:
    index_builder.empty(t)
else:
    with st.container(horizontal=True, key="atlas-controls"):
        rules = index_builder.rules(t)
        year = index_builder.year(parts, release, t)
        controls.region(region, t)
        controls.release(release, t)
    index = index_builder.made(query.recipe(parts, rules, year), region, release, t)
    if index is not None:
        index_builder.say(index, t)
        index_builder.draw(index, index_builder.view(t), region, t)
        index_builder.take_away(index, region, release, t)
