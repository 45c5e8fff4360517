"""The journal: every change that goes through ``writing`` leaves a salted hash of the new state.

A row of the journal belongs to one transaction. It holds ``number hash`` or ``number gone`` for
each row that the transaction touched, and its own hash covers the journal's row before and the
head of the audit log. ``broken`` compares every row with its last seal: what was changed in any
other way shows, and so does a log whose tail is cut.

The table ``seal`` says which number a row has, and its salt. Both are replaced at each change and
deleted with the row: what was erased cannot be guessed from the hashes that remain.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Engine,
    Index,
    Insert,
    Integer,
    String,
    Table,
    Text,
    Update,
    delete,
    event,
    insert,
    select,
    update,
)

from atlas.store.desk import takedown
from atlas.store.schema import audit, metadata
from atlas.store.seals import (
    FREE,
    UNSEALED,
    Key,
    content_addressed,
    json_key,
    key_columns,
    keys,
    rows_digest,
    sealed_tables,
    sealed_units,
)

GENESIS = "0" * 64
GONE = "gone"
OPTION = "touched"  # execution option of a connection that ``writing`` gives out

seal = Table(
    "seal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("relation", String(24), nullable=False),
    Column("key", Text, nullable=False),  # JSON
    Column("salt", String(32), nullable=False),
)
Index(None, seal.c.relation, seal.c.key, unique=True)
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("audit_id", Integer, nullable=False),  # the newest entry of the log; 0 without one
    Column("changes", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)


@dataclass
class TouchedUnits:
    """What a transaction touched: table -> keys; ``logged`` when it wrote to the audit log."""

    keys: dict[str, set[Key]] = field(default_factory=dict)
    logged: bool = False

    def add(self, table: Table, unit_keys: Iterable[Key]) -> None:
        """Note units of a table."""
        self.keys.setdefault(table.name, set()).update(unit_keys)


@dataclass(frozen=True)
class JournalHead:
    """The newest row of the journal; ``first``, the oldest one's hash, names the database."""

    number: int
    hash: str
    first: str

    def __str__(self) -> str:
        return f"{self.number} {self.hash} {self.first}"


def watch(engine: Engine) -> None:
    """Let the engine note what is written on connections of ``writing``."""
    event.listen(engine, "before_execute", _before)
    event.listen(engine, "after_execute", _after)


def touch(connection: Connection, table: Table, unit_keys: Iterable[Key]) -> None:
    """Note rows that were changed by SQL text, which cannot be looked into."""
    connection.get_execution_options()[OPTION].add(table, unit_keys)


def _before(connection: Connection, statement: Any, many: Any, one: Any, _options: Any) -> None:
    """Note what an update or a deletion will touch, as long as its condition still holds."""
    tracker = connection.get_execution_options().get(OPTION)
    if tracker is None or not isinstance(statement, Update | Delete):
        return
    table = statement.table
    if not isinstance(table, Table) or table.name in UNSEALED:
        return
    columns = _changed_columns(statement) if isinstance(statement, Update) else set()
    if columns and all((table.name, name) in FREE for name in columns):
        return
    query = select(table)
    if statement.whereclause is not None:
        query = query.where(statement.whereclause)
    for params in many or [one or {}]:
        tracker.add(table, keys(connection, table, query.params(**params)))
    if columns & set(key_columns(table)):
        tracker.keys[table.name].add(ANY_NEW)


def _changed_columns(statement: Update) -> set[str]:
    return {str(getattr(column, "name", column)) for column in statement._values or ()}


def _after(
    connection: Connection, statement: Any, many: Any, one: Any, _options: Any, result: Any
) -> None:
    """Note what an insertion added."""
    tracker = connection.get_execution_options().get(OPTION)
    if tracker is None or not isinstance(statement, Insert):
        return
    table = statement.table
    tracker.logged = tracker.logged or table is audit
    if not isinstance(table, Table) or table.name in UNSEALED or content_addressed(table):
        return
    names, rows = key_columns(table), list(many or ([one] if one else []))
    if all(name in row for name in names for row in rows) and rows:
        tracker.add(table, (tuple(row[name] for name in names) for row in rows))
    elif rows or not names:
        tracker.add(table, [ANY_NEW] if names else [()])
    else:
        pairs = zip((c.name for c in table.primary_key), result.inserted_primary_key, strict=True)
        values = dict(pairs)
        tracker.add(table, [tuple(values[name] for name in names)])


