"""What the atlas is, where its data come from and how to cite it."""

import streamlit as st

from atlas.export.html import fragment
from atlas.i18n import translator
from atlas.store import frames as store
from atlas.views.origins import origin_shares
from ui import controls, frame, frames, state

t = translator(state.lang())
release = frame.release(t)

controls.heading(t("About"), t("A world atlas of the security sector"))
shares = origin_shares(frames.origin_counts(release), t)
history = frames.releases().to_dict("records")[::-1]
sources = store.sources(frames.engine(), release).to_dict("records")
contents = {"releases": history, "sources": sources, "shares": shares}
st.html(fragment("about.html", t, release=release, reply=state.address("/reply"), **contents))
