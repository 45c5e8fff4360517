"""Versions are withdrawn, persons erased, and the accounts of who leaves end."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from atlas.community import endorsements
from atlas.community.blanking import blank_version
from atlas.community.entries import (
    published_entries,
    published_entry,
    published_versions,
    withdrawn_versions,
)
from atlas.community.errors import LastVersion, UnknownEntry, WithdrawalReasonMissing
from atlas.community.leaving import altered_entries, erase_organisation
from atlas.community.people import erase_person
from atlas.community.proposing import propose_entry
from atlas.editorial import verify
from atlas.editorial.accounts import NotAllowed, UnknownAccount
from atlas.editorial.credentials import replace_password
from atlas.editorial.identities import Identity, set_identity
from atlas.editorial.sessions import identify, open_session
from atlas.export import community as public
from atlas.store.community import entry_version, member, remark
from atlas.store.engine import writing
from atlas.store.schema import account
from tests.community.conftest import let
from tests.invented import ADMIN, EDITOR

NAME = "Maryam Kowalska"
ISSUE = {"statement": {"en": "Invented"}}
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def issue(community: Engine) -> str:
    """Return an issue whose second version names a person."""
    entry = let(community, "issue", by="Amani", **ISSUE).entry
    let(community, "issue", by="Amani", entry=entry, **ISSUE | {"context": {"en": f"{NAME}!"}})
    return entry


def stored(engine: Engine) -> str:
    with engine.connect() as connection:
        return "\n".join(
            str(row) for t in (entry_version, remark) for row in connection.execute(select(t))
        )


def test_an_old_version_is_withdrawn(community: Engine, issue: str) -> None:
    let(community, "issue", by="Amani", entry=issue, **ISSUE | {"state": "agreed"})
    report = blank_version(community, issue, 2, reason="names a person", by=EDITOR)
    (left,) = report.remaining
    assert (left.where, left.count) == ("entry_version.content", 2), "the statement, in 1 and 3"
    assert "busy" not in report.unreached
    assert report.erased == {"entry_version": 1}
    assert [e.version for e in published_versions(community, issue)] == [3, 1]
    (gone,) = withdrawn_versions(community, "issue")[issue]
    assert (gone.version, gone.day) == (2, dt.datetime.now(dt.UTC).date())
    assert NAME not in stored(community)
    (row,) = public.public_entries(community, "issue")
    assert row["withdrawn"] == [{"version": 2, "date": gone.day.isoformat()}]
    assert verify(community, altered_entries).intact


def test_readers_fall_back_to_the_version_before(community: Engine, issue: str) -> None:
    blank_version(community, issue, 2, reason="names a person", by=EDITOR)
    assert published_entry(community, issue).version == 1
    blank_version(community, issue, 1, reason="also", by=EDITOR)
    with pytest.raises(UnknownEntry):
        published_entry(community, issue)
    assert verify(community, altered_entries).intact


def test_the_report_names_other_places_of_the_same_words(community: Engine, issue: str) -> None:
    propose_entry(
        community, "issue", ISSUE | {"summary": {"en": f"{NAME}!"}}, by="Amani", entry=issue
    )
    report = blank_version(community, issue, 2, reason="names a person", by=EDITOR)
    assert [t.where for t in report.remaining] == ["entry_version.content"]
    assert report.remaining[0].rows == (f"{issue} 1", f"{issue} 3")


def test_a_reason_a_right_and_a_version_are_needed(community: Engine, issue: str) -> None:
    with pytest.raises(WithdrawalReasonMissing):
        blank_version(community, issue, 2, reason=" ", by=EDITOR)
    with pytest.raises(NotAllowed):
        blank_version(community, issue, 2, reason="x", by="Amani")
    for version in (0, 9):
        with pytest.raises(UnknownEntry):
            blank_version(community, issue, version, reason="x", by=EDITOR)
    own = published_entries(community, "organisation")[0].entry
    with pytest.raises(LastVersion):
        blank_version(community, own, 1, reason="x", by=EDITOR)
    assert NAME in stored(community)


@pytest.mark.parametrize("status", ["published", "returned", "proposed"])
def test_a_version_that_is_filled_again_breaks_the_chain(
    community: Engine, issue: str, status: str
) -> None:
    blank_version(community, issue, 2, reason="names a person", by=EDITOR)
    with community.begin() as connection:
        this = entry_version.c.version == 2
        back = entry_version.update().where(this, entry_version.c.entry == issue)
        connection.execute(back.values(content=f'{{"statement":{{"en":"{NAME}"}}}}', status=status))
    assert verify(community, altered_entries).broken_at == f"entry {issue} 2"


def acted(engine: Engine) -> str:
    """Let Cedar do all that a member does; return the cookie of its session."""
    entry = let(engine, "issue", by="Cedar", **ISSUE).entry
    propose_entry(
        engine, "issue", ISSUE | {"summary": {"en": f"{NAME} waits"}}, by="Cedar", entry=entry
    )
    endorsements.post_remark(engine, entry, f"{NAME} remarks", language="en", by="Cedar")
    shown = endorsements.post_remark(engine, entry, "We see it.", language="en", by="Cedar")
    endorsements.moderate(engine, shown, show=True, by=EDITOR)
    set_identity(engine, "Cedar", Identity(NAME, "maryam@nowhere.example"), by=ADMIN)
    replace_password(engine, "Cedar", "a long enough passphrase 7")
    with writing(engine) as connection:
        return open_session(connection, "Cedar", NOW, "password")


def test_a_person_is_erased_and_the_account_ends(community: Engine) -> None:
    cookie = acted(community)
    assert identify(community, cookie) is not None
    report = erase_person(community, "Cedar", by=ADMIN)
    assert identify(community, cookie) is None
    with community.connect() as connection:
        assert connection.execute(
            select(account.c.disabled).where(account.c.name == "Cedar")
        ).scalar_one()
        own = select(member).where(member.c.account == "Cedar")
        assert connection.execute(own).first() is None
    text = stored(community)
    assert "'Cedar'" not in text and NAME not in text
    assert "We see it." in text, "what readers saw stays, as the organisation's words"
    left = {t.where for t in report.remaining}
    assert {"account.name", "audit.actor"} <= left, "the proof of who did what names it still"
    assert not left & {"private_identity.real_name", "entry_version.proposed_by"}
    assert verify(community, altered_entries).intact


def test_who_may_erase_whom(community: Engine) -> None:
    for by in ("Amani", EDITOR):
        with pytest.raises(NotAllowed):
            erase_person(community, "Cedar", by=by)
    with pytest.raises(UnknownAccount):
        erase_person(community, "Nobody", by=ADMIN)


def test_the_accounts_of_an_erased_organisation_end(community: Engine) -> None:
    cookie = acted(community)
    own = published_entries(community, "organisation")[2].entry
    from atlas.community.members import join_organisation

    join_organisation(community, EDITOR, own)
    report = erase_organisation(community, own, by=ADMIN)
    assert identify(community, cookie) is None
    with community.connect() as connection:
        ended = set(connection.execute(select(account.c.name).where(account.c.disabled)).scalars())
    assert ended == {"Cedar"}, "an editor of the staff only ceases to speak for it"
    assert NAME not in stored(community)
    assert not {"private_identity.real_name", "private_identity.contact"} & {
        t.where for t in report.remaining
    }
    assert verify(community, altered_entries).intact
