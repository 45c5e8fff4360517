"""Controls and views of the legal comparator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from atlas.analysis import judgements as facts
from atlas.codebook import Country, Question, Region, Theme, codebook
from atlas.codebook.load import nearest
from atlas.errors import UnknownChoice
from atlas.figures.law import groups
from atlas.figures.law_captions import coders, coverage, sentences, whole
from atlas.figures.law_counts import counts
from atlas.i18n import N_, Translator
from atlas.publish import judgements as payload
from atlas.publish.html import fragment
from atlas.publish.static import asset, version
from ui import controls, mapview, state

VIEWS = {
    "matrix": N_("Matrix"),
    "table": N_("Table"),
    "map": N_("Map"),
    "counts": N_("Counts by region"),
}
MOST = 12  # questions beside each other


@dataclass(frozen=True)
class Asked:
    """What the address asks for: questions of a theme, and of whom."""

    theme: Theme
    questions: tuple[Question, ...]
    chosen: tuple[Question, ...]
    region: Region | None
    countries: tuple[str, ...]
    everyone: bool
    view: str


def asked(frame: pd.DataFrame) -> Asked:
    """Read the address; without a choice the first theme that has answers is shown."""
    book = codebook()
    chosen = tuple(state.resolve_all("question", book.question))[:MOST]
    usual = book.theme(chosen[0].theme) if chosen else _first(frame)
    theme = state.resolve("theme", _theme, usual)
    of_theme = [q for q in book.questions.values() if q.theme == theme.id][:MOST]
    return Asked(
        theme=theme,
        questions=chosen or tuple(of_theme),
        chosen=chosen,
        region=state.resolve("region", book.region, None),
        countries=tuple(_iso3(state.resolve_all("country", book.country))),
        everyone=state.text("all") == "1",
        view=state.resolve("view", _view, "matrix"),
    )


def _iso3(found: list[Country]) -> list[str]:
    return [country.iso3 for country in found]


def themes() -> dict[str, Theme]:
    """Return the themes that have questions, in the order shown."""
    used = {question.theme for question in codebook().questions.values()}
    return {theme.id: theme for theme in codebook().themes if theme.id in used}


def _first(frame: pd.DataFrame) -> Theme:
    questions = codebook().questions
    given = set(frame.loc[frame["answer"] != "", "question"])
    filled = {questions[code].theme for code in given if code in questions}
    known = themes()
    return next(
        (theme for theme in known.values() if theme.id in filled), next(iter(known.values()))
    )


def _theme(code: str) -> Theme:
    known = themes()
    if code not in known:
        raise UnknownChoice(code, nearest(code, known))
    return known[code]


def _view(code: str) -> str:
    if code not in VIEWS:
        raise UnknownChoice(code, nearest(code, VIEWS) or tuple(VIEWS))
    return code


def choose(found: Asked, release: str, t: Translator) -> None:
    """Show the controls: theme, questions, region, countries, release."""
    known = themes()
    with st.container(horizontal=True, key="atlas-controls"):
        st.selectbox(
            t("Theme"),
            list(known),
            format_func=lambda code: t(known[code].name),
            index=list(known).index(found.theme.id),
            key=f"law-theme-{found.theme.id}",
            on_change=_theme_chosen,
            args=(f"law-theme-{found.theme.id}",),
        )
        _questions(found, t)
        controls.region(found.region, t)
        controls.countries(list(found.countries), t, most=60)
        controls.release(release, t)


def _theme_chosen(key: str) -> None:
    state.remember(theme=st.session_state[key], question=None)


def _questions(found: Asked, t: Translator) -> None:
    book = codebook()
    options = [q.id for q in book.questions.values() if q.theme == found.theme.id]
    options += [q.id for q in found.chosen if q.id not in options]
    st.multiselect(
        t("Questions"),
        options,
        max_selections=MOST,
        format_func=lambda code: t(book.questions[code].short),
        placeholder=t("All of the theme"),
        **state.bound("question", [q.id for q in found.chosen], []),
    )


def view(found: Asked, t: Translator) -> None:
    """Choose how to look at the answers, and whether states without any are shown."""
    with st.container(horizontal=True, key="atlas-law-views", vertical_alignment="bottom"):
        options = {code: t(name) for code, name in VIEWS.items()}
        controls.segments("view", options, found.view, t("View"))
        if found.view in ("matrix", "table"):
            bound = state.bound("all", found.everyone, False)
            st.toggle(
                t("Also countries and questions without any answer"),
                key=bound["key"],
                on_change=_everyone,
                args=(bound["key"],),
            )


def _everyone(key: str) -> None:
    state.remember(all="1" if st.session_state[key] else None)


def counted(found: Asked, frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries that are counted: the chosen ones, the region's, or all states."""
    if found.countries:
        return found.countries
    known = facts.states(frame)
    members = set(found.region.members) if found.region else set(known)
    return tuple(iso3 for iso3 in known if iso3 in members)


