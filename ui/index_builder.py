"""Controls and views of the index builder; all choices live in the address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from atlas.analysis import index_builder as composite
from atlas.analysis.choice import choice_parser
from atlas.analysis.index_builder import Bands, Driver, Pair, Part, Recipe, Result
from atlas.analysis.index_builder import query as index_query
from atlas.codebook import codebook
from atlas.codebook.model import Region
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import Translator, country_name
from atlas.store import replies as stored
from atlas.views import index_builder as index_figures
from atlas.views.changes import as_address
from ui import controls, frames, map_view, state
from ui import replies as heard
from ui.plain import told

VIEWS = ("chart", "map", "table")


@dataclass(frozen=True)
class Index:
    """An index with all that is said of it."""

    result: Result
    bands: Bands
    drivers: list[Driver]
    pairs: list[Pair]


def parts() -> tuple[Part, ...]:
    """Return the parts that the address asks for."""
    names = [i.id for i in state.resolve_all("indicator", index_query.usable)][: composite.MOST]
    more, less, logs = (
        [i.id for i in state.resolve_all(name, index_query.usable)]
        for name in ("more", "less", "log")
    )
    return index_query.recipe_parts(
        names, more, less, state.resolve_all("weight", index_query.weight), logs
    )


def choose_parts(parts: tuple[Part, ...], t: Translator) -> None:
    """Choose indicators, and for each its direction and weight."""
    book = codebook()
    with_data = frames.filled(frames.newest())
    options = [i.id for i in book.indicators.values() if i.kind != "category" and i.id in with_data]
    options += [p.indicator for p in parts if p.indicator not in options]
    st.multiselect(
        t("Indicators"),
        options,
        max_selections=composite.MOST,
        format_func=lambda i: (
            f"{t(book.theme(book.indicators[i].theme).name)}: {t(book.indicators[i].name)}"
        ),
        placeholder=t("Type a name"),
        **state.bound("indicator", [p.indicator for p in parts], []),
    )
    for part in parts:
        _one_part(part, parts, t)
    if parts:
        st.multiselect(
            t("Take the logarithm of"),
            [p.indicator for p in parts],
            format_func=lambda i: t(book.indicators[i].name),
            placeholder=t("No indicator"),
            help=t("Ten times as much is then one step: for very uneven indicators."),
            **state.bound("log", [p.indicator for p in parts if p.log], []),
        )


def _one_part(part: Part, parts: tuple[Part, ...], t: Translator) -> None:
    entry = codebook().indicators[part.indicator]
    ways = {1: t("Higher values raise the score"), -1: t("Higher values lower the score")}
    keys = (f"index-way-{entry.id}", f"index-weight-{entry.id}")
    for key, value in zip(keys, (part.direction, part.weight), strict=True):
        if st.session_state.get(key) != value:
            st.session_state[key] = value
    name = t(entry.name)
    with st.container(horizontal=True, key=f"atlas-index-{entry.id}", vertical_alignment="bottom"):
        st.selectbox(
            f"{name} ({t(entry.unit)})" if entry.unit else name,
            list(ways),
            format_func=ways.get,
            help=t(entry.comparability),
            key=keys[0],
            on_change=_save_parts,
            args=(entry.id, parts),
        )
        st.number_input(
            t("Weight"),
            min_value=0.1,
            max_value=1000.0,
            step=1.0,
            format="%g",
            key=keys[1],
            on_change=_save_parts,
            args=(entry.id, parts),
            width=140,
        )


def _save_parts(name: str, parts: tuple[Part, ...]) -> None:
    """Write all directions and weights; what the codebook proposes and 1 stay out."""
    new = Part(
        name, st.session_state[f"index-way-{name}"], st.session_state[f"index-weight-{name}"]
    )
    new_parts = [new if p.indicator == name else p for p in parts]
    usual = {i.id: index_query.default_direction(i) for i in codebook().indicators.values()}
    differs = [p for p in new_parts if p.direction != usual[p.indicator]]
    state.remember(
        more=[p.indicator for p in differs if p.direction > 0],
        less=[p.indicator for p in differs if p.direction < 0],
        weight=[f"{p.indicator}:{p.weight:g}" for p in new_parts if p.weight != 1],
    )


def rules(t: Translator) -> dict[str, str]:
    """Choose how the parts are joined; return the codes."""
    codes = {
        name: state.resolve(name, index_query.rule(name), index_query.USUAL[name])
        for name in index_query.RULES
    }
    names = {
        "normalise": {code: t(name) for code, name in index_figures.NORMALISED.items()},
        "aggregate": {code: t(name) for code, name in index_figures.AGGREGATED.items()},
        "trim": {c: t("{n} % at each end", n=c) for c in index_query.RULES["trim"]}
        | {"0": t("None")},
        "coverage": {c: t("{n} % of the weight", n=c) for c in index_query.RULES["coverage"]},
        "age": {c: t.n("{n} year", "{n} years", int(c)) for c in index_query.RULES["age"]}
        | {"0": t("Any age")},
    }
    labels = {
        "normalise": t("Common scale"),
        "aggregate": t("Joined by"),
        "trim": t("Outliers capped"),
        "coverage": t("A country needs"),
        "age": t("Values not older than"),
    }
    for name, options in names.items():
        if name == "trim" and codes["normalise"] != "minmax":
            continue
        st.selectbox(
            labels[name],
            list(options),
            format_func=options.get,
            **state.bound(name, codes[name], index_query.USUAL[name]),
        )
    return codes


def year(parts: tuple[Part, ...], release: str, t: Translator) -> int:
    """Choose the year of the index: the newest with values by default."""
    newest = composite.newest_year({p.indicator: _frame(release, p) for p in parts})
    current = state.resolve("year", index_query.year_parameter, newest)
    years = sorted({current, *range(newest, newest - 12, -1)}, reverse=True)
    st.selectbox(
        t("Year of the index"),
        [str(y) for y in years],
        **state.bound("year", str(current), str(newest)),
    )
    return current


def _frame(release: str, part: Part) -> pd.DataFrame:
    return frames.of_indicator(release, part.indicator)


def made(recipe: Recipe, region: Region | None, release: str, t: Translator) -> Index | None:
    """Return the index; if it cannot be computed, show why and what to choose instead."""
    n_taken_down = stored.takedown_count(frames.engine())
    try:
        return _index(
            str(frames.engine().url), release, recipe, region.id if region else "", n_taken_down
        )
    except AtlasError as error:
        st.warning(told(error, t))
        return None


@lru_cache(maxsize=64)
def _index(_database: str, release: str, recipe: Recipe, region: str, _n_taken_down: int) -> Index:
    observations = {p.indicator: _frame(release, p) for p in recipe.parts}
    members = codebook().members(region) if region else ()
    result = composite.build(composite.values(observations, recipe, members), recipe)
    return Index(
        result, composite.bands(result), composite.drivers(result), composite.pairs(result)
    )


def empty(t: Translator) -> None:
    """Say what the page is for; no index is proposed."""
    st.html(fragment("builder/empty.html", t))


def say(index: Index, t: Translator) -> None:
    """Warn, then say what stands out."""
    st.html(fragment("builder/warning.html", t))
    lines = index_figures.index_findings(index.result, index.bands, index.drivers, index.pairs, t)
    st.html(fragment("lines.html", t, lines=lines))


def view(t: Translator) -> str:
    """Choose how to look at the index."""
    current = state.resolve("view", choice_parser(VIEWS), VIEWS[0])
    options = {"chart": t("Ranking"), "map": t("Map"), "table": t("Table with sources")}
    controls.segments("view", options, current, t("View"))
    return current


def draw(index: Index, view: str, region: Region | None, t: Translator) -> None:
    """Draw the ranked list, the map or the table with sources, and name who is not ranked."""
    if view == "map":
        with st.container(key="atlas-index-map"):
            payload = as_address(index_figures.world(index.result, t))
            map_view.draw(payload, region.id if region else "", t, is_fixed=True)
    else:
        _draw_rows(index, view, t)
    out = sorted(country_name(c, t.lang) for c in index.result.left_out)
    if out:
        st.html(fragment("builder/left_out.html", t, names=out))


def _draw_rows(index: Index, view: str, t: Translator) -> None:
    entries = [codebook().indicators[i] for i in index.result.recipe.indicators]
    ways = [p.direction for p in index.result.recipe.parts]
    labels = {1: t("Higher values raise the score"), -1: t("Higher values lower the score")}
    heads = [
        (t(e.short), t(e.unit) if e.unit else "", labels[way])
        for e, way in zip(entries, ways, strict=True)
    ]
    values = {
        "rows": index_figures.index_rows(index.result, index.bands, t),
        "names": [t(e.short) for e in entries],
        "heads": heads,
        "open": lambda iso3: state.address("/country", country=iso3),
        "voices": heard.beside(t),
    }
    name = "ranked" if view == "chart" else "table"
    st.html(fragment(f"builder/{name}.html", t, **values))


def take_away(index: Index, region: Region | None, release: str, t: Translator) -> None:
    """Offer method, results, inputs and the address that holds all choices."""
    recipe = index.result.recipe
    query = index_query.recipe_parameters(recipe, region.id if region else "", release)
    with st.expander(t("How this was calculated")):
        st.html(
            fragment("method.html", t, lines=index_figures.method(index.result, index.bands, t))
        )
    st.caption(t("Permanent address of this index, with its release:"))
    st.code(permalink("builder", {**query, "lang": t.lang}), language=None, wrap_lines=True)
    controls.files("index", query, t, t("Download the results"), kinds=("csv", "json"))
    inputs = {"indicator": query["indicator"], "to": query["year"], "release": release}
    controls.files("observations", inputs, t, t("Download the inputs"))


def permalink(page: str, query: dict[str, str]) -> str:
    """Return the full address of a page with these parameters."""
    parts = urlsplit(st.context.url or "")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{origin}/{page}?{urlencode(query, safe=',:')}"
