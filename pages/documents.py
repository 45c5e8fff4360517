"""The library of documents, and one box that searches all records."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, documents, frame, state

t = translator(state.lang())

release = frame.release(t)
asked = documents.asked()

title = t("Search: {words}", words=asked.words) if asked.words else t("Library of documents")
controls.heading(t("Documents and search"), title)
documents.choose(asked, release, t)

if asked.words:
    documents.results(asked, release, t)
else:
    documents.library(asked, release, t)
    documents.take_away(asked, release, t)
    st.caption(t("Documents that a source names; the library is as full as its sources."))
