"""Nobody publishes alone: by no change of role, no other route, no name that looks like another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from atlas import editorial
from atlas.community.errors import OwnProposal
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import accounts, drafts, reading, replies, reviews, schedule
from atlas.editorial.accounts import BadName, BuiltInAccount, Role, add_account
from atlas.editorial.authors import ApprovalMissing, SelfPublication, authors
from atlas.editorial.names import BUILT_IN, BuiltIn
from atlas.editorial.reviews import SelfReview
from atlas.store import frames
from tests.editorial import voices
from tests.editorial.sheets import GOOD, long_sheet
from tests.invented import ADMIN, EDITOR, PUBLISHER, REVIEWER, approve, batch, draft, submit
from tests.invented_records import batch_of, judgement

NOW = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


def becomes(engine: Engine, name: str, role: Role) -> None:
    add_account(engine, name, role)


def people(engine: Engine, number: int) -> frozenset[str]:
    with engine.connect() as connection:
        return authors(connection, number)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMIN])
def test_an_editor_who_rises_cannot_approve_what_they_submitted(
    staffed: Engine, role: Role
) -> None:
    number = submit(staffed, batch(draft()))
    becomes(staffed, EDITOR, role)
    with pytest.raises(SelfReview):
        reviews.review(staffed, number, verdict="approve", by=EDITOR)


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMIN])
def test_an_editor_who_rises_cannot_publish_what_another_approved(
    staffed: Engine, role: Role
) -> None:
    approve(staffed, batch(draft()))
    becomes(staffed, EDITOR, role)
    with pytest.raises(SelfPublication, match="submission 1"):
        editorial.publish(staffed, label="2026.1", by=EDITOR)
    with pytest.raises(SelfPublication):
        schedule.schedule(
            staffed, label="2026.1", at=NOW + dt.timedelta(days=1), by=EDITOR, now=NOW
        )
    assert editorial.publish(staffed, label="2026.1", by=PUBLISHER) == "2026.1"


def test_two_people_are_enough(staffed: Engine) -> None:
    number = submit(staffed, batch(draft()))
    reviews.review(staffed, number, verdict="approve", by=PUBLISHER)
    assert editorial.publish(staffed, label="2026.1", by=PUBLISHER) == "2026.1"


def test_what_was_scheduled_before_is_not_published_by_its_author(staffed: Engine) -> None:
    due = NOW + dt.timedelta(days=1)
    schedule.schedule(staffed, label="2026.1", at=due, by=PUBLISHER, now=NOW)
    own = submit(staffed, batch(draft()), by=PUBLISHER)
    reviews.review(staffed, own, verdict="approve", by=REVIEWER)
    assert schedule.run_due(staffed, due) == []
    assert schedule.scheduled_releases(staffed, waiting=False)[0].outcome.startswith(
        "self-publication"
    )
    assert frames.list_releases(staffed).empty


def test_who_withdrew_is_an_author_when_another_submits_the_same(staffed: Engine) -> None:
    add_account(staffed, "Lina", Role.EDITOR)
    first = submit(staffed, batch(draft(value=9.0)), by="Lina")
    reviews.withdraw_submission(staffed, first, by="Lina")
    second = submit(staffed, batch(draft(value=9.0), draft("KEN")))
    becomes(staffed, "Lina", Role.PUBLISHER)
    assert people(staffed, second) == {"Lina", EDITOR}
    with pytest.raises(SelfReview):
        reviews.review(staffed, second, verdict="approve", by="Lina")


def test_an_official_who_becomes_a_reviewer_cannot_approve_their_reply(staffed: Engine) -> None:
    voices.publish(staffed)
    reply = replies.reply_to(staffed, voices.FIGURE, voices.SAID, by=voices.OFFICIAL)
    becomes(staffed, voices.OFFICIAL, Role.PUBLISHER)
    with pytest.raises(replies.OwnReply):
        replies.review_reply(staffed, reply, verdict="show", by=voices.OFFICIAL)
    replies.review_reply(staffed, reply, verdict="show", by=REVIEWER)
    number = replies.accept_reply(staffed, reply, by=EDITOR)
    with pytest.raises(SelfReview):
        reviews.review(staffed, number, verdict="approve", by=voices.OFFICIAL)
    reviews.review(staffed, number, verdict="approve", by=REVIEWER)
    with pytest.raises(SelfPublication):
        editorial.publish(staffed, label="2026.2", by=voices.OFFICIAL)


def test_a_reply_that_another_official_repeats_is_still_its_authors(staffed: Engine) -> None:
    voices.publish(staffed)
    first = replies.reply_to(staffed, voices.FIGURE, voices.SAID, by=voices.OFFICIAL)
    replies.withdraw_reply(staffed, first, by=voices.OFFICIAL)
    add_account(staffed, "Oficina 8", Role.OFFICIAL, "URY")
    second = replies.reply_to(staffed, voices.FIGURE, voices.SAID, by="Oficina 8")
    becomes(staffed, voices.OFFICIAL, Role.REVIEWER)
    with pytest.raises(replies.OwnReply):
        replies.review_reply(staffed, second, verdict="show", by=voices.OFFICIAL)


@pytest.mark.parametrize("field", ["collector", "second_coder"])
def test_who_coded_an_answer_is_its_author(staffed: Engine, field: str) -> None:
    coded = replace(judgement("URY", "conscientious_objection", "yes"), **{field: REVIEWER.lower()})
    number = submit(staffed, batch_of(coded))
    with pytest.raises(SelfReview):
        reviews.review(staffed, number, verdict="approve", by=REVIEWER)


def test_whoever_brought_the_file_is_an_author(staffed: Engine) -> None:
    add_account(staffed, "Lina", Role.EDITOR)
    drafts.start(staffed, long_sheet(*GOOD), by="Lina", name="figures.csv")
    number = drafts.start(staffed, long_sheet(*GOOD), by=EDITOR, name="figures.csv")
    held = drafts.own_draft(staffed, number, by=EDITOR)
    found = reading.read_upload(
        staffed, reading.reading_key(held.sha256, held.mapping, held.edits), held.file
    )
    made = drafts.submit_draft(staffed, number, found, by=EDITOR)
    assert people(staffed, made) == {"Lina", EDITOR}


def test_a_publisher_does_not_bring_their_own_value_back_alone(staffed: Engine) -> None:
    own = submit(staffed, batch(draft(value=9.0)), by=PUBLISHER)
    reviews.review(staffed, own, verdict="approve", by=REVIEWER)
    editorial.publish(staffed, label="2026.1", by=ADMIN)
    approve(staffed, batch(draft(value=2.0)))
    editorial.publish(staffed, label="2026.2", by=PUBLISHER)
    with pytest.raises(SelfPublication, match=r"2026\.1"):
        editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert editorial.roll_back(staffed, "2026.1", by=ADMIN) == "2026.1-r3"


def test_an_approval_by_an_author_of_the_time_before_counts_for_nothing(staffed: Engine) -> None:
    coded = replace(judgement("URY", "conscientious_objection", "yes"), second_coder="Second")
    number = approve(staffed, batch_of(coded))
    add_account(staffed, "Second", Role.REVIEWER)
    with staffed.execution_options(writes=True).begin() as connection:  # as an older atlas let it
        connection.execute(text("UPDATE review SET reviewer = 'Second'"))
    with pytest.raises(ApprovalMissing):
        editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    reviews.review(staffed, number, verdict="approve", by=REVIEWER)
    assert editorial.publish(staffed, label="2026.1", by=PUBLISHER) == "2026.1"


def test_disabled_and_enabled_again_is_the_same_person(staffed: Engine) -> None:
    number = submit(staffed, batch(draft()))
    accounts.disable_account(staffed, EDITOR)
    becomes(staffed, EDITOR, Role.REVIEWER)
    with pytest.raises(SelfReview):
        reviews.review(staffed, number, verdict="approve", by=EDITOR)


@pytest.mark.parametrize("name", ["esi", "ESI", "Еsi", "Εsi", "Ｅｓｉ", "Ésí", "E s i", " Esi "])
def test_no_name_looks_like_another(staffed: Engine, name: str) -> None:
    with staffed.execution_options(writes=True).begin() as connection:
        connection.execute(text("DELETE FROM account WHERE name = 'Esi'"))
    with pytest.raises(BadName):  # nor like one that is gone: the log still speaks of that person
        add_account(staffed, name, Role.REVIEWER)


def test_a_look_alike_of_an_older_database_cannot_approve(staffed: Engine) -> None:
    number = submit(staffed, batch(draft()))
    with staffed.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE account SET name = 'esi' WHERE name = 'Rana'"))
    with pytest.raises(SelfReview):
        reviews.review(staffed, number, verdict="approve", by="esi")


def test_a_community_entry_is_not_let_through_by_who_wrote_its_words(staffed: Engine) -> None:
    said = {"statement": {"en": "An invented issue"}}
    first = propose_entry(staffed, "issue", said, by=REVIEWER)
    decide_proposal(staffed, first.number, let=False, by=EDITOR, note="Not yet.")
    second = propose_entry(staffed, "issue", said, by=PUBLISHER, entry=first.entry)
    for name in (REVIEWER, PUBLISHER):
        with pytest.raises(OwnProposal):
            decide_proposal(staffed, second.number, let=True, by=name)
    decide_proposal(staffed, second.number, let=True, by=EDITOR)


@pytest.mark.parametrize("name", [*sorted(BUILT_IN), "Atlas-Starter", "аtlas-starter-review"])
def test_the_atlas_own_accounts_act_for_nobody(staffed: Engine, name: str) -> None:
    for own in ("atlas-starter", "atlas-starter-review"):
        add_account(staffed, BuiltIn(own), Role.ADMIN)
    number = submit(staffed, batch(draft()))
    with pytest.raises(BuiltInAccount):
        submit(staffed, batch(draft("KEN")), by=str(name))
    with pytest.raises(BuiltInAccount):
        reviews.review(staffed, number, verdict="approve", by=str(name))
    reviews.review(staffed, number, verdict="approve", by=REVIEWER)
    with pytest.raises(BuiltInAccount):
        editorial.publish(staffed, label="2026.1", by=str(name))
    with pytest.raises(BadName):
        add_account(staffed, str(name), Role.EDITOR)
