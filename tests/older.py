"""Databases as earlier versions of the schema left them."""

from __future__ import annotations

from functools import lru_cache

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from atlas.store import anchor
from atlas.store.engine import MIGRATIONS

BEFORE_JOURNAL = "0005"
# What a migration dropped, as the versions before it had it.
DROPPED = {
    "0013": (
        "ALTER TABLE observation ADD COLUMN local_value FLOAT",
        "ALTER TABLE observation ADD COLUMN currency VARCHAR(3)",
        "ALTER TABLE observation ADD COLUMN fiscal_year VARCHAR(21)",
        "ALTER TABLE observation ADD COLUMN rate FLOAT",
        "ALTER TABLE observation ADD COLUMN rate_source TEXT",
        "CREATE TABLE correction (id VARCHAR(24) NOT NULL PRIMARY KEY)",
    ),
}
Shape = dict[str, tuple[frozenset[str], frozenset[str]]]  # table -> names of columns and indexes


@lru_cache
def shape(revision: str = "head") -> Shape:
    """Return the tables that the migrations up to one make."""
    empty = create_engine("sqlite://", poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        tables = inspect(connection)
        named = {
            table: (
                frozenset(column["name"] for column in tables.get_columns(table)),
                frozenset(str(index["name"]) for index in tables.get_indexes(table)),
            )
            for table in tables.get_table_names()
        }
    empty.dispose()
    return named


def take_back(engine: Engine, revision: str = BEFORE_JOURNAL) -> None:
    """Drop the tables, columns and indexes that migrations after ``revision`` add, and add others.

    Others are those that they drop. Rows stay as they are. From a time before the journal there
    is no anchor either.
    """
    before = shape(revision)
    with engine.execution_options(writes=True).begin() as connection:
        for table, (columns, indexes) in shape().items():
            if table not in before:
                connection.execute(text(f"DROP TABLE {table}"))
                continue
            for name in sorted(indexes - before[table][1]):
                connection.execute(text(f"DROP INDEX {name}"))
            for name in sorted(columns - before[table][0]):
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}"))
        for dropped_in, statements in DROPPED.items():
            for statement in statements if revision < dropped_in else ():
                connection.execute(text(statement))
        version = {"revision": revision}
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), version)
    file = anchor.anchor_path(engine)
    if file is not None and "journal" not in before:
        file.unlink(missing_ok=True)