def shown(found: Asked, frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries with a row: those with an answer unless all are asked for."""
    of = counted(found, frame)
    if found.countries or found.everyone:
        return of
    ids = [q.id for q in found.questions]
    known = set(frame.loc[frame["question"].isin(ids), "country"])
    return tuple(iso3 for iso3 in of if iso3 in known)


def columns(found: Asked, frame: pd.DataFrame) -> list[Question]:
    """Return the questions with a column: chosen ones, else those with any record."""
    if found.chosen or found.everyone:
        return list(found.questions)
    known = set(frame.loc[frame["country"].isin(counted(found, frame)), "question"])
    return [q for q in found.questions if q.id in known]


def say(found: Asked, frame: pd.DataFrame, t: Translator) -> None:
    """Say what the view shows and how much of it is known."""
    of = counted(found, frame)
    rows = facts.current(frame)
    everyone = facts.states(frame)
    ids = [q.id for q in found.questions]
    own = frame[frame["question"].isin(ids) & frame["country"].isin(of)]
    here = rows[rows["question"].isin(ids) & rows["country"].isin(of)]
    st.html(
        fragment(
            "law_say.html",
            t,
            coverage=coverage(facts.answered(here), len(ids), len(of), t),
            whole=whole(facts.answered(rows), len(codebook().questions), len(everyone), t),
            coders=coders(facts.agreement(own), t),
            said=sentences(rows, found.questions, of, t),
            sheet="/api/v1/template?"
            + urlencode({"kind": "judgement", "question": ",".join(ids), "lang": t.lang}),
        )
    )


def answers(found: Asked, frame: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the matrix or the table; a tile leads to its evidence by itself."""
    layout = found.view if found.view == "table" else "matrix"
    _draw(layout, columns(found, frame), shown(found, frame), release, t)


def _draw(
    layout: str,
    questions: Sequence[Question],
    countries: Sequence[str],
    release: str,
    t: Translator,
) -> None:
    if not countries or not questions:
        st.info(t("No answer to these questions is known for these countries yet."))
        return
    _component(
        key="law",
        data={
            "payload": payload.address(release, t.lang, [q.id for q in questions]),
            "evidence": payload.evidence_address(release, t.lang),
            "version": version(),
            "view": layout,
            "groups": groups(countries, t),
            "labels": _labels(t),
            "suffix": state.suffix(),
        },
    )


def one_map(found: Asked, frame: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the map of the first question with its answers beneath; another is chosen above."""
    question = (columns(found, frame) or found.questions)[0]
    region = found.region.id if found.region else ""
    if len(found.questions) > 1:
        st.caption(t("A map shows one question. Choose another above."))
    st.subheader(t(question.text), anchor=False)
    with st.container(key="atlas-law-map"):
        address = payload.map_address(release, t.lang, question.id, region)
        mapview.draw(address, region, t, fixed=True)
    own = frame[frame["question"] == question.id]
    known = set(own["country"])
    _draw("table", [question], [c for c in counted(found, frame) if c in known], release, t)


def by_region(found: Asked, frame: pd.DataFrame, t: Translator) -> None:
    """Draw how many countries of each region give each answer."""
    made = counts(facts.current(frame), found.questions, counted(found, frame), t)
    st.html(fragment("law_counts.html", t, counted=made))


def take_away(found: Asked, release: str, t: Translator) -> None:
    """Offer the answers behind a view as files."""
    query = {"question": ",".join(q.id for q in found.questions), "release": release}
    query |= {"country": ",".join(found.countries)} if found.countries else {}
    controls.files("judgements", query, t)


def definitions(questions: Sequence[Question], t: Translator) -> None:
    """Show how each question is coded."""
    with st.expander(t("How the questions are coded")):
        st.html(fragment("law_definitions.html", t, questions=questions))


def _labels(t: Translator) -> dict[str, str]:
    return {
        "matrix": t("Answers by country and question; Enter opens the evidence"),
        "country": t("Country"),
        "region": t("Region"),
        "answer": t("Answer"),
        "year": t("Year"),
        "law": t("Law and article"),
        "evidence": t("Evidence"),
        "disputed": t("sources or coders disagree"),
        "open": t("Open the country’s page"),
        "close": t("Close"),
        "failed": t("The data could not be loaded. Reload the page to try again."),
    }


MARKUP = '<section class="atlas-law"><div class="stage"></div></section>'


def _loader() -> str:
    # Streamlit runs this text from a blob, where a path alone has no base.
    return f"""
const module = import(new URL("{asset("js/law/main.js")}", location.origin).href);
export default function (component) {{
  module.then((drawn) => drawn.default(component));
}}
"""


_component = st.components.v2.component(
    "atlas_law", html=MARKUP, js=_loader(), isolate_styles=False
)
