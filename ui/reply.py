"""The page of replies: an official's form, the review of form, the way into a release."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from atlas.codebook import codebook
from atlas.editorial import replies
from atlas.editorial.permissions import Account
from atlas.editorial.reply_form import LONGEST_STATEMENT, LONGEST_TITLE, ReplyAnswer
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, plain
from atlas.store.replies import RecordPlace, Reply
from atlas.views.replies.notes import reply_view
from ui import account, controls, desk, frames, state
from ui import replies as reply_parts

WORK = ("reply", "review-reply", "accept-reply")
MOST = 200
STATUSES = {
    "submitted": N_("Awaiting format check"),
    "shown": N_("Shown next to the figure"),
    "returned": N_("Returned"),
    "accepted": N_("Included in a submission"),
    "withdrawn": N_("Withdrawn"),
}


def reader(t: Translator) -> Account | None:
    """Return who works with replies; anybody else sees why the page is empty."""
    current = account.current()
    action = next((a for a in WORK if current is not None and current.has(a)), WORK[0])
    return account.require_page(action, t)


def chosen(who: Account) -> Reply | None:
    """Return the reply that the address asks for."""

    def find(text: str) -> Reply:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        return replies.reply_seen(frames.engine(), number, by=who.name)

    return state.resolve("reply", find, None)


def queue(who: Account, t: Translator) -> None:
    """List the replies: an official sees the country's, the desk sees all."""
    all_replies = replies.replies_for(frames.engine(), by=who.name)
    counts = {code: sum(r.status == code for r in all_replies) for code in STATUSES}
    first = "submitted" if who.has("review-reply") else "all"
    options = {
        code: f"{t(name)} ({plain(counts[code], t.lang)})" for code, name in STATUSES.items()
    }
    options["all"] = t("All")
    current = state.text("status") or first
    status = current if current in options else first
    controls.segments("status", options, status, t("Replies"))
    rows = [r for r in all_replies if status in ("all", r.status)][:MOST]
    st.html(fragment("voices/replies.html", t, rows=[_row(r, t) for r in rows]))


def _row(reply: Reply, t: Translator) -> dict[str, object]:
    return {
        "said": reply_view(reply, t),
        "about": reply_parts.about(reply.place, t),
        "href": state.address("/reply", reply=str(reply.id)),
        "code": reply.status,
        "status": t(STATUSES[reply.status]),
    }


def one(reply: Reply, who: Account, t: Translator) -> None:
    """Show one reply beside its figure, and what this account may do with it."""
    stands = reply_parts.standing(reply.place, t)
    if stands is not None:
        reply_parts.head(stands, t)
    number = str(reply.submission) if reply.submission else None
    st.html(
        fragment(
            "voices/reply.html",
            t,
            said=reply_view(reply, t),
            note=reply.note,
            code=reply.status,
            status=t(STATUSES[reply.status]),
            submission=state.address("/review", submission=number) if number else "",
            back=state.address("/reply"),
        )
    )
    if who.has("reply") and reply.status in replies.WITHDRAWABLE:
        st.button(t("Withdraw"), key="withdraw", on_click=_withdraw, args=(reply.id,))
    if who.has("review-reply") and reply.status == "submitted":
        _form_review(reply, t)
    takes = reply.value is not None or reply.answer is not None
    if who.has("accept-reply") and takes and reply.status == "shown":
        st.button(
            t("Include its value in the next release"),
            key="accept",
            on_click=_accept,
            args=(reply.id,),
            help=t("Makes a submission whose source is this reply; somebody else reviews it."),
        )


def _form_review(reply: Reply, t: Translator) -> None:
    text = t(
        "Check the format only: is it about this figure, readable, free of insults and of "
        "private data? Its content is the government’s."
    )
    st.html(fragment("note.html", t, text=text))
    with st.container(key="atlas-form"):
        label = t("Note; required to return it")
        st.text_area(label, key="form-note", max_chars=replies.LONGEST_NOTE)
    with st.container(horizontal=True):
        st.button(
            t("Show next to the figure"),
            type="primary",
            key="show",
            on_click=decide,
            args=(reply.id, "show"),
        )
        st.button(t("Return"), key="return", on_click=decide, args=(reply.id, "return"))


def decide(number: int, verdict: replies.Verdict) -> None:
    """Decide on a reply's form; ``atlas.editorial`` refuses whoever may not."""
    note = st.session_state.get("form-note", "")
    desk.attempt(replies.review_reply, frames.engine(), number, verdict=verdict, note=note)


def _withdraw(number: int) -> None:
    desk.attempt(replies.withdraw_reply, frames.engine(), number)


def _accept(number: int) -> None:
    desk.attempt(replies.accept_reply, frames.engine(), number)


def form(at: RecordPlace, who: Account, t: Translator) -> None:
    """Show the figure, earlier replies, and for the country's official the form."""
    stands = reply_parts.standing(at, t)
    if stands is None:
        return
    reply_parts.head(stands, t)
    earlier = [r for r in replies.replies_for(frames.engine(), by=who.name) if r.place == at]
    if earlier:
        st.subheader(t("Earlier replies"), anchor=False)
        st.html(fragment("voices/replies.html", t, rows=[_row(r, t) for r in earlier]))
    if not who.may("reply", [at.country]):
        text = t("Only an official of this country can answer this figure.")
        st.html(fragment("note.html", t, text=text))
        return
    st.subheader(t("Your reply"), anchor=False)
    with st.container(key="atlas-form"), st.form("reply", border=False):
        value, code = _counter(at, t)
        statement = st.text_area(t("Statement"), max_chars=LONGEST_STATEMENT, key="statement")
        language = reply_parts.language(t("Language of the statement"), "spoken", t)
        title = st.text_input(t("Title of a document"), max_chars=LONGEST_TITLE, key="title")
        url = st.text_input(t("Its address on the web"), key="document")
        file = st.file_uploader(
            t("Or its file: a table or a picture; names of its authors are removed"),
            type=["xlsx", "xlsm", "ods", "csv", "png", "jpg", "jpeg"],
            key="file",
        )
        is_submitted = st.form_submit_button(t("Send the reply"), type="primary")
    if is_submitted:
        answer = ReplyAnswer(value, code, statement, language, title, url)
        _send(at, answer, file)


def _counter(at: RecordPlace, t: Translator) -> tuple[float | None, str | None]:
    book = codebook()
    scale = (
        book.question(at.subject).answers
        if at.kind == "judgement"
        else book.indicator(at.subject).categories
    )
    if scale:
        names = {a.code: t(a.name) for a in scale}
        label = t("Your answer")
        code = st.selectbox(label, [None, *names], format_func=lambda c: names.get(c, "–"), key="a")
        return None, code
    entry = book.indicator(at.subject)
    label = t("Your value ({unit})", unit=t(entry.unit)) if entry.unit else t("Your value")
    return st.number_input(label, value=None, format=f"%.{entry.decimals}f", key="value"), None


def _send(at: RecordPlace, answer: ReplyAnswer, file: Any) -> None:
    """Send a reply; on success the page shows it, on refusal all that was typed stays."""
    try:
        name = desk.acting()
        if file is not None:
            digest = replies.keep_document(frames.engine(), at, file, file.name, by=name)
            answer = replace(answer, sha256=digest)
        number = replies.reply_to(frames.engine(), at, answer, by=name)
    except AtlasError as error:
        state.complain(error)
        return
    removals = dict.fromkeys(("country", "indicator", "question", "period", "breakdown", "status"))
    state.remember(**removals, reply=str(number))
    st.rerun()
