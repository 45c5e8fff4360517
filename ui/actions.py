"""Controls, board and form of the page of actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.community.entries import for_writing, published_entries, published_entry
from atlas.community.version import EntryVersion
from atlas.export.html import fragment
from atlas.i18n import Translator, sorting
from atlas.views.community import actions as figures
from atlas.views.community.actions import Card
from atlas.views.community.directory import region_names
from atlas.views.community.entries import STATES
from ui import controls, fields, frames, members, state
from ui.members import Reader

SHORT = 90  # signs of an issue's statement in a list of choices


def view() -> str:
    """Return the view that the address asks for."""
    return state.resolve("view", choice_parser(("board", "list")), "board")


def choose(reader: Reader, t: Translator) -> list[Card]:
    """Choose actions by issue, region and organisation; return them for reading."""
    engine = frames.engine()
    actions = published_entries(engine, "action")
    faces = members.faces(reader, t)
    regions = {e.entry: e.content.region for e in published_entries(engine, "organisation")}
    names = {f.entry: f.name for f in faces.values() if f.known}
    own_keys = {f.entry: e for e, f in faces.items() if f.known}
    with st.container(horizontal=True, key="atlas-controls"):
        issue = fields.pick("issue", t("Issue"), _issues(t), nothing=t("All issues"))
        region = fields.pick("region", t("Region"), region_names(t), nothing=t("All regions"))
        organisation = fields.pick(
            "organisation", t("Organisation"), _by_name(names), nothing=t("All organisations")
        )
    organisation = own_keys.get(organisation, "")
    matches = figures.filter_actions(actions, issue, region, organisation, regions)
    single = state.resolve("action", lambda entry: published_entry(engine, entry, "action"), None)
    if single is not None:
        matches = [e for e in actions if e.entry == single.entry]
    issues = {e.entry: e for e in published_entries(engine, "issue")}
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return figures.action_cards(matches, issues, faces, t, today=today, own=reader.organisation)


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: sorting(pair[1])))


def _issues(t: Translator) -> dict[str, str]:
    """Return the issues by their statements, shortened for a list of choices."""
    statements = {}
    for entry in published_entries(frames.engine(), "issue"):
        text = members.spoken(entry.content.statement, t).text
        statements[entry.entry] = (
            text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
        )
    return statements


def show(cards: list[Card], view: str, reader: Reader, t: Translator) -> None:
    """Draw the board or the list."""
    everything = reader.has("moderate")
    values = {
        "edit": lambda card: state.here(edit=card.entry) if card.own or everything else "",
        "issue_at": lambda issue: state.address("/issues", issue=issue),
        "at": lambda entry: state.address("/community", view="directory", organisation=entry),
        "total": len(cards),
        "all": state.address("/actions") if _has_filter() else "",
    }
    groups = figures.action_board(cards, t) if view == "board" else figures.by_issue(cards)
    st.html(fragment(f"community/actions_{view}.html", t, groups=groups, **values))


def _has_filter() -> bool:
    return any(state.text(name) for name in ("issue", "region", "organisation", "action"))


def offer(reader: Reader, t: Translator) -> None:
    """Lead a member to the form of a new action."""
    if reader.has("take-part"):
        fields.opener(t("Propose an action"))


def form(reader: Reader, t: Translator) -> bool:
    """Show the form that the address opens, in place of the board; tell whether it does."""
    target = fields.editing(("action",))
    if not target:
        return False
    existing = target if isinstance(target, EntryVersion) else None
    if existing is not None and existing.status == "published":
        everything = reader.has("moderate")
        existing = for_writing(frames.engine(), existing, reader.organisation, all_=everything)
    title = t("Propose a change") if existing else t("Propose an action")
    fields.form("action", existing, lambda key: _fields(key, existing, reader, t), reader, t, title)
    return True


def _fields(
    key: str, existing: EntryVersion | None, reader: Reader, t: Translator
) -> dict[str, Any]:
    old = existing.content.model_dump() if existing else _first(reader)
    faces = members.faces(reader, t)
    names = _by_name({e: f.name for e, f in faces.items() if f.known or e == old.get("owner")})
    names |= {e: faces[e].name for e in old.get("partners", ()) if e in faces}
    states = {code: t(STATES[code]) for code in figures.BOARD}
    return {
        "title": fields.short("title", key, old, t),
        "issue": fields.choice("issue", _issues(t), key, old, t),
        "owner": fields.choice("owner", names, key, old, t),
        "partners": fields.several("partners", names, key, old, t),
        "start": fields.day("start", key, old, t),
        "end": fields.day("end", key, old, t),
        "state": fields.choice("state", states, key, old, t),
        "result": fields.words("result", key, old, t),
        "evidence": fields.links("evidence", key, existing.content.evidence if existing else (), t),
    }


def _first(reader: Reader) -> dict[str, Any]:
    """Return what a new action begins with: the issue of the address, one's organisation."""
    return {
        "issue": state.text("issue") or "",
        "owner": reader.organisation or "",
        "state": figures.BOARD[0],
    }


def take_away(t: Translator) -> None:
    """Offer the actions as files and as a calendar."""
    controls.files("actions", {"lang": t.lang}, t, t("Download the actions"), ("csv", "json"))
    st.html(fragment("community/calendar.html", t))
