"""Everything in a release, with every provenance field, and how full the atlas is."""

import streamlit as st

from atlas.analysis import coverage_board
from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import plain, translator
from atlas.views.coverage import board
from ui import browse, controls, frame, frames, state
from ui.memo import memo

t = translator(state.lang())
book = codebook()

release = frame.release(t)
indicators = [i.id for i in state.resolve_all("indicator", book.indicator)]
countries = [c.iso3 for c in state.resolve_all("country", book.country)]
region = state.resolve("region", book.region, None)

controls.heading(t("Data"), t("All observations"))
with st.container(horizontal=True, key="atlas-controls"):
    browse.indicators(indicators, t)
    controls.countries(countries, t, most=60)
    controls.region(region, t)
    controls.sources(t)
    controls.release(release, t)
years = browse.years()
rows = browse.chosen(release, indicators, countries, region, years)
st.caption(t.n("{n} observation", "{n} observations", len(rows), n=plain(len(rows), t.lang)))
browse.table(rows, t)
members = countries or (list(region.members) if region else [])
span = {"from": str(years[0] or ""), "to": str(years[1] or "")}
controls.take_away(indicators, release, t, country=",".join(members), **span)
if len(indicators) == 1:
    query = {"indicator": indicators[0], "release": release}
    controls.files("map", query, t, t("Download with the countries’ shapes"), ("geojson",))

st.subheader(t("Coverage"), anchor=False)
st.caption(t("UN member states with a value, by indicator and region, and the newest year."))
coverage = memo(lambda: coverage_board(frames.everything(release)), "coverage", release)
st.html(fragment("board.html", t, board=board(coverage, t)))
