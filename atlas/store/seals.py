"""Which rows are held fast, and by what; ``atlas.store.journal`` does the holding.

Every row of every table is sealed on its own, unless it stands in one of the lists below: a new
table or column is covered without anybody thinking of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, DateTime, Select, Table, select, type_coerce
from sqlalchemy.types import NullType

from atlas.store.kinds import KINDS
from atlas.store.schema import metadata

Key = tuple[Any, ...]

# Rows that are sealed together: table -> the columns that name the group.
GROUPS: dict[str, tuple[str, ...]] = {
    "submission_item": ("submission_id",),  # as many as the submission has records
    "search_text": (),  # all of it: it changes with a submission only
}
# Tables that no seal covers, and why not.
UNSEALED = {
    "audit": "a chain of its own, whose head the journal covers",
    "journal": "the chain itself",
    "seal": "a salt that is altered breaks the seal",
    "membership": "covered by the hash of each release",
    "rate": "counts of the last two days, shown to nobody",
}
# Columns that no seal covers, and why not.
FREE = {
    ("session", "expires_at"): "prolonged by use, within seven days from created_at",
}
# Tables whose rows may be absent: results that are computed again when they are needed.
DISPENSABLE = frozenset({"computed"})
# What a broken row is called; by default, its table and key.
NAMES = {
    "release": "release {label}",
    "review": "review of submission {submission_id}",
    "takedown": "take-down of {kind} {record_id}",
    "entry_version": "entry {entry} {version}",
}


def sealed_tables() -> list[Table]:
    """Return the tables whose rows are sealed, records among them."""
    # They define tables.
    from atlas.store import community, computed, contents, desk  # noqa: F401, PLC0415

    return [table for table in metadata.sorted_tables if table.name not in UNSEALED]


def content_addressed(table: Table) -> bool:
    """Tell whether a row's id is the hash of its content: it needs a seal once it is changed."""
    return table.name in KINDS


def key_columns(table: Table) -> tuple[str, ...]:
    """Return the columns that name what is sealed as one."""
    return GROUPS.get(table.name, tuple(c.name for c in table.primary_key))


def covered_columns(table: Table) -> list[str]:
    """Return the columns that a seal of this table covers."""
    return [c.name for c in table.c if (table.name, c.name) not in FREE]


def sealed_units(connection: Connection, table: Table, key: Key | None = None) -> Iterator[Any]:
    """Yield (key, rows) of what is sealed as one, in the order of keys; or the unit of one key.

    Values are raw: an altered one may be of no type that its column can read.
    """
    names = key_columns(table)
    query = select(*(type_coerce(c, NullType()).label(c.name) for c in table.c))
    if key is not None:
        query = query.where(*(table.c[n] == v for n, v in zip(names, key, strict=True)))
    statement = query.order_by(*(table.c[n] for n in names), *table.primary_key)
    rows = connection.execute(statement.execution_options(yield_per=2_000)).mappings()
    if not names:
        yield (), rows
        return
    yield from groupby(rows, key=lambda row: tuple(row[n] for n in names))


def keys(connection: Connection, table: Table, query: Select[Any] | None = None) -> set[Key]:
    """Return the keys of all units, or of those that a query's condition names."""
    columns = [table.c[name] for name in key_columns(table)]
    if not columns:
        return {()}
    statement = select(*columns).distinct() if query is None else query.with_only_columns(*columns)
    return {tuple(row) for row in connection.execute(statement)}


def rows_digest(table: Table, salt: str, rows: Iterable[Any]) -> str:
    """Return the salted SHA-256 of rows. What is NULL adds nothing to it.

    So a nullable column that a later version adds leaves the seals of earlier rows whole.
    """
    names = covered_columns(table)
    dates = {c.name for c in table.c if isinstance(c.type, DateTime)}
    hasher = hashlib.sha256(f"{salt}\n{table.name}\n".encode())
    for row in rows:
        plain = {n: _plain(row[n], n in dates) for n in names if row[n] is not None}
        hasher.update(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode())
    return hasher.hexdigest()


def _plain(value: Any, date: bool) -> Any:
    """Return a value as both databases would say it."""
    if date and isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dt.datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, bool):
        return int(value)
    return value.hex() if isinstance(value, bytes) else value


def json_key(key: Key) -> str:
    """Return a key as the table ``seal`` writes it."""
    return json.dumps(key, ensure_ascii=False)


def row_name(table: Table, key: Key, row: Any = None) -> str:
    """Return what people call a row."""
    if row is not None and table.name in NAMES:
        return NAMES[table.name].format_map(row)
    return " ".join((table.name.replace("_", " "), *map(str, key)))
