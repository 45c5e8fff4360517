"""What became of a reader's own proposals, and what the page says of what was just done."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import streamlit as st

from atlas.community import proposing
from atlas.community.entries import EntryVersion
from atlas.community.entries import mine as own_of
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date, direction
from atlas.views.community.entries import LocalisedText
from ui import desk, frames, members, state
from ui.members import Reader

SHORT = 60  # letters of a button
BESIDE = N_(
    "Your proposal is awaiting review by another person. Another proposal on the same entry is "
    "awaiting review as well: where both change the same, the later one will be returned to you."
)
PROPOSED = N_(
    "Your proposal is awaiting review by another person. You find it below, under “Yours”."
)
REMARK = N_("Your remark is awaiting review by another person; members see it already.")
WAITING = {
    "proposed": N_("Awaiting review"),
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


def mine(reader: Reader, kinds: Sequence[str], t: Translator) -> None:
    """List what the reader proposed and what waits or was returned; it can be taken back."""
    if not reader.has("take-part") and not reader.has("propose-contact"):
        return
    entries = _waiting(reader, kinds)
    if not entries:
        return
    st.subheader(t("Yours"), anchor=False)
    for each in entries:
        row = _own_row(each, t)
        st.html(fragment("community/mine.html", t, rows=[row]))
        if each.status == "proposed":
            label = t("Withdraw: {name}", name=shorten(row["name"].text, SHORT, placeholder="…"))
            st.button(label, key=f"back-{each.number}", on_click=_withdraw, args=(each.number,))


def _waiting(reader: Reader, kinds: Sequence[str]) -> list[EntryVersion]:
    """Return what waits or was returned; a returned version that has a later one is past."""
    own = [e for e in own_of(frames.engine(), by=reader.name) if e.kind in kinds]
    newest = {e.entry: e.number for e in reversed(own)}
    return [
        e
        for e in own
        if e.status == "proposed" or (e.status == "returned" and newest[e.entry] == e.number)
    ]


def _own_row(each: EntryVersion, t: Translator) -> dict[str, Any]:
    again = {"edit": "new", "proposal": str(each.number)}
    again_at = state.address("/issues", **again) if each.kind == "issue" else state.here(**again)
    taken_up = each.status == "returned" and each.kind != "round"
    return {
        "again": again_at if taken_up else "",
        "code": each.status,
        "status": t(WAITING[each.status]),
        "name": title(each, t),
        "version": each.version,
        "when": date(each.proposed_at.date(), t.lang),
        "note": each.review_note,
    }


def title(each: EntryVersion, t: Translator) -> LocalisedText:
    """Return what names a proposal: its first words, or an organisation's name."""
    for part in ("statement", "title", "words", "institution"):
        if words := getattr(each.content, part, None):
            return members.spoken(words, t)
    return LocalisedText(
        getattr(each.content, "name", each.entry), t.lang, direction(t.lang), own=True
    )


def _withdraw(number: int) -> None:
    desk.attempt(proposing.withdraw_proposal, frames.engine(), number)
