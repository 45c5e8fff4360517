"""The audit log: each entry's hash covers the one before, so a changed past shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, literal, select

from atlas.editorial.alterations import (
    Check,
    altered_memberships,
    altered_rows,
    altered_search,
    altered_uploads,
    broken_journal,
    lost_records,
    readable_findings,
)
from atlas.editorial.rows import is_record_intact
from atlas.intake.draft import Source
from atlas.settings import settings
from atlas.store import anchor, contents
from atlas.store.desk import reply
from atlas.store.journal import seal
from atlas.store.kinds import KINDS
from atlas.store.replies import SHOWN, reply_of
from atlas.store.schema import audit, release, review, source, submission
from atlas.store.seals import json_key

GENESIS = "0" * 64
AUTHOR_ERASED = "erase-author"  # a reply is sealed anew without the name of who wrote it
REVIEWED = ("approve", "return", "reject", "comment", "withdraw")


@dataclass(frozen=True)
class Verification:
    """Result of a check of the chain; ``broken_at`` names the first broken link."""

    entries: int
    broken_at: str | None = None

    @property
    def intact(self) -> bool:
        """True when no link is broken."""
        return self.broken_at is None


def record(connection: Connection, actor: str, action: str, subject: str, detail: str = "") -> None:
    """Append an entry in the caller's transaction."""
    last = connection.execute(
        select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    ).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    entry = {"at": at, "actor": actor, "action": action, "subject": subject, "detail": detail}
    connection.execute(insert(audit).values(id=number, hash=entry_hash(previous, entry), **entry))


def last(engine: Engine) -> int:
    """Return the number of the newest entry; 0 for none. It grows with all that people do."""
    with engine.connect() as connection:
        return connection.execute(select(func.max(audit.c.id))).scalar() or 0


