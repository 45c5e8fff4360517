"""Priorities: the rounds, a member's ranking while one is open, results when it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from atlas.analysis import agreement
from atlas.analysis.choice import choice_parser
from atlas.community import rounds
from atlas.community.entries import EntryVersion, published_entries
from atlas.community.rounds import RoundResult
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date
from atlas.views.charts.plots import CONFIG
from atlas.views.community import priorities as figures
from atlas.views.community.entries import LocalisedText
from atlas.views.community.priorities_chart import regional_rank_chart
from ui import controls, frames, members, state

PHASES = {"open": N_("open"), "closed": N_("closed"), "coming": N_("not open yet")}


def known() -> list[EntryVersion]:
    """Return the rounds: those that are open first, then the newest."""
    newest = published_entries(frames.engine(), "round")
    newest.sort(key=lambda each: str(each.content.closes), reverse=True)
    return sorted(newest, key=lambda each: phase(each) != "open")


def phase(entry: EntryVersion) -> str:
    """Return where a round stands today."""
    today = dt.datetime.now(dt.UTC).date()
    if entry.content.open_on(today):
        return "open"
    return "coming" if today.isoformat() < entry.content.opens else "closed"


def chosen(entries: list[EntryVersion]) -> EntryVersion | None:
    """Return the round that the address asks for, else one that is open, else the newest result."""
    by_id = {each.entry: each for each in entries}
    usual = next((each for each in entries if phase(each) != "coming"), next(iter(entries), None))
    return state.resolve("round", lambda code: by_id[choice_parser(by_id)(code)], usual)


def choose(entries: list[EntryVersion], current: EntryVersion, t: Translator) -> None:
    """Choose a round where there is more than one."""
    if len(entries) < 2:
        return
    names = {e.entry: f"{_title(e, t).text} ({t(PHASES[phase(e)])})" for e in entries}
    with st.container(key="atlas-round"):
        st.selectbox(
            t("Round"), [*names], format_func=names.get, **state.bound("round", current.entry, None)
        )


def none(t: Translator) -> None:
    """Say that there is no round yet."""
    text = t("No round of ranking has been published yet. Editors propose rounds; members rank.")
    st.html(fragment("note.html", t, text=text))


def _title(entry: EntryVersion, t: Translator) -> LocalisedText:
    return members.spoken(entry.content.title, t)


def issues(t: Translator) -> dict[str, LocalisedText]:
    """Return what every issue says, in the reader's language."""
    return {
        each.entry: members.spoken(each.content.statement, t)
        for each in published_entries(frames.engine(), "issue")
    }


def head(entry: EntryVersion, t: Translator) -> None:
    """Say what a round is; until its end only members see how many ranked."""
    result = rounds.result(frames.engine(), entry.entry)
    is_public = result.closed or members.current().member
    values = {
        "title": _title(entry, t),
        "phase": phase(entry),
        "said": t(PHASES[phase(entry)]),
        "opens": date(entry.content.opens, t.lang),
        "closes": date(entry.content.closes, t.lang),
        "rankers": result.rankers if is_public else None,
        "issues": len(entry.content.issues),
    }
    st.html(fragment("community/round_head.html", t, **values))


def outcome(entry: EntryVersion, t: Translator) -> None:
    """Show what a closed round found, as sentences, chart and tables."""
    result = rounds.result(frames.engine(), entry.entry)
    st.html(fragment("say.html", t, lines=figures.round_sentences(result, t)))
    if result.overall is None:
        return
    names = issues(t)
    with st.container(key="atlas-ranks"):
        st.plotly_chart(
            regional_rank_chart(result, names, t), key="ranks", config=CONFIG, theme="streamlit"
        )
    _tables(result, names, t)
    with st.expander(t("How this is calculated")):
        values = {"few": agreement.FEW, "top": agreement.TOP}
        st.html(fragment("community/round_method.html", t, **values))


def _tables(result: RoundResult, names: Mapping[str, LocalisedText], t: Translator) -> None:
    before = result.round.content.before
    earlier = rounds.result(frames.engine(), before).overall if before else None
    values = {
        "rows": figures.issue_rank_rows(result, names, t, earlier),
        "regions": [figures.region_name(code, t) for code in result.regions],
        "delphi": earlier is not None,
        "groups": figures.group_rows(result, t),
        "link": _issue,
    }
    st.html(fragment("community/round_result.html", t, **values))


def _issue(entry: str) -> str:
    return state.address("/issues", issue=entry)


def before(entry: EntryVersion, t: Translator) -> None:
    """Show the result of the round before, as the Delphi method wants it."""
    if not entry.content.before:
        return
    result = rounds.result(frames.engine(), entry.content.before)
    title = _title(result.round, t)
    href = state.address("/priorities", round=result.round.entry)
    st.html(fragment("community/round_before.html", t, title=title, href=href))
    st.html(fragment("say.html", t, lines=figures.round_sentences(result, t)))
    if result.overall is not None:
        _tables(result, issues(t), t)


def take_away(entry: EntryVersion, t: Translator) -> None:
    """Offer the results as files, and an address that stays."""
    controls.files("priorities", {"lang": t.lang}, t, kinds=("csv", "json"))
    values = {"text": t("Permanent address of this round"), "href": state.here(round=entry.entry)}
    st.html(fragment("community/waiting.html", t, **values))


def newest_place(issue: str, t: Translator) -> dict[str, object] | None:
    """Return an issue's place in the newest closed round that ranked it, None without one."""
    for each in known():
        if phase(each) != "closed" or issue not in each.content.issues:
            continue
        place = figures.issue_place(rounds.result(frames.engine(), each.entry), issue, t)
        if place:
            href = state.address("/priorities", round=each.entry)
            return {"said": place, "round": _title(each, t), "href": href}
    return None
