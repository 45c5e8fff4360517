"""One common issue: what it says, who stands behind it, where its evidence is, how it grew."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.analysis.events import ORDINARY, select_events
from atlas.codebook import codebook
from atlas.community import endorsements
from atlas.community.entries import (
    EntryVersion,
    published_entries,
    published_versions,
    withdrawn_versions,
)
from atlas.community.members import face
from atlas.export.html import fragment
from atlas.i18n import Translator, date
from atlas.views.addresses import address_title
from atlas.views.charts.region_map import region_map
from atlas.views.community.entries import REACH, STATES, localised_text
from atlas.views.community.entry_changes import FieldChange, changes
from atlas.views.community.issues import community_regions, region_words
from atlas.views.timeline.dates import date_range_text
from atlas.views.timeline.events import event_rows
from ui import controls, desk, frames, issues, members, priorities, proposing, state
from ui.members import Reader

EVENTS = 6  # newest ones beside an issue; the timeline has them all


def version(issue: EntryVersion) -> EntryVersion:
    """Return the version of an issue that the address asks for, the newest by default."""
    by_version = {
        str(each.version): each for each in published_versions(frames.engine(), issue.entry)
    }
    return state.resolve(
        "version", lambda number: by_version[choice_parser(by_version)(number)], issue
    )


def head(issue: EntryVersion, version: EntryVersion, reader: Reader, t: Translator) -> None:
    """Say what an issue is and who stands behind it."""
    content = version.content
    merged_into = content.merged_into
    values = {
        "statement": members.spoken(content.statement, t),
        "context": members.spoken(content.context, t),
        "summary": members.spoken(content.summary, t),
        "merged": issues.names(reader, t).entries.get(merged_into) if merged_into else None,
        "merged_href": issues.link(merged_into) if merged_into else "",
        "old": version.version != issue.version,
        "newest": issues.link(issue.entry),
        "back": issues.link(None),
        "map": region_map(content.regions or community_regions()),
        "regions": region_words(content.regions, t),
        "reach": t(REACH[content.reach]),
        "state": content.state,
        "state_name": t(STATES[content.state]),
        "version": version.version,
        "when": _day(version, t),
        "place": priorities.newest_place(issue.entry, t),
        "faces": _endorsing(issue.entry, reader, t),
        "endorsed": len(endorsements.endorsements(frames.engine()).get(issue.entry, [])),
        "member": lambda entry: state.address("/community", organisation=entry),
    }
    st.html(fragment("community/issue_head.html", t, **values))


def _day(entry: EntryVersion, t: Translator) -> str:
    return date((entry.reviewed_at or entry.proposed_at).date(), t.lang)


def _endorsing(entry: str, reader: Reader, t: Translator) -> list[tuple[object, int]]:
    """Return the faces that endorse an issue; those with the same name are counted."""
    faces = members.faces(reader, t)
    endorsers = [
        face(faces, each, t) for each in endorsements.endorsements(frames.engine()).get(entry, [])
    ]
    alike = Counter(each.name for each in endorsers if not each.known)
    first = {each.name: each for each in endorsers if not each.known}
    own = sorted((each for each in endorsers if each.known), key=lambda each: each.name)
    return [(each, 1) for each in own] + [(first[name], n) for name, n in alike.items()]


def take_part(issue: EntryVersion, reader: Reader, t: Translator) -> None:
    """Let a member endorse an issue, propose a change or merge it."""
    if not reader.has("take-part") or issue.content.state == "merged":
        return
    with st.container(horizontal=True, vertical_alignment="center", key="atlas-part"):
        if reader.organisation:
            standing = endorsements.endorsements(frames.engine()).get(issue.entry, [])
            own = reader.organisation in standing
            label = t("Withdraw our endorsement") if own else t("Endorse for our organisation")
            st.button(
                label,
                key="endorse",
                type="secondary" if own else "primary",
                on_click=_take_back if own else _endorse,
                args=(issue.entry,),
            )
        action = state.address("/actions", edit="new", issue=issue.entry)
        links = [
            (t("Propose an action"), action),
            (t("Propose a change"), state.address("/issues", issue=issue.entry, edit="change")),
            (t("Merge into another"), state.address("/issues", issue=issue.entry, edit="merge")),
        ]
        st.html(fragment("community/offers.html", t, links=links))


def _endorse(entry: str) -> None:
    desk.attempt(endorsements.endorse, frames.engine(), entry)


def _take_back(entry: str) -> None:
    desk.attempt(endorsements.take_back, frames.engine(), entry)


def evidence(version: EntryVersion, reader: Reader, t: Translator) -> None:
    """Show where an issue's evidence is, what happened in its regions, and what is done."""
    content, book = version.content, codebook()
    regions = content.regions or community_regions()
    values = {
        "indicators": [
            {"name": t(book.indicator(code).name), "links": _of_indicator(code, content.regions, t)}
            for code in content.indicators
        ],
        "questions": [
            {"name": t(book.question(code).text), "links": _of_question(code, content.regions, t)}
            for code in content.questions
        ],
        "views": [(address_title(view, t), _full_address(view)) for view in content.views],
        "documents": content.documents,
        "events": _events(regions, t),
        "timelines": [
            (t(book.region(code).name), state.address("/timeline", region=code)) for code in regions
        ],
        "actions": _actions(version.entry, reader, t),
        "board": state.address("/actions", issue=version.entry),
    }
    st.html(fragment("community/issue_evidence.html", t, **values))


