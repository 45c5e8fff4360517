"""Submissions that wait with another answer for the same key and source: one value will be lost."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Engine, and_, select

from atlas.i18n import N_
from atlas.store.kinds import KINDS
from atlas.store.schema import submission, submission_item

WAITING = ("submitted", "approved")
RIVAL = N_("Submission {number}, awaiting review, has other answers for the same key.")
LOSS = N_("The later of the two will replace the earlier one.")


def rivals(connection: Connection, number: int, statuses: Collection[str] = WAITING) -> list[int]:
    """Return the other submissions of these statuses with other records of the same key."""
    waits = submission.c.status.in_(statuses) & (submission.c.id != number)
    if connection.execute(select(submission.c.id).where(waits).limit(1)).first() is None:
        return []
    mine, theirs = submission_item.alias(), submission_item.alias()
    kinds = select(mine.c.kind).where(mine.c.submission_id == number).distinct()
    numbers: set[int] = set()
    for name in connection.execute(kinds).scalars():
        kind = KINDS[name]
        own, other = kind.table.alias(), kind.table.alias()
        same = and_(*(own.c[column] == other.c[column] for column in kind.key))
        query = (
            select(theirs.c.submission_id)
            .select_from(mine)
            .join(own, own.c.id == mine.c.record_id)
            .join(other, same & (other.c.id != own.c.id))
            .join(theirs, (theirs.c.record_id == other.c.id) & (theirs.c.kind == name))
            .join(submission, submission.c.id == theirs.c.submission_id)
            .where(mine.c.submission_id == number, mine.c.kind == name, waits)
        )
        numbers |= set(connection.execute(query.distinct()).scalars())
    return sorted(numbers)


def rivals_of(engine: Engine, number: int) -> list[int]:
    """Return the waiting submissions that answer otherwise what this one answers."""
    with engine.connect() as connection:
        return rivals(connection, number)


def contested_submissions(engine: Engine) -> dict[int, list[int]]:
    """Return each approved submission that loses values at publication: to which later ones."""
    query = select(submission.c.id).where(submission.c.status == "approved")
    with engine.connect() as connection:
        numbers = connection.execute(query).scalars().all()
        later = {n: [o for o in rivals(connection, n, ("approved",)) if o > n] for n in numbers}
    return {number: others for number, others in later.items() if others}
