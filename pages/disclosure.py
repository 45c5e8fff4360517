"""What a release contains of each state; a score only of what the state itself published."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, disclosure, disclosure_views, frame, state

t = translator(state.lang())

release = frame.release(t)
selection = disclosure.asked(release)

controls.heading(t("Disclosure"), disclosure.title(selection, t))
disclosure.choose(selection, release, t)
disclosure_views.caution(release, t)
disclosure_views.say(selection, t)
disclosure_views.country_card(selection, release, t)

if selection.view == "map":
    disclosure_views.world(selection, release, t)
elif selection.view == "chart":
    disclosure_views.tiles(selection, t)
else:
    disclosure_views.ranking(selection, t)

disclosure_views.changed(selection, t)
disclosure_views.over_years(selection, release, t)
disclosure_views.method(t)
disclosure_views.take_away(selection, release, t)
st.caption(t("The matrix shows what this atlas could find. It is no verdict on any state."))
