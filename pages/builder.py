"""An index of the reader's own: parts, rules, order with bands; nothing is proposed."""

import streamlit as st

from atlas.analysis.composite import FEWEST, query
from atlas.codebook import codebook
from atlas.i18n import translator
from ui import builder, controls, frame, state

t = translator(state.lang())

release = frame.release(t)
region = state.resolve("region", codebook().region, None)
parts = builder.parts()

controls.heading(t("Analysis"), t("Index builder"))
builder.choose_parts(parts, t)
if len(parts) < FEWEST:
    builder.empty(t)
else:
    with st.container(horizontal=True, key="atlas-controls"):
        rules = builder.rules(t)
        year = builder.year(parts, release, t)
        controls.region(region, t)
        controls.release(release, t)
    index = builder.made(query.recipe(parts, rules, year), region, release, t)
    if index is not None:
        builder.say(index, t)
        builder.draw(index, builder.view(t), region, t)
        builder.take_away(index, region, release, t)
