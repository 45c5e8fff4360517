"""Entries as they are read: the newest published version of each, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, func, select

from atlas.codebook.load import nearest
from atlas.community.answering import QuestionAnswer, question_answers
from atlas.community.errors import NoOrganisation, UnknownEntry
from atlas.community.naming import (
    NAMING,
    Decisions,
    decisions,
    mask_organisations,
    may_be_named,
    named_organisations,
)
from atlas.community.version import EntryVersion, entry_from_row
from atlas.editorial.limits import aware
from atlas.store.community import entry_version, member


@dataclass(frozen=True)
class WithdrawnVersion:
    """A version whose words were taken away, and the day on which that was done."""

    version: int
    day: dt.date


def published_entries(engine: Engine, kind: str) -> list[EntryVersion]:
    """Return the newest published version of each entry of a kind, in the order of its list.

    Entries that have a ``position`` stand by it, others by when they were first published.
    """
    conditions = (entry_version.c.kind == kind, entry_version.c.status == "published")
    ids = func.max(entry_version.c.id), func.min(entry_version.c.id)
    ends = select(*ids).where(*conditions).group_by(entry_version.c.entry)
    with engine.connect() as connection:
        first = {row[0]: row[1] for row in connection.execute(ends)}
        query = select(entry_version).where(entry_version.c.id.in_(first))
        rows = [entry_from_row(row) for row in connection.execute(query).mappings()]
        entries = _readable(connection, rows)
    if kind == "contact":
        answers = exchanges(engine)
        entries = [_with_answer_of(each, answers[each.entry][-1]) for each in entries]
    return sorted(entries, key=lambda e: (getattr(e.content, "position", 0), first[e.number]))


def published_entry(engine: Engine, entry: str, kind: str | None = None) -> EntryVersion:
    """Return the newest published version of an entry.

    Raises
    ------
    UnknownEntry
    """
    history_of = [e for e in published_versions(engine, entry) if kind in (None, e.kind)]
    if not history_of:
        with engine.connect() as connection:
            raise unknown_entry_error(connection, entry, kind)
    return history_of[0]


def published_versions(engine: Engine, entry: str) -> list[EntryVersion]:
    """Return the published versions of an entry, the newest first."""
    query = (
        select(entry_version)
        .where(entry_version.c.entry == entry, entry_version.c.status == "published")
        .order_by(entry_version.c.version.desc())
    )
    with engine.connect() as connection:
        rows = [entry_from_row(row) for row in connection.execute(query).mappings()]
        return _readable(connection, rows)


def withdrawn_versions(engine: Engine, kind: str) -> dict[str, list[WithdrawnVersion]]:
    """Return entry -> its versions that were blanked, the newest first."""
    is_blank = (entry_version.c.kind == kind) & (entry_version.c.status == "blanked")
    query = select(entry_version.c.entry, entry_version.c.version, entry_version.c.blanked_at)
    by_entry: dict[str, list[WithdrawnVersion]] = {}
    with engine.connect() as connection:
        rows = connection.execute(query.where(is_blank).order_by(entry_version.c.version.desc()))
        for row in rows:
            day = (aware(row.blanked_at) or row.blanked_at).date()
            by_entry.setdefault(row.entry, []).append(WithdrawnVersion(row.version, day))
    return by_entry


def exchanges(engine: Engine) -> dict[str, list[QuestionAnswer]]:
    """Return contact -> its questions with their answers, the first one first."""
    is_public = (entry_version.c.kind == "contact") & (entry_version.c.status == "published")
    by_entry: dict[str, list[EntryVersion]] = {}
    with engine.connect() as connection:
        for row in connection.execute(select(entry_version).where(is_public)).mappings():
            by_entry.setdefault(row["entry"], []).append(entry_from_row(row))
    return {entry: question_answers(versions) for entry, versions in by_entry.items()}


def _with_answer_of(contact: EntryVersion, pair: QuestionAnswer) -> EntryVersion:
    """Put no answer beside a question that it was not given to."""
    return replace(contact, content=contact.content.model_copy(update={"state": pair.state}))


def mine(engine: Engine, *, by: str) -> list[EntryVersion]:
    """Return what an account proposed, the newest first."""
    query = select(entry_version).where(entry_version.c.proposed_by == by)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(entry_version.c.id.desc())).mappings()
        return [entry_from_row(row) for row in rows if row["content"]]


def for_writing(
    engine: Engine, entry: EntryVersion, organisation: str | None, *, all_: bool
) -> EntryVersion:
    """Return an entry with the names that wait for consent, for whoever may change it."""
    with engine.connect() as connection:
        whole = latest_version(connection, entry.entry, ("published",))
    if whole is None or not (
        all_ or organisation in (whole.organisation, *named_organisations(whole.content))
    ):
        return entry
    return replace(whole, proposed_by="", reviewed_by=None)


def _readable(connection: Connection, entries: list[EntryVersion]) -> list[EntryVersion]:
    """Return entries as readers may have them."""
    answers = decisions(connection) if any(e.kind in NAMING for e in entries) else {}
    return [_public(entry, answers) for entry in entries]


def _public(entry: EntryVersion, answers: Decisions) -> EntryVersion:
    """Leave out the account that wrote a version, and organisations that did not agree."""
    first = entry.organisation
    names = named_organisations(entry.content)
    visible = [each for each in names if may_be_named(entry.entry, each, first, answers)]
    content = mask_organisations(entry.content, visible)
    return replace(entry, proposed_by="", reviewed_by=None, content=content)


def organisation_of(connection: Connection, account: str) -> str | None:
    """Return the organisation that an account speaks for, None without one."""
    query = select(member.c.organisation).where(member.c.account == account)
    organisation = connection.execute(query).scalar()
    return str(organisation) if organisation else None


def require_organisation(connection: Connection, by: str) -> str:
    """Return the organisation of a member.

    Raises
    ------
    NoOrganisation
    """
    organisation = organisation_of(connection, by)
    if organisation is None:
        raise NoOrganisation(NoOrganisation.template, name=by)
    return organisation


def latest_version(
    connection: Connection, entry: str, statuses: Collection[str] | None = None
) -> EntryVersion | None:
    """Return the newest version of an entry, of any status or of some; None without one.

    Versions that were erased stand for nothing.
    """
    this = (entry_version.c.entry == entry) & (entry_version.c.content != "")
    query = select(entry_version).where(this)
    if statuses is not None:
        query = query.where(entry_version.c.status.in_(list(statuses)))
    row = connection.execute(query.order_by(entry_version.c.version.desc())).mappings().first()
    return entry_from_row(row) if row else None


def version_by_number(connection: Connection, number: int) -> EntryVersion:
    """Return a version by its number.

    Raises
    ------
    UnknownEntry
    """
    query = select(entry_version).where(entry_version.c.id == number)
    row = connection.execute(query).mappings().first()
    if row is None or not row["content"]:
        raise UnknownEntry(str(number))
    return entry_from_row(row)


def unknown_entry_error(
    connection: Connection, entry: str, kind: str | None = None
) -> UnknownEntry:
    """Return the error that names the nearest published entries.

    The list of organisations is not public.
    """
    is_public = (entry_version.c.status == "published") & (entry_version.c.kind != "organisation")
    query = select(entry_version.c.entry).where(is_public).distinct()
    if kind:
        query = query.where(entry_version.c.kind == kind)
    ids = [str(e) for e in connection.execute(query).scalars()]
    return UnknownEntry(entry, nearest(entry, ids))


__all__ = [
    "EntryVersion",
    "WithdrawnVersion",
    "exchanges",
    "for_writing",
    "latest_version",
    "mine",
    "organisation_of",
    "published_entries",
    "published_entry",
    "published_versions",
    "require_organisation",
    "unknown_entry_error",
    "version_by_number",
    "withdrawn_versions",
]
