"""What each state publishes and what it withholds, as far as a release can tell."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, disclosure, frame, state

t = translator(state.lang())

release = frame.release(t)
asked = disclosure.asked(release)

controls.heading(t("Disclosure"), disclosure.title(asked, t))
disclosure.choose(asked, release, t)
disclosure.caution(release, t)
disclosure.say(asked, t)
disclosure.country_card(asked, t)

if asked.view == "map":
    disclosure.world(asked, release, t)
elif asked.view == "chart":
    disclosure.tiles(asked, t)
else:
    disclosure.ranking(asked, t)

disclosure.changed(asked, t)
disclosure.over_years(asked, release, t)
disclosure.method(asked, t)
disclosure.take_away(asked, release, t)
st.caption(
    t("A high score is no praise and a low one no blame: it tells what this atlas could find.")
)
