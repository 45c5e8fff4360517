"""Two to six countries and peer groups, side by side."""

import streamlit as st

from atlas.analysis.transform import measures_of, transform
from atlas.codebook import codebook
from atlas.figures import charts
from atlas.i18n import translator
from ui import compare, controls, frame, frames, longer, state, timeline

t = translator(state.lang())
book = codebook()

release = frame.release(t)
indicator = state.resolve("indicator", book.indicator, book.indicator("milex_gdp"))
countries = [c.iso3 for c in state.resolve_all("country", book.country)][:6]
groups = [r.id for r in state.resolve_all("region", book.region)]
if not countries and not groups:
    groups = [r.id for r in book.regions.values() if r.kind == "community"]
against = state.resolve("against", book.indicator, book.indicator("women_parliament"))

controls.heading(t("Compare"), t(indicator.name))
with st.container(horizontal=True, key="atlas-controls"):
    controls.theme_and_indicator(indicator, t)
    controls.countries(countries, t, most=6)
    controls.groups(groups, t)
    controls.release(release, t)
view = compare.view(indicator, t)
measure = compare.measure(indicator, measures_of(indicator), t)
log = compare.log_scale(indicator, view, t)
data = frames.of_indicator(release, indicator.id)
unit = t(measure.unit if measure else indicator.unit)
if measure:
    data = transform(data, frames.of_indicator(release, measure.needs), measure)

if view == "table" or indicator.kind == "category":
    compare.table(data, countries, groups, indicator, t)
elif view == "scatter":
    controls.one_indicator(against, list(book.indicators), t, "against")
    titles = (compare.axis(indicator, unit, t), compare.axis(against, t(against.unit), t))
    figure = charts.scatter(
        data, frames.of_indicator(release, against.id), countries, titles, t, log=log
    )
    compare.draw(figure)
elif view == "dots":
    compare.draw(charts.dots(data, countries, groups, unit, t, log=log))
elif view == "multiples":
    compare.whole_theme(indicator, release, countries, t)
else:
    figure = charts.lines(data, countries, groups, unit, t, log=log)
    events = timeline.on_series(figure, release, countries, t)
    compare.draw(figure)
    compare.too_short(data, countries, t)
    longer.offer(indicator, release, t)
    timeline.below_series(events, countries, t)

compare.sources(data, countries or [m for g in groups for m in book.members(g)], t)
controls.definition(indicator, t)
controls.take_away([indicator.id], release, t, country=",".join(countries))
