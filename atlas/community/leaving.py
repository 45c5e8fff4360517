"""Leaving: a member organisation is erased, and the history stays whole.

What its versions and remarks say is blanked in place, and so are proposals of its accounts that
readers never saw; the log keeps that they stood there and what their content's hash was.
Endorsements and counted rankings stay without a name: the organisation's key leads to nothing any
more. Rankings of rounds that are still open are deleted.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, delete, select, update

from atlas.community.entries import one, organisation_of, published
from atlas.community.errors import NotYours
from atlas.community.kinds import MEMBERS_WRITE
from atlas.community.proposing import sealed
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.names import CLI
from atlas.i18n import N_
from atlas.store.community import entry_version, member, ranking, remark
from atlas.store.engine import writing
from atlas.store.schema import audit

ACTION, UNSEEN = "erase-organisation", "erase-proposal"
NOBODY = "erased"


def leave(engine: Engine, organisation: str, *, by: str = CLI) -> None:
    """Erase an organisation: by whoever speaks for it, an administrator, or on the server.

    Raises
    ------
    UnknownEntry, NotYours, NotAllowed, UnknownAccount
    """
    found = one(engine, organisation, "organisation").entry
    today = dt.datetime.now(dt.UTC).date()
    still = [e.entry for e in published(engine, "round") if today.isoformat() <= e.content.closes]
    sqlite = engine.dialect.name == "sqlite"
    with writing(engine) as connection:
        _may(connection, found, by)
        if sqlite:  # overwrite what is blanked in the file, too
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        own = entry_version.c.entry == found
        blank = {"content": "", "status": "erased", "proposed_by": NOBODY, "review_note": ""}
        connection.execute(update(entry_version).where(own).values(blank))
        speakers = select(member.c.account).where(member.c.organisation == found)
        for name in list(connection.execute(speakers).scalars()):
            _erase_unseen(connection, name, by)
            written = entry_version.c.proposed_by == name
            connection.execute(update(entry_version).where(written).values(proposed_by=NOBODY))
        words = {"words": "", "written_by": NOBODY, "status": "erased"}
        connection.execute(update(remark).where(remark.c.organisation == found).values(words))
        gone = (ranking.c.organisation == found) & ranking.c.round.in_(still)
        connection.execute(delete(ranking).where(gone))
        _unname_rankings(connection, found)
        connection.execute(delete(member).where(member.c.organisation == found))
        record(connection, by, ACTION, found)
    if sqlite:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase_unseen(connection: Connection, writer: str, by: str) -> None:
    """Blank what an account proposed as a member and what readers never saw."""
    unseen = (entry_version.c.proposed_by == writer) & (entry_version.c.content != "")
    unseen &= (entry_version.c.status != "published") & entry_version.c.kind.in_(MEMBERS_WRITE)
    for row in connection.execute(select(entry_version).where(unseen)).all():
        this = update(entry_version).where(entry_version.c.id == row.id)
        connection.execute(this.values(content="", status="erased", review_note=""))
        record(connection, by, UNSEEN, f"{row.entry} {row.version}")


def _unname_rankings(connection: Connection, organisation: str) -> None:
    """Count its closed rankings on, under keys that lead from one of them to no other."""
    own = ranking.c.organisation == organisation
    for name in list(connection.execute(select(ranking.c.round).where(own)).scalars()):
        this = update(ranking).where(own, ranking.c.round == name)
        connection.execute(this.values(organisation=f"gone-{secrets.token_hex(6)}"))


def altered_entries(connection: Connection) -> Iterator[str]:
    """Yield versions that are not what the log holds, and such as nobody else let through."""
    query = select(audit.c.action, audit.c.subject, audit.c.detail, audit.c.actor)
    actions = ("propose-entry", "let-entry", ACTION, UNSEEN)
    logged = connection.execute(query.where(audit.c.action.in_(actions))).all()
    said = {r.subject: (r.detail, r.actor) for r in logged if r.action == "propose-entry"}
    let = {r.subject: r.actor for r in logged if r.action == "let-entry"}
    gone = {r.subject for r in logged if r.action in (ACTION, UNSEEN)}
    for row in connection.execute(select(entry_version).order_by(entry_version.c.id)).mappings():
        subject = f"{row['entry']} {row['version']}"
        digest, writer = said.get(subject, ("", ""))
        if row["entry"] in gone or subject in gone:
            whole = row["content"] == "" and bool(digest)
        else:
            whole = sealed(row["content"]) == digest
        if row["status"] == "published":
            whole = whole and let.get(subject, writer) != writer
        if not whole:
            yield f"entry {subject}"


def _may(connection: Connection, organisation: str, by: str) -> None:
    if by == CLI:
        return
    account = require(connection, by, "take-part")
    own = organisation_of(connection, by) == organisation
    if not own and not account.has("manage-members"):
        raise NotYours(N_("Only the organisation itself or an administrator can do this."))
