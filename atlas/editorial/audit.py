"""The audit log: each entry's hash covers the one before, so a changed past shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from atlas.store.schema import audit, release

GENESIS = "0" * 64


@dataclass(frozen=True)
class Verification:
    """Result of a check of the chain; ``broken_at`` names the first broken link."""

    entries: int
    broken_at: str | None = None

    @property
    def intact(self) -> bool:
        """True when no link is broken."""
        return self.broken_at is None


def record(connection: Connection, actor: str, action: str, subject: str, detail: str = "") -> None:
    """Append an entry in the caller's transaction."""
    last = connection.execute(
        select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    ).first()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    entry = {"at": at, "actor": actor, "action": action, "subject": subject, "detail": detail}
    connection.execute(insert(audit).values(id=number, hash=link(previous, entry), **entry))


def link(previous: str, entry: dict[str, str]) -> str:
    """Return the SHA-256 of the previous hash and the entry's canonical JSON."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((previous + text).encode()).hexdigest()


def verify(engine: Engine) -> Verification:
    """Check the audit chain and the hash of every release; name the first broken link."""
    from atlas.editorial.releases import release_hash  # noqa: PLC0415 - releases write the audit

    with engine.connect() as connection:
        previous, count = GENESIS, 0
        for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
            count += 1
            entry = {k: row[k] for k in ("at", "actor", "action", "subject", "detail")}
            if row["id"] != count or link(previous, entry) != row["hash"]:
                return Verification(count, f"audit entry {row['id']}")
            previous = row["hash"]
        before = GENESIS
        for row in connection.execute(select(release).order_by(release.c.sequence)).mappings():
            expected = release_hash(connection, row["sequence"], row["label"], before)
            if expected != row["hash"]:
                return Verification(count, f"release {row['label']}")
            before = row["hash"]
    return Verification(count)
