"""Who had a hand in a submission's records: none of them reviews or publishes it, whatever role
they have by then.

Everybody in the provenance is an author: who submitted, uploaded, drafted or mended it, the
official whose reply a value came from, collector and second coder, and whoever submitted one of
its records before. Names are compared by what they look like (``atlas.editorial.names``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from atlas.editorial.names import STARTER_EDITOR, is_built_in, name_skeleton
from atlas.errors import AtlasError
from atlas.store.desk import draft, reply
from atlas.store.kinds import KINDS
from atlas.store.schema import audit, review, submission, submission_item, upload

CHUNK = 5_000
MENDED = re.compile(r"after submission (\d+)")


class SelfPublication(AtlasError):
    """Nobody publishes values of their own."""

    code = "self-publication"
    http_status = 403
    template = (
        "“{name}” is an author of submission {numbers} and cannot publish it. Another publisher "
        "must."
    )


class ApprovalMissing(AtlasError):
    """Only authors approved it: that counts for nothing."""

    code = "approval-missing"
    http_status = 409
    template = "Only its authors approved submission {numbers}. Somebody else must review it."


def authors(connection: Connection, number: int) -> frozenset[str]:
    """Return everybody in the provenance of a submission's records."""
    mine, others = submission_item.alias("mine"), submission_item.alias("others")
    same = (others.c.record_id == mine.c.record_id) & (others.c.kind == mine.c.kind)
    before = (
        select(others.c.submission_id)
        .join(mine, same)
        .where(mine.c.submission_id == number)
        .distinct()
    )
    return _people(connection, {number, *connection.execute(before).scalars()})


def authors_of(connection: Connection, records: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return everybody in the provenance of records, given as (kind, id)."""
    keys = sorted({key for _, key in records})
    numbers: set[int] = set()
    for part in (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK)):
        query = select(submission_item.c.submission_id).where(submission_item.c.record_id.in_(part))
        numbers |= set(connection.execute(query.distinct()).scalars())
    return _people(connection, numbers)


def is_author(name: str, people: Iterable[str]) -> bool:
    """Tell whether a name is, or looks like, one of the authors'."""
    return name_skeleton(name) in set(map(name_skeleton, people))


def require_others(connection: Connection, by: str, numbers: Iterable[int]) -> None:
    """Raise unless the publisher had no hand in submissions, and somebody else approved each.

    Raises
    ------
    SelfPublication, ApprovalMissing
    """
    authors_by_number = {number: authors(connection, number) for number in numbers}
    own = [number for number, people in authors_by_number.items() if is_author(by, people)]
    if own:
        text = ", ".join(map(str, own))
        raise SelfPublication(SelfPublication.template, name=by, numbers=text)
    alone = [
        n
        for n, people in authors_by_number.items()
        if not has_independent_approval(connection, n, people)
    ]
    if alone:
        raise ApprovalMissing(ApprovalMissing.template, numbers=", ".join(map(str, alone)))


def has_independent_approval(connection: Connection, number: int, people: Collection[str]) -> bool:
    """Tell whether somebody who is no author approved a submission.

    The atlas's own accounts approve what the atlas itself submitted, and nothing else.
    """
    condition = (review.c.submission_id == number) & (review.c.verdict == "approve")
    own = any(name == STARTER_EDITOR for name in people)
    reviewers = connection.execute(select(review.c.reviewer).where(condition)).scalars()
    return any(not is_author(name, people) and (own or not is_built_in(name)) for name in reviewers)


def _people(connection: Connection, numbers: set[int]) -> frozenset[str]:
    numbers = numbers | set(_earlier_submissions(connection, numbers))
    these = sorted(numbers)
    in_numbers = submission.c.id.in_(these)
    same_upload = submission.c.upload_sha256 == upload.c.sha256
    drafts = select(draft.c.id).where(draft.c.submission_id.in_(these))
    subjects = [f"draft {number}" for number in connection.execute(drafts).scalars()]
    queries: list[Select[Any]] = [
        select(submission.c.submitted_by).where(in_numbers),
        select(upload.c.uploaded_by).where(same_upload, in_numbers),
        select(draft.c.account).where(draft.c.submission_id.in_(these)),
        select(audit.c.actor).where(audit.c.subject.in_(subjects)),
        select(reply.c.replied_by).where(reply.c.submission_id.in_(these)),
        *_coders(these),
    ]
    return frozenset(
        name for query in queries for name in connection.execute(query.distinct()).scalars() if name
    )


def _coders(numbers: list[int]) -> Iterator[Select[Any]]:
    """Yield queries for collectors and second coders; a pseudonym may be an account's name."""
    item = submission_item.c
    for kind in KINDS.values():
        same_item = (item.record_id == kind.table.c.id) & (item.kind == kind.name)
        for name in ("collector", "second_coder"):
            if name in kind.table.c:
                query = select(kind.table.c[name]).join(submission_item, same_item)
                yield query.where(item.submission_id.in_(numbers))


def _earlier_submissions(connection: Connection, numbers: set[int]) -> Iterator[int]:
    """Yield the returned submissions that were corrected into these, as the log lists them."""
    all_numbers, waiting = set(numbers), list(numbers)
    while waiting:
        drafts = select(draft.c.id).where(draft.c.submission_id == waiting.pop())
        subjects = [f"draft {number}" for number in connection.execute(drafts).scalars()]
        query = select(audit.c.detail).where(audit.c.subject.in_(subjects))
        for detail in connection.execute(query).scalars():
            for number in map(int, MENDED.findall(detail)):
                if number not in all_numbers:
                    all_numbers.add(number)
                    waiting.append(number)
                    yield number
