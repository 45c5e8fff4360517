"""Member organisations: who they are, the entry of one's own, and leaving."""

from __future__ import annotations

from typing import Any

import streamlit as st

from atlas.community import members as community
from atlas.community.entries import EntryVersion, published_entries, published_entry
from atlas.community.errors import UnknownEntry
from atlas.community.hiding import hide
from atlas.community.leaving import erase_organisation
from atlas.export.html import fragment
from atlas.i18n import N_, Translator
from atlas.views.community import directory as figures
from atlas.views.community.entries import VISIBILITY
from ui import desk, fields, frames, members, proposing, state, withdrawing
from ui.members import Reader

LEAVE = "leave"
HIDDEN = N_("Only members can see your organisation’s name now.")
GONE = N_(
    "Your organisation is erased, and its accounts have ended. Its endorsements stay without a "
    "name."
)


def show(reader: Reader, t: Translator) -> None:
    """List the organisations that the address asks for, each as it chose to be seen."""
    withdrawing.report(t, places=False)
    if _form(reader, t):
        return
    everybody = community.visible_organisations(frames.engine(), members=reader.member)
    with st.container(horizontal=True, key="atlas-controls"):
        region = fields.pick(
            "region", t("Region"), figures.region_names(t), nothing=t("All regions")
        )
        theme = fields.pick(
            "theme", t("Fields of expertise"), figures.theme_names(t), nothing=t("All fields")
        )
    entries = figures.filter_organisations(everybody, region, theme)
    entries = _single_or_all(entries, everybody)
    n_hidden = len(published_entries(frames.engine(), "organisation")) - len(everybody)
    own = members.faces(reader, t).get(reader.organisation or "")
    values = {
        "rows": figures.directory_members(entries, t, own.entry if own else None),
        "regions": figures.region_counts(everybody, t),
        "chosen": region,
        "at": lambda code: state.address("/community", view="directory", region=code),
        "hidden": n_hidden,
        "all": state.address("/community", view="directory"),
        "narrowed": len(entries) != len(everybody),
    }
    _offer(reader, t)
    st.html(fragment("community/directory.html", t, **values))


def _single_or_all(
    entries: list[EntryVersion], everybody: list[EntryVersion]
) -> list[EntryVersion]:
    """Return the one organisation that the address names, else all the entries."""

    def find(entry: str) -> EntryVersion:
        by_entry = {e.entry: e for e in everybody}
        if entry not in by_entry:
            raise UnknownEntry(entry)
        return by_entry[entry]

    single = state.resolve("organisation", find, None)
    return [single] if single is not None else entries


def _offer(reader: Reader, t: Translator) -> None:
    """Offer a member its own entry and the way out; an editor a new organisation."""
    if reader.organisation is not None:
        with st.container(horizontal=True):
            fields.opener(t("Change our entry"), reader.organisation)
            own = published_entry(frames.engine(), reader.organisation, "organisation")
            if own.content.visibility == "public":
                tip = t("Takes effect at once, without review: only members see your name.")
                label = t("Hide our name from the public")
                st.button(label, key="hide", on_click=_hide, help=tip)
            fields.opener(t("Leave the community"), LEAVE)
    elif reader.has("moderate"):
        fields.opener(t("Add an organisation"))


def _hide() -> None:
    if desk.attempt(hide, frames.engine()):
        proposing.tell(HIDDEN)


def _form(reader: Reader, t: Translator) -> bool:
    """Show what the address opens, in place of the directory; tell whether it does."""
    if state.text("edit") == LEAVE:
        return _leaving(reader, t)
    # Refused before the look-up: whether an organisation exists is not for everybody to know.
    if state.text("edit") not in (None, reader.organisation) and not reader.has("moderate"):
        text = t("Members can only change the entry of their own organisation.")
        st.html(fragment("note.html", t, text=text))
        return False
    target = fields.editing(("organisation",))
    if not target:
        return False
    existing = target if isinstance(target, EntryVersion) else None
    if (
        existing
        and existing.entry != reader.organisation
        and existing.content.visibility != "public"
    ):
        # Its entry is its own: editors, too, see it only as it chose to be seen.
        text = t("This organisation changes its entry itself.")
        st.html(fragment("note.html", t, text=text))
        return False
    old = existing.content.model_dump() if existing else {}
    title = t("Change our entry") if existing else t("Add an organisation")
    fields.form("organisation", existing, lambda key: _fields(key, old, t), reader, t, title)
    return True


def _fields(key: str, old: dict[str, Any], t: Translator) -> dict[str, Any]:
    visibilities = {code: t(name) for code, name in VISIBILITY.items()}
    name = fields.line("name", key, old, t)
    visibility = fields.either("visibility", visibilities, key, {"visibility": "members"} | old, t)
    return {
        "name": name,
        "visibility": visibility,
        "pseudonym": fields.line("pseudonym", key, old, t),
        "region": fields.choice("region", figures.region_names(t), key, old, t),
        "country": fields.choice("country", fields.countries(t), key, old, t, empty="–"),
        "expertise": fields.several("expertise", figures.theme_names(t), key, old, t),
        "about": fields.words("about", key, old, t),
        "website": fields.line("website", key, old, t, "https://"),
    }


def _leaving(reader: Reader, t: Translator) -> bool:
    """Say what goes and what stays; erase after a second confirmation."""
    if reader.organisation is None:
        st.html(fragment("note.html", t, text=t("You speak for no organisation.")))
        return False
    own = published_entry(frames.engine(), reader.organisation, "organisation")
    st.subheader(t("Leave the community"), anchor=False)
    st.html(fragment("community/leaving.html", t, name=own.content.name))
    sure = st.checkbox(t("I speak for this organisation, and it wants to be erased"), key="sure")
    with st.container(horizontal=True):
        st.button(
            t("Erase our organisation"),
            type="primary",
            key="erase",
            disabled=not sure,
            on_click=_erase,
            args=(own.entry,),
        )
        st.button(t("Stay"), key="stay", on_click=_stay)
    return True


def _stay() -> None:
    state.remember(edit=None)


def _erase(entry: str) -> None:
    if not st.session_state.get("sure"):
        return
    engine = frames.engine()
    erasure = desk.attempt(erase_organisation, engine, entry)
    if entry not in {e.entry for e in published_entries(engine, "organisation")}:
        proposing.tell(GONE)
        if erasure is not None:
            withdrawing.keep(erasure)
        state.remember(edit=None, organisation=None)
