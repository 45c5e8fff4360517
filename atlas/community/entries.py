"""Entries as they are read: the newest published version of each, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, func, select

from atlas.codebook.load import nearest
from atlas.community.errors import NoOrganisation, UnknownEntry
from atlas.community.kinds import KINDS
from atlas.editorial.limits import aware
from atlas.store.community import entry_version, member


@dataclass(frozen=True)
class Entry:
    """One version of an entry, as it is stored. ``proposed_by`` is shown to no reader."""

    number: int
    entry: str
    kind: str
    version: int
    content: Any
    status: str
    organisation: str | None
    proposed_by: str
    proposed_at: dt.datetime
    reviewed_by: str | None
    reviewed_at: dt.datetime | None
    review_note: str


def published(engine: Engine, kind: str) -> list[Entry]:
    """Return the newest published version of each entry of a kind, in the order of its list.

    Entries that have a ``position`` stand by it, others by when they were first published.
    """
    shown = (entry_version.c.kind == kind, entry_version.c.status == "published")
    ids = func.max(entry_version.c.id), func.min(entry_version.c.id)
    ends = select(*ids).where(*shown).group_by(entry_version.c.entry)
    with engine.connect() as connection:
        first = {row[0]: row[1] for row in connection.execute(ends)}
        query = select(entry_version).where(entry_version.c.id.in_(first))
        found = [_public(entry_of(row)) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda e: (getattr(e.content, "position", 0), first[e.number]))


def one(engine: Engine, entry: str, kind: str | None = None) -> Entry:
    """Return the newest published version of an entry.

    Raises
    ------
    UnknownEntry
    """
    history_of = [e for e in history(engine, entry) if kind in (None, e.kind)]
    if not history_of:
        with engine.connect() as connection:
            raise unknown(connection, entry, kind)
    return history_of[0]


def history(engine: Engine, entry: str) -> list[Entry]:
    """Return the published versions of an entry, the newest first."""
    query = (
        select(entry_version)
        .where(entry_version.c.entry == entry, entry_version.c.status == "published")
        .order_by(entry_version.c.version.desc())
    )
    with engine.connect() as connection:
        return [_public(entry_of(row)) for row in connection.execute(query).mappings()]


def mine(engine: Engine, *, by: str) -> list[Entry]:
    """Return what an account proposed, the newest first."""
    query = select(entry_version).where(entry_version.c.proposed_by == by)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(entry_version.c.id.desc())).mappings()
        return [entry_of(row) for row in rows if row["content"]]


def _public(entry: Entry) -> Entry:
    """Leave out which account wrote a version: readers see the organisation only."""
    return replace(entry, proposed_by="", reviewed_by=None)


def organisation_of(connection: Connection, account: str) -> str | None:
    """Return the organisation that an account speaks for, None without one."""
    query = select(member.c.organisation).where(member.c.account == account)
    found = connection.execute(query).scalar()
    return str(found) if found else None


def require_organisation(connection: Connection, by: str) -> str:
    """Return the organisation of a member.

    Raises
    ------
    NoOrganisation
    """
    found = organisation_of(connection, by)
    if found is None:
        raise NoOrganisation(NoOrganisation.template, name=by)
    return found


def entry_of(row: RowMapping) -> Entry:
    """Return a row of ``entry_version`` as an Entry; an erased one has no content."""
    model = KINDS[row["kind"]]
    said = model.model_validate_json(row["content"]) if row["content"] else None
    return Entry(
        number=row["id"],
        content=said,
        proposed_at=aware(row["proposed_at"]) or row["proposed_at"],
        reviewed_at=aware(row["reviewed_at"]),
        **{
            name: row[name]
            for name in ("entry", "kind", "version", "status", "organisation", "proposed_by")
        },
        **{name: row[name] for name in ("reviewed_by", "review_note")},
    )


def latest(
    connection: Connection, entry: str, statuses: Collection[str] | None = None
) -> Entry | None:
    """Return the newest version of an entry, of any status or of some; None without one.

    Versions that were erased stand for nothing.
    """
    this = (entry_version.c.entry == entry) & (entry_version.c.content != "")
    query = select(entry_version).where(this)
    if statuses is not None:
        query = query.where(entry_version.c.status.in_(list(statuses)))
    row = connection.execute(query.order_by(entry_version.c.version.desc())).mappings().first()
    return entry_of(row) if row else None


def numbered(connection: Connection, number: int) -> Entry:
    """Return a version by its number.

    Raises
    ------
    UnknownEntry
    """
    query = select(entry_version).where(entry_version.c.id == number)
    row = connection.execute(query).mappings().first()
    if row is None or not row["content"]:
        raise UnknownEntry(str(number))
    return entry_of(row)


def unknown(connection: Connection, entry: str, kind: str | None = None) -> UnknownEntry:
    """Return the error that names the nearest published entries.

    Which organisations there are is not for everybody to know.
    """
    told = (entry_version.c.status == "published") & (entry_version.c.kind != "organisation")
    query = select(entry_version.c.entry).where(told).distinct()
    if kind:
        query = query.where(entry_version.c.kind == kind)
    known = [str(e) for e in connection.execute(query).scalars()]
    return UnknownEntry(entry, nearest(entry, known))
