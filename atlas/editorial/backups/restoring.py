"""Restore a backup: verified whole before anything changes; every state before is kept."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from atlas import private
from atlas.editorial.audit import record
from atlas.editorial.backups import databases
from atlas.editorial.backups.archive import Manifest, NotABackup, extract_archive, sha256
from atlas.editorial.erasure import ERASURES
from atlas.editorial.names import CLI
from atlas.settings import settings
from atlas.store import anchor
from atlas.store import engine as open_engine
from atlas.store.engine import writing
from atlas.store.schema import audit

ACTION = "restore"
Erased = tuple[str, str, str]  # when, what was done, of what


@dataclass(frozen=True)
class RestoreResult:
    """A restore. ``before`` is where the state that it replaced is kept.

    ``undone`` lists erasures that were made after the backup: they are to be made again.
    """

    file: Path
    uploads: int
    before: Path | None
    manifest: Manifest | None
    undone: tuple[Erased, ...]


def restore_backup(file: Path) -> RestoreResult:
    """Put a backup in the place of the database; uploads that it lacks stay.

    Raises
    ------
    NotABackup, DatabaseTooNew, ToolMissing, ToolFailed
    """
    home = private.ensure_private_folder(settings().home)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as name:
        folder = Path(name)
        manifest = extract_archive(file, folder)
        database = folder / databases.kind()
        if not database.exists():
            raise NotABackup(file, f"it holds no {databases.kind()}")
        erasures = _erasures()
        before = databases.put_back(file, database)
        count = _put_uploads(folder / "uploads")
    lost_erasures = tuple(sorted(erasures - _erasures()))
    _anchor_anew(file)
    return RestoreResult(file, count, before, manifest, lost_erasures)


def _anchor_anew(file: Path) -> None:
    """Let the anchor name the restored journal, and the log what it named before."""
    engine = open_engine()
    before = anchor.renew(engine)
    with writing(engine) as connection:
        record(connection, CLI, ACTION, file.name, before)


def _erasures() -> set[Erased]:
    """Return the erasures that the log of the database in use holds."""
    query = select(audit.c.at, audit.c.action, audit.c.subject)
    place = databases.current_database_url()
    if place.get_backend_name() == "sqlite" and not Path(str(place.database)).exists():
        return set()
    engine = create_engine(place)
    try:
        with engine.connect() as connection:
            rows = connection.execute(query.where(audit.c.action.in_(ERASURES))).all()
    except SQLAlchemyError:  # nothing there yet, or damaged: that may be why there is a restore
        return set()
    finally:
        engine.dispose()
    return {(row.at, row.action, row.subject) for row in rows}


def _put_uploads(folder: Path) -> int:
    """Copy uploads into place; one that stands there whole is left alone."""
    files = sorted(folder.glob("*"))
    uploads = private.ensure_private_folder(settings().uploads)
    for path in files:
        target = uploads / path.name
        if not target.exists() or sha256(target) != path.name:
            partial = private.ensure_private_file(uploads / f"{path.name}.partial")
            partial.write_bytes(path.read_bytes())
            partial.replace(target)
    return len(files)
