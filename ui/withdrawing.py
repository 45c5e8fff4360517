"""Editors withdraw a version of an entry: its words go for good, with a reason in the log."""

from __future__ import annotations

import streamlit as st

from atlas.community import blanking
from atlas.community.version import EntryVersion
from atlas.editorial.erasure import ErasureReport
from atlas.export.html import fragment
from atlas.i18n import Translator, date
from atlas.views.erasure import erasure_sentences
from ui import desk, frames, proposing
from ui.members import Reader

REPORT = "erasure-report"


def show(reader: Reader, t: Translator) -> None:
    """Choose a version, say why, and withdraw it after a second confirmation."""
    st.subheader(t("Withdraw a version"), anchor=False)
    report(t)
    text = t(
        "The words of a version are erased permanently, for example because they name a person. "
        "Readers see the previous version, and the history shows that this one was withdrawn."
    )
    st.html(fragment("note.html", t, text=text))
    versions = {each.number: each for each in blanking.versions(frames.engine(), by=reader.name)}
    with st.container(key="atlas-withdraw"):
        number = st.selectbox(
            t("Version"),
            list(versions),
            index=None,
            format_func=lambda n: _label(versions[n], t),
            placeholder=t("Type a name"),
            key="blank-version",
        )
        st.text_input(
            t("Reason; stored in the log permanently, so do not name anyone in it"),
            key="blank-reason",
            max_chars=300,
        )
        sure = st.checkbox(t("This cannot be undone"), key="blank-sure")
    version = versions.get(number) if number is not None else None
    st.button(
        t("Withdraw this version"),
        key="blank",
        disabled=version is None or not sure,
        on_click=_blank,
        args=(version,),
    )


def _label(each: EntryVersion, t: Translator) -> str:
    version = t("Version {version}", version=each.version)
    day = date(each.proposed_at.date(), t.lang)
    # What an organisation tells of itself is for itself: editors know its key.
    name = each.entry if each.kind == "organisation" else proposing.title(each, t).text[:60]
    return f"{name} · {version} · {day}"


def _blank(version: EntryVersion | None) -> None:
    if version is None:
        return
    reason = st.session_state.get("blank-reason", "")
    erasure = desk.attempt(
        blanking.blank_version, frames.engine(), version.entry, version.version, reason=reason
    )
    if erasure is not None:
        keep(erasure)
        st.session_state["blank-sure"] = False


def keep(erasure: ErasureReport) -> None:
    """Remember a report for the page that is drawn next."""
    st.session_state[REPORT] = erasure


def report(t: Translator, *, places: bool = True) -> None:
    """Show the outcome of what was just erased."""
    erasure = st.session_state.pop(REPORT, None)
    if erasure is not None:
        st.html(fragment("erasure.html", t, report=erasure_sentences(erasure, t, places=places)))
