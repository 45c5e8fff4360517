"""The register of common issues: what the address asks for, the list, what waits."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.community import endorsements as acts
from atlas.community import proposing
from atlas.community.entries import EntryVersion, published_entries, published_entry
from atlas.export.html import fragment
from atlas.i18n import Translator
from atlas.views.community import issues as figures
from atlas.views.community.entries import REACH, STATES
from atlas.views.community.entry_changes import Names
from atlas.views.community.issues import Choice
from ui import controls, frames, members, state
from ui.members import Reader

EDITS = ("new", "change", "merge")


def asked() -> Choice:
    """Read what the address asks for."""
    regions = figures.community_regions()
    return Choice(
        region=state.resolve(
            "region", lambda v: choice_parser(regions)(codebook().region(v).id), ""
        ),
        state=state.resolve("state", choice_parser(figures.ISSUE_STATES), ""),
        reach=state.resolve("reach", choice_parser(REACH), ""),
    )


def chosen() -> EntryVersion | None:
    """Return the issue that the address asks for."""
    return state.resolve(
        "issue", lambda entry: published_entry(frames.engine(), entry, "issue"), None
    )


def editing(issue: EntryVersion | None) -> str:
    """Return which form the address opens: a new issue, a change, a merger; empty for none."""
    form = state.resolve("edit", choice_parser(EDITS), "")
    return form if issue is not None or form in ("", "new") else ""


def choose(choice: Choice, t: Translator) -> None:
    """Show the filters of the register."""
    regions = {code: t(codebook().region(code).name) for code in figures.community_regions()}
    states = {code: t(STATES[code]) for code in figures.ISSUE_STATES}
    reaches = {code: t(name) for code, name in REACH.items()}
    with st.container(horizontal=True, key="atlas-controls"):
        for name, label, options, value, nothing in (
            ("region", t("Region"), regions, choice.region, t("All regions")),
            ("state", t("Status of work"), states, choice.state, t("All but merged")),
            ("reach", t("Common or particular"), reaches, choice.reach, t("Both")),
        ):
            st.selectbox(
                label,
                ["", *options],
                format_func=({"": nothing} | options).get,
                **state.bound(name, value, ""),
            )


def register(choice: Choice, t: Translator) -> None:
    """List the issues that are asked for."""
    engine = frames.engine()
    entries = published_entries(engine, "issue")
    matches = figures.filter_issues(entries, choice)
    endorsements = acts.endorsements(engine)
    remark_counts = Counter(remark.entry for remark in acts.remarks(engine))
    rows = [figures.row(each, endorsements, remark_counts, t) for each in matches]
    st.html(fragment("say.html", t, lines=[figures.issue_count_text(entries, len(matches), t)]))
    groups = figures.group_issues(matches, rows, t)
    st.html(fragment("community/issues.html", t, groups=groups, link=link, all=link(None)))


def link(entry: str | None) -> str:
    """Return the address of an issue, or of the register."""
    return state.address("/issues", issue=entry)


def waiting(reader: Reader, t: Translator) -> None:
    """Lead an editor to what waits for a look."""
    if not reader.has("moderate"):
        return
    engine = frames.engine()
    entries = len(proposing.pending_proposals(engine, by=reader.name))
    n_remarks = sum(1 for r in acts.remarks(engine, members=True) if r.status == "waiting")
    if entries + n_remarks:
        text = t.n(
            "{n} proposal or remark of a member awaiting review",
            "{n} proposals and remarks of members awaiting review",
            entries + n_remarks,
        )
        href = state.address("/moderate")
        st.html(fragment("community/waiting.html", t, text=text, href=href))


def names(reader: Reader, t: Translator) -> Names:
    """Return what issues, rounds and organisations are called for a reader."""
    engine = frames.engine()
    statements = {
        e.entry: members.spoken(e.content.statement, t) for e in published_entries(engine, "issue")
    }
    rounds = {
        e.entry: members.spoken(e.content.title, t) for e in published_entries(engine, "round")
    }
    return Names({**statements, **rounds}, members.faces(reader, t))


def take_away(t: Translator) -> None:
    """Offer the register as files."""
    controls.files("issues", {"lang": t.lang}, t, t("Download the issues"), ("csv", "json"))
    feed = f"/feeds/issues.atom?{urlencode({'lang': t.lang})}"
    st.html(fragment("community/waiting.html", t, text=t("Follow by feed (Atom)"), href=feed))
