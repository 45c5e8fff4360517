"""Sessions: a random token in a signed cookie, its SHA-256 in the database.

Deleting the row ends the session everywhere: every page and every command asks again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer
from sqlalchemy import Connection, Engine, delete, insert, select, update

from atlas.editorial.accounts import as_account
from atlas.editorial.audit import record
from atlas.editorial.keys import hash_token, secret
from atlas.editorial.limits import aware
from atlas.editorial.names import is_built_in
from atlas.editorial.permissions import Account
from atlas.store.desk import session
from atlas.store.engine import writing
from atlas.store.schema import account

COOKIE = "atlas_session"
IDLE = dt.timedelta(hours=8)
LONGEST = dt.timedelta(days=7)
REFRESH = dt.timedelta(minutes=5)  # a session that is used is written this often at most
FORM_AGE = dt.timedelta(hours=8)


@dataclass(frozen=True)
class OpenSession:
    """An open session, as its owner sees it; ``key`` is the SHA-256 of its token."""

    key: str
    since: dt.datetime
    until: dt.datetime


def open_session(connection: Connection, name: str, now: dt.datetime, how: str) -> str:
    """Open a session in the caller's transaction and return the value of its cookie.

    The token is always new, so whatever cookie a browser had before is worth nothing.
    ``how`` is what the log says of it: ``password``, ``invite``, ``oidc``.
    """
    token = secrets.token_urlsafe(32)
    connection.execute(delete(session).where(session.c.expires_at <= now))
    connection.execute(
        insert(session).values(
            token_hash=hash_token(token), account=name, created_at=now, expires_at=now + IDLE
        )
    )
    record(connection, name, "sign-in", name, how)
    return _signer().sign(token).decode()


def identify(engine: Engine, cookie: str | None, now: dt.datetime | None = None) -> Account | None:
    """Return whose session a cookie is; None when forged, expired, ended or disabled."""
    key = session_key(cookie)
    if key is None:
        return None
    now = now or dt.datetime.now(dt.UTC)
    query = (
        select(account, session.c.created_at.label("since"), session.c.expires_at)
        .join(session, session.c.account == account.c.name)
        .where(session.c.token_hash == key, account.c.disabled.is_(False))
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None or is_built_in(row.name):
        return None
    last, until = _utc(row.since) + LONGEST, _utc(row.expires_at)
    if now >= min(last, until):
        return None
    if now - (until - IDLE) > REFRESH:
        _prolong(engine, key, min(now + IDLE, last))
    return as_account(row)


def _prolong(engine: Engine, key: str, until: dt.datetime) -> None:
    with writing(engine) as connection:
        connection.execute(
            update(session).where(session.c.token_hash == key).values(expires_at=until)
        )


def close_session(engine: Engine, cookie: str | None) -> None:
    """End the session of a cookie; a cookie without a session changes nothing."""
    key = session_key(cookie)
    if key is None:
        return
    mine = session.c.token_hash == key
    with writing(engine) as connection:
        name = connection.execute(select(session.c.account).where(mine)).scalar()
        if name is not None:
            connection.execute(delete(session).where(mine))
            record(connection, name, "sign-out", name)


def close_all(connection: Connection, name: str) -> int:
    """End all sessions of an account in the caller's transaction; return their number."""
    return connection.execute(delete(session).where(session.c.account == name)).rowcount


def sign_out_everywhere(engine: Engine, name: str) -> None:
    """End all sessions of an account."""
    with writing(engine) as connection:
        n_closed = close_all(connection, name)
        record(connection, name, "sign-out", name, f"everywhere, {n_closed}")


def sessions_of(engine: Engine, name: str, now: dt.datetime | None = None) -> list[OpenSession]:
    """Return the open sessions of an account, the newest first."""
    now = now or dt.datetime.now(dt.UTC)
    query = (
        select(session)
        .where(session.c.account == name, session.c.expires_at > now)
        .order_by(session.c.created_at.desc())
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    open_sessions = [
        OpenSession(r.token_hash, _utc(r.created_at), _utc(r.expires_at)) for r in rows
    ]
    return [o for o in open_sessions if now < o.since + LONGEST]


def session_key(cookie: str | None) -> str | None:
    """Return the SHA-256 of a cookie's token; None unless its signature is ours."""
    try:
        return hash_token(_signer().unsign(cookie).decode()) if cookie else None
    except (BadSignature, UnicodeError):
        return None


def form_token(binding: str) -> str:
    """Return a token for the forms of one browser: ``binding`` is a secret of its cookie."""
    return str(_forms().dumps(hash_token(binding)))


def own_form(token: str, binding: str) -> bool:
    """Tell whether a form was made for this browser, not long ago."""
    try:
        value = _forms().loads(token, max_age=int(FORM_AGE.total_seconds()))
    except BadSignature:
        return False
    return secrets.compare_digest(str(value), hash_token(binding))


def _signer() -> Signer:
    return Signer(secret(), salt="atlas-session", digest_method=hashlib.sha256)


def _forms() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        secret(), salt="atlas-form", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _utc(moment: dt.datetime) -> dt.datetime:
    aware_moment = aware(moment)
    assert aware_moment is not None
    return aware_moment
