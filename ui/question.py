"""The page of questions: readers ask about a figure, editors answer."""

from __future__ import annotations

import streamlit as st

from atlas.editorial import inquiries
from atlas.editorial.permissions import Account
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date, plain
from atlas.store.replies import Inquiry, RecordPlace
from atlas.views.replies.notes import answered_inquiry
from ui import controls, desk, frames, replies, state

MOST = 200
STATUSES = {"open": N_("Open"), "answered": N_("Answered"), "closed": N_("Set aside")}


def ask(at: RecordPlace, t: Translator) -> None:
    """Show a figure and let a reader ask about it, without any account."""
    stands = replies.standing(at, t)
    if stands is None:
        return
    replies.head(stands, t)
    if st.session_state.pop("asked", False):
        st.success(t("Your question is with the editors. A public answer will appear next to it."))
        return
    text = t(
        "You need neither an account nor a name: the atlas keeps nothing about who asks. Editors "
        "read the question; a public answer appears next to the figure, together with your "
        "question."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"), st.form("ask", border=False):
        words = st.text_area(t("Your question"), max_chars=inquiries.LONGEST, key="words")
        language = replies.language(t("Language of your question"), "spoken", t)
        with st.container(key="atlas-more"):
            trap = st.text_input(t("Leave this field empty"), key="more", autocomplete="off")
        is_submitted = st.form_submit_button(t("Send the question"), type="primary")
    if is_submitted:
        _send(at, words, language, trap)


def _send(at: RecordPlace, words: str, language: str, trap: str) -> None:
    details = {"language": language, "address": address(), "trap": trap}
    try:
        inquiries.ask(frames.engine(), at, words, **details)
    except AtlasError as error:
        state.complain(error)
        return
    st.session_state["asked"] = True
    st.rerun()


def address() -> str:
    """Return where the reader's connection comes from; it is counted, never stored."""
    return st.context.ip_address or "local"


def chosen(who: Account) -> Inquiry | None:
    """Return the question that the address asks for."""

    def find(number: str) -> Inquiry:
        by_number = {str(each.id): each for each in inquiries.inbox(frames.engine(), by=who.name)}
        if number not in by_number:
            raise inquiries.UnknownInquiry(number, tuple(list(by_number)[:3]))
        return by_number[number]

    return state.resolve("inquiry", find, None)


def inbox(who: Account, t: Translator) -> None:
    """List the questions that this editor may answer."""
    all_inquiries = inquiries.inbox(frames.engine(), by=who.name)
    counts = {code: sum(each.status == code for each in all_inquiries) for code in STATUSES}
    options = {c: f"{t(name)} ({plain(counts[c], t.lang)})" for c, name in STATUSES.items()}
    current = state.text("status") or "open"
    status = current if current in options else "open"
    controls.segments("status", options, status, t("Questions"))
    rows = [_row(each, t) for each in all_inquiries if each.status == status][:MOST]
    st.html(fragment("voices/inquiries.html", t, rows=rows))


def _row(each: Inquiry, t: Translator) -> dict[str, object]:
    return {
        "about": replies.about(each.place, t),
        "href": state.address("/question", inquiry=str(each.id)),
        "at": date(each.at.date(), t.lang),
        "code": each.status,
        "status": _status(each, t),
        "question": each.question,
    }


def _status(each: Inquiry, t: Translator) -> str:
    if each.status == "answered" and each.public:
        return t("Answered, public")
    return t(STATUSES[each.status])


def one(inquiry: Inquiry, t: Translator) -> None:
    """Show one question beside its figure, and the form for its answer."""
    stands = replies.standing(inquiry.place, t)
    if stands is not None:
        replies.head(stands, t)
    values = {"said": answered_inquiry(inquiry, t), "number": inquiry.id, "code": inquiry.status}
    back = state.address("/question")
    st.html(fragment("voices/inquiry.html", t, **values, status=_status(inquiry, t), back=back))
    if inquiry.status == "open":
        _answer(inquiry, t)
    elif inquiry.status == "answered":
        label = (
            t("Stop showing next to the figure") if inquiry.public else t("Show next to the figure")
        )
        st.button(label, key="public", on_click=_public, args=(inquiry.id, not inquiry.public))


def _answer(inquiry: Inquiry, t: Translator) -> None:
    with st.container(key="atlas-form"):
        st.text_area(t("Answer"), max_chars=inquiries.LONGEST_ANSWER, key="answer")
    st.checkbox(t("Public: question and answer appear next to the figure"), value=True, key="shown")
    with st.container(horizontal=True):
        st.button(t("Answer"), type="primary", key="send", on_click=answer, args=(inquiry.id,))
        st.button(t("Set aside"), key="close", on_click=_close, args=(inquiry.id,))


def answer(number: int) -> None:
    """Answer a question; ``atlas.editorial`` refuses whoever may not."""
    inputs = st.session_state
    text, public = inputs.get("answer", ""), inputs.get("shown", False)
    desk.attempt(inquiries.answer_inquiry, frames.engine(), number, text, public=public)


def _close(number: int) -> None:
    desk.attempt(inquiries.close_inquiry, frames.engine(), number)


def _public(number: int, public: bool) -> None:
    desk.attempt(inquiries.make_public, frames.engine(), number, public=public)
