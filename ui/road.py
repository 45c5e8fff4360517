"""Controls, board and forms of the page of the two-way road."""

from __future__ import annotations

from typing import Any

import streamlit as st

from atlas.community.entries import exchanges, published_entries
from atlas.community.version import EntryVersion
from atlas.editorial.permissions import Role
from atlas.export.html import fragment
from atlas.i18n import Translator, country_name, sorting
from atlas.store import replies as stored
from atlas.views.community import two_way_road as figures
from atlas.views.community.entries import STEPS
from atlas.views.community.entry_changes import LABELS, STATE_SIDE
from atlas.views.community.two_way_road import Step
from ui import controls, fields, frames, issue_form, members, state
from ui.members import Reader


def steps(reader: Reader, t: Translator) -> list[Step]:
    """Return all steps: contacts, replies to figures, and the changes that followed."""
    engine = frames.engine()
    faces = members.faces(reader, t)
    own, home = reader.organisation, _home(reader)
    contacts = figures.contacts(
        published_entries(engine, "contact"),
        faces,
        t,
        own=own,
        home=home,
        answers=exchanges(engine),
    )
    replies = figures.reply_steps(
        stored.replies(engine), stored.releases_by_reply(engine), t, state.suffix()
    )
    return [*contacts, *replies]


def _home(reader: Reader) -> str:
    """Return the country that the reader answers for."""
    who = reader.account
    return (who.country or "") if who is not None and who.role is Role.OFFICIAL else ""


def choose(steps: list[Step], t: Translator) -> list[Step]:
    """Choose a country and a step."""
    codes = {s.country for s in steps}
    names = {iso3: country_name(iso3, t.lang) for iso3 in codes}
    names = dict(sorted(names.items(), key=lambda pair: sorting(pair[1])))
    with st.container(horizontal=True, key="atlas-controls"):
        country = fields.pick("country", t("Country"), names, nothing=t("All countries"))
        kinds = {code: t(name) for code, name in STEPS.items()}
        step = fields.pick("step", t("Step"), kinds, nothing=t("All steps"))
    of_country = [s for s in steps if country in ("", s.country)]
    tally = [
        (code, name, n, state.here(step=code))
        for code, name, n in figures.step_counts(of_country, t)
    ]
    lines = figures.two_way_summary(of_country, t)
    st.html(fragment("community/road_head.html", t, tally=tally, chosen=step, lines=lines))
    return [s for s in of_country if step in ("", s.step)]


def show(steps: list[Step], reader: Reader, t: Translator, *, writing: bool = False) -> None:
    """Show the steps country by country, society's words beside the state's."""
    everything = reader.has("moderate") and not writing
    values = {
        "roads": figures.roads(steps, t),
        "edit": lambda s: (
            state.here(edit=s.entry) if s.entry and ((s.own and not writing) or everything) else ""
        ),
        "at": lambda entry: state.address("/community", view="directory", organisation=entry),
        "country": lambda iso3: state.address("/country", country=iso3),
        "kept": state.suffix,
    }
    st.html(fragment("community/road.html", t, **values))


def offer(reader: Reader, t: Translator) -> None:
    """Lead both sides to the form of a new step; tell others who writes."""
    if reader.has("propose-contact"):
        fields.opener(t("Add a step"))
        return
    text = t("Members write the words of civil society, officials those of their own state.")
    st.html(fragment("note.html", t, text=text))


def form(steps: list[Step], reader: Reader, t: Translator) -> bool:
    """Show the form that the address opens, below the step as it stands; tell whether it does."""
    target = fields.editing(("contact",))
    if not target:
        return False
    existing = target if isinstance(target, EntryVersion) else None
    if existing:
        show([s for s in steps if s.entry == existing.entry], reader, t, writing=True)
    title = t("Propose a change") if existing else t("Add a step")
    fields.form(
        "contact", existing, lambda key: _fields(key, existing, reader, t), reader, t, title
    )
    return True


def _fields(
    key: str, existing: EntryVersion | None, reader: Reader, t: Translator
) -> dict[str, Any]:
    home = _home(reader)
    old = existing.content.model_dump() if existing else _first(reader)
    kinds = {code: t(name) for code, name in STEPS.items()}
    places = {home: country_name(home, t.lang)} if home else fields.countries(t)
    values: dict[str, Any] = {
        "step": fields.choice("step", kinds, key, old, t),
        "country": fields.choice("country", places, key, old, t),
        "institution": fields.short("institution", key, old, t),
        "date": fields.day("date", key, old, t),
        "organisation": old.get("organisation"),
        "society": old.get("society", {}),
        "state": old.get("state", {}),
    }
    if existing and not home and old.get("state"):
        text = t(
            "The question is answered. Your changes become a new question next to it; the answer "
            "stays with the original question."
        )
        st.html(fragment("note.html", t, text=text))
    side = "state" if home else "society"
    label = t(STATE_SIDE) if home else t(LABELS["society"])
    values[side] = members.words(label, f"{key}-{side}", old.get(side, {}), t)
    view = fields.line("view", key, old, t, "/compare?country=URY")
    values["view"] = issue_form.within(view) if view else ""
    documents = existing.content.documents if existing else ()
    values["documents"] = fields.links("documents", key, documents, t)
    return values


def _first(reader: Reader) -> dict[str, Any]:
    """Return what a new step begins with."""
    return {
        "country": _home(reader) or state.text("country") or "",
        "step": state.text("step") or "question",
        "organisation": reader.organisation,
    }


def take_away(t: Translator) -> None:
    """Offer the steps as files."""
    controls.files("contacts", {"lang": t.lang}, t, t("Download the steps"), ("csv", "json"))
