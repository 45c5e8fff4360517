"""Proposals: written by a member, let through or returned by another person, kept in versions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, func, insert, select, update

from atlas.codebook.load import nearest
from atlas.community.consent import agree_by_writing, hold_to_refusals
from atlas.community.entries import (
    latest_version,
    organisation_of,
    unknown_entry_error,
    version_by_number,
)
from atlas.community.errors import (
    BadEntry,
    NoOrganisation,
    NotOwnEntry,
    OwnProposal,
    ProposalDecided,
)
from atlas.community.kinds import (
    KINDS,
    MEMBERS_WRITE,
    Action,
    Contact,
    Content,
    Issue,
    MemberOrganisation,
    Round,
    Wrong,
    tidied_note,
)
from atlas.community.merging import carry_endorsements, require_open_target
from atlas.community.rebasing import rebase_content
from atlas.community.sides import ANOTHERS, asked_anew, own_side
from atlas.community.version import EntryVersion, entry_from_row
from atlas.editorial.accounts import find_account, require
from atlas.editorial.audit import record
from atlas.editorial.authors import is_author
from atlas.editorial.limits import allow
from atlas.editorial.permissions import Account, Role
from atlas.errors import UnknownKind
from atlas.i18n import N_
from atlas.store.community import entry_version
from atlas.store.engine import writing

PER_ACCOUNT = 30  # proposals an hour
HOUR = dt.timedelta(hours=1)
OPEN = ("proposed",)
REBASED = "rebase-entry"
SHARED = ("issue", "action")  # any member improves an issue, any partner an action


def propose_entry(
    engine: Engine,
    kind: str,
    content: Mapping[str, Any] | Content,
    *,
    by: str,
    entry: str | None = None,
    base: int | None = None,
    now: dt.datetime | None = None,
) -> EntryVersion:
    """Store a new entry, or a new version of one, that waits for another person's review.

    ``base`` is the version that the writer had before them, by default the one that readers see.

    Raises
    ------
    UnknownKind, BadEntry, UnknownEntry, NotYours, NoOrganisation, ConsentRefused,
    TooManyAttempts, NotAllowed, UnknownAccount
    """
    now = now or dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        account = _may_propose(connection, kind, by)
        allow(connection, "proposal", by, most=PER_ACCOUNT, span=HOUR, now=now)
    new_content = validate_content(kind, content)
    with writing(engine) as connection:
        newest = latest_version(connection, entry) if entry else None
        if entry and newest is None:
            raise unknown_entry_error(connection, entry)
        speaks_for = organisation_of(connection, by)
        # What was returned or taken back stands for nothing: only what readers see or will see.
        current = latest_version(connection, entry, ("published",)) if entry else None
        next_ = latest_version(connection, entry, ("published", *OPEN)) if entry else None
        _own(new_content, newest, account, speaks_for)
        if isinstance(new_content, Contact):
            own_side(new_content, current, newest, account, speaks_for)
            new_content = asked_anew(new_content, current)
        hold_to_refusals(connection, new_content, entry, speaks_for)
        _refers(connection, new_content)
        require_open_target(connection, new_content, entry)
        _keeps_its_round(new_content, current, now.date().isoformat())
        if next_ and next_.content == new_content:
            raise BadEntry(N_("Nothing is changed."))
        version = add(connection, kind, new_content, account, entry, newest, speaks_for, now, base)
        agree_by_writing(connection, version, account.name, speaks_for)
        return version


def beside(engine: Engine, version: EntryVersion) -> list[int]:
    """Return the numbers of the other proposals that wait on the same entry."""
    others = (entry_version.c.entry == version.entry) & (entry_version.c.id != version.number)
    query = select(entry_version.c.id).where(others, entry_version.c.status.in_(OPEN))
    with engine.connect() as connection:
        return list(connection.execute(query.order_by(entry_version.c.id)).scalars())


def validate_content(kind: str, content: Mapping[str, Any] | Content) -> Content:
    """Return the content of an entry, or raise naming the first part that cannot stand.

    Raises
    ------
    UnknownKind, BadEntry
    """
    model = KINDS.get(kind)
    if model is None:
        raise UnknownKind(kind, nearest(kind, KINDS))
    values = content.model_dump() if isinstance(content, Content) else dict(content)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        wrong = first.get("ctx", {}).get("error")
        field = ".".join(str(part) for part in first["loc"])
        if isinstance(wrong, Wrong):
            raise BadEntry(wrong.template, field=field, **wrong.params) from error
        text = N_("“{field}” cannot be “{value}”.")
        raise BadEntry(text, field=field, value=str(first.get("input"))[:80]) from error


def decide_proposal(
    engine: Engine, number: int, *, let: bool, by: str, note: str = ""
) -> EntryVersion:
    """Publish a proposed version, or return it with a note; never one's own. Return the version.

    A version that was overtaken by another is published anew on top of that one, where the two
    change different things.

    Raises
    ------
    UnknownEntry, AlreadyDecided, OwnProposal, Overtaken, BadEntry, NotAllowed, UnknownAccount
    """
    note = tidied_note(note)
    with writing(engine) as connection:
        require(connection, by, "moderate")
        version = version_by_number(connection, number)
        if version.status not in OPEN:
            raise ProposalDecided(ProposalDecided.template)
        if is_author(by, _authors(connection, version)):
            raise OwnProposal(OwnProposal.template, name=by)
        if not let and not note:
            raise BadEntry(N_("Explain why you return it."))
        now = dt.datetime.now(dt.UTC)
        if let:
            stands = latest_version(connection, version.entry, ("published",))
            version = _on_top(connection, version, stands, by, now)
            _keeps_its_round(version.content, stands, now.date().isoformat())
            require_open_target(connection, version.content, version.entry)
        record_decision(connection, version, let=let, by=by, now=now, note=note)
        if let and isinstance(version.content, Issue) and version.content.merged_into:
            carry_endorsements(connection, version.entry, version.content.merged_into)
        return version


def _on_top(
    connection: Connection,
    version: EntryVersion,
    stands: EntryVersion | None,
    by: str,
    now: dt.datetime,
) -> EntryVersion:
    """Return a version that follows on what readers see, a new one where it was overtaken."""
    base = _base(connection, version)
    if stands is None or (base and stands.version == base.version):
        return version
    content = base.content if base else None
    new_content = rebase_content(content, version.content, stands.content, stands.version)
    if new_content == stands.content:
        raise BadEntry(N_("Nothing is changed."))
    values = {"based_on": stands.version, "organisation": version.organisation}
    new = _store(
        connection, version.kind, version.entry, new_content, version.proposed_by, now, values
    )
    record(
        connection, by, REBASED, f"{new.entry} {new.version}", f"{version.version} {sealed_of(new)}"
    )
    this = update(entry_version).where(entry_version.c.id == version.number)
    connection.execute(this.values(status="rebased"))
    return new


def _base(connection: Connection, version: EntryVersion) -> EntryVersion | None:
    """Return the version that a proposal was written on, by its date where it does not say."""
    this = (entry_version.c.entry == version.entry) & (entry_version.c.version != version.version)
    if version.based_on is not None:
        this &= entry_version.c.version == version.based_on
    else:
        this &= entry_version.c.status.in_(("published", "blanked"))
        this &= entry_version.c.reviewed_at <= version.proposed_at
    query = select(entry_version).where(this).order_by(entry_version.c.version.desc())
    row = connection.execute(query).mappings().first()
    return entry_from_row(row) if row else None


def record_decision(
    connection: Connection,
    version: EntryVersion,
    *,
    let: bool,
    by: str,
    now: dt.datetime,
    note: str = "",
) -> None:
    """Write down that a version is let through or returned, in the caller's transaction."""
    status = "published" if let else "returned"
    values = {"status": status, "reviewed_by": by, "reviewed_at": now, "review_note": note}
    this = update(entry_version).where(entry_version.c.id == version.number)
    connection.execute(this.values(values))
    action = "let-entry" if let else "return-entry"
    # Words stand in no log: who leaves is erased from the note, but could not be from there.
    detail = content_digest(note) if note else ""
    record(connection, by, action, f"{version.entry} {version.version}", detail)


