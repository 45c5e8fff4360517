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
from atlas.codebook.model import Method
from atlas.errors import UnknownChoice
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.views.law.agreement import agreement_rows
from atlas.views.law.captions import (
    coders,
    coverage,
    law_sentences,
    machine_readings,
    overall_coverage,
)
from atlas.views.law.counts import answer_counts
from atlas.web import law as payload
from ui import controls, frames, law_view, map_view, state

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
    questions = tuple(state.resolve_all("question", book.question))[:MOST]
    usual = book.theme(questions[0].theme) if questions else _first(rows)
    theme = state.resolve("theme", _theme, usual)
    of_theme = [q for q in book.questions.values() if q.theme == theme.id][:MOST]
    return Asked(
        theme=theme,
        questions=questions or tuple(of_theme),
        chosen=questions,
        region=state.resolve("region", book.region, None),
        countries=tuple(_iso3(state.resolve_all("country", book.country))),
        everyone=state.text("all") == "1",
        view=state.resolve("view", _view, "matrix"),
    )


def _iso3(countries: list[Country]) -> list[str]:
    return [country.iso3 for country in countries]


def themes() -> dict[str, Theme]:
    """Return the themes that have questions, in the order shown."""
    codes = {question.theme for question in codebook().questions.values()}
    return {theme.id: theme for theme in codebook().themes if theme.id in codes}


def _first(rows: pd.DataFrame) -> Theme:
    questions = codebook().questions
    with_answers = set(rows.loc[rows["answer"] != "", "question"])
    theme_ids = {questions[code].theme for code in with_answers if code in questions}
    available = themes()
    return next(
        (theme for theme in available.values() if theme.id in theme_ids),
        next(iter(available.values())),
    )


def _theme(code: str) -> Theme:
    available = themes()
    if code not in available:
        raise UnknownChoice(code, nearest(code, available))
    return available[code]


def _view(code: str) -> str:
    if code not in VIEWS:
        raise UnknownChoice(code, nearest(code, VIEWS) or tuple(VIEWS))
    return code


def choose(selection: Asked, release: str, t: Translator) -> None:
    """Show the controls: theme, questions, region, countries, release."""
    available = themes()
    with st.container(horizontal=True, key="atlas-controls"):
        st.selectbox(
            t("Theme"),
            list(available),
            format_func=lambda code: t(available[code].name),
            index=list(available).index(selection.theme.id),
            key=f"law-theme-{selection.theme.id}",
            on_change=_save_theme,
            args=(f"law-theme-{selection.theme.id}",),
        )
        _questions(selection, t)
        controls.region(selection.region, t)
        controls.countries(list(selection.countries), t, most=60)
        controls.release(release, t)


def _save_theme(key: str) -> None:
    state.remember(theme=st.session_state[key], question=None)


def _questions(selection: Asked, t: Translator) -> None:
    book = codebook()
    options = [q.id for q in book.questions.values() if q.theme == selection.theme.id]
    options += [q.id for q in selection.chosen if q.id not in options]
    st.multiselect(
        t("Questions"),
        options,
        max_selections=MOST,
        format_func=lambda code: t(book.questions[code].short),
        placeholder=t("All of the theme"),
        **state.bound("question", [q.id for q in selection.chosen], []),
    )


def view(selection: Asked, t: Translator) -> None:
    """Choose how to look at the answers, and whether states without any are shown."""
    with st.container(horizontal=True, key="atlas-law-views", vertical_alignment="bottom"):
        options = {code: t(name) for code, name in VIEWS.items()}
        controls.segments("view", options, selection.view, t("View"))
        if selection.view in ("matrix", "table"):
            widget = state.bound("all", selection.everyone, False)
            st.toggle(
                t("Also countries and questions without any answer"),
                key=widget["key"],
                on_change=_everyone,
                args=(widget["key"],),
            )


def _everyone(key: str) -> None:
    state.remember(all="1" if st.session_state[key] else None)


