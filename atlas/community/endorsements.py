"""Endorsements and remarks: short acts of member organisations on an entry.

A remark waits until another person lets it be shown; members see those that wait as well.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select, update

from atlas.community.entries import published_entry, require_organisation
from atlas.community.errors import BadEntry, OwnProposal, UnknownEntry
from atlas.community.kinds import LANGUAGE, LONGEST
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.authors import is_author
from atlas.editorial.limits import allow, aware
from atlas.i18n import N_
from atlas.store.community import endorsement, remark
from atlas.store.engine import writing
from atlas.text import tidy

REMARKS = 20  # an hour and account
ACTS = 120  # endorsements, rankings and such an hour and account
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Remark:
    """What an organisation says of an entry."""

    number: int
    entry: str
    organisation: str
    words: str
    language: str
    written_at: dt.datetime
    status: str


def endorse(engine: Engine, entry: str, *, by: str) -> None:
    """Endorse an issue for one's organisation; a second time changes nothing.

    Raises
    ------
    UnknownEntry, BadEntry, TooManyAttempts, NoOrganisation, NotAllowed, UnknownAccount
    """
    issue = published_entry(engine, entry, "issue")
    issue_id = issue.entry
    if issue.content.state == "merged":
        raise BadEntry(N_("This issue is merged into another; endorse that one."))
    with writing(engine) as connection:
        organisation = acting(connection, by)
        own = (endorsement.c.entry == issue_id) & (endorsement.c.organisation == organisation)
        if connection.execute(select(endorsement).where(own)).first() is not None:
            return
        now = dt.datetime.now(dt.UTC)
        values = {"entry": issue_id, "organisation": organisation, "endorsed_at": now}
        connection.execute(insert(endorsement).values(values))
        record(connection, by, "endorse", issue_id)


def take_back(engine: Engine, entry: str, *, by: str) -> None:
    """Take back one's organisation's endorsement.

    Raises
    ------
    TooManyAttempts, NoOrganisation, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        organisation = acting(connection, by)
        own = (endorsement.c.entry == entry) & (endorsement.c.organisation == organisation)
        if connection.execute(delete(endorsement).where(own)).rowcount:
            record(connection, by, "take-back-endorsement", entry)


def acting(connection: Connection, by: str) -> str:
    """Return the organisation of a member who acts, and count the act.

    Raises
    ------
    TooManyAttempts, NoOrganisation, NotAllowed, UnknownAccount
    """
    require(connection, by, "take-part")
    organisation = require_organisation(connection, by)
    now = dt.datetime.now(dt.UTC)
    allow(connection, "community-act", by, most=ACTS, span=HOUR, now=now)
    return organisation


def endorsements(engine: Engine) -> dict[str, list[str]]:
    """Return entry -> the organisations that endorse it, in the order in which they did."""
    query = select(endorsement).order_by(endorsement.c.endorsed_at, endorsement.c.organisation)
    by_entry: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            by_entry.setdefault(row.entry, []).append(row.organisation)
    return by_entry


def post_remark(
    engine: Engine,
    entry: str,
    words: str,
    *,
    language: str,
    by: str,
    now: dt.datetime | None = None,
) -> int:
    """Store a remark on an issue, which waits for an editor; return its number.

    Raises
    ------
    UnknownEntry, BadEntry, TooManyAttempts, NoOrganisation, NotAllowed, UnknownAccount
    """
    now = now or dt.datetime.now(dt.UTC)
    issue_id = published_entry(engine, entry, "issue").entry
    with writing(engine) as connection:
        require(connection, by, "take-part")
        organisation = require_organisation(connection, by)
        allow(connection, "remark", by, most=REMARKS, span=HOUR, now=now)
    text = tidy(words)
    if not text:
        raise BadEntry(N_("Write a text."))
    if len(text) > LONGEST:
        raise BadEntry(N_("A text has more than {most} characters; shorten it."), most=LONGEST)
    if not LANGUAGE.fullmatch(language):
        raise BadEntry(N_("“{value}” is not a language code."), value=language)
    with writing(engine) as connection:
        values = {"entry": issue_id, "organisation": organisation, "words": text, "written_by": by}
        result = connection.execute(
            insert(remark).values(language=language, written_at=now, status="waiting", **values)
        )
        assert result.inserted_primary_key is not None
        number = int(result.inserted_primary_key[0])
        record(connection, by, "remark", f"remark {number}", issue_id)
    return number


def moderate(engine: Engine, number: int, *, show: bool, by: str) -> None:
    """Show a remark or hide it; nobody shows their own.

    Raises
    ------
    UnknownEntry, OwnProposal, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        require(connection, by, "moderate")
        row = connection.execute(select(remark).where(remark.c.id == number)).first()
        if row is None or row.status == "erased":
            raise UnknownEntry(str(number))
        if show and is_author(by, [row.written_by]):
            raise OwnProposal(OwnProposal.template, name=by)
        status = "shown" if show else "hidden"
        if row.status == status:
            return
        values = {"status": status, "moderated_by": by, "moderated_at": dt.datetime.now(dt.UTC)}
        connection.execute(update(remark).where(remark.c.id == number).values(values))
        record(connection, by, "show-remark" if show else "hide-remark", f"remark {number}")


def remarks(engine: Engine, entry: str | None = None, *, members: bool = False) -> list[Remark]:
    """Return the remarks on an entry (or all), the oldest first; members see those that wait."""
    states = ("shown", "waiting") if members else ("shown",)
    query = select(remark).where(remark.c.status.in_(states)).order_by(remark.c.id)
    if entry is not None:
        query = query.where(remark.c.entry == entry)
    with engine.connect() as connection:
        return [
            Remark(
                row.id,
                row.entry,
                row.organisation,
                row.words,
                row.language,
                aware(row.written_at) or row.written_at,
                row.status,
            )
            for row in connection.execute(query)
        ]
