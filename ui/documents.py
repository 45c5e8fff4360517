"""Controls and parts of the page of documents and search."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from atlas.analysis import documents as facts
from atlas.analysis.choice import choice_parser
from atlas.codebook import Region, codebook
from atlas.errors import InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, country_name, plain
from atlas.store.search import phrases, words_asked
from atlas.views.documents import documents
from atlas.views.search import results as figures
from ui import browse, controls, frames, state

ROWS = 100  # documents on one page of the list
FEW, MANY = 10, 200  # records of one kind: among others, alone
LONGEST = 400  # signs of a question
FILTERS = ("country", "region", "kind", "among", "from", "to", "page")


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    words: str
    countries: tuple[str, ...]
    region: Region | None
    kinds: tuple[str, ...]
    among: tuple[str, ...]
    years: facts.Years

    @property
    def members(self) -> tuple[str, ...]:
        """Return the countries that are kept; none means all."""
        return self.countries or (self.region.members if self.region else ())


def asked() -> Asked:
    """Read the address."""
    book = codebook()
    return Asked(
        words=(state.text("q") or "").strip()[:LONGEST],
        countries=tuple(c.iso3 for c in state.resolve_all("country", book.country)),
        region=state.resolve("region", book.region, None),
        kinds=tuple(state.resolve_all("kind", choice_parser(book.vocabulary.documents))),
        among=tuple(state.resolve_all("among", choice_parser(figures.KINDS))),
        years=_forwards(browse.years()),
    )


def _forwards(years: facts.Years) -> facts.Years:
    first, last = years
    if first is None or last is None or first <= last:
        return years
    message = N_("The years run backwards: from={first} is after to={last}.")
    state.complain(InvalidParameter(message, first=first, last=last))
    return None, None


def choose(selection: Asked, release: str, t: Translator) -> None:
    """Show the box of search and the filters."""
    st.text_input(
        t("Search in all records"),
        max_chars=LONGEST,
        placeholder=t("For example: army, ejército, armée, جيش"),
        **state.bound("q", selection.words, ""),
    )
    with st.container(horizontal=True, key="atlas-controls"):
        controls.countries(list(selection.countries), t, most=60)
        controls.region(selection.region, t)
        terms = codebook().vocabulary.documents
        st.multiselect(
            t("Kinds of documents"),
            list(terms),
            format_func=lambda code: t(terms[code].name),
            placeholder=t("All kinds"),
            **state.bound("kind", list(selection.kinds), []),
        )
        for name, value, label in zip(
            ("from", "to"), selection.years, (t("First year"), t("Last year")), strict=True
        ):
            st.text_input(
                label,
                max_chars=4,
                placeholder=t("open"),
                **state.bound(name, "" if value is None else str(value), ""),
            )
        controls.release(release, t)


def library(selection: Asked, release: str, t: Translator) -> None:
    """List the documents that the filters leave."""
    frame = frames.records(release, "document")
    rows = facts.library(frame, selection.members, selection.kinds, selection.years)
    total, of = plain(len(rows), t.lang), plain(len(frame), t.lang)
    st.caption(t("{n} of {of} documents; never their text, only where to find it.", n=total, of=of))
    if rows.empty:
        st.info(t("No document matches these filters. Remove one of them."))
        return
    sheets = math.ceil(len(rows) / ROWS)
    page = state.resolve("page", _sheet(sheets), 1)
    part = rows.iloc[(page - 1) * ROWS : page * ROWS]
    st.html(
        fragment(
            "library.html",
            t,
            rows=documents(part, t),
            page=page,
            sheets=sheets,
            link=state.address,
            here=here,
        )
    )


def _sheet(last: int) -> Callable[[str], int]:
    def find(text: str) -> int:
        if text.isdigit() and 1 <= int(text) <= last:
            return int(text)
        near = min(max(int(text), 1), last) if text.isdigit() else 1
        message = N_("The list has no page “{value}”. The nearest is {nearest}.")
        raise InvalidParameter(message, value=text, nearest=near)

    return find


def here(**changes: object) -> str:
    """Return this page's address with changes; None takes a parameter away."""
    to_remove = {name for name, value in changes.items() if value is None}
    parameters = {
        k: ",".join(st.query_params.get_all(k)) for k in st.query_params if k not in to_remove
    }
    parameters |= {k: str(v) for k, v in changes.items() if v is not None}
    if "page" not in changes:
        parameters.pop("page", None)
    return state.query_of(parameters)


def results(selection: Asked, release: str, t: Translator) -> None:
    """Show what a search finds in all kinds of records, or say why it finds nothing."""
    everything = {kind: frames.records(release, kind) for kind in figures.KINDS}
    matches = frames.found(release, selection.words)
    by_kind = _filter_matches(matches, everything, selection)
    if not by_kind:
        _nothing(selection, matches, everything, release, t)
        return
    most = MANY if selection.among else FEW
    total = sum(map(len, by_kind.values()))
    st.html(
        fragment(
            "found.html",
            t,
            groups=figures.hit_groups(by_kind, phrases(selection.words), most, t),
            total=total,
            total_text=plain(total, t.lang),
            release=release,
            chosen=selection.among,
            link=state.address,
            here=here,
        )
    )


def _filter_matches(
    matches: pd.DataFrame, everything: dict[str, pd.DataFrame], selection: Asked
) -> dict[str, pd.DataFrame]:
    if selection.members:
        matches = matches[matches["country"].isin(selection.members)]
    if selection.among:
        matches = matches[matches["kind"].isin(selection.among)]
    return figures.filter_hits(matches, everything, selection.years, selection.kinds)


def _nothing(
    selection: Asked,
    matches: pd.DataFrame,
    everything: dict[str, pd.DataFrame],
    release: str,
    t: Translator,
) -> None:
    names = selection.among or tuple(figures.KINDS)
    near = (
        {}
        if len(matches)
        else facts.near(words_asked(selection.words), frames.known_words(release))
    )
    without = sum(
        len(rows) for rows in figures.filter_hits(matches, everything, (None, None)).values()
    )
    st.html(
        fragment(
            "nothing.html",
            t,
            asked=selection.words,
            kinds=[t(figures.KINDS[name]) for name in names],
            release=release,
            filters=_filters(selection, t),
            near=near,
            instead=lambda word, other: " ".join(
                other if word == each else each for each in words_asked(selection.words)
            ),
            elsewhere=without,
            plain=here(**dict.fromkeys(FILTERS)),
            here=here,
        )
    )


def _filters(selection: Asked, t: Translator) -> list[str]:
    terms = codebook().vocabulary.documents
    labels = [country_name(iso3, t.lang) for iso3 in selection.countries]
    labels += [t(selection.region.name)] if selection.region and not selection.countries else []
    labels += [t(terms[code].name) for code in selection.kinds]
    if any(selection.years):
        labels.append("–".join(str(year or "") for year in selection.years))
    return labels


def take_away(selection: Asked, release: str, t: Translator) -> None:
    """Offer the listed documents as files."""
    query = {"country": ",".join(selection.members), "kind": ",".join(selection.kinds)}
    controls.files("documents", {**query, "release": release}, t)