def counted(selection: Asked, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries that are counted: the chosen ones, the region's, or all states."""
    if selection.countries:
        return selection.countries
    states = facts.surveyed_states(rows)
    members = set(selection.region.members) if selection.region else set(states)
    return tuple(iso3 for iso3 in states if iso3 in members)


def shown(selection: Asked, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries with a row: those with an answer unless all are asked for."""
    of = counted(selection, rows)
    if selection.countries or selection.everyone:
        return of
    ids = [q.id for q in selection.questions]
    is_known = rows["question"].isin(ids) & (rows["answer"] != "")
    with_answers = set(rows.loc[is_known, "country"])
    return tuple(iso3 for iso3 in of if iso3 in with_answers)


def columns(selection: Asked, rows: pd.DataFrame) -> list[Question]:
    """Return the questions with a column: chosen ones, else those with any record."""
    if selection.chosen or selection.everyone:
        return list(selection.questions)
    with_records = set(rows.loc[rows["country"].isin(counted(selection, rows)), "question"])
    return [q for q in selection.questions if q.id in with_records]


def say(selection: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Say what the view shows and how much of it is known."""
    of = counted(selection, rows)
    ids = [q.id for q in selection.questions]
    everyone = facts.surveyed_states(rows)
    here = _of(rows, ids, of)
    judgements = _of(frames.records(release, "judgement"), ids, of)
    by_people = judgements[judgements["method"] != Method.MACHINE_READ]
    st.html(
        fragment(
            "law_say.html",
            t,
            coverage=coverage(facts.answer_count(here), len(ids), len(of), t),
            whole=overall_coverage(
                facts.answer_count(rows), len(codebook().questions), len(everyone), t
            ),
            coders=coders(facts.coder_agreement(by_people), t),
            readings=machine_readings(here, t),
            said=law_sentences(rows, selection.questions, of, t),
            sheet=_sheet(selection, ids, t),
        )
    )


def _sheet(selection: Asked, questions: list[str], t: Translator) -> str:
    query = {"kind": "judgement", "question": ",".join(questions), "lang": t.lang}
    members = selection.countries or (selection.region.members if selection.region else ())
    query |= {"country": ",".join(members)} if members else {}
    return f"/api/v1/template?{urlencode(query)}"


def _of(rows: pd.DataFrame, questions: list[str], countries: Sequence[str]) -> pd.DataFrame:
    return rows[rows["question"].isin(questions) & rows["country"].isin(countries)]


def answers(selection: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the matrix or the table; a tile leads to its evidence by itself."""
    layout = selection.view if selection.view == "table" else "matrix"
    law_view.draw(layout, columns(selection, rows), shown(selection, rows), release, t)


def one_map(selection: Asked, rows: pd.DataFrame, release: str, t: Translator) -> None:
    """Draw the map of the first question with its answers beneath; another is chosen above."""
    question = (columns(selection, rows) or selection.questions)[0]
    region = selection.region.id if selection.region else ""
    if len(selection.questions) > 1:
        st.caption(t("A map shows one question. Choose another above."))
    st.subheader(t(question.text), anchor=False)
    with st.container(key="atlas-law-map"):
        address = payload.map_address(release, t.lang, question.id, region)
        map_view.draw(address, region, t, is_fixed=True)
    own = rows[rows["question"] == question.id]
    with_answers = set(own["country"])
    law_view.draw(
        "table", [question], [c for c in counted(selection, rows) if c in with_answers], release, t
    )


def by_region(selection: Asked, rows: pd.DataFrame, t: Translator) -> None:
    """Draw how many countries of each region give each answer."""
    region_counts = answer_counts(rows, selection.questions, counted(selection, rows), t)
    st.html(fragment("law_counts.html", t, counted=region_counts))


def take_away(selection: Asked, release: str, t: Translator) -> None:
    """Offer the answers behind a view as files."""
    query = {"question": ",".join(q.id for q in selection.questions), "release": release}
    members = selection.countries or (selection.region.members if selection.region else ())
    controls.files("judgements", {**query, "country": ",".join(members)}, t)


def definitions(questions: Sequence[Question], t: Translator) -> None:
    """Show how each question is coded."""
    with st.expander(t("How the questions are coded")):
        rows = agreement_rows([q.id for q in questions], t)
        st.html(fragment("law_definitions.html", t, questions=questions, agreement=rows))
