"""One way to erase, for all that can be erased: in one transaction, then out of the bytes.

``erase`` runs a piece of work that blanks or removes rows through an ``Eraser``, which remembers
what they said. Afterwards the database's files are cleaned of it, and the outcome is checked by
looking for these words everywhere (``atlas.editorial.traces``). The report says what was erased,
where the words are still to be found, and what cannot be reached from here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select, update
from sqlalchemy.sql.elements import ColumnElement

from atlas.editorial import traces
from atlas.editorial.backups.copies import Copy, copies
from atlas.editorial.traces import Trace, worth
from atlas.i18n import N_
from atlas.store.engine import writing

# What the log calls erasures: a restore of an older backup undoes them.
ERASURES = (
    *("take-down", "identity-erased", "erase-organisation", "erase-proposal"),
    *("blank-entry", "erase-person"),
)
CODED = frozenset({"status", "written_by", "answer", "language", "note_language"})
CODE = re.compile(r"[a-z0-9_-]+|[A-Z]{3}|/\S*")  # an id, a country, a page
UNREACHED = {
    "readers": N_("Copies that readers took, and backups on other machines."),
    "disk": N_("Blocks of the disk that the file system has freed but not overwritten."),
    "wal": N_("PostgreSQL’s write-ahead log, its archive and replicas, until they are recycled."),
    "files": N_("PostgreSQL’s files, which this account may not read; its tables were rewritten."),
    "busy": N_("Free space in the database that was in use: erase again when nobody is reading."),
}


@dataclass(frozen=True)
class ErasureReport:
    """The outcome of an erasure.

    ``erased`` maps a table to how many of its rows were blanked or removed; ``remaining`` says
    where the same words are still to be found; ``copies`` were made before and hold them;
    ``unreached`` are codes of ``UNREACHED``.
    """

    erased: Mapping[str, int]
    words: int
    remaining: tuple[Trace, ...]
    copies: tuple[Copy, ...]
    unreached: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True when the words are nowhere in the database and the data folder."""
        return not self.remaining


@dataclass
class Eraser:
    """Blanks and removes rows in a transaction, and remembers the texts they held."""

    connection: Connection
    words: set[str] = field(default_factory=set)
    rows: Counter[str] = field(default_factory=Counter)

    def blank(self, table: Table, where: ColumnElement[bool], values: Mapping[str, Any]) -> int:
        """Write ``values`` into the rows; what stood there is what is looked for later."""
        columns = [table.c[name] for name in values]
        rows = self.connection.execute(select(*columns).where(where)).mappings().all()
        for row in rows:
            for name, value in values.items():
                if row[name] != value and name not in CODED:
                    self.words.update(_texts(row[name]))
        if rows:
            self.connection.execute(update(table).where(where).values(dict(values)))
            self.rows[table.name] += len(rows)
        return len(rows)

    def rename(self, table: Table, column: str, name: str, nobody: str) -> None:
        """Put ``nobody`` in the place of a name; the name itself may stand elsewhere rightly."""
        condition = table.c[column] == name
        result = self.connection.execute(update(table).where(condition).values({column: nobody}))
        if result.rowcount:
            self.rows[table.name] += result.rowcount

    def remove(self, table: Table, where: ColumnElement[bool]) -> None:
        """Delete rows; nothing of them is looked for."""
        result = self.connection.execute(delete(table).where(where))
        if result.rowcount:
            self.rows[table.name] += result.rowcount


def _texts(value: Any) -> Iterator[str]:
    """Return the texts of a value; those within JSON each by itself, without ids and codes."""
    if not isinstance(value, str):
        return
    try:
        yield from _leaves(json.loads(value)) if value[:1] in ("{", "[") else (value,)
    except ValueError:
        yield value


def _leaves(parts: Any) -> Iterator[str]:
    if isinstance(parts, str):
        if not CODE.fullmatch(parts):
            yield parts
    elif isinstance(parts, dict | list):
        for part in parts.values() if isinstance(parts, dict) else parts:
            yield from _leaves(part)


def erase(engine: Engine, work: Callable[[Eraser], None]) -> ErasureReport:
    """Run ``work`` in one transaction, clean the database's files, and check the outcome."""
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":  # overwrite what is blanked in the file, too
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        eraser = Eraser(connection)
        work(eraser)
    return outcome(engine, eraser.words, eraser.rows)


def outcome(engine: Engine, texts: Iterable[str], row_counts: Mapping[str, int]) -> ErasureReport:
    """Clean the files of what was erased, look for its words, and report."""
    words = worth(texts)
    standing = traces.in_rows(engine, words)
    clean = _clean_sqlite if engine.dialect.name == "sqlite" else _clean_postgres
    below, unreachable = clean(engine, words, row_counts, standing)
    return ErasureReport(
        dict(row_counts),
        len(words),
        (*standing, *below, *traces.in_files(words)),
        tuple(copies(engine)),
        (*unreachable, "readers", "disk"),
    )


def _clean_sqlite(
    engine: Engine, words: Collection[str], row_counts: Mapping[str, int], standing: list[Trace]
) -> tuple[list[Trace], list[str]]:
    """Empty the journal; rewrite the file unless its bytes are clean already."""
    if "search_text" in row_counts:
        # The index keeps removed words, cut into pieces, until it is written anew.
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('rebuild')")
    _outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    busy = False
    # Words that stand elsewhere rightly are in the bytes anyway: then rewriting alone is sure.
    if standing or traces.in_sqlite(engine, words):
        busy = not _outside(engine, "VACUUM")
        busy |= not _outside(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    below = [] if standing and not busy else traces.in_sqlite(engine, words)
    return below, ["busy"] if busy else []


def _clean_postgres(
    engine: Engine, words: Collection[str], row_counts: Mapping[str, int], standing: list[Trace]
) -> tuple[list[Trace], list[str]]:
    """Rewrite the tables that were touched, and the statistics that quote their values."""
    results = [
        _outside(engine, f'VACUUM (FULL, ANALYZE) "{table}"') for table in sorted(row_counts)
    ]
    _outside(engine, "VACUUM FULL pg_statistic")
    unreachable = ["wal"] if all(results) else ["wal", "busy"]
    hits = [] if standing else traces.in_postgres(engine, row_counts, words)
    return hits or [], unreachable if hits is not None else [*unreachable, "files"]


def _outside(engine: Engine, statement: str) -> bool:
    """Run a statement outside of transactions; tell whether the database let it be done."""
    raw = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            row = raw.driver_connection.execute(statement).fetchone()  # type: ignore[union-attr]
            return row is None or row[0] == 0  # 1: a reader kept the journal from being emptied
        raw.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = raw.cursor()
        cursor.execute("SET lock_timeout = '30s'")
        cursor.execute(statement)
    except engine.dialect.dbapi.Error:  # type: ignore[union-attr]
        return False
    finally:
        if engine.dialect.name == "postgresql":
            raw.invalidate()  # it waits for locks in another way than others
        raw.close()
    return True
