"""Invitations: a link that lets its holder choose an account's password, once."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import Connection, Engine, delete, insert, select, update

from atlas.editorial.accounts import UnknownAccount, find_account, require
from atlas.editorial.audit import record
from atlas.editorial.credentials import hash_password, store_password
from atlas.editorial.keys import hash_token
from atlas.editorial.limits import aware
from atlas.editorial.names import CLI, normalise_name
from atlas.editorial.sessions import open_session
from atlas.errors import AtlasError, InvalidParameter
from atlas.i18n import N_
from atlas.store.desk import invite
from atlas.store.engine import writing

DAYS, MOST_DAYS = 7, 90


class InviteUnusable(AtlasError):
    """Unknown, used, replaced or too old: which of them is not said."""

    code = "invite-unusable"
    http_status = 410
    template = "This invitation cannot be used any more. Ask an administrator for a new one."

    def __init__(self) -> None:
        super().__init__(self.template)


def make_invite(engine: Engine, name: str, *, days: int = DAYS, by: str = CLI) -> str:
    """Return the token of a new invitation; older ones of the account end.

    Raises
    ------
    UnknownAccount, NotAllowed, InvalidParameter
    """
    if not 1 <= days <= MOST_DAYS:
        raise InvalidParameter(N_("An invitation lasts 1 to {most} days."), most=MOST_DAYS)
    token, now = secrets.token_urlsafe(32), dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        if by != CLI:
            require(connection, by, "invite")
        account = find_account(connection, normalise_name(name))
        waiting = (invite.c.account == account.name) & invite.c.used_at.is_(None)
        connection.execute(delete(invite).where(waiting))
        connection.execute(
            insert(invite).values(
                token_hash=hash_token(token),
                account=account.name,
                invited_by=by,
                expires_at=now + dt.timedelta(days=days),
            )
        )
        record(connection, by, "invite", account.name, f"{days} days")
    return token


def invitee_name(engine: Engine, token: str) -> str:
    """Return whom an invitation is for; looking at it does not use it.

    Raises
    ------
    InviteUnusable
    """
    with engine.connect() as connection:
        return _account(connection, token, dt.datetime.now(dt.UTC))


def use_invite(engine: Engine, token: str, password: str) -> str:
    """Set the password of the invited account; return the cookie of a new session.

    Raises
    ------
    InviteUnusable, PasswordTooShort, PasswordTooLong
    """
    invitee_name(engine, token)
    new, now = hash_password(password), dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        name = _account(connection, token, now)  # again: now nobody else can use it
        this = invite.c.token_hash == hash_token(token)
        connection.execute(update(invite).where(this).values(used_at=now))
        record(connection, name, "invite-used", name)
        store_password(connection, name, new, by=name, now=now)
        return open_session(connection, name, now, "invite")


def _account(connection: Connection, token: str, now: dt.datetime) -> str:
    row = connection.execute(
        select(invite.c.account, invite.c.expires_at).where(
            invite.c.token_hash == hash_token(token), invite.c.used_at.is_(None)
        )
    ).first()
    until = aware(row.expires_at) if row else None
    if row is None or until is None or now >= until:
        raise InviteUnusable
    try:
        return find_account(connection, row.account).name
    except UnknownAccount:
        raise InviteUnusable from None
