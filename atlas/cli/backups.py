"""``backup`` and ``restore``: the database and the uploaded files in one archive."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from atlas.cli.output import AsJson, dump, n, say
from atlas.errors import AtlasError
from atlas.settings import settings

SQLITE, POSTGRES = "atlas.sqlite", "atlas.dump"
MEMBER = re.compile(r"atlas\.sqlite|atlas\.dump|uploads/[0-9a-f]{64}")

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="Archive, ending in .tar.gz.")]


class NotABackup(AtlasError):
    """The archive was not written by ``backup`` for this kind of database, or is damaged."""

    code = "not-a-backup"
    template = "{file} is no backup of this atlas: {reason}. Nothing was changed."

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(self.template, file=file, reason=reason)


class ToolMissing(AtlasError):
    """PostgreSQL's own tool is not installed."""

    code = "tool-missing"
    template = "This needs {tool}. Install it with: apt install postgresql-client"


class ToolFailed(AtlasError):
    """PostgreSQL's own tool refused."""

    code = "tool-failed"
    template = "{tool} refused: {reason}"


def backup(file: Archive, as_json: AsJson = False) -> None:
    """Write the database and the uploaded files to an archive, while the atlas runs."""
    from atlas.store import engine  # noqa: PLC0415

    opened = engine()
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        kind = SQLITE if opened.dialect.name == "sqlite" else POSTGRES
        database = Path(folder) / kind
        if kind == SQLITE:
            _copy_sqlite(Path(str(opened.url.database)), database)
        else:
            _postgres("pg_dump", "--format=custom", f"--file={database}")
        partial = Path(folder) / "backup.tar.gz"
        partial.touch(mode=0o600)  # it holds who speaks for whom: for nobody else on the machine
        count = _pack(partial, database)
        partial.replace(file)
    if as_json:
        dump({"file": str(file), "bytes": file.stat().st_size, "uploads": count})
    else:
        say(
            n(
                "The backup is in {file}, with {n} uploaded file.",
                "The backup is in {file}, with {n} uploaded files.",
                count,
                file=file,
            )
        )


def _pack(archive: Path, database: Path) -> int:
    kept = [path for path in sorted(settings().uploads.glob("*")) if path.suffix != ".partial"]
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(database, database.name)
        for path in kept:
            tar.add(path, f"uploads/{path.name}")
    return len(kept)


def restore(file: Archive, as_json: AsJson = False) -> None:
    """Put a backup in the place of the database; keep a copy of what was there."""
    kind = SQLITE if settings().database_url.startswith("sqlite") else POSTGRES
    with tempfile.TemporaryDirectory() as folder:
        _unpack(file, Path(folder))
        database = Path(folder) / kind
        if not database.exists():
            raise NotABackup(file, f"it holds no {kind}")
        if kind == SQLITE:
            _check_sqlite(file, database)
            _restore_sqlite(database)
        else:
            options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
            _postgres("pg_restore", *options, str(database))
        count = _restore_uploads(Path(folder) / "uploads")
    from atlas.store import engine  # noqa: PLC0415

    engine()  # an older backup is brought to this version
    if as_json:
        dump({"file": str(file), "uploads": count})
    else:
        say(
            n(
                "{file} is restored, with {n} uploaded file.",
                "{file} is restored, with {n} uploaded files.",
                count,
                file=file,
            )
        )


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file, "r:gz") as tar:
            for member in tar:
                if not member.isfile() or not MEMBER.fullmatch(member.name):
                    raise NotABackup(file, f"it holds {member.name}")
                tar.extract(member, folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        raise NotABackup(file, "it is damaged or no archive") from error


def _check_sqlite(file: Path, database: Path) -> None:
    from atlas.store import engine  # noqa: PLC0415

    try:
        with closing(sqlite3.connect(database)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            connection.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as error:
        raise NotABackup(file, str(error)) from error
    if sound != "ok":
        raise NotABackup(file, "its database is damaged")
    engine(f"sqlite:///{database}").dispose()  # refuses what a newer atlas wrote


def _restore_sqlite(database: Path) -> None:
    """Copy into the standing file in one transaction, so that a running server sees it."""
    target = Path(settings().database_url.removeprefix("sqlite:///"))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        before = target.with_name(f"{target.stem}-before-restore{target.suffix}")
        try:
            _copy_sqlite(target, before)
        except sqlite3.DatabaseError:  # damaged: that may be why there is a restore
            for name in (target, *target.parent.glob(f"{target.name}-*")):
                shutil.move(name, before.with_name(name.name.replace(target.stem, before.stem)))
    _copy_sqlite(database, target)


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _restore_uploads(folder: Path) -> int:
    kept = sorted(folder.glob("*"))
    settings().uploads.mkdir(parents=True, exist_ok=True)
    for path in kept:
        shutil.copy2(path, settings().uploads / path.name)
    return len(kept)


def _postgres(tool: str, *options: str) -> None:
    """Run pg_dump or pg_restore; the password goes by the environment, not the command."""
    from sqlalchemy import make_url  # noqa: PLC0415

    if shutil.which(tool) is None:
        raise ToolMissing(ToolMissing.template, tool=tool)
    url = make_url(settings().database_url).set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": str(url.password)} if url.password else None
    address = url._replace(password=None).render_as_string(hide_password=False)
    run = subprocess.run(
        [tool, f"--dbname={address}", *options],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        reason = (run.stderr.strip() or str(run.returncode)).splitlines()[0]
        raise ToolFailed(ToolFailed.template, tool=tool, reason=reason)