def _authors(connection: Connection, version: EntryVersion) -> set[str]:
    """Return who proposed a version, or the same content as an earlier one of its entry."""
    same = (entry_version.c.entry == version.entry) & (
        entry_version.c.content == as_json(version.content)
    )
    earlier = connection.execute(select(entry_version.c.proposed_by).where(same)).scalars()
    return {version.proposed_by, *earlier}


def withdraw_proposal(engine: Engine, number: int, *, by: str) -> None:
    """Take back one's own proposal while it waits.

    Raises
    ------
    UnknownEntry, AlreadyDecided, NotYours, NotAllowed, UnknownAccount
    """
    with writing(engine) as connection:
        version = version_by_number(connection, number)
        if version.proposed_by != by:
            raise NotOwnEntry(N_("Only the person who proposed it can withdraw it."))
        if version.status not in OPEN:
            raise ProposalDecided(ProposalDecided.template)
        this = update(entry_version).where(entry_version.c.id == number)
        connection.execute(this.values(status="withdrawn"))
        record(connection, by, "withdraw-entry", f"{version.entry} {version.version}")


def pending_proposals(engine: Engine, *, by: str) -> list[EntryVersion]:
    """Return the proposals that wait, the oldest first, for whoever may moderate.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    query = select(entry_version).where(entry_version.c.status.in_(OPEN)).order_by("id")
    with engine.connect() as connection:
        require(connection, by, "moderate")
        return [entry_from_row(row) for row in connection.execute(query).mappings()]


def content_digest(content: str) -> str:
    """Return what the log keeps of a version's content: its SHA-256."""
    return hashlib.sha256(content.encode()).hexdigest()


