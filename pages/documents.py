"""The library of documents, and one box that searches all records."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, documents, frame, state

t = translator(state.lang())

release = frame.release(t)
selection = documents.asked()

title = (
    t("Search: {words}", words=selection.words) if selection.words else t("Library of documents")
)
controls.heading(t("Documents and search"), title)
documents.choose(selection, release, t)

if selection.words:
    documents.results(selection, release, t)
else:
    documents.library(selection, release, t)
    documents.take_away(selection, release, t)
    st.caption(t("Documents that a source names; the library is as full as its sources."))
