"""The review page's parts: the queue, one submission, comments and the decision."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path

import streamlit as st

from atlas.editorial import audit, changes, drafts, queue, reviews, rivals, uploads
from atlas.editorial import submissions as all_submissions
from atlas.editorial.changes import Change, Changes, RecordPair
from atlas.editorial.permissions import Account
from atlas.editorial.queue import SubmissionDetail
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date, plain
from atlas.intake.sandbox import reading
from atlas.intake.sandbox.errors import ReaderStopped
from atlas.views.changes import change_rows
from atlas.views.problems import problem_rows
from ui import background, controls, desk, frames, mending, state
from ui import changes as shown
from ui.memo import memo
from ui.plain import told

MOST = 100  # submissions in the list
NAMED = 100  # records that a comment can be about
VERDICTS = {
    "approve": N_("Approved"),
    "return": N_("Returned"),
    "reject": N_("Rejected"),
    "comment": N_("Comment"),
    "withdraw": N_("Withdrawn"),
}


def chosen() -> SubmissionDetail | None:
    """Return the submission that the address asks for."""
    return state.resolve("submission", _submission, None)


def _submission(text: str) -> SubmissionDetail:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return memo(
        lambda: queue.submission_detail(frames.engine(), number), "submitted", number, *_now()
    )


def _now() -> tuple[str, int]:
    """Return what changes with everything that anybody does at the desk: the log's last entry.

    So a large submission and its authors are read once, not in each rerun.
    """
    return str(frames.engine().url), audit.last(frames.engine())


def waiting(reader: Account, t: Translator) -> None:
    """List submissions by status; an editor sees the own ones, a reviewer all."""
    submissions = all_submissions(frames.engine())
    if not reader.has("review"):
        submissions = submissions[submissions["submitted_by"] == reader.name]
    options = {
        "submitted": t("To review"),
        "approved": t("To publish"),
        "returned": t("Returned"),
        "all": t("All"),
    }
    counts = {name: int((submissions["status"] == name).sum()) for name in options} | {
        "all": len(submissions)
    }
    tally = [(name, options[name], plain(counts[name], t.lang)) for name in options]
    st.html(fragment("counts.html", t, counts=tally))
    status = state.text("status") or "submitted"
    status = status if status in options else "submitted"
    controls.segments("status", options, status, t("Submissions"))
    rows = submissions if status == "all" else submissions[submissions["status"] == status]
    table_rows = [
        {**row, "when": _time(row["submitted_at"], t), "href": _address(int(row["id"]))}
        for row in rows.head(MOST).to_dict("records")
    ]
    st.html(fragment("queue.html", t, rows=table_rows, said=lambda code: desk.said(code, t)))


def _address(number: int) -> str:
    return state.address("/review", submission=str(number))


def _time(moment: object, t: Translator) -> str:
    return f"{date(str(moment), t.lang)} {str(moment)[11:16]} UTC"


def _rivals(submission: SubmissionDetail) -> list[int]:
    """Return the waiting submissions with other answers, read once for each state of the log."""
    if submission.status not in rivals.WAITING:
        return []
    return memo(
        lambda: rivals.rivals_of(frames.engine(), submission.id), "rivals", submission.id, *_now()
    )


def head(submission: SubmissionDetail, t: Translator) -> None:
    """Say what this submission is, who made it and where it stands."""
    st.html(
        fragment(
            "submission.html",
            t,
            found=submission,
            when=_time(submission.at, t),
            status=desk.said(submission.status, t),
            records=plain(submission.records, t.lang),
            queue=state.address("/review"),
        )
    )
    for other in _rivals(submission):
        st.warning(f"{t(rivals.RIVAL, number=other)} {t(rivals.LOSS)}")


def file(submission: SubmissionDetail, t: Translator) -> None:
    """Offer the uploaded table without what its program wrote about its maker."""
    if not submission.sha256:
        return
    own = Path(submission.file).suffix.casefold() in (".csv", ".tsv", ".txt")
    st.download_button(
        t("Download the file, without its metadata"),
        data=partial(_without_metadata, submission.sha256, submission.file),
        file_name=submission.file if own else f"{Path(submission.file).stem}.xlsx",
        on_click="ignore",
        type="tertiary",
        key="file",
    )


def _without_metadata(sha256: str, name: str) -> bytes:
    """Return the copy; what cannot be opened as a table is not passed on."""
    with uploads.upload_path(sha256, name) as path:
        try:
            return reading.stripped_table(path)[0]
        except AtlasError as error:
            return str(error).encode()


def differences(submission: SubmissionDetail, t: Translator) -> Changes:
    """Show what the submission changes, or changed, in the release before it."""
    against = submission.against or changes.newest_number(frames.engine())
    result = memo(
        lambda: changes.of_submissions(frames.engine(), [submission.id], against),
        *("entering", submission.id, against, *_now()),
    )
    countries, subjects = shown.chosen(result.subjects)

    def fill(pairs: tuple[RecordPair, ...]) -> list[Change]:
        return changes.load_changes(frames.engine(), pairs, against=against)

    shown.tally(result, t)
    if result.pairs:
        shown.say(result, t)
        if len(result.pairs) > shown.MOST:
            with st.container(horizontal=True, key="atlas-controls"):
                controls.countries(countries, t, most=60)
                names = shown.names_of(result.subjects, subjects, t)
                shown.choose_subjects(names, subjects, t)
        shown.views(shown.picked(result, countries, subjects), fill, t)
    else:
        st.caption(t("This submission changes nothing in the release in force."))
    return result


def problems(submission: SubmissionDetail, t: Translator) -> None:
    """Show what the file's check says, with the editor's word to each warning."""
    draft = drafts.of_submission(frames.engine(), submission.id)
    if draft is None:
        return
    with st.expander(t("Results of the file check")):
        try:
            prepared = background.prepared(draft, t, against=submission.against)
        except AtlasError as error:
            st.error(told(error, t))
            if isinstance(error, ReaderStopped):
                arguments = (draft, submission.against)
                st.button(t("Try again"), key="again", on_click=background.again, args=arguments)
            return
        rows = problem_rows(prepared.reading.problems, t, draft.words)
        mending.count(rows, t)
        mending.listed(rows, t)
        if draft.edits:
            st.caption(t("Cells that the editor corrected on the page:"))
            st.html(fragment("edits.html", t, edits=draft.edits))


def history(submission: SubmissionDetail, differences: Changes, t: Translator) -> None:
    """List all that was said and decided, oldest first; nothing is ever taken away."""
    past = reviews.review_history(frames.engine(), submission.id)
    about = [
        differences.entering[h["record_id"]] for h in past if h["record_id"] in differences.entering
    ]
    by_record = {r.record: r for r in change_rows(changes.load_changes(frames.engine(), about), t)}
    st.subheader(t("History"), anchor=False)
    st.html(
        fragment(
            "history.html",
            t,
            submitted={"by": submission.by, "when": _time(submission.at, t)},
            past=[
                {
                    **entry,
                    "verdict": t(VERDICTS[entry["verdict"]]),
                    "code": entry["verdict"],
                    "when": _time(entry["reviewed_at"], t),
                    "about": by_record.get(entry["record_id"]),
                }
                for entry in past
            ],
        )
    )


def comment(
    submission: SubmissionDetail, reader: Account, differences: Changes, t: Translator
) -> None:
    """Let the reviewer or the editor say something about the whole or about one record."""
    if not reader.has("review") and reader.name not in submission.authors:
        return
    pairs = list(islice(differences.entering.values(), NAMED))
    rows = change_rows(changes.load_changes(frames.engine(), pairs), t)
    names = {r.record: " · ".join(filter(None, (r.country, r.subject, r.when))) for r in rows}
    with st.form(f"comment-{submission.id}", clear_on_submit=True, border=False):
        about = st.selectbox(
            t("Comment on"),
            [None, *names],
            format_func=lambda key: names[key] if key else t("the whole submission"),
        )
        note = st.text_area(t("Comment"), max_chars=reviews.LONGEST_NOTE, height=72)
        if st.form_submit_button(t("Add the comment")):
            desk.attempt(
                reviews.comment, frames.engine(), submission.id, note=note, record_id=about
            )
            st.rerun()


def decision(submission: SubmissionDetail, reader: Account, t: Translator) -> None:
    """Offer what this account may do: decide, or, with its own, withdraw and mend."""
    if submission.status == "submitted" and reader.name in submission.authors:
        text = t("You are an author of this: a second person must review it.")
        st.html(fragment("note.html", t, text=text))
        if reader.name == submission.by:
            st.button(t("Withdraw"), key="withdraw", on_click=_withdraw, args=(submission.id,))
    elif submission.status == "submitted" and reader.has("review"):
        _verdict(submission, t)
    elif submission.status == "returned" and reader.name == submission.by:
        _mend(submission, reader, t)


def _mend(submission: SubmissionDetail, reader: Account, t: Translator) -> None:
    number = queue.is_open_for(frames.engine(), submission.id, reader.name)
    if number is not None:
        address = state.address("/upload", draft=str(number))
        st.html(fragment("to_draft.html", t, number=number, address=address))
    elif submission.sha256:
        label = t("Open as a draft again")
        st.button(label, type="primary", key="reopen", on_click=_reopen, args=(submission.id,))
    else:
        st.caption(t("This submission has no file: correct its data and submit them again."))


def _verdict(submission: SubmissionDetail, t: Translator) -> None:
    st.subheader(t("Decide"), anchor=False)
    st.text_area(
        t("Note; stored with the decision and shown to the editor"),
        max_chars=reviews.LONGEST_NOTE,
        height=90,
        key="note",
    )
    with st.container(horizontal=True, key="atlas-verdicts"):
        for verdict, label, kind in (
            ("approve", t("Approve"), "primary"),
            ("return", t("Return for correction"), "secondary"),
            ("reject", t("Reject"), "secondary"),
        ):
            st.button(label, type=kind, key=verdict, on_click=decide, args=(submission.id, verdict))


def decide(number: int, verdict: reviews.Verdict) -> None:
    """Take a decision; ``atlas.editorial`` refuses whoever may not."""
    note = st.session_state.get("note", "")
    desk.attempt(reviews.review, frames.engine(), number, verdict=verdict, note=note)


def _withdraw(number: int) -> None:
    desk.attempt(reviews.withdraw_submission, frames.engine(), number)


def _reopen(number: int) -> None:
    desk.attempt(drafts.reopen, frames.engine(), number)
