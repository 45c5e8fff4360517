"""Two to six countries and peer groups, side by side."""

from functools import partial

import streamlit as st

from atlas.analysis.comparability import across as between
from atlas.analysis.comparability import both_known, merge_findings
from atlas.analysis.transform import measures_of, transform
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts import plots as charts
from atlas.views.charts.points import legend_note
from atlas.views.compare.table import comparison_rows
from atlas.web.map import cached_reference_year
from ui import compare, controls, frame, frames, guard, longer, state, timeline
from ui.memo import memo

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
    controls.sources(t)
    controls.release(release, t)
view = compare.view(indicator, t)
measure = compare.measure(indicator, measures_of(indicator), t)
log = compare.log_scale(indicator, view, t)
published = frames.of_indicator(release, indicator.id)
this = ("compare", release, indicator.id, tuple(countries), tuple(groups))
choice = guard.asked(sorted(published["year"].unique()), view)
guard.choose(memo(lambda: guard.offered(published, countries), *this, "offered"), choice, view, t)
unit = t(measure.unit if measure else indicator.unit)
shown_rows = memo(lambda: guard.picked(published, choice), *this, "drawn", choice)
drawn_rows = memo(
    lambda: guard.comparable(shown_rows, countries, view), *this, "comparable", choice, view
)
data = drawn_rows
if measure:
    base = frames.of_indicator(release, measure.needs)
    data = memo(
        lambda: transform(drawn_rows, base, measure), *this, "data", choice, measure.id, view
    )
these = (*this, choice, measure.id if measure else "", view)
findings = memo(
    lambda: guard.found(shown_rows, countries, groups, indicator, view), *these, "findings"
)

if view == "table" or indicator.kind == "category":
    guard.beside(findings, t)
    rows = memo(
        lambda: comparison_rows(data, countries, groups, indicator, t), *these, "rows", t.lang
    )
    compare.table(rows, t)
elif view == "scatter":
    controls.one_indicator(against, list(book.indicators), t, "against")
    second = frames.of_indicator(release, against.id)
    other = guard.picked(second, choice)
    drawn_other = guard.comparable(other, countries, view)
    across, apart = memo(
        lambda: (
            guard.found(other, countries, groups, against, view),
            between(drawn_rows, drawn_other, countries, (indicator, against)),
        ),
        *these,
        against.id,
    )
    parts = [
        guard.Part(findings, published, t(indicator.name)),
        guard.Part(across, second, t(against.name)),
        guard.Part(
            apart, both_known(published, second), f"{t(indicator.short)} / {t(against.short)}"
        ),
    ]
    if guard.lets(parts, countries, choice, t):
        titles = (compare.axis(indicator, unit, t), compare.axis(against, t(against.unit), t))
        figure = compare.figure(
            lambda: charts.scatter(
                data,
                drawn_other,
                countries,
                titles,
                t,
                log=log,
                reference=cached_reference_year(release),
            ),
            *these,
            against.id,
            log,
            t.lang,
        )
        compare.draw(figure, guard.words(merge_findings(findings, across, apart), t, choice))
elif view == "multiples":
    compare.whole_theme(indicator, release, countries, choice, t)
elif not memo(lambda: compare.having(data, countries, groups), *these, "having"):
    compare.say_empty(countries, groups, t)
    longer.offer(indicator, release, t)
elif guard.lets([guard.Part(findings, published)], countries, choice, t):
    draw = charts.line_chart
    if view == "dots":
        draw = partial(charts.dots, reference=cached_reference_year(release))
    figure = compare.figure(
        lambda: draw(data, countries, groups, unit, t, log=log), *these, log, t.lang
    )
    events = timeline.on_series(figure, release, countries, t) if view == "lines" else []
    note = legend_note(data, countries, t)
    compare.draw(figure, guard.words(findings, t, choice), note)
    if view == "lines":
        compare.too_short(memo(lambda: compare.valued(data), *these, "valued"), countries, t)
        longer.offer(indicator, release, t)
        timeline.below_series(events, countries, t)

members = countries or [m for g in groups for m in book.members(g)]
compare.sources(memo(lambda: compare.cited(data, members), *these, "sources"), t)
controls.definition(indicator, t)
controls.take_away([indicator.id], release, t, country=",".join(countries))
