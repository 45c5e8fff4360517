"""What ``atlas audit verify`` compares beside the log: rows with seals, files with hashes.

Each check yields the names of what is not as it was written. Rows are streamed: a database may
hold half a million records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, exists, literal, select, type_coerce
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.types import NullType

from atlas.store.journal import GENESIS, GONE, journal, journal_hash, seal
from atlas.store.kinds import KINDS
from atlas.store.schema import audit, membership, release, submission_item, upload
from atlas.store.seals import (
    DISPENSABLE,
    content_addressed,
    json_key,
    row_name,
    rows_digest,
    sealed_tables,
    sealed_units,
)

PIECE = 1024 * 1024
Check = Callable[[Connection], Iterator[str]]  # yields the names of broken links


def broken_journal(connection: Connection) -> Iterator[str]:
    """Find rows of the journal that are not the next link, and entries of the log beyond it."""
    audit_hashes = {
        row.id: row.hash for row in connection.execute(select(audit.c.id, audit.c.hash))
    }
    previous, covered_id = GENESIS, 0
    query = select(journal).order_by(journal.c.id).execution_options(yield_per=2_000)
    for count, row in enumerate(connection.execute(query), start=1):
        head = audit_hashes.get(row.audit_id, GENESIS if not row.audit_id else "")
        if not head:
            yield f"audit entry {row.audit_id}"
        if row.id != count or journal_hash(previous, row.audit_id, head, row.changes) != row.hash:
            yield f"journal {row.id}"
        previous, covered_id = row.hash, row.audit_id
    if audit_hashes and max(audit_hashes) != covered_id:
        yield f"audit entry {max(audit_hashes)}"


def altered_rows(connection: Connection) -> Iterator[str]:
    """Find rows that are not what the journal sealed, that it does not know, or that are gone."""
    hashes = _last_seals(connection)
    tables = sealed_tables()
    for table in tables:
        yield from _altered_units(connection, table, hashes)
    strays = select(seal.c.id).where(seal.c.relation.not_in([table.name for table in tables]))
    yield from (f"seal {number}" for number in connection.execute(strays).scalars())
    yield from (f"seal {number}" for number in hashes)


def _last_seals(connection: Connection) -> dict[str, str]:
    """Return number -> the newest hash of each row that was not deleted since."""
    hashes: dict[str, str] = {}
    query = select(journal.c.changes).order_by(journal.c.id).execution_options(yield_per=2_000)
    for changes in connection.execute(query).scalars():
        for line in str(changes).splitlines():
            number, _, value = line.partition(" ")
            if value == GONE:
                hashes.pop(number, None)
            else:
                hashes[number] = value
    return hashes


def _altered_units(connection: Connection, table: Table, hashes: dict[str, str]) -> Iterator[str]:
    """Compare a table with its seals, which are taken out of ``hashes``."""
    query = select(seal.c.key, seal.c.id, seal.c.salt).where(seal.c.relation == table.name)
    seals = {row.key: (str(row.id), row.salt) for row in connection.execute(query)}
    for key, rows in _stored_units(connection, table, list(seals)):
        number, salt = seals.pop(json_key(key), ("", ""))
        first_rows: list[Any] = []
        actual = rows_digest(table, salt, _note_first(rows, first_rows))
        empty = not number and not first_rows  # a table without rows that was never written
        if not empty and hashes.pop(number, None) != actual:
            yield row_name(table, key, first_rows[0] if first_rows else None)
    for text, (number, _) in seals.items():
        if hashes.pop(number, None) is None or table.name not in DISPENSABLE:
            yield f"{table.name} {text}"


def _stored_units(connection: Connection, table: Table, seals: list[str]) -> Iterator[Any]:
    """Yield all units of a table; of records, those that a seal holds."""
    if content_addressed(table):
        for text in seals:
            yield from sealed_units(connection, table, tuple(json.loads(text)))
    else:
        yield from sealed_units(connection, table)


def _note_first(rows: Iterator[Any], first_rows: list[Any]) -> Iterator[Any]:
    for row in rows:
        if not first_rows:
            first_rows.append(row)
        yield row


def lost_records(connection: Connection) -> Iterator[str]:
    """Find records that a release or a submission lists and that are not there, and strays."""
    for kind in KINDS.values():
        tables = (submission_item, membership)
        queries = [_without_record(kind.table, table) for table in tables]
        queries.append(_strays(kind.table))
        for query in queries:
            for key in connection.execute(query).scalars():
                yield f"{kind.name} {key}"


def _without_record(table: Table, listing: Table) -> Select[Any]:
    there = exists(select(literal(1)).where(table.c.id == listing.c.record_id))
    return select(listing.c.record_id).where(listing.c.kind == table.name, ~there)


def _strays(table: Table) -> Select[Any]:
    item = submission_item.c
    listing = select(literal(1)).where(item.record_id == table.c.id, item.kind == table.name)
    return select(table.c.id).where(~exists(listing))


def altered_memberships(connection: Connection) -> Iterator[str]:
    """Find memberships of no kind or no release, and such as were cut in two.

    Which record is in which release is covered by the releases' hashes; a membership that begins
    in a release to come would enter it unseen.
    """
    sequences = set(connection.execute(select(release.c.sequence)).scalars())
    raw = [type_coerce(c, NullType()).label(c.name) for c in membership.c]
    query = select(*raw).order_by(*membership.primary_key)
    rows = connection.execute(query.execution_options(yield_per=5_000))
    before: Any = None
    for row in rows:
        ends = row.to_seq is None or (row.to_seq in sequences and row.to_seq > row.from_seq)
        whole = row.kind in KINDS and row.from_seq in sequences and ends and row.preferred in (0, 1)
        if before is not None and before[:2] == row[:2]:
            whole = whole and (before.to_seq, before.preferred) != (row.from_seq, row.preferred)
        if not whole:
            yield f"membership of {row.kind} {row.record_id}"
        before = row


def altered_search(connection: Connection) -> Iterator[str]:
    """Let SQLite compare its full-text index with the words that it was made of."""
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL's index is made of the words themselves
    command = "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
    with connection.engine.execution_options(writes=True).connect() as own:
        try:
            own.exec_driver_sql(command)  # changes nothing, and is taken back
        except OperationalError:
            raise
        except DatabaseError:
            yield "search index"


def altered_uploads(connection: Connection, folder: Path) -> Iterator[str]:
    """Find uploaded files that are gone or have other bytes than their name, the hash, says."""
    query = select(upload.c.sha256, upload.c.size).order_by(upload.c.sha256)
    for row in connection.execute(query).all():
        digest_of, size = _hash_and_size(folder / row.sha256)
        if (digest_of, size) != (row.sha256, row.size):
            yield f"upload {row.sha256}"


def _hash_and_size(file: Path) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    try:
        with file.open("rb") as stream:
            while piece := stream.read(PIECE):
                hasher.update(piece)
                size += len(piece)
    except OSError:
        return "", 0
    return hasher.hexdigest(), size


def readable_findings(check: Callable[[], Iterator[str]], unreadable: list[str]) -> Iterator[str]:
    """Yield what a check finds; a value that it cannot read is left to the seals, which can."""
    try:
        yield from check()
    except (ValueError, TypeError, LookupError, AssertionError) as error:
        unreadable.append(f"a value that cannot be read: {error}"[:200])
