"""Keep an imported file by the hash of its content, so that a figure leads back to its cell."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from sqlalchemy import Engine, insert, select

from atlas.editorial.accounts import require
from atlas.settings import settings
from atlas.store.schema import upload


def keep(engine: Engine, path: Path, *, by: str) -> str:
    """Store a file among the uploads and return its SHA-256.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    with engine.execution_options(writes=True).begin() as connection:
        require(connection, by, "submit")
        _write(settings().uploads / digest, content)
        this = select(upload.c.sha256).where(upload.c.sha256 == digest)
        if connection.execute(this).first() is None:
            values = {"name": path.name, "size": len(content), "uploaded_by": by}
            now = dt.datetime.now(dt.UTC)
            connection.execute(insert(upload).values(sha256=digest, uploaded_at=now, **values))
    return digest


def _write(target: Path, content: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(target)
