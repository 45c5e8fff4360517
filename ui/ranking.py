"""A member's ranking in an open round, and an editor's proposal of a round."""

from __future__ import annotations

import datetime as dt
import random

import streamlit as st

from atlas.community import proposing as core
from atlas.community import rounds
from atlas.community.entries import EntryVersion, published_entries
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date
from atlas.views.community.priorities import issue_name
from ui import desk, frames, issues, members, priorities, proposing, state
from ui.members import Reader

STORED = N_("Your organisation’s ranking is stored. It can be changed until the round closes.")
WEEKS = dt.timedelta(weeks=4)


def form(entry: EntryVersion, reader: Reader, t: Translator) -> None:
    """Let a member put the issues in order; what was stored before is restored."""
    if priorities.phase(entry) != "open":
        return
    order = _order(entry, reader)
    names = priorities.issues(t)
    rows = [(code, issue_name(code, names, t)) for code in order]
    st.html(fragment("community/ballot.html", t, rows=rows, link=issues.link))
    if not (reader.organisation and reader.has("take-part")):
        text = t("Member organisations rank; each has one ranking. No single ranking is shown.")
        st.html(fragment("note.html", t, text=text))
        return
    ranking = rounds.own_ranking(frames.engine(), entry.entry, by=reader.name)
    places = _places(entry, ranking)
    st.subheader(t("Your organisation’s ranking"), anchor=False)
    text = t(
        "Choose the most important issue first. If you choose an issue that already has a place, "
        "the two swap places. No single ranking is ever shown."
    )
    st.html(fragment("note.html", t, text=text))
    _selects(entry, places, order, t)
    code, message = _status(places, ranking, entry, t)
    st.html(fragment("community/ranked.html", t, code=code, said=message))
    st.button(t("Store our ranking"), key="rank", type="primary", on_click=_rank, args=(entry,))


def _key(entry: EntryVersion) -> str:
    return f"rank-{entry.entry}"


def _places(entry: EntryVersion, ranking: tuple[str, ...]) -> list[str | None]:
    """Return the issue at each place as it is being chosen; a half-finished choice is kept."""
    issues = entry.content.issues
    key = _key(entry)
    places: list[str | None] | None = st.session_state.get(key)
    if places is None or len(places) != len(issues):
        places = list(ranking) if sorted(ranking) == sorted(issues) else [None] * len(issues)
        st.session_state[key] = places
    return places


def _order(entry: EntryVersion, reader: Reader) -> list[str]:
    """Return the issues as they are read: for each organisation in an order of its own.

    What stands first in a list is chosen more often; no issue shall have that place for all.
    """
    order = list(entry.content.issues)
    if reader.organisation:
        random.Random(f"{reader.organisation} {entry.entry}").shuffle(order)
    return order


def _selects(
    entry: EntryVersion, places: list[str | None], options: list[str], t: Translator
) -> None:
    names = {code: words.text for code, words in priorities.issues(t).items()}
    with st.container(key="atlas-ranking"):
        for place, issue in enumerate(places):
            key = f"{_key(entry)}-{place}"
            st.session_state[key] = issue
            st.selectbox(
                _label(place, len(places), t),
                options,
                index=None,
                format_func=lambda code: names.get(code, code),
                placeholder=t("Choose an issue"),
                key=key,
                on_change=_put,
                args=(_key(entry), place),
            )


def _label(place: int, of: int, t: Translator) -> str:
    if place == 0:
        return t("Place {place}, the most important", place=1)
    if place == of - 1:
        return t("Place {place}, the least important", place=of)
    return t("Place {place}", place=place + 1)


def _put(key: str, place: int) -> None:
    """Put an issue at a place; whatever stood there takes the place that it had."""
    places: list[str | None] = list(st.session_state[key])
    issue = st.session_state[f"{key}-{place}"]
    if issue in places and issue is not None:
        places[places.index(issue)] = places[place]
    places[place] = issue
    st.session_state[key] = places


def _status(
    places: list[str | None], ranking: tuple[str, ...], entry: EntryVersion, t: Translator
) -> tuple[str, str]:
    missing = places.count(None)
    closes = date(entry.content.closes, t.lang)
    if missing:
        return "returned", t.n("{n} place is empty.", "{n} places are empty.", missing)
    if tuple(places) == ranking:
        return "published", t(
            "This is your stored ranking. It can be changed until {day}.", day=closes
        )
    return "returned", t("Not stored yet.")


def _rank(entry: EntryVersion) -> None:
    places = [issue for issue in st.session_state[_key(entry)] if issue]
    if desk.did(rounds.rank, frames.engine(), entry.entry, places):
        proposing.tell(STORED)


def offer(reader: Reader, t: Translator) -> None:
    """Lead an editor to the form of a round."""
    if reader.has("moderate"):
        links = [(t("Propose a round"), state.address("/priorities", edit="new"))]
        st.html(fragment("community/offers.html", t, links=links))


def propose(reader: Reader, t: Translator) -> None:
    """Show an editor the form of a round."""
    if not reader.has("moderate"):
        text = t("Editors propose rounds; members rank.")
        st.html(fragment("note.html", t, text=text))
        return
    names = {
        each.entry: members.spoken(each.content.statement, t).text
        for each in published_entries(frames.engine(), "issue")
        if each.content.state not in ("merged", "closed")
    }
    earlier = {e.entry: members.spoken(e.content.title, t).text for e in priorities.known()}
    today = dt.datetime.now(dt.UTC).date()
    with st.container(key="atlas-form"), st.form("round", border=False):
        title = members.words(t("Title"), "round-title", {}, t)
        label = t("Issues to rank")
        issues = st.multiselect(
            label, [*names], default=[*names], format_func=names.get, key="round-issues"
        )
        opens = st.date_input(t("Opens"), today, key="round-opens")
        closes = st.date_input(t("Closes"), today + WEEKS, key="round-closes")
        before = st.selectbox(
            t("The previous round, whose result participants see"),
            ["", *earlier],
            format_func=lambda code: earlier.get(code, t("none")),
            key="round-before",
        )
        is_submitted = st.form_submit_button(t("Propose it"), type="primary")
    if is_submitted:
        days = {"opens": str(opens), "closes": str(closes)}
        _propose({"title": title, "issues": issues, **days, "before": before or None})


def _propose(values: dict[str, object]) -> None:
    proposal = desk.attempt(core.propose_entry, frames.engine(), "round", values)
    if proposal is not None:
        proposing.tell(proposing.PROPOSED)
        state.remember(edit=None)
        st.rerun()
