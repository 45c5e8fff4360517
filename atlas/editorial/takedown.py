"""Take-down: a record's content is blanked for good, and the audit chain stays valid.

The record's id, which is the hash of what it said, remains, so every release keeps its hash;
the log holds the take-down. The record leaves every release's frames and the search.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from atlas.codebook.load import nearest
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.erasure import Eraser, ErasureReport, erase
from atlas.errors import AtlasError, UnknownChoice, UnknownKind
from atlas.store import contents
from atlas.store.computed import computed
from atlas.store.desk import takedown
from atlas.store.kinds import KINDS, RecordKind
from atlas.store.schema import audit, search_text
from atlas.text import tidy

ACTION = "take-down"
# What says where a record stood, and is needed to say plainly that it is gone.
KEPT = frozenset(
    {"id", "country", "source_id", "indicator", "question", "period", "year", "breakdown", "unit"}
    | {"event", "document", "institution", "relation", "organisation", "status", "date", "code"}
    | {"subject", "object", "method", "processing", "reliability"}
)


class UnknownRecord(UnknownChoice):
    """No record of that id."""

    code = "unknown-record"
    template = "There is no record {value}."


class TakedownReasonMissing(AtlasError):
    """Nothing disappears without a reason."""

    code = "takedown-reason-missing"
    http_status = 422
    template = "Explain why the record is taken down; the reason is kept in the log."


def take_down(
    engine: Engine, kind: str, record_id: str, *, reason: str, by: str
) -> ErasureReport | None:
    """Blank a record in place and report the outcome; None, the second time, for nothing done.

    Raises
    ------
    UnknownKind, UnknownRecord, TakedownReasonMissing, NotAllowed, UnknownAccount
    """
    if kind not in KINDS:
        raise UnknownKind(kind, nearest(kind, list(KINDS)))
    reason = tidy(reason)
    if not reason:
        raise TakedownReasonMissing(TakedownReasonMissing.template)
    with engine.connect() as connection:
        require(connection, by, "take-down")
        if _is_down(connection, kind, record_id):
            return None
    return erase(engine, lambda eraser: _blank(eraser, KINDS[kind], record_id, reason, by))


def _is_down(connection: Connection, kind: str, record_id: str) -> bool:
    this = (takedown.c.kind == kind) & (takedown.c.record_id == record_id)
    return connection.execute(select(takedown.c.kind).where(this)).first() is not None


def _blank(eraser: Eraser, kind: RecordKind, record_id: str, reason: str, by: str) -> None:
    table, connection = kind.table, eraser.connection
    require(connection, by, "take-down")
    if _is_down(connection, kind.name, record_id):
        return
    if not eraser.blank(table, table.c.id == record_id, blanks(kind)):
        raise UnknownRecord(record_id)
    search = (search_text.c.kind == kind.name) & (search_text.c.record_id == record_id)
    eraser.remove(search_text, search)
    if kind.name == "observation":  # what was computed from it
        query = select(table.c.indicator).where(table.c.id == record_id)
        indicator = connection.execute(query).scalar_one()
        eraser.remove(computed, computed.c.indicator == indicator)
        contents.remove(connection, record_id)
    now = dt.datetime.now(dt.UTC)
    values = {"reason": reason, "taken_down_by": by, "taken_down_at": now}
    connection.execute(insert(takedown).values(kind=kind.name, record_id=record_id, **values))
    record(connection, by, ACTION, f"{kind.name} {record_id}", reason)


def blanks(kind: RecordKind) -> dict[str, Any]:
    """Return the values that take the place of the content of a blanked record of a kind."""
    columns = (c for c in kind.table.c if c.name not in KEPT)
    return {c.name: None if c.nullable else "" for c in columns}


def confirmed_takedowns(connection: Connection) -> frozenset[tuple[str, str]]:
    """Return the records whose take-down stands in the log and in the table alike."""
    return frozenset(_log_keys(connection) & _table_keys(connection))


def unconfirmed_takedowns(connection: Connection) -> Iterator[str]:
    """Yield take-downs that the log does not know, or that only the log knows."""
    for kind, record_id in sorted(_log_keys(connection) ^ _table_keys(connection)):
        yield f"take-down of {kind} {record_id}"


def is_blanked(kind: RecordKind, row: Any) -> bool:
    """Tell whether a record's content was blanked."""
    return all(row[name] == value for name, value in blanks(kind).items())


def _log_keys(connection: Connection) -> set[tuple[str, str]]:
    query = select(audit.c.subject).where(audit.c.action == ACTION)
    parts = (subject.partition(" ") for subject in connection.execute(query).scalars())
    return {(kind, key) for kind, _, key in parts}


def _table_keys(connection: Connection) -> set[tuple[str, str]]:
    query = select(takedown.c.kind, takedown.c.record_id)
    return {(kind, key) for kind, key in connection.execute(query)}
