"""The copies of the database on this machine: which there are, and when they expire.

Backups in ``ATLAS_HOME/backups`` and states kept before a restore are deleted when they are
``ATLAS_BACKUP_DAYS`` old, so that what was erased from the atlas ends here too. A backup that was
written elsewhere is known from the log; whoever put it there deletes it.
"""

from __future__ import annotations

import datetime as dt
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from atlas.editorial.audit import record
from atlas.editorial.backups.archive import DAMAGE, MEMBER, manifest_of
from atlas.editorial.backups.making import ACTION
from atlas.editorial.names import CLI
from atlas.settings import backup_days, settings
from atlas.store.engine import writing
from atlas.store.schema import audit

EXPIRED = "expire-backup"


@dataclass(frozen=True)
class Copy:
    """A copy; ``kind`` is ``backup``, ``before-restore`` or ``elsewhere`` (never expires)."""

    path: Path
    kind: str
    made: dt.datetime
    bytes: int
    expires: dt.datetime | None


def copies(engine: Engine) -> list[Copy]:
    """Return all copies that can be found, the oldest first.

    Raises
    ------
    BadBackupDays
    """
    days = backup_days()
    entries = [*_backups(days), *_before_restore(engine, days)]
    paths = {copy.path for copy in entries}
    entries += [
        _copy(path, "elsewhere", None) for path in _paths_in_log(engine) if path not in paths
    ]
    return sorted(entries, key=lambda copy: copy.made)


def delete_expired_copies(engine: Engine, now: dt.datetime | None = None) -> list[Copy]:
    """Delete the copies whose time has come; return them.

    Raises
    ------
    BadBackupDays
    """
    now = now or dt.datetime.now(dt.UTC)
    due = [copy for copy in copies(engine) if copy.expires is not None and copy.expires <= now]
    for copy in due:
        copy.path.unlink(missing_ok=True)
        for journal in ("-wal", "-shm"):
            copy.path.with_name(copy.path.name + journal).unlink(missing_ok=True)
    if due:
        with writing(engine) as connection:
            for copy in due:
                record(connection, CLI, EXPIRED, str(copy.path))
    return due


def _backups(days: int | None) -> Iterator[Copy]:
    for path in sorted(settings().backups.glob("*.tar.gz")):
        if path.is_file() and _ours(path):
            yield _copy(path, "backup", days)


def _before_restore(engine: Engine, days: int | None) -> Iterator[Copy]:
    folders = {settings().home}
    if engine.dialect.name == "sqlite":
        folders.add(Path(str(engine.url.database)).parent.resolve())
    for folder in sorted(folders):
        for path in sorted(folder.glob("*-before-restore*")):
            if path.suffix in (".sqlite", ".dump") and path.is_file():
                yield _copy(path, "before-restore", days)


def _copy(path: Path, kind: str, days: int | None) -> Copy:
    """Describe a copy; of its manifest's date and its file's date, the older counts."""
    state = path.stat()
    created_at = dt.datetime.fromtimestamp(state.st_mtime, dt.UTC)
    manifest = manifest_of(path) if path.suffix == ".gz" else None
    if manifest is not None:
        created_at = min(created_at, dt.datetime.fromisoformat(manifest.created))
    expires = created_at + dt.timedelta(days=days) if days is not None else None
    return Copy(path, kind, created_at, state.st_size, expires)


def _ours(path: Path) -> bool:
    """Tell whether a file is a backup of the atlas: nothing else is ever deleted."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            first = tar.next()
    except DAMAGE:
        return False
    return first is not None and MEMBER.fullmatch(first.name) is not None


def _paths_in_log(engine: Engine) -> list[Path]:
    """Return where the log says that backups were written, if a file stands there still."""
    query = select(audit.c.subject).where(audit.c.action == ACTION).distinct()
    with engine.connect() as connection:
        paths = [Path(subject) for subject in connection.execute(query).scalars()]
    return [path for path in sorted(paths) if path.is_file()]
