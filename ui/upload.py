"""The upload page's parts: choose a file, open drafts, submit."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

import streamlit as st

from atlas.editorial import changes, drafts
from atlas.editorial import submissions as all_submissions
from atlas.editorial.changes import Change, RecordPair
from atlas.editorial.drafts import Draft
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import Translator, date, plain
from atlas.intake.draft import Severity
from atlas.intake.sandbox.errors import ReaderStopped
from ui import background, desk, frames, mapping, state
from ui import changes as shown
from ui.background import Prepared
from ui.plain import told

MEGABYTES = 50
log = logging.getLogger("atlas.upload")


def draft_of(name: str) -> Draft | None:
    """Return the draft that the address asks for, when it is the reader's own and open."""
    draft = state.resolve("draft", lambda text: _own(text, name), None)
    if draft is None or draft.open:
        return draft
    state.complain(drafts.DraftClosed(drafts.DraftClosed.template, status=draft.status))
    return None


def _own(text: str, name: str) -> Draft:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        mine = tuple(str(d.id) for d in drafts.open_drafts(frames.engine(), name)[:5])
        raise drafts.UnknownDraft(text[:40], mine)
    return drafts.own_draft(frames.engine(), int(text), by=name)


def choose_file(t: Translator) -> None:
    """Take a file; a draft is made of it before anything is read."""
    st.file_uploader(
        t("Choose a spreadsheet: XLSX, XLSM, XLS, ODS, CSV or TSV, up to {n} MB", n=MEGABYTES),
        key="upload",
        on_change=_take,
        max_upload_size=MEGABYTES,
    )
    st.html(
        fragment("upload_help.html", t, sheet="/api/v1/template?" + urlencode({"lang": t.lang}))
    )


def _take() -> None:
    file = st.session_state.get("upload")
    if file is None:
        return
    number = desk.attempt(drafts.start, frames.engine(), file, name=file.name)
    if number is not None:
        state.remember(draft=str(number), sent=None)


def sent(t: Translator) -> None:
    """Say that a draft was submitted, and where it stands now."""
    number = state.text("sent")
    if number and number.isdigit():
        address = state.address("/review", submission=number)
        st.html(fragment("upload_sent.html", t, number=number, address=address))


def own_drafts(name: str, t: Translator) -> None:
    """List the reader's open drafts, and what became of their submissions."""
    open_drafts = drafts.open_drafts(frames.engine(), name)
    mine = all_submissions(frames.engine())
    mine = mine[mine["submitted_by"] == name].head(20)
    if not open_drafts and mine.empty:
        return
    st.html(
        fragment(
            "upload_list.html",
            t,
            drafts=[
                (
                    _draft(d.id),
                    d.title or d.file,
                    _size(d, t),
                    _time(d.updated_at, t),
                    bool(d.reader_stopped),
                )
                for d in open_drafts
            ],
            submissions=[
                (_submission(int(row["id"])), row["title"], row["status"], int(row["records"]))
                for row in mine.to_dict("records")
            ],
            said=lambda code: desk.said(code, t),
        )
    )


def _draft(number: int) -> str:
    return state.address("/upload", draft=str(number))


def _submission(number: int) -> str:
    return state.address("/review", submission=str(number))


def _size(draft: Draft, t: Translator) -> str:
    return f"{plain(max(draft.size, 1000) / 1000, t.lang)} kB"


def _time(moment: object, t: Translator) -> str:
    return f"{date(str(moment), t.lang)} {str(moment)[11:16]} UTC"


def head(draft: Draft, t: Translator) -> None:
    """Say which file this is and that it is kept; let it be discarded."""
    with st.container(horizontal=True, key="atlas-draft", vertical_alignment="center"):
        st.html(
            fragment(
                "upload_head.html",
                t,
                held=draft,
                size=_size(draft, t),
                saved=_time(draft.updated_at, t),
            )
        )
        with st.popover(t("Discard this draft")):
            st.write(t("The draft is closed for good. The uploaded file stays in the archive."))
            st.button(t("Discard"), key="discard", on_click=_discard, args=(draft.id,))


