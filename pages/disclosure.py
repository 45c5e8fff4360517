"""What each state publishes and what it withholds, as far as a release can tell."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, disclosing, disclosure, frame, state

t = translator(state.lang())

release = frame.release(t)
asked = disclosure.asked(release)

controls.heading(t("Disclosure"), disclosure.title(asked, t))
disclosure.choose(asked, release, t)
disclosing.caution(release, t)
disclosing.say(asked, t)
disclosing.country_card(asked, release, t)

if asked.view == "map":
    disclosing.world(asked, release, t)
elif asked.view == "chart":
    disclosing.tiles(asked, t)
else:
    disclosing.ranking(asked, t)

disclosing.changed(asked, t)
disclosing.over_years(asked, release, t)
disclosing.method(asked, t)
disclosing.take_away(asked, release, t)
st.caption(
    t(
        "A high score is not praise and a low one is not blame: the score shows what this atlas "
        "could find."
    )
)
