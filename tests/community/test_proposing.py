"""Proposals: by whom, let through by whom, in versions, and what the log can prove."""

import pytest
from sqlalchemy import Engine, update

from atlas.community import endorsements
from atlas.community.entries import mine, published_entries, published_entry, published_versions
from atlas.community.errors import (
    BadEntry,
    NoOrganisation,
    NotOwnEntry,
    OwnProposal,
    ProposalDecided,
    UnknownEntry,
)
from atlas.community.leaving import altered_entries
from atlas.community.proposing import (
    decide_proposal,
    pending_proposals,
    propose_entry,
    validate_content,
    withdraw_proposal,
)
from atlas.editorial import Role, add_account, verify
from atlas.editorial.accounts import NotAllowed
from atlas.editorial.limits import TooManyAttempts
from atlas.errors import UnknownKind
from atlas.store.community import entry_version
from tests.community.conftest import let
from tests.invented import EDITOR, PUBLISHER, REVIEWER

ASKED = {
    "step": "question",
    "country": "SRB",
    "institution": {"en": "Ministry"},
    "date": "2026-03",
    "society": {"en": "We asked."},
}
ISSUE = {"statement": {"en": "Invented issue"}, "regions": ["asia"]}


def test_an_issue_is_seen_when_another_person_let_it_through(community: Engine) -> None:
    made = propose_entry(community, "issue", ISSUE, by="Amani")
    assert published_entries(community, "issue") == []
    assert [e.number for e in pending_proposals(community, by=EDITOR)] == [made.number]
    decide_proposal(community, made.number, let=True, by=EDITOR)
    (seen,) = published_entries(community, "issue")
    assert seen.content.statement == {"en": "Invented issue"}
    assert seen.proposed_by == ""
    assert verify(community, altered_entries).intact


def test_nobody_lets_their_own_proposal_through(community: Engine) -> None:
    made = propose_entry(community, "issue", ISSUE, by=EDITOR)
    with pytest.raises(OwnProposal):
        decide_proposal(community, made.number, let=True, by=EDITOR)
    with pytest.raises(NotAllowed):
        decide_proposal(community, made.number, let=True, by="Amani")
    decide_proposal(community, made.number, let=True, by=REVIEWER)
    with pytest.raises(ProposalDecided):
        decide_proposal(community, made.number, let=False, by=PUBLISHER, note="late")


def test_a_returned_proposal_says_why_and_is_shown_to_its_writer_only(community: Engine) -> None:
    made = propose_entry(community, "issue", ISSUE, by="Amani")
    with pytest.raises(BadEntry):
        decide_proposal(community, made.number, let=False, by=EDITOR)
    decide_proposal(community, made.number, let=False, by=EDITOR, note="Name the context.")
    (own,) = [e for e in mine(community, by="Amani") if e.kind == "issue"]
    assert (own.status, own.review_note) == ("returned", "Name the context.")
    assert published_entries(community, "issue") == []
    with pytest.raises(UnknownEntry):
        published_entry(community, made.entry)


def test_versions_are_kept_and_the_newest_is_seen(community: Engine) -> None:
    first = let(community, "issue", by="Amani", **ISSUE)
    changed = ISSUE | {"state": "discussed", "summary": {"en": "Talked over."}}
    let(community, "issue", by="Bintang", entry=first.entry, **changed)
    assert published_entry(community, first.entry).content.state == "discussed"
    assert [e.version for e in published_versions(community, first.entry)] == [2, 1]
    with pytest.raises(BadEntry):
        propose_entry(community, "issue", changed, by="Amani", entry=first.entry)


def test_a_writer_takes_back_what_waits(community: Engine) -> None:
    made = propose_entry(community, "issue", ISSUE, by="Amani")
    with pytest.raises(NotOwnEntry):
        withdraw_proposal(community, made.number, by="Bintang")
    withdraw_proposal(community, made.number, by="Amani")
    with pytest.raises(ProposalDecided):
        decide_proposal(community, made.number, let=True, by=EDITOR)


