"""What changed between two releases, with the words of the sources on both sides."""

import streamlit as st

from atlas.i18n import translator
from ui import changes, controls, state

t = translator(state.lang())

old, new = changes.two_releases()
if changes.is_first(old, new):
    controls.heading(t("What changed"), t("Release {release}", release=new))
    st.info(t("There is one release so far. What changes will appear here with the next."))
else:
    changes.show(old, new, t)
