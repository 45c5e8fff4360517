"""One version of an entry is withdrawn: its words go, that it stood there stays.

Readers then see the newest version that is left, and in the history when this one was withdrawn.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Engine, select

from atlas.codebook.load import nearest
from atlas.community.errors import LastVersion, UnknownEntry, WithdrawalReasonMissing
from atlas.community.kinds import tidied_note
from atlas.community.version import EntryVersion, entry_from_row
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.erasure import Eraser, ErasureReport, erase
from atlas.store.community import entry_version
from atlas.text import line

ACTION = "blank-entry"


def blank_version(
    engine: Engine, entry: str, version: int, *, reason: str, by: str
) -> ErasureReport:
    """Withdraw a version of any status for good; the log keeps who did it and why.

    Raises
    ------
    UnknownEntry, ReasonMissing, LastVersion, NotAllowed, UnknownAccount
    """
    reason = line(tidied_note(reason))

    def work(eraser: Eraser) -> None:
        connection = eraser.connection
        require(connection, by, "moderate")
        if not reason:
            raise WithdrawalReasonMissing(WithdrawalReasonMissing.template)
        _hold(connection, entry, version)
        this = (entry_version.c.entry == entry) & (entry_version.c.version == version)
        values = {"content": "", "review_note": "", "status": "blanked"}
        eraser.blank(entry_version, this, {**values, "blanked_at": dt.datetime.now(dt.UTC)})
        record(connection, by, ACTION, f"{entry} {version}", reason)

    return erase(engine, work)


def versions(engine: Engine, *, by: str) -> list[EntryVersion]:
    """Return all versions that say something, the newest first.

    Those of organisations hold names that editors may not see: a screen shows their keys only.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    query = select(entry_version).where(entry_version.c.content != "")
    with engine.connect() as connection:
        require(connection, by, "moderate")
        rows = connection.execute(query.order_by(entry_version.c.id.desc())).mappings()
        return [entry_from_row(row) for row in rows]


def _hold(connection: Connection, entry: str, version: int) -> None:
    """Raise unless the version says something, and an organisation keeps one to leave with."""
    query = select(entry_version).where(entry_version.c.entry == entry)
    rows = connection.execute(query.where(entry_version.c.content != "")).mappings().all()
    by_version = {row["version"]: row for row in rows}
    if version not in by_version:
        raise UnknownEntry(f"{entry} {version}", nearest(str(version), map(str, by_version)))
    public = [row["version"] for row in rows if row["status"] == "published"]
    if by_version[version]["kind"] == "organisation" and public == [version]:
        raise LastVersion(LastVersion.template)
