"""``backup``, ``restore`` and ``backups``: database and uploaded files in one checked archive."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.cli.output import AsJson, dump, n, print_table, say, t

if TYPE_CHECKING:
    from atlas.editorial.backups.archive import Manifest
    from atlas.editorial.backups.copies import Copy

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="Archive, ending in .tar.gz.")]
COLUMNS = ["path", "kind", "made", "expires", "bytes"]


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Archive; by default among ATLAS_HOME/backups."),
    ] = None,
    accept_faults: Annotated[
        bool, typer.Option("--accept-faults", help="Write it although something in it is faulty.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write database and uploads to an archive, while the atlas runs; it is checked."""
    from atlas.community.leaving import altered_entries  # noqa: PLC0415
    from atlas.editorial.backups.making import make  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    archive = make(engine(), file, checks=(altered_entries,), accept_faults=accept_faults)
    if as_json:
        size = {"bytes": archive.bytes, "uploads": archive.uploads}
        dump({"file": str(archive.file), **size, **_summary(archive.manifest)})
        return
    say(
        n(
            "The backup is in {file}, with {n} uploaded file.",
            "The backup is in {file}, with {n} uploaded files.",
            archive.uploads,
            file=archive.file,
        )
    )
    _say_faults(archive.manifest)


def _summary(manifest: Manifest) -> dict[str, Any]:
    verification = {"check": manifest.check, "entries": manifest.entries}
    return {"created": manifest.created, **verification, "faults": list(manifest.faults)}


def _say_faults(manifest: Manifest) -> None:
    for fault in manifest.faults:
        say(t("The backup holds a fault: {fault}.", fault=fault))


def restore(file: Archive, as_json: AsJson = False) -> None:
    """Put a backup in the place of the database, once it is verified; keep what was there."""
    from atlas.editorial.backups.restoring import restore_backup  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    result = restore_backup(file)
    engine()
    if as_json:
        before = str(result.before) if result.before else None
        erasures = [dict(zip(("at", "action", "subject"), u, strict=True)) for u in result.undone]
        dump({"file": str(file), "uploads": result.uploads, "before": before, "undone": erasures})
        return
    say(
        n(
            "{file} is restored, with {n} uploaded file.",
            "{file} is restored, with {n} uploaded files.",
            result.uploads,
            file=file,
        )
    )
    if result.before:
        say(t("The previous content is kept in {file}.", file=result.before))
    for at, action, subject in result.undone:
        words = {"date": at[:10], "action": action, "subject": subject}
        say(t("Erase again what was erased on {date}: {action} {subject}", **words))


def listed(as_json: AsJson = False) -> None:
    """List backups and states kept before a restore, with the day on which each expires."""
    from atlas.editorial.backups.copies import copies  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    _show(copies(engine()), as_json)


def expire(as_json: AsJson = False) -> None:
    """Delete the backups that are older than ATLAS_BACKUP_DAYS; a running server does so daily."""
    from atlas.editorial.backups.copies import delete_expired_copies  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    copies = delete_expired_copies(engine())
    _show(copies, as_json)
    if not as_json:
        say(n("{n} backup is deleted.", "{n} backups are deleted.", len(copies)))


def check(file: Archive, as_json: AsJson = False) -> None:
    """Verify each byte of a backup against the hashes in it; nothing is changed."""
    from atlas.editorial.backups.archive import extract_archive  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="atlas-check-") as folder:
        manifest = extract_archive(file, Path(folder))
    if as_json:
        dump({"file": str(file), "whole": True, **(_summary(manifest) if manifest else {})})
        return
    say(t("{file} is whole.", file=file))
    if manifest is None:
        say(t("It is of an older version: it holds no hashes, only checksums."))
    else:
        _say_faults(manifest)


def _show(copies: list[Copy], as_json: bool) -> None:
    rows = [
        {
            "path": str(copy.path),
            "kind": copy.kind,
            "made": _moment(copy.made),
            "expires": _moment(copy.expires),
            "bytes": copy.bytes,
        }
        for copy in copies
    ]
    if as_json:
        dump(rows)
    elif rows:
        print_table(rows, COLUMNS)


def _moment(moment: dt.datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
