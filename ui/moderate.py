"""The editors' look at what members propose and say: what changed, through or back."""

from __future__ import annotations

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.community import endorsements, proposing
from atlas.community.entries import EntryVersion, published_versions
from atlas.community.errors import ProposalDecided, UnknownEntry
from atlas.community.members import face, proposing_organisation, pseudonymised_entry
from atlas.export.html import fragment
from atlas.i18n import N_, Translator, date, plain
from atlas.views.community.entries import LocalisedText, localised_text
from atlas.views.community.entry_changes import Names, changes
from ui import controls, desk, frames, issues, members, state
from ui.members import Reader

KIND_NAMES = {
    "issue": N_("Issue"),
    "organisation": N_("Organisation"),
    "statement": N_("Text of the community"),
    "objective": N_("Objective"),
    "meeting": N_("Meeting"),
    "practice": N_("Practice"),
    "exchange": N_("Need or offer"),
    "action": N_("Action"),
    "contact": N_("Contact with an institution"),
    "round": N_("Round of ranking"),
}
REMARKS = {"waiting": N_("Awaiting review"), "shown": N_("Shown")}


def chosen(reader: Reader) -> EntryVersion | None:
    """Return the waiting proposal that the address asks for."""

    def find(number: str) -> EntryVersion:
        by_number = {
            str(e.number): e for e in proposing.pending_proposals(frames.engine(), by=reader.name)
        }
        if number not in by_number and number.isdecimal():
            raise ProposalDecided(ProposalDecided.template)
        if number not in by_number:
            raise UnknownEntry(number, tuple(list(by_number)[:3]))
        return by_number[number]

    return state.resolve("proposal", find, None)


def queue(reader: Reader, t: Translator) -> None:
    """List the proposals that wait, the oldest first."""
    names = issues.names(reader, t)
    rows = [
        {
            "kind": t(KIND_NAMES[each.kind]),
            "name": _name(each, t),
            "who": _who(each, names, t),
            "when": date(each.proposed_at.date(), t.lang),
            "new": not published_versions(frames.engine(), each.entry),
            "own": each.proposed_by == reader.name,
            "href": state.address("/moderate", proposal=str(each.number)),
        }
        for each in proposing.pending_proposals(frames.engine(), by=reader.name)
    ]
    st.html(fragment("community/queue.html", t, rows=rows))


def _name(each: EntryVersion, t: Translator) -> LocalisedText:
    """Return what a proposal is called, whatever its kind."""
    content = _public_entry(each).content
    for part in ("statement", "title", "words", "institution"):
        words = getattr(content, part, None)
        if words:
            return members.spoken(words, t)
    name = getattr(content, "name", "")
    return LocalisedText(name or each.entry, t.lang, "auto", own=True)


def _public_entry(each: EntryVersion) -> EntryVersion:
    """Return an entry as anybody may read it: an organisation shows what it chose to show."""
    return pseudonymised_entry(each) if each.kind == "organisation" else each


def _who(each: EntryVersion, names: Names, t: Translator) -> str:
    organisation = proposing_organisation(frames.engine(), each)
    return face(dict(names.faces), organisation, t).name if organisation else t("The editors")


def one(proposal: EntryVersion, reader: Reader, t: Translator) -> None:
    """Show a proposal beside the version that stands, and the decision."""
    names = issues.names(reader, t)
    newest = next(iter(published_versions(frames.engine(), proposal.entry)), None)
    before = _public_entry(newest).content if newest else None
    values = {
        "kind": t(KIND_NAMES[proposal.kind]),
        "name": _name(proposal, t),
        "who": _who(proposal, names, t),
        "when": date(proposal.proposed_at.date(), t.lang),
        "version": proposal.version,
        "first": before is None,
        "changes": changes(before, _public_entry(proposal).content, names, t),
        "masked": proposal.kind == "organisation" and proposal.content.visibility == "pseudonymous",
        "own": proposal.proposed_by == reader.name,
        "back": state.address("/moderate"),
    }
    st.html(fragment("community/proposal.html", t, **values))
    _others(proposal, newest, t)
    if values["own"]:
        return
    with st.container(key="atlas-form"):
        st.text_area(t("Note; required to return it"), key="note", max_chars=2_000)
    with st.container(horizontal=True):
        for let, label in ((True, t("Approve it")), (False, t("Return it"))):
            st.button(
                label,
                key="let" if let else "return",
                type="primary" if let else "secondary",
                on_click=_decide,
                args=(proposal.number, let),
            )


def _others(proposal: EntryVersion, newest: EntryVersion | None, t: Translator) -> None:
    """Show other proposals on the entry, and whether a version was published meanwhile."""
    texts = []
    if proposing.beside(frames.engine(), proposal):
        texts.append(
            t(
                "Another proposal on the same entry is awaiting review; the first one approved "
                "takes effect."
            )
        )
    if newest and proposal.based_on not in (None, newest.version):
        texts.append(
            t(
                "Version {version} was published after this was written. If you approve this, "
                "both are combined; where they change the same fields, you can only return this "
                "one.",
                version=newest.version,
            )
        )
    for text in texts:
        st.html(fragment("note.html", t, text=text))


def _decide(number: int, let: bool) -> None:
    note = st.session_state.get("note", "")
    if desk.did(proposing.decide_proposal, frames.engine(), number, let=let, note=note):
        state.remember(proposal=None)


def remarks(reader: Reader, t: Translator) -> None:
    """List remarks that wait, or that are shown, each with what an editor may do."""
    all_remarks = endorsements.remarks(frames.engine(), members=True)
    counts = {code: sum(r.status == code for r in all_remarks) for code in REMARKS}
    options = {c: f"{t(name)} ({plain(counts[c], t.lang)})" for c, name in REMARKS.items()}
    st.subheader(t("Remarks"), anchor=False)
    status = state.resolve("remarks", choice_parser(REMARKS), "waiting")
    controls.segments("remarks", options, status, t("Remarks"))
    names = issues.names(reader, t)
    matches = [each for each in all_remarks if each.status == status]
    if not matches:
        st.html(fragment("note.html", t, text=t("Nothing here.")))
    for each in matches:
        row = {
            "who": face(dict(names.faces), each.organisation, t).name,
            "when": date(each.written_at.date(), t.lang),
            "waits": False,
            "words": localised_text({each.language: each.words}, t.lang),
            "about": names.entries.get(each.entry),
            "href": issues.link(each.entry),
        }
        st.html(fragment("community/remarks.html", t, rows=[row]))
        with st.container(horizontal=True):
            if status == "waiting":
                _button(t("Show remark {number}", number=each.number), each.number, show=True)
            _button(t("Hide remark {number}", number=each.number), each.number, show=False)


def _button(label: str, number: int, *, show: bool) -> None:
    st.button(
        label, key=f"{'show' if show else 'hide'}-{number}", on_click=_look, args=(number, show)
    )


def _look(number: int, show: bool) -> None:
    desk.attempt(endorsements.moderate, frames.engine(), number, show=show)
