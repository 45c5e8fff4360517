"""What the atlas can record: every indicator with its definition and limits."""

import streamlit as st

from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import country_name, translator
from ui import controls, frames, state

t = translator(state.lang())
book = codebook()
with_data = frames.filled(frames.newest())

controls.heading(t("Codebook"), t("What is recorded, and how"))
st.html(
    fragment(
        "codebook.html",
        t,
        book=book,
        filled=with_data,
        link=lambda i: state.address("/", indicator=i),
    )
)
st.subheader(t("Regions and groups"), anchor=False)
names = {iso3: country_name(iso3, t.lang) for iso3 in book.countries}
st.html(fragment("regions.html", t, regions=list(book.regions.values()), names=names))
