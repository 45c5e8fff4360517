"""Consent: an organisation answers whether an entry may name it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select

from atlas.community.entries import latest_version, organisation_of
from atlas.community.errors import BadEntry, ConsentRefused, NotNamed, NotOwnEntry
from atlas.community.kinds import Content, tidied_note
from atlas.community.naming import NAMING, decisions, named_organisations
from atlas.community.version import EntryVersion, entry_from_row
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.i18n import N_
from atlas.store.community import consent, entry_version
from atlas.store.engine import writing


@dataclass(frozen=True)
class ConsentRequest:
    """An entry that names an organisation which has not answered; ``version`` is the newest."""

    version: EntryVersion
    organisation: str


def requests(engine: Engine, *, by: str) -> list[ConsentRequest]:
    """Return the requests that wait for one's organisation's answer; editors see all.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        account = require(connection, by, "take-part")
        own = organisation_of(connection, by)
        answers = decisions(connection)
        return [
            ConsentRequest(version, each)
            for version in _newest(connection)
            for each in named_organisations(version.content)
            if (version.entry, each) not in answers
            and each != version.organisation
            and (account.has("moderate") or each == own)
        ]


def _newest(connection: Connection) -> list[EntryVersion]:
    """Return the newest version, published or waiting, of each entry that names organisations."""
    live = entry_version.c.kind.in_(NAMING) & entry_version.c.status.in_(("published", "proposed"))
    query = select(entry_version).where(live).order_by(entry_version.c.version)
    by_entry = {row["entry"]: entry_from_row(row) for row in connection.execute(query).mappings()}
    return list(by_entry.values())


def answer_consent(
    engine: Engine, entry: str, organisation: str, *, agrees: bool, by: str, note: str = ""
) -> None:
    """Agree to be named by an entry, or refuse; a later answer replaces an earlier one.

    An editor answers for an organisation whose consent is on record, and says in ``note`` where.

    Raises
    ------
    NotNamed, NotYours, BadEntry, NotAllowed, UnknownAccount
    """
    note = tidied_note(note)
    with writing(engine) as connection:
        account = require(connection, by, "take-part")
        if organisation_of(connection, by) != organisation:
            if not account.has("moderate"):
                raise NotOwnEntry(N_("An organisation answers for itself."))
            if not note:
                raise BadEntry(N_("State where the organisation’s consent is on record."))
        live = latest_version(connection, entry, ("published", "proposed"))
        public = latest_version(connection, entry, ("published",))
        if organisation not in {
            n for v in (live, public) if v for n in named_organisations(v.content)
        }:
            raise NotNamed(NotNamed.template, entry=entry, organisation=organisation)
        _decide(connection, entry, organisation, agrees, by, note)


def agree_by_writing(
    connection: Connection, version: EntryVersion, by: str, speaks_for: str | None
) -> None:
    """Record the consent of an organisation that names itself."""
    if speaks_for is not None and speaks_for in named_organisations(version.content):
        answers = decisions(connection)
        if answers.get((version.entry, speaks_for)) is not True:
            _decide(connection, version.entry, speaks_for, True, by, "")


def hold_to_refusals(
    connection: Connection, content: Content, entry: str | None, speaks_for: str | None
) -> None:
    """Refuse content that names an organisation which does not want to be named there."""
    answers = decisions(connection) if entry and named_organisations(content) else {}
    for each in named_organisations(content):
        if each != speaks_for and answers.get((entry or "", each)) is False:
            raise ConsentRefused(ConsentRefused.template, organisation=each)


def _decide(
    connection: Connection, entry: str, organisation: str, agrees: bool, by: str, note: str
) -> None:
    own = (consent.c.entry == entry) & (consent.c.organisation == organisation)
    connection.execute(delete(consent).where(own))
    values = {"entry": entry, "organisation": organisation, "agreed": agrees, "note": note}
    now = dt.datetime.now(dt.UTC)
    connection.execute(insert(consent).values(decided_by=by, decided_at=now, **values))
    # Who speaks for which organisation is in no log: the entry is named, the organisation not.
    record(connection, by, "agree-naming" if agrees else "refuse-naming", entry)
