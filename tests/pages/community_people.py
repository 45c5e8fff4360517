"""Invented organisations of the community, and what they wrote, for the screens."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from atlas.community.entries import published_entries
from atlas.community.founding import store_founding
from atlas.editorial import Role, add_account
from atlas.store import engine
from tests.community.conftest import let, organisation

PUBLIC, MEMBERS, PSEUDONYM = "Amani", "Bintang", "Cedar"
VOICE = "A voice from afar"


def gather() -> dict[str, str]:
    """Store three organisations and two officials; return the organisations' entries."""
    made = engine()
    store_founding(made)
    if any(e.content.name == PUBLIC for e in published_entries(made, "organisation")):
        return {e.content.name: e.entry for e in published_entries(made, "organisation")}
    about = {"en": "Police reform."}
    found = {
        PUBLIC: organisation(
            made, PUBLIC, "africa", visibility="public", expertise=["justice"], about=about
        ),
        MEMBERS: organisation(made, MEMBERS, "asia", visibility="members", expertise=["budget"]),
        PSEUDONYM: organisation(
            made, PSEUDONYM, "mena", visibility="pseudonymous", pseudonym=VOICE, country="LBN"
        ),
    }
    add_account(made, "Olga", Role.OFFICIAL, "SRB")
    return found


def store(kind: str, by: str, **said: Any) -> str:
    """Store an entry that another person let through."""
    return let(engine(), kind, by=by, **said).entry


def press(app: AppTest, label: str) -> AppTest:
    """Press the button of that label."""
    return next(b for b in app.button if b.label == label).click().run()
