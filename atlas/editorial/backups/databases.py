"""The database's part of a backup: copied, checked in a scratch place, put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from atlas import private
from atlas.editorial.backups.archive import POSTGRES, SQLITE, NotABackup
from atlas.errors import AtlasError
from atlas.settings import settings
from atlas.store.engine import migrate


class ToolMissing(AtlasError):
    """PostgreSQL's own tool is not installed."""

    code = "tool-missing"
    template = "This needs {tool}. Install it with: apt install postgresql-client"


class ToolFailed(AtlasError):
    """PostgreSQL's own tool refused."""

    code = "tool-failed"
    template = "{tool} refused: {reason}"


class DatabaseDamaged(AtlasError):
    """The copy of the database is not sound, so it becomes no backup."""

    code = "database-damaged"
    template = "The database is damaged: {reason}. No backup was written."


def kind() -> str:
    """Return the name of the database's part in an archive."""
    return SQLITE if settings().database_url.startswith("sqlite") else POSTGRES


def current_database_url() -> URL:
    """Return the address of the database in use."""
    url = settings().database_url
    return make_url(url.replace("postgresql://", "postgresql+psycopg://", 1))


def copy_database(target: Path) -> None:
    """Copy the database in use to a file, while the atlas runs.

    Raises
    ------
    DatabaseDamaged, ToolMissing, ToolFailed
    """
    private.ensure_private_file(target)
    if kind() == POSTGRES:
        run_postgres_tool("pg_dump", current_database_url(), "--format=custom", f"--file={target}")
        return
    try:
        copy_sqlite(Path(str(current_database_url().database)), target)
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(DatabaseDamaged.template, reason=error) from error


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy one SQLite file into another in one transaction, so that a running server sees it."""
    private.ensure_private_file(target)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@contextmanager
def scratch(part: Path) -> Iterator[Engine | None]:
    """Open a copied database in a scratch place; None where PostgreSQL allows no scratch database.

    Raises
    ------
    DatabaseDamaged, ToolMissing, ToolFailed
    """
    if part.name == SQLITE:
        _sound(part)
        engine = create_engine(f"sqlite:///{part}")
        try:
            yield engine
        finally:
            engine.dispose()
        return
    name = f"atlas_check_{uuid.uuid4().hex[:12]}"
    if not _administer(f"CREATE DATABASE {name}"):
        run_postgres_tool(
            "pg_restore", None, "--file=/dev/null", str(part)
        )  # reads and unpacks every byte
        yield None
        return
    place = current_database_url().set(database=name)
    engine = create_engine(place)
    try:
        run_postgres_tool("pg_restore", place, "--no-owner", "--exit-on-error", str(part))
        yield engine
    finally:
        engine.dispose()
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _sound(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(DatabaseDamaged.template, reason=error) from error
    if integrity != "ok":
        raise DatabaseDamaged(DatabaseDamaged.template, reason=integrity.splitlines()[0])
    if orphan:
        reason = f"a row of {orphan[0]} refers to none of {orphan[2]}"
        raise DatabaseDamaged(DatabaseDamaged.template, reason=reason)


def _administer(statement: str) -> bool:
    """Run a statement outside of transactions; tell whether the server allows it."""
    engine = create_engine(current_database_url(), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    except DBAPIError:
        return False
    finally:
        engine.dispose()
    return True


def put_back(file: Path, part: Path) -> Path | None:
    """Put a verified copy in the place of the database; return where the state before is kept.

    Raises
    ------
    NotABackup, DatabaseTooNew, ToolMissing, ToolFailed
    """
    try:
        with scratch(part) as engine:
            if engine is not None:
                migrate(engine)  # refuses what a newer atlas wrote
    except DatabaseDamaged as error:
        raise NotABackup(file, str(error.params["reason"])) from error
    except ToolFailed as error:
        raise NotABackup(file, str(error)) from error
    before = preserve_database()
    if part.name == SQLITE:
        copy_sqlite(part, private.ensure_private_folder(_sqlite().parent) / _sqlite().name)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        run_postgres_tool("pg_restore", current_database_url(), *options, str(part))
        engine = create_engine(current_database_url())
        migrate(engine)  # an older backup is brought to this version
        engine.dispose()
    return before


def preserve_database() -> Path | None:
    """Keep a copy of the database in use beside the others that were kept; None without one.

    Raises
    ------
    ToolMissing, ToolFailed
    """
    folder = private.ensure_private_folder(
        settings().home if kind() == POSTGRES else _sqlite().parent
    )
    target = _free_path(folder, Path(kind()) if kind() == POSTGRES else Path(_sqlite().name))
    if kind() == POSTGRES:
        copy_database(target)
        return target
    source = _sqlite()
    if not source.exists():
        return None
    try:
        copy_sqlite(source, target)
    except sqlite3.DatabaseError:  # damaged: that may be why there is a restore
        target.unlink()
        for name in (source, *source.parent.glob(f"{source.name}-*")):
            shutil.move(name, target.with_name(name.name.replace(source.name, target.name, 1)))
    return target


def _free_path(folder: Path, name: Path) -> Path:
    """Return a name that no state before has: ``atlas-before-restore.sqlite``, ``…-2.sqlite``."""
    first = folder / f"{name.stem}-before-restore{name.suffix}"
    number, path = 1, first
    while path.exists():
        number += 1
        path = first.with_stem(f"{first.stem}-{number}")
    return path


def _sqlite() -> Path:
    return Path(str(current_database_url().database))


def run_postgres_tool(tool: str, place: URL | None, *options: str) -> None:
    """Run pg_dump or pg_restore; the password goes by the environment, not the command.

    Raises
    ------
    ToolMissing, ToolFailed
    """
    if shutil.which(tool) is None:
        raise ToolMissing(ToolMissing.template, tool=tool)
    command, environment = [tool], dict(os.environ)
    if place is not None:
        url = place.set(drivername="postgresql")
        environment |= {"PGPASSWORD": str(url.password)} if url.password else {}
        plain = url._replace(password=None).render_as_string(hide_password=False)
        command.append(f"--dbname={plain}")
    process = subprocess.run(
        [*command, *options], env=environment, capture_output=True, text=True, check=False
    )
    if process.returncode:
        reason = (process.stderr.strip() or str(process.returncode)).splitlines()[0]
        raise ToolFailed(ToolFailed.template, tool=tool, reason=reason)
