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
from atlas.figures.law_captions import coders, coverage, sentences, whole
from atlas.figures.law_counts import counts
from atlas.i18n import N_, Translator
from atlas.publish import judgements as payload
from atlas.publish.html import fragment
from ui import controls, frames, lawview, mapview, state

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


def asked(rows: pd.DataFrame) -> Asked:
    """Read the address; without a choice the first theme that has answers is shown."""
    book = codebook()
    chosen = tuple(state.resolve_all("question", book.question))[:MOST]
    usual = book.theme(chosen[0].theme) if chosen else _first(rows)
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


def _first(rows: pd.DataFrame) -> Theme:
    questions = codebook().questions
    given = set(rows.loc[rows["answer"] != "", "question"])
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


def counted(found: Asked, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries that are counted: the chosen ones, the region's, or all states."""
    if found.countries:
        return found.countries
    known = facts.states(rows)
    members = set(found.region.members) if found.region else set(known)
    return tuple(iso3 for iso3 in known if iso3 in members)


def shown(found: Asked, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries with a row: those with an answer unless all are asked for."""
    of = counted(found, rows)
    if found.countries or found.everyone:
        return of
    ids = [q.id for q in found.questions]
    known = set(rows.loc[rows["question"].isin(ids), "country"])
    return tuple(iso3 for iso3 in of if iso3 in known)


def columns(found: Asked, rows: pd.DataFrame) -> list[Question]:
    """Return the questions with a column: chosen ones, else those with any record."""
    if found.chosen or found.everyone:
        return list(found.questions)
    known = set(rows.loc[rows["country"].isin(counted(found, rows)), "question"])
    return [q for q in found.questions if q.id in known]


def say(found: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Say what the view shows and how much of it is known."""
    of = counted(found, rows)
    ids = [q.id for q in found.questions]
    everyone = facts.states(rows)
    here = _of(rows, ids, of)
    coded = _of(frames.records(release, "judgement"), ids, of)
    st.html(
        fragment(
            "law_say.html",
            t,
            coverage=coverage(facts.answered(here), len(ids), len(of), t),
            whole=whole(facts.answered(rows), len(codebook().questions), len(everyone), t),
            coders=coders(facts.agreement(coded), t),
            said=sentences(rows, found.questions, of, t),
            sheet=_sheet(found, ids, t),
        )
    )


def _sheet(found: Asked, questions: list[str], t: Translator) -> str:
    query = {"kind": "judgement", "question": ",".join(questions), "lang": t.lang}
    members = found.countries or (found.region.members if found.region else ())
    query |= {"country": ",".join(members)} if members else {}
    return f"/api/v1/template?{urlencode(query)}"


def _of(rows: pd.DataFrame, questions: list[str], countries: Sequence[str]) -> pd.DataFrame:
    return rows[rows["question"].isin(questions) & rows["country"].isin(countries)]


def answers(found: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the matrix or the table; a tile leads to its evidence by itself."""
    layout = found.view if found.view == "table" else "matrix"
    lawview.draw(layout, columns(found, rows), shown(found, rows), release, t)


def one_map(found: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the map of the first question with its answers beneath; another is chosen above."""
    question = (columns(found, rows) or found.questions)[0]
    region = found.region.id if found.region else ""
    if len(found.questions) > 1:
        st.caption(t("A map shows one question. Choose another above."))
    st.subheader(t(question.text), anchor=False)
    with st.container(key="atlas-law-map"):
        address = payload.map_address(release, t.lang, question.id, region)
        mapview.draw(address, region, t, fixed=True)
    own = rows[rows["question"] == question.id]
    known = set(own["country"])
    lawview.draw("table", [question], [c for c in counted(found, rows) if c in known], release, t)


def by_region(found: Asked, rows: pd.DataFrame, t: Translator) -> None:
    """Draw how many countries of each region give each answer."""
    made = counts(rows, found.questions, counted(found, rows), t)
    st.html(fragment("law_counts.html", t, counted=made))


def take_away(found: Asked, release: str, t: Translator) -> None:
    """Offer the answers behind a view as files."""
    query = {"question": ",".join(q.id for q in found.questions), "release": release}
    members = found.countries or (found.region.members if found.region else ())
    controls.files("judgements", {**query, "country": ",".join(members)}, t)


def definitions(questions: Sequence[Question], t: Translator) -> None:
    """Show how each question is coded."""
    with st.expander(t("How the questions are coded")):
        st.html(fragment("law_definitions.html", t, questions=questions))