def test_members_write_for_their_own_organisation(community: Engine) -> None:
    others = published_entries(community, "organisation")[1].entry
    with pytest.raises(NotOwnEntry):
        propose_entry(
            community, "organisation", {"name": "X", "region": "asia"}, by="Amani", entry=others
        )
    own = published_entries(community, "organisation")[0]
    let(community, "organisation", by="Amani", entry=own.entry, name="Amani", region="mena")
    assert published_entry(community, own.entry).content.region == "mena"
    practice = let(
        community, "practice", by="Amani", title={"en": "T"}, region="africa", context={"en": "C"}
    )
    changed = {"title": {"en": "U"}, "region": "africa", "context": {"en": "C"}}
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "practice", changed, by="Bintang", entry=practice.entry)
    add_account(community, "Lone", Role.MEMBER)
    with pytest.raises(NoOrganisation):
        propose_entry(community, "issue", ISSUE, by="Lone")


def test_editors_alone_write_the_community_s_texts(community: Engine) -> None:
    text = {"title": {"en": "Mission"}, "body": {"en": "Words"}}
    with pytest.raises(NotAllowed):
        propose_entry(community, "statement", text, by="Amani")
    let(community, "statement", **text)
    add_account(community, "Rex", Role.VIEWER)
    with pytest.raises(NotAllowed):
        propose_entry(community, "issue", ISSUE, by="Rex")


def test_each_side_of_a_contact_writes_its_own_words(community: Engine) -> None:
    add_account(community, "Olga", Role.OFFICIAL, "SRB")
    said = ASKED
    made = let(community, "contact", by="Amani", **said)
    answered = said | {"state": {"en": "We answered."}}
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "contact", answered, by="Amani", entry=made.entry)
    with pytest.raises(NotOwnEntry):
        other = answered | {"society": {"en": "They asked nothing."}}
        propose_entry(community, "contact", other, by="Olga", entry=made.entry)
    let(community, "contact", by="Olga", entry=made.entry, **answered)
    assert published_entry(community, made.entry).content.state == {"en": "We answered."}
    elsewhere = said | {"country": "KEN", "society": {}, "state": {"en": "x"}}
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "contact", elsewhere, by="Olga")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("issue", {"statement": {}}),
        ("issue", {"statement": {"english": "x"}}),
        ("issue", {"statement": {"en": "x" * 4_001}}),
        ("issue", {"statement": {"en": "x"}, "indicators": ["milex"]}),
        ("issue", {"statement": {"en": "x"}, "reach": "particular"}),
        ("issue", {"statement": {"en": "x"}, "state": "merged"}),
        ("issue", {"statement": {"en": "x"}, "views": ["https://elsewhere.example/"]}),
        ("issue", {"statement": {"en": "x"}, "views": ["/compare?a b"]}),
        ("issue", {"statement": {"en": "x"}, "surprise": 1}),
        ("organisation", {"name": "X", "region": "atlantis"}),
        ("organisation", {"name": "X", "region": ""}),
        ("exchange", {"side": "need", "theme": "", "region": "asia", "words": {"en": "x"}}),
        (
            "meeting",
            {"title": {"en": "x"}, "country": "URY", "latitude": 0, "longitude": 0, "start": ""},
        ),
        ("contact", {"step": "data", "country": "", "institution": {"en": "x"}, "date": ""}),
        ("organisation", {"name": "X", "region": "asia", "visibility": "pseudonymous"}),
        ("organisation", {"name": "X", "region": "asia", "website": "javascript:alert(1)"}),
        ("exchange", {"side": "need", "theme": "magic", "region": "asia", "words": {"en": "x"}}),
        ("action", {"title": {"en": "x"}, "issue": "a", "owner": "b", "start": ""}),
        ("action", {"title": {"en": "x"}, "issue": "a", "owner": "b", "start": "2026-02-30"}),
        ("action", {"title": {"en": "x"}, "issue": "a", "owner": "b", "start": "2026-13"}),
        (
            "round",
            {
                "title": {"en": "x"},
                "issues": ["a", "b"],
                "opens": "2026-01-01",
                "closes": "2026-02-01",
            },
        ),
        (
            "meeting",
            {
                "title": {"en": "x"},
                "country": "PAN",
                "latitude": 91,
                "longitude": 0,
                "start": "2017",
            },
        ),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(kind: str, said: dict[str, object]) -> None:
    with pytest.raises(BadEntry) as refused:
        validate_content(kind, said)
    assert "{" not in str(refused.value)


