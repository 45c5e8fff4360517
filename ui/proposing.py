"""Forms in which members propose issues, and what became of their proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from atlas.codebook import codebook
from atlas.community import proposing
from atlas.community.entries import Entry, published
from atlas.community.entries import mine as own_of
from atlas.community.kinds import Issue
from atlas.figures.community import REACH, STATES
from atlas.figures.entry_changes import LABELS, Names
from atlas.figures.issues import ISSUE_STATES, community_regions
from atlas.i18n import N_, Translator, date
from atlas.publish.html import fragment
from ui import desk, frames, issues, members, state
from ui.members import Reader

PROPOSED = N_("Your proposal waits for another person’s look. You find it below, under “Yours”.")
REMARK = N_("Your remark waits for another person’s look; members see it already.")
WAITING = {
    "proposed": N_("Waits for a look"),
    "returned": N_("Returned"),
}


def tell(message: str) -> None:
    """Remember what the page says when it is drawn next."""
    st.session_state["community-done"] = message


def done(t: Translator) -> None:
    """Say what was just done."""
    message = st.session_state.pop("community-done", "")
    if message:
        st.success(t(message))


def offer(reader: Reader, t: Translator) -> None:
    """Lead a member to the form of a new issue; tell others who may propose."""
    if reader.has("take-part"):
        links = [(t("Propose an issue"), state.address("/issues", edit="new"))]
        st.html(fragment("community/offers.html", t, links=links))
    else:
        text = t("Members of the community propose, endorse and discuss issues; all may read them.")
        st.html(fragment("note.html", t, text=text))


def closed(reader: Reader, t: Translator) -> bool:
    """Say that a form is for members, where the reader is none."""
    if reader.has("take-part"):
        return False
    text = t("This form is for members of the community. Sign in to use it.")
    st.html(fragment("note.html", t, text=text))
    return True


def issue(known: Entry | None, reader: Reader, t: Translator) -> None:
    """Show the form of a new issue, or of a change of one."""
    if closed(reader, t):
        return
    content = known.content if known else None
    key = f"issue-{known.entry if known else 'new'}"
    text = t(
        "Write in your language; texts in other languages stay. Another person looks at a "
        "proposal before readers see it."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"), st.form(key, border=False):
        values = _fields(content, key, t)
        sent = st.form_submit_button(t("Propose it"), type="primary")
    if sent:
        _send("issue", values, known)


def _fields(content: Issue | None, key: str, t: Translator) -> dict[str, Any]:
    """Draw the fields of an issue; return what they say."""
    book = codebook()
    old: Mapping[str, Any] = content.model_dump() if content else {}
    values: dict[str, Any] = {
        name: members.words(t(LABELS[name]), f"{key}-{name}", old.get(name, {}), t)
        for name in ("statement", "context")
    }
    regions = {code: t(book.region(code).name) for code in community_regions()}
    reaches = {code: t(name) for code, name in REACH.items()}
    values["reach"] = st.radio(
        t(LABELS["reach"]),
        list(reaches),
        format_func=reaches.get,
        index=list(reaches).index(old.get("reach", "common")),
        horizontal=True,
        key=f"{key}-reach",
    )
    indicators = {code: t(each.name) for code, each in book.indicators.items()}
    questions = {code: t(each.text) for code, each in book.questions.items()}
    for name, options in (
        ("regions", regions),
        ("indicators", indicators),
        ("questions", questions),
    ):
        values[name] = _several(name, options, old.get(name, ()), key, t)
    values["views"] = _views(old.get("views", ()), key, t)
    values["documents"] = _documents(old.get("documents", ()), key, t)
    if content is not None:
        values |= _progress(content, key, t)
    return values


def _several(
    name: str, options: Mapping[str, str], chosen: Sequence[str], key: str, t: Translator
) -> list[str]:
    return st.multiselect(
        t(LABELS[name]),
        list(dict.fromkeys((*options, *chosen))),
        default=list(chosen),
        format_func=lambda code: options.get(code, code),
        placeholder=t("Type a name"),
        key=f"{key}-{name}",
    )


def _views(known: Sequence[str], key: str, t: Translator) -> list[str]:
    text = st.text_area(
        t(LABELS["views"]),
        value="\n".join(known),
        key=f"{key}-views",
        help=t("One address of the atlas on each line, as your browser shows it."),
    )
    return [within(line) for line in text.splitlines() if line.strip()]


def within(address: str) -> str:
    """Return an address within the atlas without the name of the server that it was copied from.

    >>> within("http://127.0.0.1:8501/law?theme=oversight")
    '/law?theme=oversight'
    """
    parts = urlsplit(address.strip())
    if not parts.scheme:
        return address.strip()
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _documents(known: Sequence[Mapping[str, str]], key: str, t: Translator) -> list[dict[str, str]]:
    text = st.text_area(
        t(LABELS["documents"]),
        value="\n".join(f"{each['title']} | {each['url']}" for each in known),
        key=f"{key}-documents",
        help=t("One on each line: its title, a stroke |, its address on the web."),
    )
    made = []
    for line in text.splitlines():
        title, _, url = line.rpartition("|") if "|" in line else (line, "", "")
        if line.strip():
            made.append({"title": title.strip(), "url": url.strip()})
    return made


def _progress(content: Issue, key: str, t: Translator) -> dict[str, Any]:
    """Ask where the work on an issue stands; merging has a form of its own."""
    states = {code: t(STATES[code]) for code in ISSUE_STATES if code != "merged"}
    if content.state == "merged":
        return {"state": "merged", "merged_into": content.merged_into, "summary": content.summary}
    chosen = st.selectbox(
        t(LABELS["state"]),
        list(states),
        index=list(states).index(content.state),
        format_func=states.get,
        key=f"{key}-state",
    )
    summary = members.words(t(LABELS["summary"]), f"{key}-summary", content.summary, t)
    return {"state": chosen, "summary": summary}


def _send(kind: str, values: Mapping[str, Any] | Issue, known: Entry | None) -> None:
    entry = known.entry if known else None
    made = desk.attempt(proposing.propose, frames.engine(), kind, values, entry=entry)
    if made is not None:
        tell(PROPOSED)
        state.remember(edit=None, issue=None)
        st.rerun()


def merge(found: Entry, reader: Reader, t: Translator) -> None:
    """Show the form that merges an issue into another."""
    if closed(reader, t):
        return
    others = {
        each.entry: members.spoken(each.content.statement, t).text
        for each in published(frames.engine(), "issue")
        if each.entry != found.entry and each.content.state != "merged"
    }
    text = t(
        "Who endorses this issue will endorse the other. The words of this one stay readable "
        "at its address."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"), st.form("merge", border=False):
        label = t("The issue that it goes into")
        into = st.selectbox(label, [*others], index=None, format_func=others.get, key="merge-into")
        sent = st.form_submit_button(t("Propose to merge"), type="primary")
    if sent and into:
        change = {"state": "merged", "merged_into": into}
        _send("issue", found.content.model_copy(update=change), found)


def mine(reader: Reader, kinds: Sequence[str], t: Translator) -> None:
    """List what the reader proposed and what waits or was returned; it can be taken back."""
    if not reader.has("take-part"):
        return
    found = [
        each
        for each in own_of(frames.engine(), by=reader.name)
        if each.kind in kinds and each.status in WAITING
    ]
    if not found:
        return
    called = issues.names(reader, t)
    st.subheader(t("Yours"), anchor=False)
    for each in found:
        st.html(fragment("community/mine.html", t, rows=[_own_row(each, called, t)]))
        if each.status == "proposed":
            label = t("Take back version {version}", version=each.version)
            st.button(label, key=f"back-{each.number}", on_click=_withdraw, args=(each.number,))


def _own_row(each: Entry, called: Names, t: Translator) -> dict[str, object]:
    content = each.content
    words = getattr(content, "statement", None) or getattr(content, "title", None) or {}
    return {
        "code": each.status,
        "status": t(WAITING[each.status]),
        "name": members.spoken(words, t) if words else called.entries.get(each.entry),
        "version": each.version,
        "when": date(each.proposed_at.date(), t.lang),
        "note": each.review_note,
    }


def _withdraw(number: int) -> None:
    desk.attempt(proposing.withdraw, frames.engine(), number)
