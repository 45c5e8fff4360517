"""Forms in which members propose an issue, a change of one, or to merge it into another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.community import proposing as core
from atlas.community.entries import EntryVersion, published_entries
from atlas.community.entries import mine as own_of
from atlas.community.kinds import Issue
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.views.community.entries import REACH, STATES
from atlas.views.community.entry_changes import LABELS
from atlas.views.community.issues import ISSUE_STATES, community_regions
from ui import account, controls, desk, frames, issues, members, proposing, state
from ui.members import Reader

FORMS = {
    "new": N_("Propose an issue"),
    "change": N_("Propose a change"),
    "merge": N_("Merge into another"),
}


def head(entry: EntryVersion | None, form: str, t: Translator) -> None:
    """Head a form with what it is about."""
    about = members.spoken(entry.content.statement, t).text if entry else ""
    controls.heading(about or t("Common issues of concern"), t(FORMS[form]))
    links = [(t("Back without proposing"), issues.link(entry.entry if entry else None))]
    st.html(fragment("community/offers.html", t, links=links))


def show(entry: EntryVersion | None, form: str, reader: Reader, t: Translator) -> None:
    """Show the form that the address opens."""
    if closed(reader, t):
        return
    if form == "merge" and entry is not None:
        merge(entry, t)
    else:
        issue(entry, t)


def again() -> EntryVersion | None:
    """Return the returned proposal of the reader's own that the address takes up again."""
    reader = account.current()
    if reader is None or not state.text("proposal"):
        return None
    own = own_of(frames.engine(), by=reader.name)
    by_number = {str(each.number): each for each in own if each.kind == "issue"}
    return state.resolve(
        "proposal", lambda number: by_number[choice_parser(by_number)(number)], None
    )


def closed(reader: Reader, t: Translator) -> bool:
    """Say that a form is for members, where the reader is none."""
    if reader.has("take-part"):
        return False
    text = t("This form is for members of the community. Sign in to use it.")
    st.html(fragment("note.html", t, text=text))
    return True


def issue(existing: EntryVersion | None, t: Translator) -> None:
    """Show the form of a new issue, or of a change of one."""
    taken_up = again()
    existing = taken_up or existing
    content = existing.content if existing else None
    key = f"issue-{existing.entry if existing else 'new'}-{taken_up.number if taken_up else 0}"
    text = t(
        "Write in your language; texts in other languages stay. Another person reviews a "
        "proposal before readers see it."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"), st.form(key, border=False):
        values = _fields(content, key, t)
        is_submitted = st.form_submit_button(t("Propose it"), type="primary")
    if is_submitted:
        _send("issue", values, existing)


def _fields(content: Issue | None, key: str, t: Translator) -> dict[str, Any]:
    """Draw the fields of an issue; return what they say."""
    book = codebook()
    old: Mapping[str, Any] = content.model_dump() if content else {}
    values: dict[str, Any] = {
        name: _text(name, old.get(name, {}), key, t) for name in ("statement", "context")
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


def _text(name: str, old_texts: dict[str, str], key: str, t: Translator) -> dict[str, str]:
    """Ask for a text in the reader's language; what it says in another is shown beneath."""
    new_texts = members.words(t(LABELS[name]), f"{key}-{name}", old_texts, t)
    other = members.spoken(old_texts, t)
    if other and not other.own:
        st.html(fragment("community/other.html", t, words=other))
    return new_texts


def _several(
    name: str, options: Mapping[str, str], codes: Sequence[str], key: str, t: Translator
) -> list[str]:
    return st.multiselect(
        t(LABELS[name]),
        list(dict.fromkeys((*options, *codes))),
        default=list(codes),
        format_func=lambda code: options.get(code, code),
        placeholder=t("Type a name"),
        key=f"{key}-{name}",
    )


def _views(addresses: Sequence[str], key: str, t: Translator) -> list[str]:
    text = st.text_area(
        t(LABELS["views"]),
        value="\n".join(addresses),
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


def _documents(
    old_documents: Sequence[Mapping[str, str]], key: str, t: Translator
) -> list[dict[str, str]]:
    text = st.text_area(
        t(LABELS["documents"]),
        value="\n".join(f"{each['title']} | {each['url']}" for each in old_documents),
        key=f"{key}-documents",
        help=t("One on each line: its title, a stroke |, its address on the web."),
    )
    documents = []
    for line in text.splitlines():
        title, _, url = line.rpartition("|") if "|" in line else (line, "", "")
        if line.strip():
            documents.append({"title": title.strip(), "url": url.strip()})
    return documents


def _progress(content: Issue, key: str, t: Translator) -> dict[str, Any]:
    """Ask where the work on an issue stands; merging has a form of its own."""
    states = {code: t(STATES[code]) for code in ISSUE_STATES if code != "merged"}
    if content.state == "merged":
        return {"state": "merged", "merged_into": content.merged_into, "summary": content.summary}
    status = st.selectbox(
        t(LABELS["state"]),
        list(states),
        index=list(states).index(content.state),
        format_func=states.get,
        key=f"{key}-state",
    )
    summary = _text("summary", content.summary, key, t)
    return {"state": status, "summary": summary}


def _send(kind: str, values: Mapping[str, Any] | Issue, existing: EntryVersion | None) -> None:
    entry = existing.entry if existing else None
    proposal = desk.attempt(core.propose_entry, frames.engine(), kind, values, entry=entry)
    if proposal is not None:
        proposing.tell(proposing.PROPOSED)
        state.remember(edit=None, issue=None, proposal=None)
        st.rerun()


def merge(entry: EntryVersion, t: Translator) -> None:
    """Show the form that merges an issue into another."""
    others = {
        each.entry: members.spoken(each.content.statement, t).text
        for each in published_entries(frames.engine(), "issue")
        if each.entry != entry.entry and each.content.state != "merged"
    }
    text = t(
        "Organisations that endorse this issue will endorse the other. The words of this one "
        "remain at its address."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"), st.form("merge", border=False):
        label = t("The issue it is merged into")
        into = st.selectbox(label, [*others], index=None, format_func=others.get, key="merge-into")
        is_submitted = st.form_submit_button(t("Propose to merge"), type="primary")
    if is_submitted and not into:
        st.warning(t("Choose an issue"))
    elif is_submitted:
        change = {"state": "merged", "merged_into": into}
        _send("issue", entry.content.model_copy(update=change), entry)
