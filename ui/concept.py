"""The community's concept and its road so far."""

from __future__ import annotations

from typing import Any

import streamlit as st

from atlas.community.entries import EntryVersion, published_entries, published_versions
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.views.community import road as figures
from atlas.views.community.concept import PROGRESS, aims, concept_text
from atlas.views.community.entries import STATES
from atlas.web.static import asset
from ui import fields, frames, state
from ui.members import Reader

COUNTED = (
    ("organisation", N_("Member organisations"), "/community", {"view": "directory"}),
    ("issue", N_("Common issues"), "/issues", {}),
    ("action", N_("Actions"), "/actions", {}),
    ("practice", N_("Cases of influence"), "/community", {"view": "practice"}),
    ("exchange", N_("Needs and offers"), "/community", {"view": "exchange"}),
)


def about(reader: Reader, t: Translator) -> None:
    """Show the texts, the objectives, and how large the community is."""
    if _form(("statement", "objective"), reader, t):
        return
    engine = frames.engine()
    texts = [
        concept_text(published_versions(engine, e.entry), t)
        for e in published_entries(engine, "statement")
    ]
    values = {
        "texts": texts,
        "aims": aims(published_entries(engine, "objective"), t),
        "counted": [
            (t(name), len(published_entries(engine, kind)), state.address(page, **query))
            for kind, name, page, query in COUNTED
        ],
        "edit": _edit_address(reader),
        "kept": state.suffix,
    }
    st.html(fragment("community/concept.html", t, **values))


def _edit_address(reader: Reader) -> Any:
    """Return what gives an editor the address at which an entry is changed."""
    return (lambda entry: state.here(edit=entry)) if reader.has("moderate") else None


def road(reader: Reader, t: Translator) -> None:
    """Show the stations on the map, on an axis of time, and as a list."""
    if _form(("meeting",), reader, t):
        return
    entries = published_entries(frames.engine(), "meeting")
    stations = figures.stations(entries, t)
    values = {
        "stations": stations,
        "places": figures.map_points(stations),
        "land": asset("geo/land.svg"),
        "route": figures.route(stations),
        "years": figures.axis_years(entries) if entries else (0, 0),
    }
    edit = _edit_address(reader)
    keys = [e.entry for e in sorted(entries, key=lambda e: e.content.start)]
    st.html(fragment("community/stations.html", t, **values, edit=edit, keys=keys))
    if reader.has("moderate"):
        fields.opener(t("Add a meeting"))


def _form(kinds: tuple[str, ...], reader: Reader, t: Translator) -> bool:
    """Show the form that the address opens; tell whether it stands in place of the view."""
    target = fields.editing(kinds)
    if not target:
        return False
    if not reader.has("moderate"):
        st.html(fragment("note.html", t, text=t("Editors maintain these texts.")))
        return False
    existing = target if isinstance(target, EntryVersion) else None
    kind = existing.kind if existing else kinds[0]
    if existing is None and kind != "meeting":
        return False
    old = existing.content.model_dump() if existing else {}
    draw = {"statement": _statement, "objective": _objective, "meeting": _meeting}[kind]
    title = t("Propose a change") if existing else t("Add a meeting")
    fields.form(kind, existing, lambda key: draw(key, old, t), reader, t, title)
    return True


def _statement(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    title, body = fields.short("title", key, old, t), fields.words("body", key, old, t)
    return {**old, "title": title, "body": body}


def _objective(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    steps = {code: t(STATES[code]) for code in PROGRESS}
    return {
        **old,
        "statement": fields.words("statement", key, old, t),
        "progress": fields.choice("progress", steps, key, old, t),
        "result": fields.words("result", key, old, t),
    }


def _meeting(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    countries = fields.countries(t)
    return {
        "title": fields.short("title", key, old, t),
        "city": fields.short("city", key, old, t),
        "country": fields.choice("country", countries, key, old, t),
        "latitude": fields.number("latitude", 90.0, key, old, t),
        "longitude": fields.number("longitude", 180.0, key, old, t),
        "start": fields.day("start", key, old, t),
        "end": fields.day("end", key, old, t),
        "about": fields.words("about", key, old, t),
    }
