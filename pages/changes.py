"""What changed between two releases, with the words of the sources on both sides."""

import streamlit as st

from atlas.i18n import translator
from ui import changes, controls, state

t = translator(state.lang())

old, new = changes.two_releases()
if changes.is_first(old, new):
    controls.heading(t("What changed"), t("Release {release}", release=new))
    st.info(t("There is one release so far. What changes will appear here with the next."))
    st.stop()
everything = changes.between(old, new)
countries, subjects = changes.chosen(everything)
differences = changes.picked(everything, countries, subjects)

controls.heading(t("What changed"), t("From release {old} to {new}", old=old, new=new))
changes.last_visit(t)
with st.container(horizontal=True, key="atlas-controls"):
    changes.choose_releases(old, new, t)
    controls.countries(countries, t, most=60)
    changes.choose_subjects(everything, subjects, t)
changes.notes(new, t)
changes.tally(differences, t)
changes.say(differences, t)
changes.views(differences, changes.published, t)
