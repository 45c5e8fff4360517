"""Review: a second person decides; decisions are only ever added."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from sqlalchemy import Engine, insert, select, update

from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.errors import AtlasError, UnknownChoice
from atlas.store.engine import writing
from atlas.store.schema import review as review_table
from atlas.store.schema import submission

Verdict = Literal["approve", "reject"]
STATUS = {"approve": "approved", "reject": "rejected"}


class UnknownSubmission(UnknownChoice):
    """No submission of that number."""

    code = "unknown-submission"
    template = "There is no submission {value}."
    hint = "There is no submission {value}. The newest are {nearest}."


class SelfReview(AtlasError):
    """Nobody reviews their own submission."""

    code = "self-review"
    http_status = 403
    template = "“{name}” submitted this and cannot review it. A second person must."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class AlreadyDecided(AtlasError):
    """The submission is not waiting for a review."""

    code = "already-decided"
    http_status = 409
    template = "Submission {number} is {status} and no longer waits for a review."


def review(engine: Engine, number: int, *, verdict: Verdict, by: str, note: str = "") -> None:
    """Approve or reject a submission.

    Raises
    ------
    SelfReview, AlreadyDecided, UnknownSubmission, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        require(connection, by, "review")
        query = select(submission).where(submission.c.id == number).with_for_update()
        found = connection.execute(query).mappings().first()
        if found is None:
            newest = select(submission.c.id).order_by(submission.c.id.desc()).limit(3)
            known = connection.execute(newest).scalars()
            raise UnknownSubmission(str(number), tuple(map(str, known)))
        if found["submitted_by"] == by:
            raise SelfReview(by)
        if found["status"] != "submitted":
            raise AlreadyDecided(AlreadyDecided.template, number=number, status=found["status"])
        connection.execute(
            insert(review_table).values(
                submission_id=number,
                verdict=verdict,
                reviewer=by,
                note=note,
                reviewed_at=dt.datetime.now(dt.UTC),
            )
        )
        connection.execute(
            update(submission).where(submission.c.id == number).values(status=STATUS[verdict])
        )
        record(connection, by, verdict, f"submission {number}", note)
