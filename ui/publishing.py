"""Publish, schedule and roll back, on the review page, for those who may."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from atlas.editorial import changes, publish, queue, roll_back, schedule
from atlas.editorial.changelog import changelog_sentences, next_label
from atlas.editorial.permissions import Account
from atlas.editorial.rivals import contested_submissions
from atlas.errors import InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date
from ui import changes as shown
from ui import desk, frames, state

NOW, LATER = "now", "later"


def panel(reader: Account, t: Translator) -> None:
    """Show what waits to be published, what is scheduled, and the way back."""
    if not reader.has("publish"):
        return
    _next_release(t)
    _schedules(t)
    _way_back(t)


def done(t: Translator) -> None:
    """Say which release was just published."""
    label = state.text("published")
    if label and label in frames.labels():
        text = t("Release {label} is published.", label=label)
        href = state.address("/changes", to=label)
        st.html(fragment("published.html", t, said=text, href=href))


def _next_release(t: Translator) -> None:
    st.subheader(t("Next release"), anchor=False)
    numbers = queue.approved_submissions(frames.engine())
    if not numbers:
        st.caption(t("No approved submission is awaiting publication."))
        return
    for earlier, later in contested_submissions(frames.engine()).items():
        st.warning(
            t(
                "Submission {number} replaces answers of submission {other}.",
                number=later[-1],
                other=earlier,
            )
        )
    against = changes.newest_number(frames.engine())
    differences = changes.of_submissions(frames.engine(), numbers, against)
    shown.tally(differences, t)
    st.html(fragment("lines.html", t, lines=changelog_sentences(differences, t)))
    with st.expander(t("What each page will show")):
        shown.pages(differences, t)
    now = dt.datetime.now(dt.UTC)
    labels = frames.labels()
    left, right = st.columns(2)
    left.text_input(t("Label"), next_label(labels, now.year), max_chars=24, key="label")
    when = right.segmented_control(
        t("When"),
        [NOW, LATER],
        default=NOW,
        required=True,
        format_func={NOW: t("Now"), LATER: t("Later (embargo)")}.get,
        key="when",
    )
    if when == LATER:
        left.date_input(
            t("Day (UTC)"), (now + dt.timedelta(days=1)).date(), min_value=now.date(), key="day"
        )
        right.time_input(t("Hour (UTC)"), dt.time(9), key="hour")
    st.text_area(t("What is new, in your own words (optional)"), height=72, key="notes")
    label = t("Schedule") if when == LATER else t("Publish")
    st.button(label, type="primary", key="publish", on_click=_publish)


def _publish() -> None:
    inputs = st.session_state
    if inputs.get("when") == LATER:
        _later()
        return
    label = desk.attempt(
        publish, frames.engine(), label=inputs["label"].strip(), notes=inputs.get("notes", "")
    )
    if label is not None:
        state.remember(published=label, status=None)


def _later() -> None:
    inputs = st.session_state
    at = dt.datetime.combine(inputs["day"], inputs["hour"], dt.UTC)
    desk.attempt(
        schedule.schedule,
        frames.engine(),
        label=inputs["label"].strip(),
        notes=inputs.get("notes", ""),
        at=at,
        now=dt.datetime.now(dt.UTC),
    )


def _schedules(t: Translator) -> None:
    schedules = schedule.scheduled_releases(frames.engine(), waiting=False)
    recent = [e for e in schedules if e.status in ("waiting", "failed")][-10:]
    if not recent:
        return
    st.subheader(t("Scheduled"), anchor=False)
    rows = [
        {
            "label": each.label,
            "by": each.by,
            "due": f"{date(str(each.due_at), t.lang)} {each.due_at:%H:%M} UTC",
            "status": each.status,
            "outcome": each.outcome,
        }
        for each in recent
    ]
    st.html(fragment("scheduled.html", t, rows=rows, said=lambda code: desk.said(code, t)))
    for each in recent:
        if each.status == "waiting":
            label = t("Cancel {label}", label=each.label)
            st.button(label, key=f"cancel-{each.id}", on_click=_cancel, args=(each.id,))


def _cancel(number: int) -> None:
    desk.attempt(schedule.cancel, frames.engine(), number)


def _way_back(t: Translator) -> None:
    labels = frames.labels()[::-1]
    if len(labels) < 2:
        return
    with st.expander(t("Roll back to an older release")):
        st.caption(t("A new release is published that equals the older one; nothing is deleted."))
        st.selectbox(t("Release"), labels[1:], key="back-to")
        st.text_input(t("Type its label to confirm"), key="confirm")
        st.button(t("Roll back"), key="roll-back", on_click=_roll_back)


def _roll_back() -> None:
    label, confirmation = st.session_state["back-to"], st.session_state["confirm"].strip()
    if confirmation != label:
        message = N_("Type {label} to confirm that the atlas goes back to it.")
        state.complain(InvalidParameter(message, label=label))
        return
    new_label = desk.attempt(roll_back, frames.engine(), label)
    if new_label is not None:
        state.remember(published=new_label)
