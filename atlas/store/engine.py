"""Open the database: SQLite with WAL by default, PostgreSQL by ATLAS_DATABASE_URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from atlas import private
from atlas.errors import AtlasError
from atlas.settings import settings
from atlas.store import anchor, journal

MIGRATIONS = Path(__file__).parent / "migrations"
WRITERS = 7_152_026  # an advisory lock: any number that no other program here uses
# What a room above this one does to old data, once all migrations are done, in their
# transaction: "module:function" of a connection. By name, because imports point the other way.
# The journal seals what they change, as it does for ``writing``.
AFTER_MIGRATION = ("atlas.editorial.notes:clean_stored_notes",)
_MIGRATING = Lock()


class DataFolderUnwritable(AtlasError):
    """The data folder cannot be created or written."""

    code = "data-folder-unwritable"
    template = "The data folder {folder} cannot be written. Choose another with ATLAS_HOME."

    def __init__(self, folder: Path) -> None:
        super().__init__(self.template, folder=folder)


class DatabaseTooNew(AtlasError):
    """The database was written by a newer version of the atlas."""

    code = "database-too-new"
    template = "The database has version {revision}, which this atlas does not know. Update it."

    def __init__(self, revision: str) -> None:
        super().__init__(self.template, revision=revision)


class DatabaseUnreachable(AtlasError):
    """The database server does not answer, or the file is not a database."""

    code = "database-unreachable"
    template = "The database cannot be opened: {reason}. Check ATLAS_DATABASE_URL."

    def __init__(self, reason: str) -> None:
        super().__init__(self.template, reason=reason)


def engine(url: str | None = None) -> Engine:
    """Return the migrated engine of ``url`` or of the settings; one for each address.

    Raises
    ------
    DataFolderUnwritable, DatabaseTooNew, DatabaseUnreachable
    """
    return _open_once(url or _default_url())


def _default_url() -> str:
    """Return the address of the settings; uploads lie in the data folder whatever it is."""
    at = settings()
    _secure_once(at.home)
    if at.database_url.startswith("sqlite"):
        _writable(at.home)
    return at.database_url


@lru_cache(maxsize=8)
def _secure_once(home: Path) -> None:
    private.secure(home)


def _writable(folder: Path) -> None:
    try:
        private.ensure_private_folder(folder)
        probe = folder / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DataFolderUnwritable(folder) from error


@lru_cache(maxsize=8)
def _open_once(url: str) -> Engine:
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = create_engine(url, pool_pre_ping=url.startswith("postgresql"))
    except (ArgumentError, NoSuchModuleError) as error:
        # The error may repeat the address, and that a password: say it without either.
        raise DatabaseUnreachable("its address is neither SQLite's nor PostgreSQL's") from error
    if engine.dialect.name == "sqlite":
        _private_file(engine)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediately)
    journal.watch(engine)
    migrate(engine)
    return engine


def _private_file(engine: Engine) -> None:
    """Make the file before SQLite does: journals beside it take over who may read it."""
    if not engine.url.database or engine.url.database == ":memory:":
        return
    file = Path(engine.url.database)
    try:
        for path in (file, *(p for p in file.parent.glob(f"{file.name}-*") if p.is_file())):
            private.ensure_private_file(path)
    except OSError as error:
        raise DatabaseUnreachable(error.strerror or str(error)) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the begin event opens transactions, not the driver
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Any) -> None:
    # Writers queue at the start of a transaction instead of failing in its middle.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; on both databases, writers wait for one another.

    The audit chain and the numbers of releases need an order, and editors are few. What the
    transaction changed is sealed in the journal before it ends (``atlas.store.journal``).
    """
    tracker = journal.TouchedUnits()
    with _alone(engine.execution_options(**{journal.OPTION: tracker})) as connection:
        yield connection
        head = journal.append_journal(connection, tracker)
    if head is not None:
        anchor.write_anchor(engine, head)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        yield connection


def migrate(engine: Engine) -> None:
    """Bring the database to this version's schema."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    head = ScriptDirectory.from_config(config).get_current_head()
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        if current == head:
            return
        # Alembic keeps its context in a global, so threads take turns; so do processes.
        with _MIGRATING, _alone(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            tracker = journal.TouchedUnits()
            connection.execution_options(**{journal.OPTION: tracker})
            for name in AFTER_MIGRATION if current else ():
                resolve_name(name)(connection)
            new_head = journal.baseline(connection, tracker)
        if new_head is not None:
            anchor.write_anchor(engine, new_head)
    except CommandError as error:
        raise DatabaseTooNew(str(current)) from error
    except OperationalError as error:
        raise DatabaseUnreachable(str(error.orig).strip().splitlines()[0]) from error
    except Exception as error:
        if "not a database" in str(error):
            raise DatabaseUnreachable("the file is not a database") from error
        raise


def refresh_statistics(engine: Engine) -> None:
    """Let the database count its rows again, after many were written.

    Without statistics SQLite starts a query for one indicator from all memberships of a
    release: 574 ms instead of 120 ms at 200,000 observations (measured).
    """
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("ANALYZE")
