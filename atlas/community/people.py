"""One person is erased: the traces of an account in the community and at the desk.

The account ends. What it wrote and readers saw stays, as its organisation's or its government's
words, without its name; what readers never saw is blanked. The proof that two people looked
(submissions, reviews, releases, the log) keeps the account's name: the report says where.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, literal, select, update

from atlas.community.kinds import MEMBERS_WRITE
from atlas.editorial.accounts import UnknownAccount, end, require
from atlas.editorial.audit import AUTHOR_ERASED, record
from atlas.editorial.erasure import Eraser, ErasureReport, erase
from atlas.editorial.identities import blank_identity
from atlas.editorial.names import CLI
from atlas.editorial.reply_form import reply_digest
from atlas.store.community import consent, entry_version, member, remark
from atlas.store.desk import credential, draft, inquiry, invite, layout_memory, reply
from atlas.store.replies import reply_of
from atlas.store.schema import account

ACTION, UNSEEN = "erase-person", "erase-proposal"
NOBODY = "erased"
NAMES = (
    (entry_version, "reviewed_by"),
    (remark, "written_by"),
    (remark, "moderated_by"),
    (consent, "decided_by"),
    (inquiry, "answered_by"),
    (layout_memory, "remembered_by"),
    (reply, "reviewed_by"),
)


def erase_person(engine: Engine, name: str, *, by: str = CLI) -> ErasureReport:
    """Erase a person: end the account and take its name from all but the proof of four eyes.

    Raises
    ------
    UnknownAccount, NotAllowed
    """

    def work(eraser: Eraser) -> None:
        if by != CLI:
            require(eraser.connection, by, "manage-accounts")
        query = select(account.c.name).where(account.c.name == name)
        if eraser.connection.execute(query).first() is None:
            raise UnknownAccount(name)
        take_away(eraser, name, by)
        record(eraser.connection, by, ACTION, name)
        eraser.words.add(name)

    return erase(engine, work)


def take_away(eraser: Eraser, name: str, by: str) -> None:
    """End an account and erase its traces, in the eraser's transaction."""
    connection = eraser.connection
    end(connection, name, by=by)
    for table in (credential, invite, member):
        eraser.remove(table, table.c.account == name)
    blank_identity(eraser, name)
    _blank_unseen(eraser, name, by)
    erase_proposer(eraser, name)
    unsent = (draft.c.account == name) & (draft.c.status != "submitted")
    values = {"title": "", "mapping": "", "edits": "", "words": "", "status": "discarded"}
    eraser.blank(draft, unsent, values)
    _unname_replies(eraser, name, by)
    for table, column in NAMES:
        eraser.rename(table, column, name, NOBODY)


def erase_proposer(eraser: Eraser, name: str) -> None:
    """Take an account's name from the versions that it proposed."""
    eraser.rename(entry_version, "proposed_by", name, NOBODY)


def _blank_unseen(eraser: Eraser, name: str, by: str) -> None:
    """Blank what an account proposed as a member, or remarked, and readers never saw."""
    is_unseen = (entry_version.c.proposed_by == name) & (entry_version.c.content != "")
    is_unseen &= (entry_version.c.status != "published") & entry_version.c.kind.in_(MEMBERS_WRITE)
    values = {"content": "", "status": "erased", "review_note": ""}
    for row in eraser.connection.execute(select(entry_version).where(is_unseen)).all():
        eraser.blank(entry_version, entry_version.c.id == row.id, values)
        record(eraser.connection, by, UNSEEN, f"{row.entry} {row.version}")
    is_hidden = (remark.c.written_by == name) & remark.c.status.in_(("waiting", "hidden"))
    eraser.blank(remark, is_hidden, {"words": "", "status": "erased"})


def _unname_replies(eraser: Eraser, name: str, by: str) -> None:
    """Keep a government's replies without the name of its official; the log seals them anew."""
    connection: Connection = eraser.connection
    query = select(reply, literal("").label("stage")).where(reply.c.replied_by == name)
    for row in connection.execute(query).mappings().all():
        this = reply.c.id == row["id"]
        connection.execute(update(reply).where(this).values(replied_by=NOBODY))
        eraser.rows["reply"] += 1
        new_reply = reply_of({**row, "replied_by": NOBODY})
        record(
            connection,
            by,
            AUTHOR_ERASED,
            f"reply {new_reply.id}",
            f"{new_reply.place} {reply_digest(new_reply)}",
        )
