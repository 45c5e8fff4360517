"""A community in which all that is private holds one word, to look for it at every door."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from atlas.community import endorsements, members
from atlas.community.blanking import blank_version
from atlas.community.consent import answer_consent
from atlas.community.entries import published_entries, published_entry
from atlas.community.leaving import erase_organisation
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.community.rounds import rank
from atlas.editorial import Role, add_account
from atlas.editorial.identities import Identity, set_identity
from tests.community.conftest import let
from tests.invented import ADMIN, EDITOR

SECRET = "Zanzibar"  # in everything that nobody but its owner may read
PAST = {"opens": "2026-01-01", "closes": "2026-02-01"}


def people(made: Engine) -> None:
    """Store it; the staff and the founding entries are there already."""
    shown = _member(made, "Amani", name="Amani Centre", region="africa", visibility="public")
    _member(made, f"{SECRET} 1", name=f"{SECRET} Institute", region="asia", visibility="members")
    hidden = _member(
        made,
        f"{SECRET} 2",
        name=f"{SECRET} Watch",
        region="mena",
        visibility="pseudonymous",
        pseudonym="A voice",
        country="LBN",
        website=f"https://{SECRET.lower()}.example",
    )
    gone = _member(made, f"{SECRET} 3", name=f"{SECRET} Gone", region="mena", visibility="public")
    add_account(made, f"{SECRET} official", Role.OFFICIAL, "SRB")
    set_identity(made, "Amani", Identity(f"{SECRET} Person", "+99 1"), by=ADMIN)
    for number in ("1", "2", "3"):
        endorsements.endorse(made, "issue-funding", by=f"{SECRET} {number}")
    propose_entry(made, "issue", {"statement": {"en": f"{SECRET} waits"}}, by="Amani")
    returned = propose_entry(made, "issue", {"statement": {"en": f"{SECRET} returned"}}, by="Amani")
    decide_proposal(made, returned.number, let=False, by=EDITOR, note=f"{SECRET} note")
    endorsements.post_remark(
        made, "issue-funding", f"{SECRET} remark", language="en", by=f"{SECRET} 1"
    )
    number = endorsements.post_remark(
        made, "issue-funding", "We see it too.", language="en", by=f"{SECRET} 2"
    )
    endorsements.moderate(made, number, show=True, by=EDITOR)
    words = {"title": {"en": "Train"}, "issue": "issue-funding", "start": "2026-05"}
    named = _member(
        made, f"{SECRET} 4", name=f"{SECRET} Named", region="asia", visibility="members"
    )
    action = let(made, "action", owner=shown, partners=[hidden, gone, named], **words)
    for organisation in (shown, hidden, gone):  # ``named`` does not agree to be named
        note = f"{SECRET} letter"
        answer_consent(made, action.entry, organisation, agrees=True, by=EDITOR, note=note)
    _withdrawn(made)
    erase_organisation(made, gone)
    issues = [e.entry for e in published_entries(made, "issue")][:3]
    entry = let(made, "round", title={"en": "Round"}, issues=issues, **PAST).entry
    rank(made, entry, issues, by=f"{SECRET} 1", today=dt.date(2026, 1, 15))


def _withdrawn(made: Engine) -> None:
    """Withdraw a published version of an issue that names somebody."""
    content = published_entry(made, "issue-funding").content
    context = {**content.context, "en": f"{SECRET} Somebody was named here."}
    changed = content.model_copy(update={"context": context})
    version = let(made, "issue", entry="issue-funding", **changed.model_dump())
    blank_version(made, "issue-funding", version.version, reason="names a person", by=EDITOR)


def _member(made: Engine, account: str, **said: object) -> str:
    entry = let(made, "organisation", **said).entry
    add_account(made, account, Role.MEMBER)
    members.join_organisation(made, account, entry)
    return entry
