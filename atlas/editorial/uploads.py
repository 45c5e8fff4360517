"""Keep an uploaded file by the hash of its content, so that a figure leads back to its cell."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import tempfile
import unicodedata
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine, insert, select

from atlas import private
from atlas.editorial.accounts import require
from atlas.errors import AtlasError
from atlas.settings import settings
from atlas.store.engine import writing
from atlas.store.schema import upload

LIMIT = 50 * 1024 * 1024
PIECE = 1024 * 1024
LONGEST_NAME = 120


class FileTooLarge(AtlasError):
    """More bytes than the atlas reads."""

    code = "file-too-large"
    http_status = 413
    template = "The file is larger than {limit} MB. Split it, or remove sheets that hold no data."

    def __init__(self) -> None:
        super().__init__(self.template, limit=LIMIT // (1024 * 1024))


class FileEmpty(AtlasError):
    """A file without a single byte."""

    code = "file-empty"
    http_status = 422
    template = "The file is empty. Save it again in your spreadsheet program and choose it again."


class FileGone(AtlasError):
    """The database knows the file, the folder of uploads does not hold it."""

    code = "file-gone"
    http_status = 410
    template = "The file {name} is no longer among the uploads. Upload it again."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class FileNotKept(AtlasError):
    """The disk refused the file."""

    code = "file-not-kept"
    http_status = 507
    template = "The file could not be kept: {reason}. Nothing was stored."

    def __init__(self, reason: str) -> None:
        super().__init__(self.template, reason=reason)


def store_upload(
    engine: Engine,
    file: Path | BinaryIO,
    *,
    by: str,
    name: str = "",
    action: str = "draft",
    countries: Collection[str] | None = None,
) -> str:
    """Store a file among the uploads, piece by piece, and return its SHA-256.

    Parameters
    ----------
    file
        A path, or a stream that stands at its beginning.
    name
        The name that the editor gave it; by default the path's.
    action, countries
        What the account must be allowed to do (``atlas.editorial.permissions``).

    Raises
    ------
    FileTooLarge, FileEmpty, FileNotKept, NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        require(connection, by, action, countries=countries)
    if isinstance(file, Path):
        with file.open("rb") as stream:
            digest, size = _store(stream)
        name = name or file.name
    else:
        digest, size = _store(file)
    with writing(engine) as connection:
        require(connection, by, action, countries=countries)
        this = select(upload.c.sha256).where(upload.c.sha256 == digest)
        if connection.execute(this).first() is None:
            values = {"name": tidy_name(name), "size": size, "uploaded_by": by}
            now = dt.datetime.now(dt.UTC)
            connection.execute(insert(upload).values(sha256=digest, uploaded_at=now, **values))
    return digest


def _store(stream: BinaryIO) -> tuple[str, int]:
    """Write the stream under its hash; a file that is refused leaves nothing behind."""
    folder = settings().uploads
    partial = folder / f"{uuid.uuid4().hex}.partial"
    try:
        private.ensure_private_folder(folder)
        digest, size = write_stream(stream, partial)
        if not size:
            raise FileEmpty(FileEmpty.template)
        partial.replace(folder / digest)
    except OSError as error:
        raise FileNotKept(error.strerror or os.strerror(error.errno or errno.EIO)) from error
    finally:
        partial.unlink(missing_ok=True)
    return digest, size


def write_stream(stream: BinaryIO, target: Path) -> tuple[str, int]:
    """Write a stream to a file piece by piece; return its SHA-256 and size.

    Raises
    ------
    FileTooLarge
    """
    digest, size = hashlib.sha256(), 0
    with private.ensure_private_file(target).open("wb") as out:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > LIMIT:
                raise FileTooLarge
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest(), size


def tidy_name(name: str) -> str:
    """Return a file's name without folders and invisible characters, its ending kept.

    Examples
    --------
    >>> tidy_name("C:\\\\Users\\\\me\\\\budget\\u202excod.xlsx")
    'budgetxcod.xlsx'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    file_name = "".join(c for c in last if not unicodedata.category(c).startswith("C")).strip(" .")
    if len(file_name) > LONGEST_NAME:
        ending = Path(file_name).suffix[:10]
        file_name = file_name[: LONGEST_NAME - len(ending)] + ending
    return file_name or "file"


@contextmanager
def upload_path(digest: str, name: str) -> Iterator[Path]:
    """Yield a link to an upload under its own name: readers look at the ending, repeat the name.

    Raises
    ------
    FileGone
    """
    file = settings().uploads / digest
    if not file.is_file():
        raise FileGone(name)
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        link = Path(folder) / tidy_name(name)
        link.symlink_to(file)
        yield link
