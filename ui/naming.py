"""Who is asked to be named by an entry: a member answers, an editor records a consent."""

from __future__ import annotations

import streamlit as st

from atlas.community import consent
from atlas.community.consent import ConsentRequest
from atlas.community.members import face
from atlas.export.html import fragment
from atlas.i18n import Translator
from ui import desk, frames, members, proposing
from ui.members import Reader


def asked(reader: Reader, t: Translator) -> None:
    """Show a member which entries want to name its organisation."""
    if not reader.has("take-part") or reader.organisation is None:
        return
    waiting = consent.requests(frames.engine(), by=reader.name)
    own = [each for each in waiting if each.organisation == reader.organisation]
    if not own:
        return
    st.subheader(t("Your organisation’s consent is requested"), anchor=False)
    text = t("These entries name your organisation. Readers see the name only if you agree.")
    st.html(fragment("note.html", t, text=text))
    for each in own:
        st.html(
            fragment("community/asked.html", t, name=proposing.title(each.version, t), who=None)
        )
        _buttons(each, t("Agree to be named"), t("Refuse"))


def on_record(reader: Reader, t: Translator) -> None:
    """List for editors which names wait; a consent that is on record can be written down."""
    waiting = consent.requests(frames.engine(), by=reader.name)
    if not waiting:
        return
    st.subheader(t("Names awaiting consent"), anchor=False)
    faces = members.faces(reader, t)
    with st.container(key="atlas-consent"):
        st.text_input(t("Where the consent is on record"), key="consent-note", max_chars=300)
    for each in waiting:
        who = face(faces, each.organisation, t).name
        name = proposing.title(each.version, t)
        st.html(fragment("community/asked.html", t, name=name, who=who))
        _buttons(each, t("Record the consent of {name}", name=who), t("Record a refusal"))


def _buttons(each: ConsentRequest, agree: str, refuse: str) -> None:
    with st.container(horizontal=True):
        for agrees, label in ((True, agree), (False, refuse)):
            st.button(
                label,
                key=f"{'agree' if agrees else 'refuse'}-{each.version.entry}-{each.organisation}",
                on_click=_answer,
                args=(each.version.entry, each.organisation, agrees),
            )


def _answer(entry: str, organisation: str, agrees: bool) -> None:
    note = st.session_state.get("consent-note", "")
    desk.attempt(
        consent.answer_consent, frames.engine(), entry, organisation, agrees=agrees, note=note
    )
