"""The defence budget after RESDAL: composition, execution, real growth, salaries a person."""

import streamlit as st

from atlas.codebook import codebook
from atlas.i18n import country_name, translator
from ui import budget, controls, frame, state

t = translator(state.lang())
book = codebook()

release = frame.release(t)
country = state.resolve("country", book.country, None)
other = state.resolve("with", book.country, None)
both = list(dict.fromkeys(c.iso3 for c in (country, other) if c))

title = " · ".join(country_name(iso3, t.lang) for iso3 in both) or t("Budget analysis")
controls.heading(t("Budget analysis") if both else t("Analysis"), title)
with st.container(horizontal=True, key="atlas-controls"):
    controls.one_country(country, t)
    budget.other(other, t)
    year = budget.year(both, release, t)
    controls.release(release, t)
if not both:
    st.info(t("Choose a country to see what its defence budget is made of."))
else:
    view = budget.view(t)
    for iso3 in both:
        budget.country(iso3, year, view, len(both) > 1, release, t)
    budget.method(t)
    budget.take_away(both, release, t)