def _of_indicator(code: str, regions: tuple[str, ...], t: Translator) -> list[tuple[str, str]]:
    own = {"region": regions[0]} if len(regions) == 1 else {}
    all_regions = {"region": ",".join(regions)} if regions else {}
    return [
        (t("World map"), state.address("/", indicator=code, **own)),
        (t("Compare"), state.address("/compare", indicator=code, **all_regions)),
        (t("Trends"), state.address("/trends", indicator=code, **own)),
    ]


def _of_question(code: str, regions: tuple[str, ...], t: Translator) -> list[tuple[str, str]]:
    own = {"region": regions[0]} if len(regions) == 1 else {}
    return [(t("Legal comparator"), state.address("/law", question=code, **own))]


def _full_address(view: str) -> str:
    """Return an address with the reader's language and release."""
    query = urlencode(state.kept())
    return f"{view}{'&' if '?' in view else '?'}{query}" if query else view


def _events(regions: tuple[str, ...], t: Translator) -> list[object]:
    places = {iso3 for region in regions for iso3 in codebook().region(region).members}
    rows = select_events(frames.records(frames.newest(), "event"), places)
    rows = rows[~rows["event"].isin(ORDINARY)].sort_values("date", ascending=False)
    return list(event_rows(rows.head(EVENTS), t))


def _actions(issue: str, reader: Reader, t: Translator) -> list[dict[str, object]]:
    faces = members.faces(reader, t)
    return [
        {
            "title": members.spoken(each.content.title, t),
            "state": each.content.state,
            "state_name": t(STATES[each.content.state]),
            "when": date_range_text(each.content.start, each.content.end, t.lang),
            "owner": face(faces, each.content.owner, t).name,
            "href": state.address("/actions", action=each.entry),
        }
        for each in published_entries(frames.engine(), "action")
        if each.content.issue == issue
    ]


def remarks(issue: EntryVersion, reader: Reader, t: Translator) -> None:
    """Show what organisations say of an issue, and let a member say something."""
    st.html(fragment("community/part.html", t, title=t("Remarks")))
    faces = members.faces(reader, t)
    rows = [
        {
            "who": face(faces, each.organisation, t).name,
            "when": date(each.written_at.date(), t.lang),
            "waits": each.status == "waiting",
            "words": localised_text({each.language: each.words}, t.lang),
        }
        for each in endorsements.remarks(frames.engine(), issue.entry, members=reader.member)
    ]
    st.html(fragment("community/remarks.html", t, rows=rows))
    open_ = issue.content.state != "merged"
    if open_ and reader.organisation and reader.has("take-part"):
        with st.container(key="atlas-form"), st.form("remark", border=False, clear_on_submit=False):
            st.text_area(t("Your organisation’s remark"), max_chars=4_000, key="remark-words")
            st.form_submit_button(t("Send the remark"), on_click=_say, args=(issue.entry, t.lang))


def _say(entry: str, language: str) -> None:
    words = st.session_state.get("remark-words", "")
    number = desk.attempt(
        endorsements.post_remark, frames.engine(), entry, words, language=language
    )
    if number is not None:
        st.session_state["remark-words"] = ""
        proposing.tell(proposing.REMARK)


def history(issue: EntryVersion, reader: Reader, t: Translator) -> None:
    """List an issue's versions with what each changed, and offer addresses that stay."""
    versions, names = published_versions(frames.engine(), issue.entry), issues.names(reader, t)
    before = [*versions[1:], None]
    rows: list[dict[str, Any]] = []
    for each, old in zip(versions, before, strict=True):
        differs = changes(old.content if old else None, each.content, names, t)
        rows.append(
            {
                "version": each.version,
                "gone": False,
                "when": _day(each, t),
                "first": old is None,
                "summary": t("first version") if old is None else _parts(differs),
                "changes": differs,
                "href": state.address("/issues", issue=issue.entry, version=str(each.version)),
            }
        )
    withdrawals = withdrawn_versions(frames.engine(), "issue").get(issue.entry, [])
    rows += [{"version": w.version, "when": date(w.day, t.lang), "gone": True} for w in withdrawals]
    rows.sort(key=lambda row: row["version"], reverse=True)
    st.html(fragment("community/history.html", t, versions=rows))
    controls.files("issues", {"lang": t.lang}, t, t("Download the issues"), ("csv", "json"))


def _parts(differs: list[FieldChange]) -> str:
    return " · ".join(dict.fromkeys(each.label for each in differs))
