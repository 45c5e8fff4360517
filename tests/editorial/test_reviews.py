"""A second person decides, once; decisions are only added."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select

from atlas import editorial
from atlas.editorial.accounts import PERMISSIONS, NotAllowed, Role
from atlas.editorial.reviews import (
    AlreadyDecided,
    NotYours,
    ReasonMissing,
    SelfReview,
    UnknownSubmission,
    comment,
    review_history,
    withdraw_submission,
)
from atlas.errors import AtlasError, InvalidParameter
from atlas.store.schema import review as reviews
from atlas.store.schema import submission_item
from tests.invented import ADMIN, EDITOR, PUBLISHER, REVIEWER, batch, draft


@pytest.fixture
def number(staffed: Engine) -> int:
    return editorial.submit(staffed, batch(draft()), by=EDITOR, title="waiting")


def status(engine: Engine) -> str:
    return str(editorial.submissions(engine)["status"].iloc[0])


def test_a_reviewer_approves_anothers_submission(staffed: Engine, number: int) -> None:
    editorial.review(staffed, number, verdict="approve", by=REVIEWER, note="checked the page")
    assert status(staffed) == "approved"
    with staffed.connect() as connection:
        row = connection.execute(select(reviews)).mappings().one()
    assert (row["verdict"], row["reviewer"], row["note"]) == (
        "approve",
        REVIEWER,
        "checked the page",
    )


@pytest.mark.parametrize("person", [REVIEWER, PUBLISHER, ADMIN])
def test_nobody_reviews_their_own_submission(staffed: Engine, person: str) -> None:
    own = editorial.submit(staffed, batch(draft()), by=person, title="mine")
    with pytest.raises(SelfReview, match=person):
        editorial.review(staffed, own, verdict="approve", by=person)
    assert status(staffed) == "submitted"


def test_an_editor_may_not_review(staffed: Engine, number: int) -> None:
    editorial.add_account(staffed, "Edith", Role.EDITOR)
    with pytest.raises(NotAllowed):
        editorial.review(staffed, number, verdict="approve", by="Edith")


def test_a_decision_is_final(staffed: Engine, number: int) -> None:
    editorial.review(staffed, number, verdict="reject", by=REVIEWER, note="wrong year")
    with pytest.raises(AlreadyDecided, match="rejected"):
        editorial.review(staffed, number, verdict="approve", by=PUBLISHER)
    assert status(staffed) == "rejected"


def test_an_unknown_submission_names_the_newest(staffed: Engine, number: int) -> None:
    with pytest.raises(UnknownSubmission, match=rf"999.*{number}"):
        editorial.review(staffed, 999, verdict="approve", by=REVIEWER)


def test_two_clicks_at_once_leave_one_decision(staffed: Engine, number: int) -> None:
    def click(person: str) -> str:
        try:
            editorial.review(staffed, number, verdict="approve", by=person)
        except AtlasError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(3) as pool:
        outcomes = sorted(pool.map(click, [REVIEWER, REVIEWER, PUBLISHER]))
    assert outcomes == ["already-decided", "already-decided", "done"]
    with staffed.connect() as connection:
        assert len(connection.execute(select(reviews)).all()) == 1


def test_an_account_needs_its_role_for_each_action() -> None:
    allowed = {action: {r.value for r in roles} for action, roles in PERMISSIONS.items()}
    assert "editor" in allowed["submit"]
    assert "editor" not in allowed["review"]
    assert "reviewer" not in allowed["publish"]
    assert "viewer" not in set().union(*allowed.values())
    others = {action for action, roles in allowed.items() if "admin" not in roles}
    assert others == {"reply"}, "nobody but its official speaks for a government"


def test_an_official_speaks_for_one_country(staffed: Engine) -> None:
    with pytest.raises(AtlasError, match="needs a country"):
        editorial.add_account(staffed, "Omar", Role.OFFICIAL)
    editorial.add_account(staffed, "Omar", Role.OFFICIAL, "Uruguay")


def test_changing_a_role_takes_effect_at_once(staffed: Engine, number: int) -> None:
    editorial.add_account(staffed, REVIEWER, Role.VIEWER)
    with pytest.raises(NotAllowed, match="viewer"):
        editorial.review(staffed, number, verdict="approve", by=REVIEWER)


def test_a_submission_is_returned_with_a_reason(staffed: Engine, number: int) -> None:
    with pytest.raises(ReasonMissing):
        editorial.review(staffed, number, verdict="return", by=REVIEWER)
    editorial.review(staffed, number, verdict="return", by=REVIEWER, note="Which year?")
    assert status(staffed) == "returned"


def test_a_comment_on_a_record_is_a_reason(staffed: Engine, number: int) -> None:
    with staffed.connect() as connection:
        record_id = str(connection.execute(select(submission_item.c.record_id)).scalar())
    comment(staffed, number, by=REVIEWER, note="Is this net?", record_id=record_id)
    comment(staffed, number, by=EDITOR, note="Gross.")
    editorial.review(staffed, number, verdict="return", by=REVIEWER)
    said = [(h["verdict"], h["reviewer"], h["record_id"]) for h in review_history(staffed, number)]
    assert said == [
        ("comment", REVIEWER, record_id),
        ("comment", EDITOR, None),
        ("return", REVIEWER, None),
    ]
    assert editorial.verify(staffed).intact


@pytest.mark.parametrize(
    ("note", "record_id"), [("", None), ("x" * 4001, None), ("a\0b", None), ("x", "no-such")]
)
def test_a_comment_says_something_about_something(
    staffed: Engine, number: int, note: str, record_id: str | None
) -> None:
    with pytest.raises(InvalidParameter):
        comment(staffed, number, by=REVIEWER, note=note, record_id=record_id)
    assert review_history(staffed, number) == []


def test_another_editor_does_not_comment(staffed: Engine, number: int) -> None:
    editorial.add_account(staffed, "Edith", Role.EDITOR)
    with pytest.raises(NotAllowed):
        comment(staffed, number, by="Edith", note="me too")


def test_an_editor_withdraws_what_nobody_has_decided(staffed: Engine, number: int) -> None:
    with pytest.raises(NotYours):
        withdraw_submission(staffed, number, by=REVIEWER)
    withdraw_submission(staffed, number, by=EDITOR)
    withdraw_submission(staffed, number, by=EDITOR)  # a second click
    assert status(staffed) == "withdrawn"
    with pytest.raises(AlreadyDecided, match="withdrawn"):
        editorial.review(staffed, number, verdict="approve", by=REVIEWER)
    assert len(review_history(staffed, number)) == 1


def test_a_verdict_of_another_kind_is_refused(staffed: Engine, number: int) -> None:
    with pytest.raises(InvalidParameter):
        editorial.review(staffed, number, verdict="publish", by=REVIEWER)  # type: ignore[arg-type]
