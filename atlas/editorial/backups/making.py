"""Make a backup: it gets its name only when a copy of it was read back and found whole."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from atlas import private
from atlas.editorial.alterations import Check
from atlas.editorial.audit import record, verify
from atlas.editorial.backups import databases
from atlas.editorial.backups.archive import Manifest, extract_archive, sha256, write_archive
from atlas.editorial.names import CLI
from atlas.errors import AtlasError
from atlas.settings import settings
from atlas.store.engine import writing
from atlas.store.schema import release, upload

ACTION = "backup"
SHOWN = 3  # faults that an error names


class BackupUnsound(AtlasError):
    """What would be backed up is not what it should be."""

    code = "backup-unsound"
    template = (
        "No backup was written because the data are faulty: {faults}. --accept-faults writes it "
        "anyway and keeps the list in it."
    )

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.template, faults="; ".join(faults[:SHOWN]))


@dataclass(frozen=True)
class Backup:
    """A backup that was checked."""

    file: Path
    bytes: int
    uploads: int
    manifest: Manifest


def make(
    engine: Engine,
    file: Path | None = None,
    *,
    checks: Sequence[Check] = (),
    accept_faults: bool = False,
    now: dt.datetime | None = None,
) -> Backup:
    """Write database and uploads to ``file`` (by default among ``settings().backups``).

    ``checks`` are further checks of the audit chain, as of ``atlas.editorial.verify``.

    Raises
    ------
    DatabaseDamaged, BackupUnsound, ToolMissing, ToolFailed
    """
    now = now or dt.datetime.now(dt.UTC)
    target = file if file is not None else default(now)
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as name:
        folder = Path(name)
        database = folder / databases.kind()
        databases.copy_database(database)
        uploads = {p.name: p for p in sorted(settings().uploads.glob("*")) if not p.suffix}
        manifest = _manifest(database, uploads, checks, now)
        if manifest.faults and not accept_faults:
            raise BackupUnsound(manifest.faults)
        partial = private.ensure_private_file(folder / "archive")
        parts = {database.name: database} | {f"uploads/{n}": p for n, p in uploads.items()}
        write_archive(partial, manifest, parts)
        (folder / "read").mkdir()
        extract_archive(partial, folder / "read")
        partial.replace(target)
    with writing(engine) as connection:
        record(connection, CLI, ACTION, str(target.absolute()))
    return Backup(target, target.stat().st_size, len(uploads), manifest)


def default(now: dt.datetime) -> Path:
    """Return the name of a new backup in the folder of those that expire."""
    folder = private.ensure_private_folder(settings().backups)
    path = folder / f"atlas-{now:%Y%m%d-%H%M%S}.tar.gz"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"atlas-{now:%Y%m%d-%H%M%S}-{number}.tar.gz"
    return path


def _manifest(
    database: Path, uploads: dict[str, Path], checks: Sequence[Check], now: dt.datetime
) -> Manifest:
    digests = {name: sha256(path) for name, path in uploads.items()}
    parts = {database.name: sha256(database)}
    parts |= {f"uploads/{name}": digest for name, digest in digests.items()}
    faults = [f"the upload {n} was altered" for n, digest in digests.items() if n != digest]
    label, entries, check = None, 0, "read"
    with databases.scratch(database) as engine:
        if engine is not None:
            check = "restored"
            chain = verify(engine, *checks, alone=True)
            entries = chain.entries
            if not chain.intact:
                faults.insert(0, f"the audit chain is broken at {chain.broken_at}")
            with engine.connect() as connection:
                label = _newest(connection)
                upload_hashes = set(connection.execute(select(upload.c.sha256)).scalars())
            faults += [
                f"the upload {name} is missing" for name in sorted(upload_hashes - set(uploads))
            ]
    created_at = now.isoformat(timespec="seconds")
    return Manifest(created_at, database.name, label, entries, check, tuple(faults), parts)


def _newest(connection: Connection) -> str | None:
    query = select(release.c.label).order_by(release.c.sequence.desc()).limit(1)
    return connection.execute(query).scalar()
