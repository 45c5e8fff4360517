"""The views of the community's page."""

from __future__ import annotations

import streamlit as st

from atlas.analysis.choice import choice_parser
from atlas.i18n import N_, Translator
from ui import concept, directory, exchange, state
from ui.members import Reader

VIEWS = {
    "about": N_("Mission and objectives"),
    "road": N_("Meetings so far"),
    "directory": N_("Member organisations"),
    "practice": N_("How we influenced …"),
    "exchange": N_("Needs and offers"),
}
SHOWN = {
    "about": concept.about,
    "road": concept.road,
    "directory": directory.show,
    "practice": exchange.practice,
    "exchange": exchange.show,
}
# What is proposed from each view.
KINDS = {
    "about": ("statement", "objective"),
    "road": ("meeting",),
    "directory": ("organisation",),
    "practice": ("practice",),
    "exchange": ("exchange",),
}


def view(t: Translator) -> str:
    """Choose a view; an address that names an organisation alone shows the directory."""
    default = "directory" if state.text("organisation") else "about"
    current = state.resolve("view", choice_parser(VIEWS), default)
    widget = state.bound("view", current, default)
    st.segmented_control(
        t("View"),
        list(VIEWS),
        format_func=lambda code: t(VIEWS[code]),
        required=True,
        key=widget["key"],
        on_change=_turn,
        args=(widget["key"],),
    )
    return current


def _turn(key: str) -> None:
    """Turn to a view: a form and a single organisation belong to the one before."""
    view = st.session_state[key]
    first = next(iter(VIEWS))
    state.remember(
        edit=None, proposal=None, organisation=None, view=None if view == first else view
    )


def show(view: str, reader: Reader, t: Translator) -> None:
    """Draw a view."""
    SHOWN[view](reader, t)
