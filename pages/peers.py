"""A country among its peers: rank with its uncertainty, median, who is left out, who is alike."""

import streamlit as st

from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import translator
from ui import controls, frame, peers, state

t = translator(state.lang())

release = frame.release(t)
selection = peers.asked()

if selection is None:
    controls.heading(t("Peers"), t("Choose a country"))
    controls.one_country(None, t)
    st.html(fragment("index.html", t, regions=controls.index(t, "/peers")))
else:
    comparison = peers.compared(selection, release)
    theme = codebook().theme(selection.indicator.theme)
    controls.heading(t(theme.name), peers.title(selection, t), t(selection.indicator.name))
    peers.choose(selection, release, t)
    peers.say(selection, comparison, t)
    peers.show(selection, comparison, release, t)
    peers.nearest(selection, comparison, t)
    peers.left_out(comparison, t)
    peers.method(selection, comparison, t)
    controls.definition(selection.indicator, t)
    peers.take_away(selection, release, t)
