"""Whose category changed between two releases: the view of /changes, its choices and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from atlas.codebook.model import Region
from atlas.export.html import fragment
from atlas.i18n import Translator, plain
from atlas.views.category_changes import (
    CategoryComparison,
    SubjectMoves,
    compare_categories,
    subject_moves,
)
from ui import controls, frames, state
from ui.memo import memo

MOST_LINKS = 12
OPEN = 3  # subjects whose sentences are open at once; the names of the others stand there


def comparison(old: str, new: str) -> CategoryComparison:
    """Return what two releases answer; releases never change, so it is kept."""
    return memo(
        lambda: compare_categories(frames.engine(), old, new, state.origins()),
        *("category changes", old, new),
    )


def show(
    everything: CategoryComparison,
    countries: Sequence[str],
    subjects: Sequence[str],
    region: Region | None,
    t: Translator,
) -> None:
    """Show counts by region and who moved, of the chosen countries and subjects."""
    code = region.id if region else ""
    choice = (tuple(countries), tuple(subjects), code)
    question = ("subject moves", everything.old, everything.new, *choice, t.lang)
    moves = memo(lambda: subject_moves(everything.of(*choice), t, everything), *question)
    st.html(fragment("lines.html", t, lines=_lead(moves, t)))
    if not moves:
        return
    _draw(moves, everything, t, is_chosen=bool(subjects))
    query = {"from": everything.old, "to": everything.new, "region": code}
    query |= {"country": ",".join(countries), "subject": ",".join(subjects)}
    controls.files("category-changes", query, t, kinds=("csv", "json"))


def _lead(subjects: Sequence[SubjectMoves], t: Translator) -> list[str]:
    """Return what was compared and how to read it."""
    n_compared = sum(s.total.compared for s in subjects)
    if not n_compared:
        return [
            t("No country has an answer in both releases here, so nothing is compared."),
            t("Choose other releases, countries or subjects."),
        ]
    words = {
        "moves": plain(sum(s.total.moved for s in subjects), t.lang),
        "answers": plain(n_compared, t.lang),
        "subjects": plain(sum(s.total.moved > 0 for s in subjects), t.lang),
    }
    return [
        t(
            "Different answers: {moves} of {answers} compared. Subjects concerned: {subjects}.",
            **words,
        ),
        t(
            "Another category may be another choice of words, not another rule in the state: "
            "read both sentences."
        ),
        t(
            "A country with an answer in one release only, or without a newer statement, "
            "is not compared."
        ),
    ]


def _draw(
    subjects: Sequence[SubjectMoves],
    everything: CategoryComparison,
    t: Translator,
    *,
    is_chosen: bool,
) -> None:
    compared = [s for s in subjects if s.total.compared]
    full = [s for s in compared if s.total.moved or is_chosen]
    links = [(f"moves-{s.code}", f"{s.name} ({plain(s.total.moved, t.lang)})") for s in full]
    if len(links) > 1:
        st.html(fragment("contents.html", t, entries=links[:MOST_LINKS]))
    st.html(
        fragment(
            "category_changes.html",
            t,
            subjects=full,
            unmoved=[s for s in compared if s not in full],
            alone=[s for s in subjects if not s.total.compared],
            open=len(full) if is_chosen else OPEN,
            old=everything.old,
            new=everything.new,
            number=_number(t),
            link=lambda iso3: state.address("/country", country=iso3),
        )
    )


def _number(t: Translator) -> Callable[[int], str]:
    return lambda value: plain(value, t.lang)