def _discard(number: int) -> None:
    desk.attempt(drafts.discard, frames.engine(), number)
    state.remember(draft=None)


def read(draft: Draft, t: Translator) -> Prepared | None:
    """Read the draft's file; if it cannot be read, show why and the remedy."""
    try:
        prepared = background.prepared(draft, t)
        if mapping.recalled(draft, prepared.reading):
            st.rerun()
        return prepared
    except ReaderStopped as error:
        stopped(draft, error, t)
    except AtlasError as error:
        st.error(told(error, t))
    except Exception:
        log.exception("draft %s could not be read", draft.id)
        st.error(t("The file could not be read to its end. Save it as XLSX and upload it again."))
    return None


def stopped(draft: Draft, error: ReaderStopped, t: Translator) -> None:
    """Say why the reader was stopped; offer another try, which nothing but this starts."""
    st.error(t(error.message, **error.params))
    st.caption(t("The file is kept as it is. It is not read again unless you ask."))
    with st.container(horizontal=True):
        st.button(t("Try again"), key="again", on_click=background.again, args=(draft,))
        st.button(t("Choose another file"), key="another", on_click=_another)


def _another() -> None:
    state.remember(draft=None)


def preview(prepared: Prepared, t: Translator) -> None:
    """Show what the draft would change in the release in force."""
    st.subheader(t("What would change"), anchor=False)
    if prepared.changes is None:
        st.caption(t("Correct the errors to see what would change."))
        return

    def fill(pairs: tuple[RecordPair, ...]) -> list[Change]:
        return changes.load_changes(
            frames.engine(),
            pairs,
            against=prepared.against,
            rows=prepared.reading.rows(),
            sources=prepared.reading.batch.sources,
        )

    shown.tally(prepared.changes, t)
    if prepared.changes.pairs:
        shown.views(prepared.changes, fill, t)
        with st.expander(t("What each page will show")):
            shown.pages(prepared.changes, t)


def submit(draft: Draft, prepared: Prepared, t: Translator) -> None:
    """Offer to submit; name what is still missing instead of a button that does nothing."""
    st.subheader(t("Submit for review"), anchor=False)
    errors = len(prepared.reading.of(Severity.ERROR))
    missing = [code for code in prepared.reading.warnings if not draft.words.get(code)]
    for line in _missing(errors, missing, lacks_source=prepared.reading.undescribed, t=t):
        st.caption(line)
    st.text_input(
        t("Title"),
        draft.title,
        max_chars=drafts.LONGEST_TITLE,
        key=f"title-{draft.id}-{draft.updated_at}",
        on_change=_rename,
        args=(draft,),
    )
    st.button(
        t("Submit for review"),
        type="primary",
        key="submit",
        disabled=bool(errors or missing or prepared.reading.undescribed),
        on_click=_submit,
        args=(draft, prepared),
    )


def _missing(errors: int, missing: list[str], *, lacks_source: bool, t: Translator) -> list[str]:
    lines = []
    if errors:
        lines.append(
            t.n("{n} error must be corrected first.", "{n} errors must be corrected first.", errors)
        )
    if lacks_source:
        lines.append(t("Describe the source first."))
    if missing:
        lines.append(t("Explain these warnings first: {codes}.", codes=", ".join(missing)))
    return lines


def _rename(draft: Draft) -> None:
    title = st.session_state[f"title-{draft.id}-{draft.updated_at}"]
    desk.attempt(drafts.save, frames.engine(), draft.id, seen_at=draft.updated_at, title=title)


def _submit(draft: Draft, prepared: Prepared) -> None:
    number = desk.attempt(drafts.submit_draft, frames.engine(), draft.id, prepared.reading)
    if number is not None:
        state.remember(draft=None, sent=str(number), view=None, code=None)
