"""Two to six countries and peer groups, side by side."""

import streamlit as st

from atlas.analysis.comparability import across as between
from atlas.analysis.comparability import both_known, merged
from atlas.analysis.transform import measures_of, transform
from atlas.codebook import codebook
from atlas.figures import charts
from atlas.figures.points import legend_note
from atlas.i18n import translator
from ui import compare, controls, frame, frames, guard, longer, state, timeline

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
published = frames.of_indicator(release, indicator.id)
choice = guard.asked(sorted(published["year"].unique()), view)
guard.choose(published, countries, choice, view, t)
unit = t(measure.unit if measure else indicator.unit)
drawn = guard.picked(published, choice)
data = drawn
if measure:
    data = transform(data, frames.of_indicator(release, measure.needs), measure)
findings = guard.found(drawn, countries, groups, indicator, view)

if view == "table" or indicator.kind == "category":
    guard.beside(findings, t)
    compare.table(data, countries, groups, indicator, t)
elif view == "scatter":
    controls.one_indicator(against, list(book.indicators), t, "against")
    second = frames.of_indicator(release, against.id)
    other = guard.picked(second, choice)
    across = guard.found(other, countries, groups, against, view)
    apart = between(drawn, other, countries, (indicator, against))
    parts = [
        guard.Part(findings, published, t(indicator.name)),
        guard.Part(across, second, t(against.name)),
        guard.Part(
            apart, both_known(published, second), f"{t(indicator.short)} / {t(against.short)}"
        ),
    ]
    if guard.lets(parts, countries, choice, t):
        titles = (compare.axis(indicator, unit, t), compare.axis(against, t(against.unit), t))
        figure = charts.scatter(data, other, countries, titles, t, log=log)
        compare.draw(figure, guard.words(merged(findings, across, apart), t, choice))
elif view == "multiples":
    compare.whole_theme(indicator, release, countries, choice, t)
elif compare.empty(data, countries, groups, t):
    longer.offer(indicator, release, t)
elif guard.lets([guard.Part(findings, published)], countries, choice, t):
    draw = charts.dots if view == "dots" else charts.lines
    figure = draw(data, countries, groups, unit, t, log=log)
    events = timeline.on_series(figure, release, countries, t) if view == "lines" else []
    note = legend_note(data, countries, t)
    compare.draw(figure, guard.words(findings, t, choice), note)
    if view == "lines":
        compare.too_short(data, countries, t)
        longer.offer(indicator, release, t)
        timeline.below_series(events, countries, t)

compare.sources(data, countries or [m for g in groups for m in book.members(g)], t)
controls.definition(indicator, t)
controls.take_away([indicator.id], release, t, country=",".join(countries))
