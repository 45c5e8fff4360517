"""The desk's queue: submissions with all that a reviewer asks about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from atlas.editorial.authors import authors
from atlas.editorial.drafts import utc
from atlas.editorial.reviews import UnknownSubmission
from atlas.store.desk import draft
from atlas.store.schema import submission, submission_item, upload


@dataclass(frozen=True)
class SubmissionDetail:
    """A submission; ``authors`` may neither review nor publish it.

    ``against`` is the number of the release that it changed, once it is published.
    ``mends`` is the returned submission before it, ``file`` the uploaded file's name.
    """

    id: int
    title: str
    by: str
    at: dt.datetime
    status: str
    records: int
    sha256: str | None
    file: str
    size: int
    authors: frozenset[str]
    against: int | None


def submission_detail(engine: Engine, number: int) -> SubmissionDetail:
    """Return one submission.

    Raises
    ------
    UnknownSubmission
    """
    query = (
        select(submission, upload.c.name, upload.c.size)
        .outerjoin(upload, upload.c.sha256 == submission.c.upload_sha256)
        .where(submission.c.id == number)
    )
    with engine.connect() as connection:
        row = connection.execute(query).mappings().first()
        if row is None:
            newest = select(submission.c.id).order_by(submission.c.id.desc()).limit(3)
            raise UnknownSubmission(
                str(number), tuple(map(str, connection.execute(newest).scalars()))
            )
        count_query = select(func.count()).where(submission_item.c.submission_id == number)
        release_number = row["release_seq"]
        return SubmissionDetail(
            id=row["id"],
            title=row["title"],
            by=row["submitted_by"],
            at=utc(row["submitted_at"]),
            status=row["status"],
            records=int(connection.execute(count_query).scalar() or 0),
            sha256=row["upload_sha256"],
            file=row["name"] or "",
            size=row["size"] or 0,
            authors=authors(connection, number),
            against=release_number - 1 if release_number else None,
        )


def approved_submissions(engine: Engine) -> list[int]:
    """Return the submissions that the next release will hold, in their order."""
    with engine.connect() as connection:
        return approved_in(connection)


def approved_in(connection: Connection) -> list[int]:
    """Return the same within a transaction."""
    query = select(submission.c.id).where(submission.c.status == "approved")
    return list(connection.execute(query.order_by(submission.c.id)).scalars())


def is_open_for(engine: Engine, number: int, name: str) -> int | None:
    """Return the open draft in which an account mends a submission; None when there is none."""
    this = (draft.c.submission_id == number) & (draft.c.account == name)
    with engine.connect() as connection:
        query = select(draft.c.id).where(this, draft.c.status == "open")
        return connection.execute(query).scalar()
