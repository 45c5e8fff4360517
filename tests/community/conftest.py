"""A data folder of its own, and members of invented organisations."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas.community import members
from atlas.community.entries import EntryVersion
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import Role, add_account
from tests.invented import EDITOR, REVIEWER


@pytest.fixture(autouse=True)
def own_home(home: Path) -> Path:
    """Return the folder."""
    return home


def let(
    engine: Engine, kind: str, *, by: str = EDITOR, entry: str | None = None, **said: object
) -> EntryVersion:
    """Propose an entry and let it through by another person."""
    made = propose_entry(engine, kind, said, by=by, entry=entry)
    decide_proposal(engine, made.number, let=True, by=REVIEWER)
    return made


def organisation(engine: Engine, name: str, region: str = "asia", **said: object) -> str:
    """Store an organisation and an account of a member of the same name; return its entry."""
    made = let(engine, "organisation", name=name, region=region, **said)
    add_account(engine, name, Role.MEMBER)
    members.join_organisation(engine, name, made.entry)
    return made.entry


@pytest.fixture
def community(staffed: Engine) -> Engine:
    """Return a database with three organisations: public, for members, under a pseudonym."""
    organisation(staffed, "Amani", "africa", visibility="public", website="https://amani.example")
    organisation(staffed, "Bintang", visibility="members")
    organisation(
        staffed, "Cedar", "mena", visibility="pseudonymous", pseudonym="A voice", country="LBN"
    )
    return staffed
