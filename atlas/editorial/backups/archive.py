"""A backup's archive: a gzipped tar whose manifest holds the hash of each part.

The last bytes of the file are a gzip member of their own that holds no content, only the SHA-256
of all bytes before it as its comment: ``tar`` reads the archive as any other, and no byte of it
can change unseen.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from atlas.errors import AtlasError

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE, POSTGRES = "atlas.sqlite", "atlas.dump"
MEMBER = re.compile(r"manifest\.json|atlas\.sqlite|atlas\.dump|uploads/[0-9a-f]{64}")
DAMAGE = (
    tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError, TypeError, OverflowError,
)  # fmt: skip
PIECE = 1024 * 1024
MOST = 16 * PIECE  # bytes of a manifest


class NotABackup(AtlasError):
    """The archive was not written by ``backup`` for this kind of database, or is damaged."""

    code = "not-a-backup"
    template = "{file} is not a backup of this atlas: {reason}. Nothing was changed."

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(self.template, file=file, reason=reason)


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``parts`` maps a name to the SHA-256 of its bytes.

    ``created`` is ISO 8601 in UTC. ``check`` says how the database was checked (``restored`` into
    a scratch place, or ``read`` from end to end); ``faults`` what was wrong and accepted.
    """

    created: str
    database: str
    release: str | None
    entries: int
    check: str
    faults: tuple[str, ...]
    parts: Mapping[str, str]

    def as_json(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True, indent=1).encode()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_archive(archive: Path, manifest: Manifest, parts: Mapping[str, Path]) -> None:
    """Write an archive and its seal."""
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        text = manifest.as_json()
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(text), 0o600
        tar.addfile(head, io.BytesIO(text))
        for name, path in parts.items():
            tar.add(path, name, filter=_nobody)
    digest = sha256(archive)
    with archive.open("ab") as out:
        out.write(_seal(digest))


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out which user of the machine owned a file."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode, member.mtime = 0o600, int(member.mtime)  # a fraction asks for a header more
    return member


def _seal(digest: str) -> bytes:
    """Return an empty gzip member (RFC 1952) with a comment."""
    header = b"\x1f\x8b\x08\x10" + bytes(5) + b"\xff"
    return header + f"sha256 {digest}".encode() + b"\0" + b"\x03\x00" + bytes(8)


def _has_seal(archive: Path) -> bool:
    length = len(_seal("0" * 64))
    digest = hashlib.sha256()
    with archive.open("rb") as stream:
        rest = stream.seek(0, io.SEEK_END) - length
        stream.seek(0)
        while rest > 0:
            piece = stream.read(min(PIECE, rest))
            digest.update(piece)
            rest -= len(piece)
        return stream.read() == _seal(digest.hexdigest())


def manifest_of(archive: Path) -> Manifest | None:
    """Return the manifest at the head of an archive, unverified; None without one."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or first.size > MOST:
                return None
            stream = tar.extractfile(first)
            return _parse(stream.read()) if stream else None
    except DAMAGE:
        return None


def _parse(text: bytes) -> Manifest:
    fields = json.loads(text)
    if fields.pop("format", None) != FORMAT:
        raise ValueError("another format")
    return Manifest(**fields | {"faults": tuple(fields["faults"])})


def extract_archive(archive: Path, folder: Path) -> Manifest | None:
    """Write an archive's parts into a folder, each verified; return its manifest.

    Backups of versions before 2026.12 have no manifest: of these the checksums of the archive
    and the names of uploads, which are their hashes, are verified.

    Raises
    ------
    NotABackup, OSError
    """
    whole = _has_seal(archive)
    try:
        _extract(archive, folder)
        manifest = _read(folder / MANIFEST)
    except NotABackup:
        raise
    except DAMAGE as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        raise NotABackup(archive, "it is damaged or no archive") from error
    if whole is not (manifest is not None):
        raise NotABackup(archive, "its bytes are not those that were written")
    _verify(archive, folder, manifest)
    return manifest


def _extract(archive: Path, folder: Path) -> None:
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            if not member.isfile() or not MEMBER.fullmatch(member.name):
                raise NotABackup(archive, f"it holds {member.name}")
            _write(tar, member, folder / member.name)
    with gzip.open(archive) as stream:  # tar stops before the checksum at the end
        while stream.read(PIECE):
            pass


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    """Write a member's bytes alone: a damaged header may name a time that no clock has."""
    stream = tar.extractfile(member)
    if stream is None:
        raise ValueError(f"{member.name} has no content")
    path.parent.mkdir(exist_ok=True)
    with stream, path.open("wb") as out:
        shutil.copyfileobj(stream, out, PIECE)


def _read(file: Path) -> Manifest | None:
    return _parse(file.read_bytes()) if file.exists() else None


def _verify(archive: Path, folder: Path, manifest: Manifest | None) -> None:
    files = {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}
    files.pop(MANIFEST, None)
    if manifest is None:
        digests = {n: Path(n).name if n.startswith("uploads/") else sha256(files[n]) for n in files}
    else:
        digests = dict(manifest.parts)
    if set(files) != set(digests):
        raise NotABackup(archive, "its parts are not those of its manifest")
    for name, path in files.items():
        if sha256(path) != digests[name]:
            raise NotABackup(archive, f"{name} is not what was backed up")
