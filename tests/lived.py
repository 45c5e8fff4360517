"""A database in which something of everything has happened: at least one row in every table."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from atlas.community import consent, endorsements, members, rounds
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import (
    credentials,
    drafts,
    identities,
    inquiries,
    invites,
    layouts,
    notes,
    providers,
    replies,
    reviews,
    schedule,
    takedown,
)
from atlas.editorial.accounts import Role, add_account
from atlas.editorial.identities import Identity
from atlas.editorial.releases import publish, roll_back
from atlas.store import computed, frames
from atlas.store.engine import writing
from tests import invented
from tests.editorial import voices as spoken
from tests.editorial.sheets import GOOD, long_sheet
from tests.invented import ADMIN, EDITOR, PUBLISHER, REVIEWER
from tests.invented_records import batch_of, participation, treaty_action

PASSWORD = "an invented pass phrase"
NOW = dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC)
MEMBER = "Amani"


def live(engine: Engine, *, treaties: bool = True) -> None:
    """Let everybody do everything once; databases before 0011 had no ``treaties``."""
    invented.add_staff(engine)
    spoken.publish(engine)
    _accounts(engine)
    _desk(engine)
    _voices(engine)
    _community(engine)
    _signed_note(engine)
    if treaties:
        invented.approve(engine, batch_of(treaty_action("URY")))
        publish(engine, label="2026.6", by=PUBLISHER)
    computed.store_result(engine, "trends", "milex_gdp", "k" * 64, '{"slope": 1.5}')


def _accounts(engine: Engine) -> None:
    credentials.replace_password(engine, EDITOR, PASSWORD)
    credentials.sign_in(engine, EDITOR, PASSWORD, address="203.0.113.9")
    invites.make_invite(engine, REVIEWER, by=ADMIN)
    identities.set_identity(engine, EDITOR, Identity("Somebody", "by letter"), by=ADMIN)
    providers.link_identity(engine, REVIEWER, "https://login.example", "subject-1", by=ADMIN)
    add_account(engine, "Kofi", Role.EDITOR, countries=["GHA"], themes=["budget"], by=ADMIN)


def _desk(engine: Engine) -> None:
    number = drafts.start(engine, long_sheet(*GOOD), by=EDITOR, name="figures.csv")
    held = drafts.own_draft(engine, number, by=EDITOR)
    edits = [{"sheet": "", "row": 2, "column": "value", "value": "3.5"}]
    drafts.save(engine, number, by=EDITOR, seen_at=held.updated_at, edits=edits, words={"a": "b"})
    layouts.store_layout(engine, "Institute", "f" * 64, {"header": 1}, by=EDITOR)
    invented.release(engine, "2026.2", invented.draft("URY", value=2.5))
    roll_back(engine, "2026.1", by=PUBLISHER)
    returned = invented.submit(engine, invented.batch(invented.draft("GHA", value=0.4)))
    reviews.review(engine, returned, verdict="return", by=REVIEWER, note="Say the page.")
    invented.approve(engine, invented.batch(invented.draft("KEN", value=1.1)))
    invented.approve(engine, batch_of(participation("URY", "UN", "member")))
    publish(engine, label="2026.4", by=PUBLISHER, notes="Kenya is new.")
    schedule.schedule(
        engine, label="2026.5", at=NOW, by=PUBLISHER, notes="Later.", now=NOW - dt.timedelta(days=1)
    )
    record = frames.observations(engine, countries=["CHL"])["id"].iloc[0]
    takedown.take_down(engine, "observation", record, reason="A mistake.", by=ADMIN)


def _signed_note(engine: Engine) -> None:
    """Let a note be stored as earlier versions did, and be cleaned."""
    signed = "Somebody Else2025-03-01T10:22:33Net of pensions."
    invented.submit(engine, invented.batch(invented.draft("BRA", note=signed)))
    with writing(engine) as connection:
        assert notes.clean_stored_notes(connection) == 1


def _voices(engine: Engine) -> None:
    number = spoken.shown(engine)
    replies.accept_reply(engine, number, by=EDITOR)
    asked = inquiries.ask(engine, spoken.FIGURE, "Why?", language="en", address="203.0.113.9")
    assert asked is not None
    inquiries.answer_inquiry(engine, asked, "It rose.", public=True, by=EDITOR)


def _community(engine: Engine) -> None:
    partner = _let(engine, "organisation", name="Partner", region="africa", visibility="public")
    issues = [_let(engine, "issue", statement={"en": f"Issue {n}"}) for n in "ABC"]
    own = _let(engine, "organisation", name=MEMBER, region="africa", visibility="public")
    add_account(engine, MEMBER, Role.MEMBER)
    members.join_organisation(engine, MEMBER, own)
    endorsements.endorse(engine, issues[0], by=MEMBER)
    remark = endorsements.post_remark(engine, issues[0], "It matters.", language="en", by=MEMBER)
    endorsements.moderate(engine, remark, show=True, by=EDITOR)
    by_two = {"owner": own, "partners": [partner], "issue": issues[0], "start": "2026-05"}
    action = _let(engine, "action", title={"en": "Together"}, **by_two)
    consent.answer_consent(
        engine, action, partner, agrees=True, by=EDITOR, note="A letter of theirs."
    )
    days = {"opens": "2026-04-01", "closes": "2026-06-01"}
    entry = _let(engine, "round", title={"en": "First"}, issues=issues, **days)
    rounds.rank(engine, entry, issues, by=MEMBER, today=NOW.date())


def _let(engine: Engine, kind: str, **said: object) -> str:
    made = propose_entry(engine, kind, said, by=EDITOR)
    decide_proposal(engine, made.number, let=True, by=REVIEWER, note="Welcome.")
    return made.entry
