"""Controls and views of the trends page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.events import year_of
from atlas.analysis.selection import totals
from atlas.analysis.trends import NoTrend, Parameters, Trends, aligned
from atlas.analysis.trends.aligned import AlignedSeries
from atlas.analysis.trends.matrix import KINDS, Matrix, observation_matrix
from atlas.codebook import Country, Indicator, Region, codebook
from atlas.errors import InvalidParameter
from atlas.export.html import fragment, link_html
from atlas.i18n import N_, Translator, country_name
from atlas.store import releases
from atlas.views.charts.plots import CONFIG
from atlas.views.trends import captions, course
from atlas.views.trends import charts as figures
from atlas.views.trends import tables as rows
from atlas.views.trends.cache import cached_trends
from atlas.views.values import unstated_value_notes
from ui import browse, controls, frames, state
from ui.memo import memo
from ui.plain import plain

VIEWS = {"chart": N_("Chart"), "table": N_("Countries"), "paths": N_("Years since an event")}
ANCHORS = {
    "transition": N_("Political transition"),
    "constitution": N_("Constitution"),
    "peace": N_("Peace agreement or ceasefire"),
    "independence": N_("Independence or founding"),
}
# Huntington's third wave begins in 1974: an earlier event has another world around it.
THIRD_WAVE = 1974
SHORTEST = 8
COLUMNS = 3  # Streamlit sets them one below the other on narrow screens


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    indicator: Indicator
    region: Region | None
    country: Country | None
    first: int | None
    last: int | None
    view: str
    anchor: str


def asked() -> Asked:
    """Read the address."""
    book = codebook()
    first, last = (browse.year(name) for name in ("from", "to"))
    if first and last and last - first + 1 < SHORTEST:
        template = N_("The period {first} to {last} has fewer than {n} years; all years are shown.")
        state.complain(InvalidParameter(template, first=first, last=last, n=SHORTEST))
        first = last = None
    return Asked(
        indicator=state.resolve("indicator", book.indicator, book.indicator("milex_gdp")),
        region=state.resolve("region", book.region, None),
        country=state.resolve("country", book.country, None),
        first=first,
        last=last,
        view=state.resolve("view", choice_parser(VIEWS), "chart"),
        anchor=state.resolve("anchor", choice_parser(ANCHORS), "transition"),
    )


def found(selection: Asked, release: str, t: Translator) -> Trends | None:
    """Return the trends; None, with an explanation on the page, where an indicator has none."""
    parameters = replace(Parameters(), first=selection.first, last=selection.last)
    version = releases.content_version(frames.engine())
    try:
        return _trends(release, selection.indicator.id, parameters, state.origins(), version)
    except NoTrend:
        name = t(selection.indicator.name)
        st.info(t("“{name}” is a matter of kind, not of more or less: it has no trend.", name=name))
        link = state.address("/timeline")
        words = t("Events and reforms show when such rules changed.")
        st.html(f'<p class="atlas-note">{link_html(link, words, target="_self")}</p>')
        return None


@lru_cache(maxsize=128)
def _trends(
    release: str,
    indicator: str,
    parameters: Parameters,
    origins: tuple[str, ...],
    _version: str,
) -> Trends:
    return cached_trends(frames.engine(), release, indicator, parameters, origins)


def choose(selection: Asked, release: str, t: Translator) -> None:
    """Show the controls."""
    with st.container(horizontal=True, key="atlas-controls"):
        controls.theme_and_indicator(selection.indicator, t)
        if selection.indicator.kind in KINDS:
            _years(selection, release, t)
        controls.region(selection.region, t)
        controls.one_country(selection.country, t)
        controls.sources(t)
        controls.release(release, t)


def _years(selection: Asked, release: str, t: Translator) -> None:
    available = memo(
        lambda: _years_with_values(release, selection.indicator.id),
        "years",
        release,
        selection.indicator.id,
    )
    if len(available) < SHORTEST:
        return
    for name, label, current in (
        ("from", t("First year"), selection.first),
        ("to", t("Last year"), selection.last),
    ):
        years = sorted({*available, *([current] if current else [])})
        st.selectbox(
            label,
            ["", *map(str, years)],
            format_func=lambda year: year or t("By coverage"),
            **state.bound(name, str(current) if current else "", ""),
        )


def _years_with_values(release: str, indicator: str) -> list[int]:
    return sorted(map(int, frames.of_indicator(release, indicator)["year"].unique()))


def say(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    """Say what is common and what is unique, and which values no source states."""
    own = ("trends said", release, selection.indicator.id, result.window, t.lang)
    rough = memo(lambda: unstated_value_notes(_inside(selection, result, release), t), *own)
    st.html(
        fragment(
            "trends_verdict.html",
            t,
            kind=result.verdict.kind,
            direction=result.verdict.direction,
            headline=course.full_headline(result, t),
            lines=[
                *captions.trend_sentences(result, selection.indicator, t),
                *course.course_sentences(result, selection.indicator, t),
                *rough,
            ],
            changes=captions.what_would_change(result, t) if result.window else [],
        )
    )


def _inside(selection: Asked, result: Trends, release: str) -> pd.DataFrame:
    """Return the totals of the years that the trends are computed from."""
    rows = totals(frames.of_indicator(release, selection.indicator.id))
    first, last = result.window or (1, 0)
    return rows[rows["year"].between(first, last)]


def draw(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    """Show the chosen view."""
    if result.window is None:
        return
    controls.segments("view", {c: t(n) for c, n in VIEWS.items()}, selection.view, t("View"))
    if selection.view == "chart":
        _regions(selection, result, release, t)
    elif selection.view == "table":
        _countries(selection, result, release, t)
    else:
        _paths(selection, result, release, t)
    _breaks(selection, result, release, t)


def _unit(result: Trends, t: Translator) -> str:
    return t("{unit} a year", unit=captions.slope_unit(result, t))


def _regions(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    panels = memo(
        lambda: figures.regional(result, t(result.unit), t),
        *("regions", release, selection.indicator.id, selection.first, selection.last, t.lang),
    )
    for at in range(0, len(panels), COLUMNS):
        for column, number in zip(st.columns(COLUMNS), range(at, at + COLUMNS), strict=True):
            if number < len(panels):
                key = f"trends-{number}"
                column.plotly_chart(panels[number], key=key, config=CONFIG, theme="streamlit")
    if panels:
        st.html(fragment("trends_key.html", t))
    window = "{}–{}".format(*(result.window or ("", "")))
    values = {"unit": _unit(result, t), "window": window, "link": _region_link}

    def table() -> str:
        table_rows = rows.region_rows(result, selection.indicator, t)
        return fragment("trends_regions.html", t, rows=table_rows, **values)

    _once("regions", selection, release, table, t)
    _windows(selection, result, release, t)
    spread = rows.spread_rows(result, t)
    if spread:
        st.html(
            fragment(
                "trends_spread.html",
                t,
                rows=spread,
                relative=result.scale == "relative",
                unit=t(result.unit),
            )
        )


def _windows(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    """Show the verdict by first and last year, and the countries whose end is unusual."""

    def table() -> str:
        grid = course.window_grid(result, t)
        unusual = course.unusual_rows(result, selection.indicator, t)
        return fragment("trends_windows.html", t, grid=grid, unusual=unusual, link=_country_link)

    _once("windows", selection, release, table, t)


def _once(
    part: str, selection: Asked, release: str, make: Callable[[], str], t: Translator
) -> None:
    """Show the HTML of a part, written once for each question: a long series has long tables."""
    question = (
        selection.indicator.id,
        selection.first,
        selection.last,
        release,
        t.lang,
        state.here(),
    )
    if html := memo(make, "trends", part, *question):
        st.html(html)


def _region_link(code: str) -> str:
    return state.here(region=code if code != "world" else None, view="table")


def _countries(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    region = selection.region
    members = set(region.members) if region else None

    def table() -> str:
        table_rows = rows.country_rows(result, selection.indicator, t)
        table_rows = [r for r in table_rows if members is None or r.code in members]
        values = {"unit": _unit(result, t), "indicator": selection.indicator.id}
        return fragment("trends_countries.html", t, rows=table_rows, link=_country_link, **values)

    _once("countries", selection, release, table, t)
    if result.left_out:
        with st.expander(t("Who is outside the balanced panel, and why")):
            st.html(fragment("peers_left_out.html", t, groups=rows.excluded_from_panel(result, t)))


def _country_link(iso3: str) -> str:
    return state.here(country=iso3)


def _paths(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    """Show series on the years since an event."""
    st.subheader(t("On the years since an event"), anchor=False)
    controls.segments("anchor", {c: t(n) for c, n in ANCHORS.items()}, selection.anchor, t("Event"))
    anchors = _anchors(release, selection.anchor)
    book = codebook()
    homes = {iso3: c.region for iso3, c in book.countries.items()}
    paths = aligned(_matrix(release, selection.indicator.id, state.origins()), homes, anchors)
    figure = figures.since(paths, t(result.unit), t)
    if figure.data:
        st.plotly_chart(figure, key="since", config=CONFIG, theme="streamlit")
        st.html(fragment("trends_since.html", t, paths=_since_rows(paths, t), first=THIRD_WAVE))
    else:
        st.info(t("Too few countries have both such an event and values around it."))


def _since_rows(paths: tuple[AlignedSeries, ...], t: Translator) -> list[tuple[str, str]]:
    return [
        (captions.place_name(p.region, t), " · ".join(country_name(c, t.lang) for c in p.countries))
        for p in paths
    ]


@lru_cache(maxsize=32)
def _matrix(release: str, indicator: str, _origins: tuple[str, ...]) -> Matrix:
    return observation_matrix(frames.of_indicator(release, indicator))


@lru_cache(maxsize=16)
def _anchors(release: str, kind: str) -> dict[str, int]:
    """Return the year of each country's first event of a kind since 1974."""
    events = frames.records(release, "event")
    own = events[events["event"] == kind]
    pairs = [(str(c), year_of(d)) for c, d in zip(own["country"], own["date"], strict=True)]
    later = sorted((year, c) for c, year in pairs if year >= THIRD_WAVE)
    return {c: year for year, c in reversed(later)}


