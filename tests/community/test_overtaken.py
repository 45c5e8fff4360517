"""Two proposals on one entry: the second is joined or refused, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from atlas.community.blanking import blank_version
from atlas.community.entries import published_entry, published_versions
from atlas.community.errors import BadEntry, Overtaken
from atlas.community.kinds import Issue
from atlas.community.leaving import altered_entries
from atlas.community.proposing import beside, decide_proposal, pending_proposals, propose_entry
from atlas.community.rebasing import rebase_content
from atlas.editorial import verify
from atlas.store.community import entry_version
from tests.community.conftest import let
from tests.invented import EDITOR

ISSUE = {"statement": {"en": "Invented"}, "regions": ["asia"]}


@pytest.fixture
def issue(community: Engine) -> str:
    return let(community, "issue", by="Amani", **ISSUE).entry


def test_the_second_says_so_and_both_are_joined(community: Engine, issue: str) -> None:
    first = propose_entry(
        community, "issue", ISSUE | {"state": "discussed"}, by="Amani", entry=issue
    )
    assert beside(community, first) == []
    spoken = ISSUE | {"statement": {"en": "Invented", "fr": "Inventé"}}
    second = propose_entry(community, "issue", spoken, by="Bintang", entry=issue)
    assert beside(community, second) == [first.number]
    decide_proposal(community, second.number, let=True, by=EDITOR)
    joined = decide_proposal(community, first.number, let=True, by=EDITOR)
    content = published_entry(community, issue).content
    assert (content.state, content.statement) == ("discussed", spoken["statement"])
    assert [e.version for e in published_versions(community, issue)] == [4, 3, 1]
    assert (joined.version, joined.based_on) == (4, 3)
    assert pending_proposals(community, by=EDITOR) == []
    assert verify(community, altered_entries).intact


def test_where_both_change_the_same_the_later_is_refused(community: Engine, issue: str) -> None:
    one_, two = (
        propose_entry(community, "issue", ISSUE | {"statement": {"en": w}}, by="Amani", entry=issue)
        for w in ("One", "Two")
    )
    decide_proposal(community, two.number, let=True, by=EDITOR)
    with pytest.raises(Overtaken) as refused:
        decide_proposal(community, one_.number, let=True, by=EDITOR)
    assert refused.value.fields == ("statement",)
    assert published_entry(community, issue).content.statement == {"en": "Two"}
    decide_proposal(community, one_.number, let=False, by=EDITOR, note="Overtaken")
    assert verify(community, altered_entries).intact


def test_a_form_that_was_opened_before_does_not_take_a_change_back(
    community: Engine, issue: str
) -> None:
    let(community, "issue", by="Bintang", entry=issue, **ISSUE | {"state": "agreed"})
    late = ISSUE | {"context": {"en": "Typed for an hour."}}
    made = propose_entry(community, "issue", late, by="Amani", entry=issue, base=1)
    decide_proposal(community, made.number, let=True, by=EDITOR)
    content = published_entry(community, issue).content
    assert (content.state, content.context) == ("agreed", late["context"])


def test_what_is_there_already_is_no_change(community: Engine, issue: str) -> None:
    same = ISSUE | {"state": "agreed"}
    first, second = (
        propose_entry(community, "issue", same | more, by=by, entry=issue)
        for more, by in (({"context": {"en": "x"}}, "Amani"), ({}, "Bintang"))
    )
    decide_proposal(community, first.number, let=True, by=EDITOR)
    with pytest.raises(BadEntry):
        decide_proposal(community, second.number, let=True, by=EDITOR)


def test_a_joined_version_that_is_altered_breaks_the_chain(community: Engine, issue: str) -> None:
    first = propose_entry(
        community, "issue", ISSUE | {"state": "discussed"}, by="Amani", entry=issue
    )
    let(community, "issue", by="Bintang", entry=issue, **ISSUE | {"context": {"en": "x"}})
    joined = decide_proposal(community, first.number, let=True, by=EDITOR)
    this = update(entry_version).where(entry_version.c.id == joined.number)
    with community.begin() as connection:
        connection.execute(this.values(content='{"statement":{"en":"Forged"}}'))
    assert verify(community, altered_entries).broken_at == f"entry {issue} {joined.version}"


def test_a_proposal_on_a_withdrawn_version_does_not_bring_its_words_back(
    community: Engine, issue: str
) -> None:
    named = ISSUE | {"context": {"en": "Somebody said so."}}
    version = let(community, "issue", by="Amani", entry=issue, **named)
    later = propose_entry(
        community, "issue", named | {"state": "agreed"}, by="Bintang", entry=issue
    )
    blank_version(community, issue, version.version, reason="names a person", by=EDITOR)
    with pytest.raises(Overtaken):
        decide_proposal(community, later.number, let=True, by=EDITOR)


WORDS = st.dictionaries(st.sampled_from(["en", "fr"]), st.sampled_from(["a", "b", "c"]), min_size=1)
ISSUES = st.builds(
    Issue,
    statement=WORDS,
    context=WORDS,
    state=st.sampled_from(["open", "agreed"]),
    indicators=st.just(()),
)


@given(ISSUES, ISSUES)
def test_one_change_alone_is_that_change(base: Issue, own: Issue) -> None:
    assert rebase_content(base, own, base, 2) == own
    assert rebase_content(base, base, own, 2) == own


@given(ISSUES, ISSUES, ISSUES)
def test_joining_does_not_depend_on_the_order(base: Issue, first: Issue, second: Issue) -> None:
    def joined(own: Issue, standing: Issue) -> Issue | None:
        try:
            return rebase_content(base, own, standing, 2)
        except Overtaken:
            return None

    assert joined(first, second) == joined(second, first)
