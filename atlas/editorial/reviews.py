"""Review: a second person decides; decisions and comments are only ever added."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from sqlalchemy import Connection, Engine, RowMapping, func, insert, select, update

from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.authors import authors, has_independent_approval, is_author
from atlas.errors import AtlasError, InvalidParameter, UnknownChoice
from atlas.i18n import N_
from atlas.store.engine import writing
from atlas.store.schema import review as review_table
from atlas.store.schema import submission, submission_item
from atlas.text import tidy

Verdict = Literal["approve", "return", "reject"]
STATUS = {"approve": "approved", "return": "returned", "reject": "rejected"}
LONGEST_NOTE = 4_000


class UnknownSubmission(UnknownChoice):
    """No submission of that number."""

    code = "unknown-submission"
    template = "There is no submission {value}."
    hint = "There is no submission {value}. The newest are {nearest}."


class SelfReview(AtlasError):
    """Nobody reviews what they had a hand in."""

    code = "self-review"
    http_status = 403
    template = "“{name}” is an author of this and cannot review it. A second person must."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class AlreadyDecided(AtlasError):
    """The submission is not waiting for a review."""

    code = "already-decided"
    http_status = 409
    template = "Submission {number} is {status} and no longer awaiting review."


class ReasonMissing(AtlasError):
    """An editor who gets a submission back must learn why."""

    code = "reason-missing"
    http_status = 422
    template = "Explain what the editor should correct: write a note, or comment on a record."


class NotYours(AtlasError):
    """Only the editor who submitted can withdraw."""

    code = "not-yours"
    http_status = 403
    template = "Only the account that submitted can withdraw a submission."


def review(engine: Engine, number: int, *, verdict: Verdict, by: str, note: str = "") -> None:
    """Approve, return or reject a submission.

    Raises
    ------
    SelfReview, AlreadyDecided, ReasonMissing, UnknownSubmission, NotAllowed, UnknownAccount
    """
    if verdict not in STATUS:
        raise InvalidParameter(N_("“{value}” is not a verdict."), value=verdict)
    with writing(engine) as connection:
        require(connection, by, "review")
        row = lock_submission(connection, number)
        people = authors(connection, number)
        if is_author(by, people):
            raise SelfReview(by)
        if row["status"] != "approved" or has_independent_approval(connection, number, people):
            _require_status(row, "submitted")
        if verdict == "return" and not tidy(note) and not _has_comment(connection, number):
            raise ReasonMissing(ReasonMissing.template)
        _add(connection, number, verdict, by, note)
        _set(connection, number, STATUS[verdict])


def comment(
    engine: Engine, number: int, *, by: str, note: str, record_id: str | None = None
) -> None:
    """Add a comment on a submission or on one of its records; its editor may answer.

    Raises
    ------
    InvalidParameter, UnknownSubmission, NotAllowed, UnknownAccount
    """
    if not tidy(note):
        raise InvalidParameter(N_("Write a comment first."))
    with writing(engine) as connection:
        row = lock_submission(connection, number)
        require(connection, by, "submit" if by == row["submitted_by"] else "review")
        if record_id is not None and not _holds(connection, number, record_id):
            raise InvalidParameter(
                N_("Submission {number} holds no record {record}."),
                number=number,
                record=record_id,
            )
        _add(connection, number, "comment", by, note, record_id)


def withdraw_submission(engine: Engine, number: int, *, by: str, note: str = "") -> None:
    """Take back one's own submission before anybody has decided; a second click does nothing.

    Raises
    ------
    NotYours, AlreadyDecided, UnknownSubmission, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        require(connection, by, "submit")
        row = lock_submission(connection, number)
        if row["submitted_by"] != by:
            raise NotYours(NotYours.template)
        if row["status"] == "withdrawn":
            return
        _require_status(row, "submitted")
        _add(connection, number, "withdraw", by, note)
        _set(connection, number, "withdrawn")


def review_history(engine: Engine, number: int) -> list[dict[str, Any]]:
    """Return all decisions and comments on a submission, oldest first.

    Keys: verdict, reviewer, note, record_id, reviewed_at.
    """
    query = (
        select(review_table)
        .where(review_table.c.submission_id == number)
        .order_by(review_table.c.id)
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def lock_submission(connection: Connection, number: int) -> RowMapping:
    """Return a submission's row; nobody else changes it before the transaction ends.

    Raises
    ------
    UnknownSubmission
    """
    query = select(submission).where(submission.c.id == number).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        newest = select(submission.c.id).order_by(submission.c.id.desc()).limit(3)
        newest_numbers = connection.execute(newest).scalars()
        raise UnknownSubmission(str(number), tuple(map(str, newest_numbers)))
    return row


def _require_status(row: RowMapping, status: str) -> None:
    if row["status"] != status:
        raise AlreadyDecided(AlreadyDecided.template, number=row["id"], status=row["status"])


def _add(
    connection: Connection,
    number: int,
    verdict: str,
    by: str,
    note: str,
    record_id: str | None = None,
) -> None:
    if len(note) > LONGEST_NOTE or "\0" in note:
        raise InvalidParameter(N_("Write at most {most} characters."), most=LONGEST_NOTE)
    note = tidy(note)
    values = {"verdict": verdict, "reviewer": by, "note": note, "record_id": record_id}
    now = dt.datetime.now(dt.UTC)
    connection.execute(insert(review_table).values(submission_id=number, reviewed_at=now, **values))
    record(connection, by, verdict, f"submission {number}", review_log_detail(note, record_id))


def review_log_detail(note: str, record_id: str | None) -> str:
    """Return what the audit log holds of a review, so that a changed note shows."""
    return f"{record_id}: {note}" if record_id else note


def _set(connection: Connection, number: int, status: str) -> None:
    connection.execute(update(submission).where(submission.c.id == number).values(status=status))


def _has_comment(connection: Connection, number: int) -> bool:
    query = select(func.count()).where(
        review_table.c.submission_id == number,
        review_table.c.verdict == "comment",
    )
    return bool(connection.execute(query).scalar())


def _holds(connection: Connection, number: int, record_id: str) -> bool:
    this = (submission_item.c.submission_id == number) & (submission_item.c.record_id == record_id)
    return connection.execute(select(submission_item.c.kind).where(this)).first() is not None
