"""Every alteration of every column is found: in the tables, the files, the log and its tail."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from atlas import editorial
from atlas.community.leaving import altered_entries
from atlas.store import engine as open_engine
from atlas.store.schema import metadata
from atlas.store.seals import FREE, UNSEALED
from tests import lived

Alter = Callable[[str], str | None]
# Counts of the last two days: altered, they show nothing and open nothing.
FORGETFUL = {"rate"}


@pytest.fixture(scope="module")
def lived_in(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the data folder of an atlas in which something of everything has happened."""
    home = tmp_path_factory.mktemp("lived")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(home))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        shutil.copy(migrated_sqlite, home / "atlas.sqlite")
        opened = open_engine()
        lived.live(opened)
        opened.dispose()
    yield home


@pytest.fixture(scope="module")
def altered(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alter]:
    """Return a function that alters a copy of the database and says what ``verify`` names."""
    file = tmp_path_factory.mktemp("altered") / "atlas.sqlite"
    opened = create_engine(f"sqlite:///{file}")

    def alter(statement: str) -> str | None:
        whole = closing(sqlite3.connect(lived_in / "atlas.sqlite"))
        with whole as before, closing(sqlite3.connect(file)) as raw, raw:
            before.backup(raw)
            try:
                done = raw.execute(statement)
            except sqlite3.IntegrityError:
                return "refused by the database"
        return verified(opened, lived_in) if done.rowcount else "no such row"

    yield alter
    opened.dispose()


def verified(opened: Engine, home: Path) -> str | None:
    return editorial.verify(opened, altered_entries, uploads=home / "uploads").broken_at


def test_what_nobody_altered_is_intact(lived_in: Path) -> None:
    opened = open_engine(f"sqlite:///{lived_in / 'atlas.sqlite'}")
    assert verified(opened, lived_in) is None


def test_something_of_everything_happened(lived_in: Path) -> None:
    with closing(sqlite3.connect(lived_in / "atlas.sqlite")) as raw:
        empty = {
            table.name
            for table in metadata.sorted_tables
            if not raw.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        }
    assert not empty, "let tests/lived.py write a row of each new table"


def test_what_no_seal_covers_is_listed_with_its_reason() -> None:
    assert set(UNSEALED) == {"audit", "journal", "seal", "membership", "rate"}
    assert set(FREE) == {("session", "expires_at")}
    assert all([*UNSEALED.values(), *FREE.values()])


# What a column becomes, and for which values that is a change. Dates and numbers are altered to
# others of their kind; to what is none, everything.
CHANGES = {
    "{c} || 'x'": "{c} IS NOT NULL",
    "strftime('%Y-%m-%d %H:%M:%S.000000', {c}, '+1 day')": "datetime({c}) IS NOT NULL",
    "{c} + 1": "typeof({c}) IN ('integer', 'real')",
    "NULL": "{c} IS NOT NULL",
    "''": "{c} IS NULL",
}


@pytest.mark.parametrize("table", [t.name for t in metadata.sorted_tables])
def test_each_altered_column_is_found(altered: Alter, table: str) -> None:
    missed = []
    for column in metadata.tables[table].c:
        if (table, column.name) in FREE or table in FORGETFUL:
            continue
        for change, where in CHANGES.items():
            said, when = change.format(c=column.name), where.format(c=column.name)
            row = f"(SELECT max(rowid) FROM {table} WHERE {when})"
            if altered(f"UPDATE {table} SET {column.name} = {said} WHERE rowid = {row}") is None:
                missed.append((column.name, change))
    assert missed == []


@pytest.mark.parametrize(
    "table", [t.name for t in metadata.sorted_tables if t.name not in FORGETFUL]
)
def test_a_deleted_row_is_found(altered: Alter, table: str) -> None:
    for row in ("min(rowid)", "max(rowid)"):
        found = altered(f"DELETE FROM {table} WHERE rowid = (SELECT {row} FROM {table})")
        # What is computed anew when it is asked for may be deleted at any time.
        assert (found is None) == (table == "computed")


@pytest.mark.parametrize(
    "table", [t for t in metadata.sorted_tables if t.name not in FORGETFUL], ids=str
)
def test_a_row_that_was_slipped_in_is_found(altered: Alter, table: Any) -> None:
    names = [c.name for c in table.c]
    unique = {c.name for c in table.c if c.primary_key or c.unique}
    unique |= {c.name for index in table.indexes if index.unique for c in index.columns}
    another = {
        name: f"{name} + 1000" if str(table.c[name].type) == "INTEGER" else f"'x' || {name}"
        for name in unique
    }
    values = ", ".join(another.get(name, name) for name in names)
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    assert altered(f"{into} SELECT {values} FROM {table.name} LIMIT 1") is not None
