"""Notes that were stored with the author of a cell's comment: found, cleaned, accounted for.

Earlier versions took a comment with its author, date and notice. A database of
that time is cleaned once, in the transaction of its migration: each kept upload is read again
for its comments, and what was stored of one becomes its own words. As with a take-down the
record keeps its id, so every release keeps its hash; the log holds the hash of what remains.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, or_, select, update

from atlas.editorial.audit import record
from atlas.editorial.rows import content_id
from atlas.intake.sandbox import reading
from atlas.intake.sandbox.opening import UnreadableFile
from atlas.intake.sandbox.opening.own_words import without_notice
from atlas.settings import settings
from atlas.store.desk import cleaned_note, reply
from atlas.store.kinds import KINDS, RecordKind
from atlas.store.schema import audit, search_text, submission, submission_item
from atlas.store.search import index

ACTOR = "atlas"
ACTION, DONE = "clean-note", "clean-notes"
# Creator and date of a LibreOffice comment, run together with its words.
STAMPED = re.compile(r"\A\D{0,80}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")
MARKS = ("%go.microsoft.com/fwlink%", "%____-__-__T__:__:__%")
HEADED = re.compile(r"\A([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}) ?:\s")


@dataclass(frozen=True)
class Suspicion:
    """A stored note that may name the author of a comment."""

    kind: str
    record: str
    name: str


def clean_stored_notes(connection: Connection) -> int:
    """Clean the notes of a database once, in the caller's transaction; return how many.

    What is cleaned is overwritten in an SQLite file, too.
    """
    query = select(audit.c.id).where(audit.c.action == DONE).limit(1)
    if connection.execute(query).first() is not None:
        return 0
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    count = 0
    for digest, numbers in _uploads(connection).items():
        comments = _comments(digest)
        for kind, row in _records_with_note(connection, numbers) if comments else ():
            count += _clean(connection, kind, row, _without_author(row["note"], comments))
    for kind in KINDS.values():
        note = kind.table.c.note
        candidates = select(kind.table).where(or_(*(note.like(mark) for mark in MARKS)))
        for row in connection.execute(candidates).mappings().all():
            bare = STAMPED.sub("", without_notice(row["note"])).strip()
            count += _clean(connection, kind, row, bare)
    if connection.execute(select(submission.c.id).limit(1)).first() is not None:
        record(connection, ACTOR, DONE, "notes", f"{count} notes")
    return count


def _uploads(connection: Connection) -> dict[str, list[int]]:
    """Return the submissions of each upload."""
    query = select(submission.c.upload_sha256, submission.c.id)
    numbers: dict[str, list[int]] = {}
    for digest, number in connection.execute(query.where(submission.c.upload_sha256.is_not(None))):
        numbers.setdefault(digest, []).append(number)
    return numbers


def _comments(digest: str) -> list[tuple[str, str]]:
    """Return what was stored of an upload's comments and their own words, the longest first."""
    try:
        comments, _ = reading.file_comments(settings().uploads / digest)
    except (UnreadableFile, OSError):
        return []
    pairs = {c.whole: c.words for c in comments if c.whole and c.whole != c.words}
    return sorted(pairs.items(), key=lambda pair: -len(pair[0]))


def _records_with_note(
    connection: Connection, numbers: Sequence[int]
) -> Iterator[tuple[RecordKind, RowMapping]]:
    """Yield the records of submissions that have a note."""
    item = submission_item
    for kind in KINDS.values():
        table = kind.table
        ids = select(item.c.record_id).where(
            item.c.kind == kind.name, item.c.submission_id.in_(numbers)
        )
        query = select(table).where(table.c.note != "", table.c.id.in_(ids))
        for row in connection.execute(query).mappings().all():
            yield kind, row


def _without_author(note: str, comments: Sequence[tuple[str, str]]) -> str:
    """Return a note with its comment's own words; the comment stands at its end."""
    for whole, words in comments:
        if note == whole or note.endswith(f" {whole}"):
            return f"{note.removesuffix(whole)}{words}".strip()
    return note


def _clean(connection: Connection, kind: RecordKind, row: Any, note: str) -> int:
    """Store a cleaned note, what search reads of it, and the hash of what remains."""
    if note == row["note"]:
        return 0
    table, now = kind.table, dt.datetime.now(dt.UTC)
    values = {**row, "note": note}
    connection.execute(update(table).where(table.c.id == row["id"]).values(note=note))
    this = (search_text.c.kind == kind.name) & (search_text.c.record_id == row["id"])
    # SQLite's full-text index follows what comes and goes, not what changes.
    connection.execute(delete(search_text).where(this))
    index(connection, kind, [values])
    own = (cleaned_note.c.kind == kind.name) & (cleaned_note.c.record_id == row["id"])
    if connection.execute(select(cleaned_note.c.kind).where(own)).first() is None:
        entry = {"kind": kind.name, "record_id": row["id"], "cleaned_at": now}
        connection.execute(insert(cleaned_note).values(entry))
    record(connection, ACTOR, ACTION, f"{kind.name} {row['id']}", content_id(kind, values))
    return 1


def remains(connection: Connection) -> dict[tuple[str, str], str]:
    """Return the hash of what remains of each record whose note was cleaned, from the log."""
    query = select(audit.c.subject, audit.c.detail).where(audit.c.action == ACTION)
    rows = connection.execute(query.order_by(audit.c.id))
    parts = ((subject.partition(" "), detail) for subject, detail in rows)
    return {(kind, key): detail for (kind, _, key), detail in parts}


def suspicious_notes(engine: Engine) -> list[Suspicion]:
    """Return stored notes in which somebody is named whom the upload lists as an author.

    Where the upload is not kept, a note that begins like “Ana Perez: …” is one; so is such a
    comment in the document of a reply, which is kept without its authors.
    """
    with engine.connect() as connection:
        suspicions = [
            Suspicion(kind.name, row["id"], name)
            for digest, numbers in _uploads(connection).items()
            for names in (_names(digest),)
            for kind, row in _records_with_note(connection, numbers)
            for name in _names_in(row["note"], names)
        ]
        suspicions += _in_documents(connection)
    return sorted(set(suspicions), key=lambda s: (s.kind, s.record, s.name))


def _in_documents(connection: Connection) -> Iterator[Suspicion]:
    query = select(reply.c.id, reply.c.document_sha256)
    for number, digest in connection.execute(query.where(reply.c.document_sha256.is_not(None))):
        try:
            comments, _ = reading.file_comments(settings().uploads / digest)
        except (UnreadableFile, OSError):
            continue
        for comment in comments:
            yield from (Suspicion("reply", str(number), n) for n in _names_in(comment.words, None))


def _names(digest: str) -> list[str] | None:
    """Return everybody whom an upload lists; None where it cannot be read."""
    path = settings().uploads / digest
    try:
        return sorted(reading.file_comments(path)[1]) if path.is_file() else None
    except (UnreadableFile, OSError):
        return None


def _names_in(note: str, names: Sequence[str] | None) -> Iterator[str]:
    if names is None:
        match = HEADED.match(note)
        yield from [match[1]] if match else []
        return
    for name in names:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", note, re.IGNORECASE):
            yield name