def sealed_of(version: EntryVersion) -> str:
    """Return what the log keeps of a version."""
    return content_digest(as_json(version.content))


def as_json(content: Content) -> str:
    """Return a content as it is stored."""
    return json.dumps(content.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)


def _may_propose(connection: Connection, kind: str, by: str) -> Account:
    if kind == "contact":
        account = require(connection, by, "propose-contact", countries=_home(connection, by))
    else:
        account = require(connection, by, "take-part" if kind in MEMBERS_WRITE else "moderate")
    return account


def _home(connection: Connection, by: str) -> list[str] | None:
    account = find_account(connection, by)
    return [account.country] if account.role is Role.OFFICIAL and account.country else None


def _own(
    content: Content, newest: EntryVersion | None, account: Account, speaks_for: str | None
) -> None:
    """Hold members to their own organisation, and each side of a contact to its own words."""
    editor = account.has("moderate")
    if account.role is Role.MEMBER and speaks_for is None:
        raise NoOrganisation(NoOrganisation.template, name=account.name)
    if (
        isinstance(content, MemberOrganisation)
        and not editor
        and (not newest or newest.entry != speaks_for)
    ):
        raise NotOwnEntry(N_("Members can only change the entry of their own organisation."))
    if isinstance(content, Action) and not editor:
        versions = [v for v in (content, newest.content if newest else None) if v is not None]
        if any(speaks_for not in (v.owner, *v.partners) for v in versions):
            raise NotOwnEntry(N_("An action is written by its owner or a partner."))
    # Organisations: above. Who may write which side of a contact: ``sides.own_side``.
    is_shared = newest and newest.kind in (*SHARED, "contact", "organisation")
    if not is_shared and newest and not editor and newest.organisation != speaks_for:
        raise NotOwnEntry(ANOTHERS)


def _keeps_its_round(content: Content, current: EntryVersion | None, day: str) -> None:
    """Keep a round as it was announced to its rankers.

    Else two results of one round would tell who ranked in between.
    """
    if not isinstance(content, Round) or current is None:
        return
    if current.content.closes < day:
        raise BadEntry(N_("A closed round cannot be changed; propose a new one."))
    if current.content.opens > day:
        return
    # An earlier beginning cannot move either: postponed, the round would take other issues.
    if (content.issues, content.opens) != (current.content.issues, current.content.opens):
        raise BadEntry(N_("Issues and first day of a round that has begun cannot be changed."))


def _refers(connection: Connection, content: Content) -> None:
    """Require each reference to lead to a published entry of the right kind."""
    references: list[tuple[str | None, str]] = []
    if isinstance(content, Issue):
        references = [(content.merged_into, "issue")]
    elif isinstance(content, Action):
        organisations = (content.owner, *content.partners)
        references = [(content.issue, "issue"), *((each, "organisation") for each in organisations)]
    elif isinstance(content, Contact):
        references = [(content.organisation, "organisation")]
    elif isinstance(content, Round):
        references = [*((each, "issue") for each in content.issues), (content.before, "round")]
    for entry, kind in references:
        target = latest_version(connection, entry, ("published",)) if entry else None
        if entry and (target is None or target.kind != kind):
            raise unknown_entry_error(connection, entry, kind)


def add(
    connection: Connection,
    kind: str,
    content: Content,
    account: Account,
    entry: str | None,
    newest: EntryVersion | None,
    speaks_for: str | None,
    now: dt.datetime,
    base: int | None = None,
) -> EntryVersion:
    """Store a version of checked content in the caller's transaction, and log its hash."""
    entry = entry or f"{kind}-{secrets.token_hex(6)}"
    if base is None:
        current = latest_version(connection, entry, ("published",)) or newest
        base = current.version if current else None
    values = {"based_on": base, "organisation": newest.organisation if newest else speaks_for}
    new_version = _store(connection, kind, entry, content, account.name, now, values)
    subject = f"{new_version.entry} {new_version.version}"
    record(connection, account.name, "propose-entry", subject, sealed_of(new_version))
    return new_version


def _store(
    connection: Connection,
    kind: str,
    entry: str,
    content: Content,
    writer: str,
    now: dt.datetime,
    more: Mapping[str, Any],
) -> EntryVersion:
    """Write a new version that waits."""
    # The highest number is counted, not the newest version that says something: that may be erased.
    numbers = select(func.max(entry_version.c.version)).where(entry_version.c.entry == entry)
    version = (connection.execute(numbers).scalar() or 0) + 1
    values = {"entry": entry, "kind": kind, "version": version, "content": as_json(content)}
    values |= {"status": "proposed", "proposed_by": writer, "proposed_at": now, "review_note": ""}
    result = connection.execute(insert(entry_version).values(**values, **more))
    assert result.inserted_primary_key is not None
    return version_by_number(connection, int(result.inserted_primary_key[0]))
