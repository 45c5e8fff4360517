"""Endorsements and remarks."""

import pytest
from sqlalchemy import Engine

from atlas.community import endorsements
from atlas.community.errors import BadEntry, OwnProposal, UnknownEntry
from atlas.editorial.accounts import NotAllowed
from atlas.editorial.limits import TooManyAttempts
from tests.community.conftest import let
from tests.invented import EDITOR


@pytest.fixture
def issue(community: Engine) -> str:
    return let(community, "issue", by="Amani", statement={"en": "Invented"}).entry


def test_an_organisation_endorses_once_and_takes_it_back(community: Engine, issue: str) -> None:
    for _ in range(2):
        endorsements.endorse(community, issue, by="Bintang")
    endorsements.endorse(community, issue, by="Amani")
    assert len(endorsements.endorsements(community)[issue]) == 2
    endorsements.take_back(community, issue, by="Bintang")
    assert len(endorsements.endorsements(community)[issue]) == 1
    with pytest.raises(UnknownEntry):
        endorsements.endorse(community, "issue-unknown", by="Amani")


def test_a_remark_is_seen_by_members_first_and_by_all_when_let(
    community: Engine, issue: str
) -> None:
    number = endorsements.post_remark(
        community, issue, "  We agree.\u202e ", language="en", by="Bintang"
    )
    assert endorsements.remarks(community, issue) == []
    (waiting,) = endorsements.remarks(community, issue, members=True)
    assert (waiting.words, waiting.status) == ("We agree.", "waiting")
    with pytest.raises(NotAllowed):
        endorsements.moderate(community, number, show=True, by="Amani")
    endorsements.moderate(community, number, show=True, by=EDITOR)
    assert [r.words for r in endorsements.remarks(community, issue)] == ["We agree."]
    endorsements.moderate(community, number, show=False, by=EDITOR)
    assert endorsements.remarks(community, issue, members=True) == []


def test_bad_and_too_many_remarks_are_refused(community: Engine, issue: str) -> None:
    for words, language in (("", "en"), ("x" * 4_001, "en"), ("x", "english")):
        with pytest.raises(BadEntry):
            endorsements.post_remark(community, issue, words, language=language, by="Amani")
    for number in range(17):
        endorsements.post_remark(community, issue, f"No. {number}", language="en", by="Amani")
    with pytest.raises(TooManyAttempts):
        endorsements.post_remark(community, issue, "One more", language="en", by="Amani")


def test_an_editor_does_not_show_an_own_remark(community: Engine, issue: str) -> None:
    from atlas.community import members
    from atlas.community.entries import published_entries

    members.join_organisation(
        community, EDITOR, published_entries(community, "organisation")[0].entry
    )
    number = endorsements.post_remark(community, issue, "Own words", language="en", by=EDITOR)
    with pytest.raises(OwnProposal):
        endorsements.moderate(community, number, show=True, by=EDITOR)
