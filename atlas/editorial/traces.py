"""Look for words wherever the atlas could still hold them: rows, the database's bytes, files.

An erasure is checked by this, not believed. Rows are looked through without regard to case; the
bytes of SQLite's files (free pages, journal) and of PostgreSQL's tables as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from atlas.errors import AtlasError
from atlas.intake.sandbox import reading
from atlas.intake.sandbox.opening.needles import stream_holds
from atlas.settings import settings

SHORTEST = 3  # signs: a shorter word is everywhere
SHORTEST_BYTES = 5  # by accident, bytes of numbers spell a shorter one
SHOWN = 5  # rows that a trace names
NUMBER = re.compile(r"[\d\s.,:%+–-]*")
ESCAPED = re.compile(r'[\x00-\x1f"\\]+')
CALLED = {"entry_version": ("entry", "version")}  # what a row is called, if not by its key
OWN = ("search_index", "sqlite_", "alembic_")


@dataclass(frozen=True)
class Trace:
    """Where words are still to be found: ``table.column`` or a file; the first rows' keys."""

    where: str
    count: int
    rows: tuple[str, ...] = ()


def worth(words: Iterable[str]) -> list[str]:
    """Return the words that can be looked for: neither numbers nor too short, each once.

    Texts are cut where JSON writes a sign in another way.
    """
    pieces = {piece.strip() for word in words for piece in ESCAPED.split(word)}
    return sorted(w for w in pieces if len(w) >= SHORTEST and not NUMBER.fullmatch(w))


def in_rows(engine: Engine, words: Collection[str]) -> list[Trace]:
    """Return the columns of which a row holds one of the words, in any case."""
    if not words:
        return []
    metadata = MetaData()
    metadata.reflect(engine, only=lambda name, _: not name.startswith(OWN))
    with engine.connect() as connection:
        return list(
            chain.from_iterable(
                _in_table(connection, table, words) for table in metadata.sorted_tables
            )
        )


def _in_table(connection: Connection, table: Table, words: Collection[str]) -> Iterator[Trace]:
    columns = [c for c in table.c if isinstance(c.type, String | Text)]
    if not columns:
        return
    whole: ColumnElement[Any] = func.coalesce(columns[0], "")
    for column in columns[1:]:
        whole = whole + literal("\x1f") + func.coalesce(column, "")
    condition = or_(*(whole.icontains(word, autoescape=True) for word in words))
    keys = [table.c[name] for name in CALLED.get(table.name, table.primary_key.columns.keys())]
    keys_by_column: dict[str, list[str]] = {}
    for row in connection.execute(select(table).where(condition)).mappings():
        key = " ".join(str(row[c.name]) for c in keys)
        for column in columns:
            if holds(row[column.name], words):
                keys_by_column.setdefault(column.name, []).append(key)
    for name, rows in keys_by_column.items():
        yield Trace(f"{table.name}.{name}", len(rows), tuple(rows[:SHOWN]))


def holds(value: Any, words: Collection[str]) -> bool:
    """Tell whether a text holds one of the words, in any case."""
    text = str(value or "").casefold()
    return any(word.casefold() in text for word in words)


def in_files(words: Collection[str]) -> list[Trace]:
    """Return the files of the data folder that hold one of the words, packed ones unpacked.

    The database's own files and its copies are looked at by others, or cannot be reached.
    """
    needles = _needles(words)
    home = settings().home
    files = (p for p in sorted(home.rglob("*")) if p.is_file() and not p.is_symlink())
    candidates = (
        p for p in files if "sqlite" not in p.name and settings().backups not in p.parents
    )
    paths = [p for p in candidates if "-before-restore" not in p.name and _file_holds(p, needles)]
    return [Trace(str(path.relative_to(home)), 1) for path in paths]


def _needles(words: Collection[str]) -> list[bytes]:
    needles = (word.encode() for word in words)
    return [word for word in needles if len(word) >= SHORTEST_BYTES]


def _file_holds(path: Path, needles: list[bytes]) -> bool:
    with path.open("rb") as stream:
        if stream_holds(stream, needles):
            return True
        is_zip = stream.seek(0) == 0 and stream.read(2) == b"PK"
    try:
        return is_zip and reading.archive_holds(path, needles)
    except (AtlasError, OSError):  # what no reader can unpack was looked at as it lies there
        return False


def in_sqlite(engine: Engine, words: Collection[str]) -> list[Trace]:
    """Return which of SQLite's files hold the words in their bytes: free pages, journal."""
    needles = _needles(words)
    file = Path(str(engine.url.database))
    hits = []
    for path in sorted(file.parent.glob(f"{file.name}*")):
        if path.is_file() and path.name in (file.name, f"{file.name}-wal"):
            with path.open("rb") as stream:
                if stream_holds(stream, needles):
                    hits.append(Trace(path.name, 1))
    return hits


def in_postgres(
    engine: Engine, tables: Collection[str], words: Collection[str]
) -> list[Trace] | None:
    """Return which tables' files hold the words; None where the server lets nobody look."""
    needles = [f"\\x{needle.hex()}" for needle in _needles(words)]
    hits = []
    try:
        with engine.connect() as connection:
            for table in sorted(tables):
                if any(_postgres_holds(connection, table, needle) for needle in needles):
                    hits.append(Trace(f"{table} (file)", 1))
    except DBAPIError:
        return None
    return hits


def _postgres_holds(connection: Connection, table: str, needle: str) -> bool:
    query = (
        "SELECT coalesce(bool_or(position(CAST(:needle AS bytea) IN pg_read_binary_file("
        "pg_relation_filepath(c.oid))) > 0), false) FROM pg_class c "
        "WHERE pg_relation_filepath(c.oid) IS NOT NULL AND (c.oid = to_regclass(:name) OR c.oid = "
        "(SELECT reltoastrelid FROM pg_class WHERE oid = to_regclass(:name)) OR c.oid IN "
        "(SELECT indexrelid FROM pg_index WHERE indrelid = to_regclass(:name)))"
    )
    parameters = {"needle": needle, "name": f'"{table}"'}
    return bool(connection.execute(text(query), parameters).scalar_one())
