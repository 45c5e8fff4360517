"""Events and reforms of a few countries or of a region on one axis of time."""

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.events import select_events
from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import country_name, translator
from atlas.views.timeline.captions import timeline_caption
from atlas.views.timeline.events import join_names
from ui import controls, frame, frames, state, timeline

REGION = "latin_america"

t = translator(state.lang())
book = codebook()

release = frame.release(t)
region = state.resolve("region", book.region, book.region(REGION))
countries = [c.iso3 for c in state.resolve_all("country", book.country)][:6]
members_shown = countries or timeline.by_name(region.members, t)
place = join_names([country_name(c, t.lang) for c in countries], t) or t(region.name)
view = state.resolve("view", choice_parser(("chart", "table")), "chart")

controls.heading(t("Events and reforms"), place)
with st.container(horizontal=True, key="atlas-controls"):
    timeline.region(region, t, default=REGION)
    controls.countries(countries, t, most=6)
    kinds = timeline.kinds(t)
    span = timeline.years(t)
    controls.release(release, t)
controls.segments("view", {"chart": t("Timeline"), "table": t("Table")}, view, t("View"))

events = select_events(frames.records(release, "event"), members_shown, (), *span)
rows = select_events(events, members_shown, kinds)
st.html(fragment("say.html", t, lines=timeline_caption(rows, place, span, members_shown, t)))
if view == "chart":
    timeline.chart(rows, members_shown, span, t)
timeline.left_out(events, kinds, t)
timeline.listed(rows, t, always_open=view == "table")
controls.files("events", timeline.query(members_shown, kinds, span, release), t)