def test_unknown_kinds_and_entries_are_answered_with_the_nearest(community: Engine) -> None:
    with pytest.raises(UnknownKind):
        validate_content("isue", ISSUE)
    made = let(community, "issue", by="Amani", **ISSUE)
    with pytest.raises(UnknownEntry) as refused:
        published_entry(community, made.entry[:-1])
    assert made.entry in str(refused.value)


def test_a_flood_of_proposals_is_stopped(community: Engine) -> None:
    for number in range(30):
        propose_entry(community, "issue", {"statement": {"en": f"No. {number}"}}, by="Amani")
    with pytest.raises(TooManyAttempts):
        propose_entry(community, "issue", {"statement": {"en": "One more"}}, by="Amani")


def test_the_log_finds_a_changed_word_and_a_version_that_nobody_let_through(
    community: Engine,
) -> None:
    made = propose_entry(community, "issue", ISSUE, by="Amani")
    this = update(entry_version).where(entry_version.c.id == made.number)
    with community.begin() as connection:
        connection.execute(this.values(status="published"))
    assert verify(community, altered_entries).broken_at == f"entry {made.entry} 1"
    with community.begin() as connection:
        connection.execute(this.values(status="proposed", content='{"statement":{"en":"Other"}}'))
    assert verify(community, altered_entries).broken_at == f"entry {made.entry} 1"


def test_a_merged_issue_hands_its_endorsements_on(community: Engine) -> None:
    one_, other = (
        let(community, "issue", by="Amani", **ISSUE | {"statement": {"en": w}}) for w in "AB"
    )
    endorsements.endorse(community, one_.entry, by="Bintang")
    endorsements.endorse(community, one_.entry, by="Amani")
    endorsements.endorse(community, other.entry, by="Amani")
    merged = ISSUE | {"state": "merged", "merged_into": other.entry}
    let(community, "issue", by="Amani", entry=one_.entry, **merged)
    assert len(endorsements.endorsements(community)[other.entry]) == 2
    with pytest.raises(UnknownEntry):
        unknown = ISSUE | {"state": "merged", "merged_into": "issue-nowhere"}
        propose_entry(community, "issue", unknown, by="Amani", entry=other.entry)


def test_an_action_is_written_by_its_owner_or_a_partner(community: Engine) -> None:
    issue = let(community, "issue", by="Amani", **ISSUE).entry
    first, second, third = (e.entry for e in published_entries(community, "organisation"))
    said = {"title": {"en": "Do"}, "issue": issue, "owner": first, "start": "2026-01"}
    made = let(community, "action", by="Amani", **said, partners=[second])
    let(
        community, "action", by="Bintang", entry=made.entry, partners=[second], state="done", **said
    )
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "action", said, by="Cedar", entry=made.entry)
    with pytest.raises(UnknownEntry):
        propose_entry(community, "action", said | {"issue": "issue-nowhere"}, by="Amani")
    assert third


def test_a_returned_version_binds_nobody(community: Engine) -> None:
    add_account(community, "Olga", Role.OFFICIAL, "SRB")
    said = ASKED
    made = let(community, "contact", by="Amani", **said)
    louder = said | {"society": {"en": "We asked twice."}}
    returned = propose_entry(community, "contact", louder, by="Amani", entry=made.entry)
    decide_proposal(community, returned.number, let=False, by=EDITOR, note="When?")
    answered = said | {"state": {"en": "We answered."}}
    let(community, "contact", by="Olga", entry=made.entry, **answered)
    propose_entry(
        community,
        "contact",
        answered | {"society": louder["society"]},
        by="Amani",
        entry=made.entry,
    )


def test_no_organisation_speaks_in_the_name_of_another(community: Engine) -> None:
    amani, bintang = (e.entry for e in published_entries(community, "organisation")[:2])
    said = ASKED
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "contact", said | {"organisation": amani}, by="Bintang")
    made = let(community, "contact", by="Amani", **said, organisation=amani)
    changed = said | {"organisation": amani, "society": {"en": "They asked."}}
    with pytest.raises(NotOwnEntry):
        propose_entry(community, "contact", changed, by="Bintang", entry=made.entry)
    issue = let(community, "issue", **ISSUE).entry
    action = {"title": {"en": "Course"}, "issue": issue, "owner": amani, "start": "2026"}
    course = let(community, "action", by="Amani", **action)
    with pytest.raises(NotOwnEntry):
        stolen = action | {"owner": bintang}
        propose_entry(community, "action", stolen, by="Bintang", entry=course.entry)
