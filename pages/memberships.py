"""Who is in which organisation, agreement and mission."""

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.i18n import country_name, translator
from atlas.views.timeline.events import join_names
from ui import controls, frame, memberships, state, timeline

# A grid of the whole world is long; the other views can be read at a glance.
REGIONS = {"missions": "world", "sets": "world"}

t = translator(state.lang())
book = codebook()

release = frame.release(t)
view = state.resolve("view", choice_parser(("matrix", "table", "sets", "missions")), "matrix")
countries = [c.iso3 for c in state.resolve_all("country", book.country)][:6]

heading = st.container()
with st.container(horizontal=True, key="atlas-controls"):
    _, members, place = memberships.region(REGIONS.get(view, "latin_america"), t)
    controls.countries(countries, t, most=6)
    if view in ("matrix", "table"):
        bodies = memberships.organisations(t, all_fields=bool(countries))
    controls.release(release, t)
memberships.views(view, t)

members_shown = countries or timeline.by_name(members, t)
place = join_names([country_name(c, t.lang) for c in countries], t) or place
with heading:
    controls.heading(t("Memberships and missions"), place)
if view == "missions":
    memberships.missions(release, members_shown, t)
elif view == "sets":
    memberships.two(release, members_shown, place, t)
else:
    memberships.memberships(release, members_shown, place, bodies, view, t, few=bool(countries))
