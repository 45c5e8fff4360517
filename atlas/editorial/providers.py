"""Accounts at an organisation's own OpenID Connect provider: bound to issuer and subject.

A provider's names can be changed, taken over or chosen by their holders; the pair of issuer and
subject cannot. An administrator binds an account to a pair. An account that has never had another
way in, and is no administrator's, is bound by its first sign-in, when the provider states its
name; from then on only that pair opens it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Engine, insert, select, update

from atlas.editorial.accounts import UnknownAccount, find_account, require
from atlas.editorial.audit import record
from atlas.editorial.credentials import WrongSignIn
from atlas.editorial.names import CLI, normalise_name
from atlas.editorial.permissions import Account, Role
from atlas.editorial.sessions import close_all, open_session
from atlas.errors import AtlasError, InvalidParameter
from atlas.i18n import N_
from atlas.store.desk import credential, oidc_binding
from atlas.store.engine import writing

LONGEST_ISSUER, LONGEST_SUBJECT = 500, 255
HOW = "oidc"


class SubjectTaken(AtlasError):
    """Another account is bound to this person of the provider."""

    code = "subject-taken"
    http_status = 409
    template = "Another account is linked to this subject of {issuer}. Unlink that account first."


def link_identity(engine: Engine, name: str, issuer: str, subject: str, *, by: str = CLI) -> None:
    """Bind an account to a person of a provider; an earlier binding to the same provider ends.

    Raises
    ------
    SubjectTaken, InvalidParameter, UnknownAccount, NotAllowed
    """
    if not _usable(issuer, subject):
        raise InvalidParameter(N_("Give the provider’s issuer and the person’s subject there."))
    with writing(engine) as connection:
        _allow(connection, by)
        account = find_account(connection, normalise_name(name))
        holder = _holder(connection, issuer, subject)
        if holder not in (None, account.name):
            raise SubjectTaken(SubjectTaken.template, issuer=issuer)
        _end(connection, account.name, issuer)
        _bind(connection, account.name, issuer, subject, by)


def unlink(engine: Engine, name: str, *, by: str = CLI) -> None:
    """End all bindings of an account, and its sessions. Only ``link_identity`` binds it again.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    with writing(engine) as connection:
        _allow(connection, by)
        account = find_account(connection, normalise_name(name))
        _end(connection, account.name)
        close_all(connection, account.name)
        record(connection, by, "oidc-unlinked", account.name)


def bindings(engine: Engine, name: str) -> list[tuple[str, str]]:
    """Return issuer and subject of each person that opens an account."""
    query = select(oidc_binding.c.issuer, oidc_binding.c.subject).where(
        oidc_binding.c.account == normalise_name(name), oidc_binding.c.ended_at.is_(None)
    )
    with engine.connect() as connection:
        return [(row.issuer, row.subject) for row in connection.execute(query)]


def sign_in_from(engine: Engine, issuer: str, subject: str, name: str) -> str:
    """Return the cookie of a new session for whom a provider vouches.

    ``name`` is what the provider calls the person; it counts at the first sign-in only.

    Raises
    ------
    WrongSignIn
        Nobody gets an account by being known elsewhere, nor another one's by calling themselves
        so.
    """
    now = dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        account = _opened_by(connection, issuer, subject, normalise_name(name)[:200])
        if account is not None:
            return open_session(connection, account, now, HOW)
    raise WrongSignIn


def _opened_by(connection: Connection, issuer: str, subject: str, name: str) -> str | None:
    """Return the account that a person opens, bound now if this is the first time."""
    holder = _holder(connection, issuer, subject) if _usable(issuer, subject) else None
    try:
        account = find_account(connection, holder or name)
    except UnknownAccount:
        record(connection, "unknown", "sign-in-failed", "unknown", HOW)
        return None
    if holder is None:
        if not _usable(issuer, subject) or not _is_unopened(connection, account):
            # The pair is logged, so that an administrator can bind it if it is the right person.
            detail = f"{HOW} {issuer[:LONGEST_ISSUER]} {subject[:LONGEST_SUBJECT]}"
            record(connection, account.name, "sign-in-failed", account.name, detail)
            return None
        _bind(connection, account.name, issuer, subject, account.name)
    return account.name


def _usable(issuer: str, subject: str) -> bool:
    fits = 0 < len(issuer) <= LONGEST_ISSUER and 0 < len(subject) <= LONGEST_SUBJECT
    return fits and issuer.isprintable() and subject.isprintable()


def _holder(connection: Connection, issuer: str, subject: str) -> str | None:
    """Return the account of a pair of issuer and subject, None where none is bound (any more)."""
    query = select(oidc_binding.c.account).where(
        oidc_binding.c.issuer == issuer,
        oidc_binding.c.subject == subject,
        oidc_binding.c.ended_at.is_(None),
    )
    return connection.execute(query).scalar()


def _is_unopened(connection: Connection, account: Account) -> bool:
    """Tell whether nothing but a provider's word has ever opened an account."""
    if account.role is Role.ADMIN:
        return False
    ways = (
        select(oidc_binding.c.account).where(oidc_binding.c.account == account.name),
        select(credential.c.account).where(credential.c.account == account.name),
    )
    return all(connection.execute(way).first() is None for way in ways)


def _bind(connection: Connection, name: str, issuer: str, subject: str, by: str) -> None:
    now = dt.datetime.now(dt.UTC)
    this = (oidc_binding.c.issuer == issuer) & (oidc_binding.c.subject == subject)
    values = {"account": name, "bound_by": by, "bound_at": now, "ended_at": None}
    if not connection.execute(update(oidc_binding).where(this).values(values)).rowcount:
        connection.execute(insert(oidc_binding).values(issuer=issuer, subject=subject, **values))
    record(connection, by, "oidc-linked", name, f"{issuer} {subject}")


def _end(connection: Connection, name: str, issuer: str | None = None) -> None:
    own = (oidc_binding.c.account == name) & oidc_binding.c.ended_at.is_(None)
    if issuer is not None:
        own &= oidc_binding.c.issuer == issuer
    now = dt.datetime.now(dt.UTC)
    connection.execute(update(oidc_binding).where(own).values(ended_at=now))


def _allow(connection: Connection, by: str) -> None:
    if by != CLI:
        require(connection, by, "manage-accounts")