def _breaks(selection: Asked, result: Trends, release: str, t: Translator) -> None:
    """Show the breaks of the regions, or of the chosen country with events of about then."""
    _once("breaks", selection, release, lambda: _breaks_html(selection, result, release, t), t)


def _breaks_html(selection: Asked, result: Trends, release: str, t: Translator) -> str:
    country = selection.country
    if country is not None:
        events = frames.records_of(release, "event", country.iso3)
        table_rows = rows.break_rows(result, (country.iso3,), events, selection.indicator, t)
        title = t("Breaks in the series of {country}", country=country_name(country.iso3, t.lang))
    else:
        places = tuple(r.region for r in figures.shown_regions(result))
        table_rows = rows.break_rows(result, places, None, selection.indicator, t)
        title = t("Breaks: lasting changes of level")
    values = {"title": title, "unit": t(result.unit), "own": country is not None}
    return fragment("trends_breaks.html", t, rows=table_rows, **values)


def method(result: Trends, t: Translator) -> None:
    """Tell in plain words how the result is made."""
    with st.expander(t("How this is calculated")):
        st.html(fragment("trends_method.html", t, it=result.parameters, method=result.method))


def take_away(selection: Asked, release: str, t: Translator) -> None:
    """Offer the result and what it is made from as files, and an address that stays."""
    span = {"from": str(selection.first or ""), "to": str(selection.last or "")}
    query = {"indicator": selection.indicator.id, **span, "release": release}
    controls.files("trends", query, t, t("Download the result"), ("csv", "json"))
    words = t("Download the underlying data")
    controls.files(
        "observations", {"indicator": selection.indicator.id, "release": release}, t, words
    )
    controls.permalink(release, t)
    names = memo(lambda: _sources(release, selection.indicator.id), *("named", *query.values()))
    if names:
        st.caption(t("Source: {sources}", sources=plain(names)))


def _sources(release: str, indicator: str) -> str:
    sources = frames.of_indicator(release, indicator)["source"].unique()
    return " · ".join(sorted(map(str, sources)))
