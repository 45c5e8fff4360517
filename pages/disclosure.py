"""What each state publishes and what it withholds, as far as a release can tell."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, disclosing, disclosure, frame, state

t = translator(state.lang())

release = frame.release(t)
selection = disclosure.asked(release)

controls.heading(t("Disclosure"), disclosure.title(selection, t))
disclosure.choose(selection, release, t)
disclosing.caution(release, t)
disclosing.say(selection, t)
disclosing.country_card(selection, release, t)

if selection.view == "map":
    disclosing.world(selection, release, t)
elif selection.view == "chart":
    disclosing.tiles(selection, t)
else:
    disclosing.ranking(selection, t)

disclosing.changed(selection, t)
disclosing.over_years(selection, release, t)
disclosing.method(selection, t)
disclosing.take_away(selection, release, t)
st.caption(
    t(
        "A high score is not praise and a low one is not blame: the score shows what this atlas "
        "could find."
    )
)
