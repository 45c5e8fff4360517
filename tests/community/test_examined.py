"""What an examiner from outside tried: nothing private comes out, and bad input stays small."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from atlas.community import endorsements, members
from atlas.community.entries import published_entries, published_entry
from atlas.community.errors import BadEntry, NotOwnEntry, UnknownEntry
from atlas.community.kinds import MOST, TONGUES
from atlas.community.leaving import altered_entries, erase_organisation
from atlas.community.proposing import decide_proposal, pending_proposals, propose_entry
from atlas.editorial import Role, add_account
from atlas.editorial.audit import verify
from atlas.editorial.limits import TooManyAttempts
from atlas.editorial.permissions import Account
from atlas.export import community as public
from atlas.store.community import entry_version
from atlas.store.schema import audit
from tests.community.conftest import let
from tests.invented import EDITOR

SECRET = "Zanzibar"


def test_no_error_names_an_organisation(community: Engine) -> None:
    for asked in (None, "organisation"):
        with pytest.raises(UnknownEntry) as refused:
            published_entry(community, "organisation-0", asked)
        assert "organisation-" not in str(refused.value).replace("organisation-0", "")


def test_a_remark_is_on_an_issue_and_points_to_no_organisation(community: Engine) -> None:
    hidden = published_entries(community, "organisation")[1].entry
    with pytest.raises(UnknownEntry):
        endorsements.post_remark(community, hidden, "Here they are.", language="en", by="Amani")
    assert public.public_remarks(community) == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OFFICIAL])
def test_only_members_speak_for_an_organisation(community: Engine, role: Role) -> None:
    add_account(community, "Olga", role, "SRB" if role is Role.OFFICIAL else None)
    with pytest.raises(BadEntry):
        members.join_organisation(
            community, "Olga", published_entries(community, "organisation")[1].entry
        )


def test_who_leaves_takes_along_what_readers_never_saw(community: Engine) -> None:
    own = published_entries(community, "organisation")[2].entry
    issue = let(community, "issue", statement={"en": "Kept"}).entry
    words = {"statement": {"en": f"{SECRET} changed"}}
    propose_entry(community, "issue", words, by="Cedar", entry=issue)
    returned = propose_entry(community, "issue", {"statement": {"en": SECRET}}, by="Cedar")
    decide_proposal(community, returned.number, let=False, by=EDITOR, note=f"{SECRET} again?")
    erase_organisation(community, own, by="Cedar")
    assert pending_proposals(community, by=EDITOR) == []
    with community.connect() as connection:
        for table in (entry_version, audit):
            rows = connection.execute(select(table)).all()
            assert not any(SECRET in str(row) for row in rows)
    assert verify(community, altered_entries).intact
    # The issue goes on: its next version has a number of its own.
    later = propose_entry(
        community, "issue", {"statement": {"en": "Later"}}, by="Amani", entry=issue
    )
    assert (later.version, published_entry(community, issue).version) == (3, 1)


def test_a_round_that_has_begun_cannot_be_postponed(community: Engine) -> None:
    issues = [let(community, "issue", statement={"en": name}).entry for name in "ABC"]
    said = {"title": {"en": "R"}, "issues": issues, "opens": "2026-04-01", "closes": "2026-06-01"}
    entry = let(community, "round", **said).entry
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    with pytest.raises(BadEntry):
        later = {**said, "opens": "2026-05-20"}
        propose_entry(community, "round", later, by=EDITOR, entry=entry, now=now)


def test_mergers_do_not_go_round(community: Engine) -> None:
    first, second = (let(community, "issue", statement={"en": name}).entry for name in "AB")
    into_second = {"statement": {"en": "A"}, "state": "merged", "merged_into": second}
    into_first = {"statement": {"en": "B"}, "state": "merged", "merged_into": first}
    with pytest.raises(BadEntry):
        propose_entry(community, "issue", into_second, by="Amani", entry=second)
    there = propose_entry(community, "issue", into_second, by="Amani", entry=first)
    back = propose_entry(community, "issue", into_first, by="Amani", entry=second)
    decide_proposal(community, there.number, let=True, by=EDITOR)
    with pytest.raises(BadEntry):
        decide_proposal(community, back.number, let=True, by=EDITOR)
    with pytest.raises(BadEntry):
        endorsements.endorse(community, first, by="Amani")


@pytest.mark.parametrize(
    "much",
    [
        {"documents": [{"title": "T", "url": "https://a.example"}] * (MOST + 1)},
        {"views": ["/issues"] * (MOST + 1)},
        {"statement": {f"a{chr(97 + n % 26)}{chr(97 + n // 26)}": "x" for n in range(TONGUES + 1)}},
    ],
)
def test_lists_are_short(community: Engine, much: dict[str, object]) -> None:
    with pytest.raises(BadEntry):
        propose_entry(community, "issue", {"statement": {"en": "A"}, **much}, by="Amani")


def test_acts_are_limited(community: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endorsements, "ACTS", 3)
    issue = let(community, "issue", statement={"en": "A"}).entry
    for act in (endorsements.endorse, endorsements.take_back, endorsements.endorse):
        act(community, issue, by="Amani")
    with pytest.raises(TooManyAttempts):
        endorsements.take_back(community, issue, by="Amani")
    endorsements.endorse(community, issue, by="Bintang")


def test_an_address_of_a_name_does_not_lead_to_its_pseudonym(community: Engine) -> None:
    own = published_entries(community, "organisation")[0].entry
    endorsements.endorse(
        community, let(community, "issue", statement={"en": "A"}).entry, by="Amani"
    )
    assert own in {m["id"] for m in public.public_entries(community, "organisation")}
    said = {"name": "Amani", "region": "africa", "visibility": "pseudonymous", "pseudonym": "P"}
    let(community, "organisation", by="Amani", entry=own, **said)
    listed = public.public_entries(community, "organisation")
    assert own not in str(listed)
    (endorsed,) = public.public_entries(community, "issue")[-1]["endorsed_by"]
    assert endorsed["name"] == "P"
    assert endorsed["id"] in {m["id"] for m in listed} - {own}


def test_an_official_names_no_organisation(community: Engine) -> None:
    add_account(community, "Olga", Role.OFFICIAL, "SRB")
    said = {"step": "question", "country": "SRB", "institution": {"en": "MoD"}, "date": "2026"}
    hidden = published_entries(community, "organisation")[1].entry
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "contact", {**said, "organisation": hidden}, by="Olga")
    assert propose_entry(community, "contact", said, by="Olga").version == 1


def test_whoever_is_no_member_any_more_reads_what_all_read(community: Engine) -> None:
    for role, disabled, sees in (
        (Role.MEMBER, False, True),
        (Role.VIEWER, False, False),
        (Role.MEMBER, True, False),
    ):
        account = Account("Amani", role, disabled=disabled)
        assert members.is_member(community, account) is sees
