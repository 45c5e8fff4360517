"""Members: seen as they chose, and erased without breaking the history."""

import pytest
from sqlalchemy import Engine, select

from atlas.community import endorsements, members
from atlas.community.entries import published_entries, published_versions
from atlas.community.errors import NoOrganisation, NotOwnEntry, ProposalDecided, UnknownEntry
from atlas.community.hiding import hide
from atlas.community.leaving import altered_entries, erase_organisation
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import verify
from atlas.editorial.accounts import NotAllowed
from atlas.i18n import translator
from atlas.store.community import entry_version, member, remark
from tests.community.conftest import let
from tests.invented import ADMIN, EDITOR

T = translator("en")


def names(engine: Engine, *, members_see: bool) -> list[str]:
    return [e.content.name for e in members.visible_organisations(engine, members=members_see)]


def test_each_organisation_is_seen_as_it_chose(community: Engine) -> None:
    assert names(community, members_see=False) == ["Amani", "A voice"]
    assert names(community, members_see=True) == ["Amani", "Bintang", "A voice"]
    voice = members.visible_organisations(community, members=True)[2].content
    assert (voice.country, voice.website) == ("", "")
    seen = members.faces(community, T, members=False)
    assert sorted(f.name for f in seen.values()) == [
        "A member organisation in Asia",
        "A voice",
        "Amani",
    ]


def test_who_speaks_for_whom_is_in_no_log(community: Engine, log_text: str) -> None:
    assert "join-organisation" in log_text
    joined = [line for line in log_text.splitlines() if "join-organisation" in line]
    assert all("organisation-" not in line.replace("join-organisation", "") for line in joined)


@pytest.fixture
def log_text(community: Engine) -> str:
    from atlas.store.schema import audit

    with community.connect() as connection:
        rows = connection.execute(select(audit.c.actor, audit.c.action, audit.c.subject))
        return "\n".join(" ".join(row) for row in rows)


def test_an_organisation_leaves_and_the_history_stays_whole(community: Engine) -> None:
    own = published_entries(community, "organisation")[2].entry
    issue = let(community, "issue", by="Cedar", statement={"en": "Kept"}).entry
    endorsements.endorse(community, issue, by="Cedar")
    number = endorsements.post_remark(community, issue, "Cedar says so.", language="en", by="Cedar")
    endorsements.moderate(community, number, show=True, by=EDITOR)
    erase_organisation(community, own, by="Cedar")
    assert names(community, members_see=True) == ["Amani", "Bintang"]
    assert published_versions(community, own) == []
    assert endorsements.endorsements(community) == {issue: [own]}
    assert endorsements.remarks(community, issue, members=True) == []
    gone = members.face(members.faces(community, T, members=True), own, T)
    assert gone.name == "An organisation that has left"
    with community.connect() as connection:
        written = connection.execute(select(entry_version)).mappings().all()
        assert not any("Cedar" in str(dict(row)) for row in written)
        assert not any("Cedar" in str(row) for row in connection.execute(select(remark)))
        assert (
            connection.execute(select(member).where(member.c.organisation == own)).first() is None
        )
    assert verify(community, altered_entries).intact


def test_only_the_organisation_itself_or_an_administrator_erases_it(community: Engine) -> None:
    own = published_entries(community, "organisation")[0].entry
    with pytest.raises(NotOwnEntry):
        erase_organisation(community, own, by="Bintang")
    with pytest.raises(NotOwnEntry):
        erase_organisation(community, own, by=EDITOR)
    erase_organisation(community, own, by=ADMIN)
    with pytest.raises(UnknownEntry):
        erase_organisation(community, own, by=ADMIN)


def test_administrators_alone_join_accounts_to_organisations(community: Engine) -> None:
    own = published_entries(community, "organisation")[0].entry
    with pytest.raises(NotAllowed):
        members.join_organisation(community, "Bintang", own, by=EDITOR)
    members.join_organisation(community, "Bintang", own, by=ADMIN)


def test_an_organisation_hides_at_once(community: Engine) -> None:
    own = published_entries(community, "organisation")[0].entry
    waits = propose_entry(
        community, "organisation", {"name": "A.", "region": "africa"}, by="Amani", entry=own
    )
    assert hide(community, by="Amani")
    assert "Amani" not in names(community, members_see=False)
    assert "Amani" in names(community, members_see=True)
    assert not hide(community, by="Amani"), "nothing more to hide"
    with pytest.raises(ProposalDecided):
        decide_proposal(community, waits.number, let=True, by=EDITOR)
    with pytest.raises(NoOrganisation):
        hide(community, by=EDITOR)
    assert verify(community, altered_entries).intact
