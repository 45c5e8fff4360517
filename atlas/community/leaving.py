"""Leaving: a member organisation is erased, and the history stays whole.

What its versions and remarks say is blanked in place, and so are proposals of its accounts that
readers never saw; the log keeps that they stood there and what their content's hash was.
Endorsements and counted rankings stay without a name: the organisation's key leads to nothing any
more. Rankings of rounds that are still open are deleted.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from atlas.community.blanking import ACTION as BLANKED
from atlas.community.entries import organisation_of, published_entries, published_entry
from atlas.community.errors import NotOwnEntry
from atlas.community.people import NOBODY, UNSEEN, erase_proposer, take_away
from atlas.community.proposing import REBASED, content_digest
from atlas.editorial.accounts import as_account, require
from atlas.editorial.audit import record
from atlas.editorial.erasure import Eraser, ErasureReport, erase
from atlas.editorial.names import CLI
from atlas.editorial.permissions import Account, Role
from atlas.i18n import N_
from atlas.store.community import entry_version, member, ranking, remark
from atlas.store.schema import account, audit

ACTION = "erase-organisation"


def erase_organisation(engine: Engine, organisation: str, *, by: str = CLI) -> ErasureReport:
    """Erase an organisation: by whoever speaks for it, an administrator, or on the server.

    The accounts of its members end; those of the staff only cease to speak for it.

    Raises
    ------
    UnknownEntry, NotYours, NotAllowed, UnknownAccount
    """
    entry = published_entry(engine, organisation, "organisation").entry
    today = dt.datetime.now(dt.UTC).date()
    still = [
        e.entry for e in published_entries(engine, "round") if today.isoformat() <= e.content.closes
    ]

    def work(eraser: Eraser) -> None:
        connection = eraser.connection
        _may(connection, entry, by)
        values = {"content": "", "status": "erased", "review_note": ""}
        eraser.blank(entry_version, entry_version.c.entry == entry, values)
        words = {"words": "", "written_by": NOBODY, "status": "erased"}
        eraser.blank(remark, remark.c.organisation == entry, words)
        for who in _speakers(connection, entry):
            if who.role is Role.MEMBER:
                take_away(eraser, who.name, by)
            else:
                erase_proposer(eraser, who.name)
        own_rankings = (ranking.c.organisation == entry) & ranking.c.round.in_(still)
        eraser.remove(ranking, own_rankings)
        _unname_rankings(connection, entry)
        eraser.remove(member, member.c.organisation == entry)
        own_versions = (entry_version.c.entry == entry) & (entry_version.c.proposed_by != NOBODY)
        connection.execute(update(entry_version).where(own_versions).values(proposed_by=NOBODY))
        record(connection, by, ACTION, entry)

    return erase(engine, work)


def _speakers(connection: Connection, organisation: str) -> list[Account]:
    query = select(account).join(member, member.c.account == account.c.name)
    rows = connection.execute(query.where(member.c.organisation == organisation)).all()
    return [as_account(row) for row in rows]


def _unname_rankings(connection: Connection, organisation: str) -> None:
    """Count its closed rankings on, under keys that lead from one of them to no other."""
    own = ranking.c.organisation == organisation
    for name in list(connection.execute(select(ranking.c.round).where(own)).scalars()):
        this = update(ranking).where(own, ranking.c.round == name)
        connection.execute(this.values(organisation=f"gone-{secrets.token_hex(6)}"))


def altered_entries(connection: Connection) -> Iterator[str]:
    """Yield versions that are not what the log holds, and such as nobody else let through."""
    query = select(audit.c.action, audit.c.subject, audit.c.detail, audit.c.actor)
    actions = ("propose-entry", "let-entry", REBASED, ACTION, UNSEEN, BLANKED)
    log_rows = connection.execute(query.where(audit.c.action.in_(actions))).all()
    seals = _seals(log_rows)
    let = {r.subject: r.actor for r in log_rows if r.action == "let-entry"}
    erased_subjects = {r.subject for r in log_rows if r.action in (ACTION, UNSEEN, BLANKED)}
    for row in connection.execute(select(entry_version).order_by(entry_version.c.id)).mappings():
        subject = f"{row['entry']} {row['version']}"
        digest, writer = seals.get(subject, ("", ""))
        if row["entry"] in erased_subjects or subject in erased_subjects:
            whole = row["content"] == "" and bool(digest)
        else:
            whole = content_digest(row["content"]) == digest
        if row["status"] == "published":
            whole = whole and let.get(subject, writer) != writer
        if not whole:
            yield f"entry {subject}"


def _seals(log_rows: Sequence[Any]) -> dict[str, tuple[str, str]]:
    """Return version -> what it said, as a hash, and who wrote it.

    Whoever joined a version with the one that overtook it is not its writer.
    """
    seals = {r.subject: (r.detail, r.actor) for r in log_rows if r.action == "propose-entry"}
    for row in log_rows:
        if row.action == REBASED:
            before, _, digest = row.detail.partition(" ")
            entry = row.subject.rpartition(" ")[0]
            seals[row.subject] = (digest, seals.get(f"{entry} {before}", ("", ""))[1])
    return seals


def _may(connection: Connection, organisation: str, by: str) -> None:
    if by == CLI:
        return
    account = require(connection, by, "take-part")
    own = organisation_of(connection, by) == organisation
    if not own and not account.has("manage-members"):
        raise NotOwnEntry(N_("Only the organisation itself or an administrator can do this."))