def entry_hash(previous: str, entry: dict[str, str]) -> str:
    """Return the SHA-256 of the previous hash and the entry's canonical JSON."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((previous + text).encode()).hexdigest()


def verify(
    engine: Engine,
    *more: Check,
    uploads: Path | None = None,
    anchors: Iterable[str] = (),
    alone: bool = False,
) -> Verification:
    """Check the log's chain, and that all it speaks of is as it was written.

    Names the first broken link.

    Parameters
    ----------
    more
        Checks of rooms that build on this one (``atlas.community.leaving``).
    uploads
        Where the uploaded files lie; by default, in the data folder.
    anchors
        Heads of the journal that were kept elsewhere, besides the one beside the database.
    alone
        Look at the database only: it is a copy, whose uploads and anchor are not beside it.
    """
    folder = settings().uploads if uploads is None else uploads
    heads = [*(() if alone else anchor.read_anchor(anchor.anchor_path(engine))), *anchors]
    unreadable: list[str] = []
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(audit)).scalar_one()
        checks: list[Callable[[], Iterator[str]]] = [
            partial(check, connection) for check in (*_checks(), *more)
        ]
        if not alone:
            checks.append(partial(altered_uploads, connection, folder))
        checks.append(partial(anchor.missing_anchors, connection, heads))
        faults = chain(*(readable_findings(check, unreadable) for check in checks))
        first = next(faults, None)
        return Verification(count, first or next(iter(unreadable), None))


def _checks() -> tuple[Check, ...]:
    from atlas.editorial.takedown import unconfirmed_takedowns  # noqa: PLC0415 - it writes the audit

    return (
        _broken_entries,
        _broken_releases,
        _altered_records,
        _altered_sources,
        _altered_reviews,
        unconfirmed_takedowns,
        _altered_replies,
        broken_journal,
        altered_rows,
        lost_records,
        altered_memberships,
        altered_search,
        contents.altered_releases,
    )


def _broken_entries(connection: Connection) -> Iterator[str]:
    previous = GENESIS
    rows = connection.execute(select(audit).order_by(audit.c.id)).mappings()
    for count, row in enumerate(rows, start=1):
        entry = {k: row[k] for k in ("at", "actor", "action", "subject", "detail")}
        if row["id"] != count or entry_hash(previous, entry) != row["hash"]:
            yield f"audit entry {row['id']}"
        previous = row["hash"]


def _broken_releases(connection: Connection) -> Iterator[str]:
    from atlas.editorial.releases import release_hash  # noqa: PLC0415 - releases write the audit

    query = select(audit.c.subject, audit.c.detail).where(
        audit.c.action.in_(("publish", "roll-back"))
    )
    logged_hashes = {(s, detail.rpartition(" ")[2]) for s, detail in connection.execute(query)}
    previous = GENESIS
    for row in connection.execute(select(release).order_by(release.c.sequence)).mappings():
        is_logged = (f"release {row['label']}", row["hash"]) in logged_hashes
        expected_hash = release_hash(connection, row["sequence"], row["label"], previous)
        if not is_logged or expected_hash != row["hash"]:
            yield f"release {row['label']}"
        previous = row["hash"]


def _altered_records(connection: Connection) -> Iterator[str]:
    """Find records that are not what their id says.

    A take-down in the log explains a blank, a cleaned note what remains. A record that was
    changed on the way that the journal sees is held to its seal instead.
    """
    from atlas.editorial.notes import remains  # noqa: PLC0415 - both write the audit
    from atlas.editorial.takedown import confirmed_takedowns, is_blanked  # noqa: PLC0415

    takedowns, note_hashes = confirmed_takedowns(connection), remains(connection)
    names = select(seal.c.relation, seal.c.key).where(seal.c.relation.in_(KINDS))
    sealed_keys = {(row.relation, row.key) for row in connection.execute(names)}
    for kind in KINDS.values():
        table = kind.table
        query = select(table).order_by(table.c.id).execution_options(yield_per=5_000)
        for row in connection.execute(query).mappings():
            if (kind.name, row["id"]) in takedowns:
                is_whole = is_blanked(kind, row)
            else:
                by_seal = (kind.name, json_key((row["id"],))) in sealed_keys
                remaining = note_hashes.get((kind.name, row["id"]))
                is_whole = by_seal or is_record_intact(kind, dict(row), expected_hash=remaining)
            if not is_whole:
                yield f"{kind.name} {row['id']}"


def _altered_sources(connection: Connection) -> Iterator[str]:
    from atlas.editorial.submissions import seal  # noqa: PLC0415 - submissions write the audit

    query = select(audit.c.detail).where(audit.c.action == "submit")
    seals = {line for d in connection.execute(query).scalars() for line in d.splitlines()}
    for row in connection.execute(select(source).order_by(source.c.id)).mappings():
        if seal(Source(**row)) not in seals:
            yield f"source {row['id']}"


def _altered_reviews(connection: Connection) -> Iterator[str]:
    """Find reviews that the log does not hold, and the other way; and approval by nobody."""
    from atlas.editorial.reviews import review_log_detail  # noqa: PLC0415 - reviews write the audit

    query = select(audit).where(audit.c.action.in_(REVIEWED)).order_by(audit.c.id)
    log_entries = Counter(
        (r["subject"], r["action"], r["actor"], r["detail"])
        for r in connection.execute(query).mappings()
    )
    stored_entries: Counter[tuple[str, str, str, str]] = Counter()
    for row in connection.execute(select(review).order_by(review.c.id)).mappings():
        digest = review_log_detail(row["note"], row["record_id"])
        subject = f"submission {row['submission_id']}"
        stored_entries[subject, row["verdict"], row["reviewer"], digest] += 1
    yield from (
        f"review of {each[0]}"
        for each in {**(stored_entries - log_entries), **(log_entries - stored_entries)}
    )
    approvals = {subject for subject, verdict, _, _ in log_entries if verdict == "approve"}
    waiting = select(submission.c.id).where(submission.c.status.in_(("approved", "published")))
    for number in connection.execute(waiting.order_by(submission.c.id)).scalars():
        if f"submission {number}" not in approvals:
            yield f"submission {number}"


def _altered_replies(connection: Connection) -> Iterator[str]:
    """Find replies that are not what the log holds, or are shown without a review of their form."""
    from atlas.editorial.reply_form import reply_digest  # noqa: PLC0415 - replies write the audit

    query = select(audit.c.action, audit.c.subject, audit.c.detail).where(
        audit.c.action.in_(("reply", "show-reply", "accept-reply", AUTHOR_ERASED))
    )
    log_entries = {tuple(row) for row in connection.execute(query)}
    actions = {(action, subject) for action, subject, _ in log_entries}
    replies = select(reply, literal("").label("stage")).order_by(reply.c.id)
    for row in connection.execute(replies).mappings():
        stored_reply = reply_of(row)
        subject = f"reply {stored_reply.id}"
        seal = f"{stored_reply.place} {reply_digest(stored_reply)}"
        whole = any((action, subject, seal) in log_entries for action in ("reply", AUTHOR_ERASED))
        is_reviewed = stored_reply.status not in SHOWN or ("show-reply", subject) in actions
        is_accepted = stored_reply.status != "accepted" or ("accept-reply", subject) in actions
        if not (whole and is_reviewed and is_accepted):
            yield subject
