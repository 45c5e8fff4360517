"""A country among its peers: rank with its uncertainty, median, who is left out, who is alike."""

import streamlit as st

from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.publish.html import fragment
from ui import controls, frame, peers, state

t = translator(state.lang())

release = frame.release(t)
asked = peers.asked()

if asked is None:
    controls.heading(t("Peers"), t("Choose a country"))
    controls.one_country(None, t)
    st.html(fragment("index.html", t, regions=controls.index(t, "/peers")))
else:
    found = peers.compared(asked, release)
    theme = codebook().theme(asked.indicator.theme)
    controls.heading(t(theme.name), peers.title(asked, t), t(asked.indicator.name))
    peers.choose(asked, release, t)
    peers.say(asked, found, t)
    peers.show(asked, found, release, t)
    peers.nearest(asked, found, t)
    peers.left_out(found, t)
    peers.method(asked, found, t)
    controls.definition(asked.indicator, t)
    peers.take_away(asked, release, t)