# In place of a key: rows that have no seal yet, whatever their keys are.
ANY_NEW: Key = ("\0any new",)


def append_journal(connection: Connection, tracker: TouchedUnits) -> JournalHead | None:
    """Seal what was touched and append to the journal; return its head, None when nothing was."""
    lines: list[str] = []
    tables = {table.name: table for table in sealed_tables()}
    for name in sorted(tracker.keys):
        lines += _seal_units(connection, tables[name], tracker.keys[name])
    return _append(connection, "\n".join(lines)) if lines or tracker.logged else None


def _seal_units(connection: Connection, table: Table, unit_keys: set[Key]) -> Iterator[str]:
    if ANY_NEW in unit_keys:
        unit_keys = (unit_keys - {ANY_NEW}) | _unsealed_keys(connection, table)
    for key in sorted(unit_keys, key=json_key):
        this = (seal.c.relation == table.name) & (seal.c.key == json_key(key))
        number = connection.execute(select(seal.c.id).where(this)).scalar()
        salt = secrets.token_hex(16)
        made_of = [
            rows_digest(table, salt, rows) for _, rows in sealed_units(connection, table, key)
        ]
        if not made_of:
            if number is not None:
                connection.execute(delete(seal).where(this))
                yield f"{number} {GONE}"
            continue
        if number is None:
            values = {"relation": table.name, "key": json_key(key), "salt": salt}
            inserted_key = connection.execute(insert(seal).values(values)).inserted_primary_key
            assert inserted_key is not None
            number = inserted_key[0]
        else:
            connection.execute(update(seal).where(this).values(salt=salt))
        yield f"{number} {made_of[0]}"


def _unsealed_keys(connection: Connection, table: Table) -> set[Key]:
    query = select(seal.c.key).where(seal.c.relation == table.name)
    sealed_keys = set(connection.execute(query).scalars())
    return {key for key in keys(connection, table) if json_key(key) not in sealed_keys}


def _append(connection: Connection, changes: str) -> JournalHead:
    newest = select(journal).order_by(journal.c.id.desc()).limit(1)
    last = connection.execute(newest).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    entry = connection.execute(
        select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    ).first()
    audit_id, covers = (entry.id, entry.hash) if entry else (0, GENESIS)
    new_hash = journal_hash(previous, audit_id, covers, changes)
    values = {"id": number, "audit_id": audit_id, "changes": changes, "hash": new_hash}
    connection.execute(insert(journal).values(values))
    first = select(journal.c.hash).where(journal.c.id == 1)
    return JournalHead(number, new_hash, str(connection.execute(first).scalar()))


def journal_hash(previous: str, audit_id: int, audit_hash: str, changes: str) -> str:
    """Return the SHA-256 of a row of the journal."""
    text = f"{previous}\n{audit_id} {audit_hash}\n{changes}"
    return hashlib.sha256(text.encode()).hexdigest()


def head(connection: Connection) -> JournalHead | None:
    """Return the newest row of the journal, None when nothing was ever written."""
    ends = select(journal.c.id, journal.c.hash).order_by(journal.c.id)
    first = connection.execute(ends.limit(1)).first()
    last = connection.execute(ends.order_by(None).order_by(journal.c.id.desc()).limit(1)).first()
    return JournalHead(last.id, last.hash, first.hash) if first and last else None


def baseline(connection: Connection, tracker: TouchedUnits) -> JournalHead | None:
    """Seal what was touched and what has no seal yet: all that stood before the journal began."""
    takedowns = connection.execute(select(takedown.c.kind, takedown.c.record_id)).all()
    for table in sealed_tables():
        if content_addressed(table):
            blank_keys = {(key,) for kind, key in takedowns if kind == table.name}
            tracker.add(table, blank_keys & _unsealed_keys(connection, table) if blank_keys else ())
        else:
            tracker.add(table, _unsealed_keys(connection, table))
    empty = all(key == () for unit_keys in tracker.keys.values() for key in unit_keys)
    if empty and not tracker.logged:
        return None  # an empty database: it begins with its first change
    return append_journal(connection, tracker)
