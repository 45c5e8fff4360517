"""Passwords: argon2id, long rather than strange, and no hint at who has an account.

A password is looked at outside of any transaction, since that takes tens of milliseconds,
and two at a time at most, since each takes 64 MiB.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, insert, select, update

from atlas.editorial import limits
from atlas.editorial.accounts import UnknownAccount, find_account
from atlas.editorial.audit import record
from atlas.editorial.names import CLI, is_built_in, normalise_name
from atlas.editorial.sessions import close_all, open_session
from atlas.errors import AtlasError
from atlas.salt import salted_hash
from atlas.store.desk import credential
from atlas.store.engine import writing
from atlas.store.schema import account

SHORTEST, LONGEST = 12, 1024
PER_ADDRESS, SPAN = 60, dt.timedelta(hours=1)
LOGGED_UNKNOWN = 50  # strangers must not be able to fill the log

_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)


class WrongSignIn(AtlasError):
    """Name and password do not belong together; which of them is wrong is not said."""

    code = "wrong-sign-in"
    http_status = 401
    template = "This name and this password do not match."

    def __init__(self) -> None:
        super().__init__(self.template)


class PasswordTooShort(AtlasError):
    """Length is the one rule."""

    code = "password-too-short"
    http_status = 422
    template = "A password needs at least {least} characters. Several words make a good password."

    def __init__(self) -> None:
        super().__init__(self.template, least=SHORTEST)


class PasswordTooLong(AtlasError):
    """Longer than anything that a person or a password manager writes."""

    code = "password-too-long"
    http_status = 422
    template = "A password can have at most {most} characters."

    def __init__(self) -> None:
        super().__init__(self.template, most=LONGEST)


def hash_password(password: str) -> str:
    """Return the hash of a new password.

    Raises
    ------
    PasswordTooShort, PasswordTooLong
    """
    text = _normalise(password)
    if len(text) < SHORTEST:
        raise PasswordTooShort
    if len(text) > LONGEST:
        raise PasswordTooLong
    with _AT_ONCE:
        return _HASHER.hash(text)


def store_password(
    connection: Connection, name: str, password_hash: str, *, by: str, now: dt.datetime
) -> None:
    """Set a password in the caller's transaction and end all sessions of the account."""
    values = {
        "password_hash": password_hash,
        "failures": 0,
        "locked_until": None,
        "changed_at": now,
    }
    statement = update(credential).where(credential.c.account == name).values(values)
    if not connection.execute(statement).rowcount:
        connection.execute(insert(credential).values(account=name, **values))
    close_all(connection, name)
    record(connection, by, "password-changed", name)


def replace_password(engine: Engine, name: str, password: str, *, by: str = CLI) -> None:
    """Set an account's password, as the command line does.

    Raises
    ------
    UnknownAccount, PasswordTooShort, PasswordTooLong
    """
    new = hash_password(password)
    with writing(engine) as connection:
        account = find_account(connection, normalise_name(name))
        store_password(connection, account.name, new, by=by, now=_now())


def sign_in(engine: Engine, name: str, password: str, *, address: str = "") -> str:
    """Return the cookie of a new session.

    Raises
    ------
    WrongSignIn, TooManyAttempts
    """
    name, password_hash = prove(engine, name, password, address=address)
    new = None
    if _HASHER.check_needs_rehash(password_hash):
        with _AT_ONCE:
            new = _HASHER.hash(_normalise(password))
    now = _now()
    with writing(engine) as connection:
        try:
            find_account(connection, name)  # it may have been disabled in this moment
        except UnknownAccount:
            raise WrongSignIn from None
        if new:
            mine = credential.c.account == name
            connection.execute(update(credential).where(mine).values(password_hash=new))
        return open_session(connection, name, now, "password")


def change_password(engine: Engine, name: str, old: str, new: str, *, address: str = "") -> str:
    """Change one's own password; all sessions end. Return the cookie of a new one.

    Raises
    ------
    WrongSignIn, TooManyAttempts, PasswordTooShort, PasswordTooLong
    """
    new_hash = hash_password(new)
    prove(engine, name, old, address=address)
    now = _now()
    with writing(engine) as connection:
        store_password(connection, name, new_hash, by=name, now=now)
        return open_session(connection, name, now, "password")


def prove(engine: Engine, name: str, password: str, *, address: str = "") -> tuple[str, str]:
    """Return an account's name and stored hash when the password is its own.

    Every attempt is counted before it is looked at, for the name and for the address. A name
    without an account costs the same time and is locked the same way.

    Raises
    ------
    WrongSignIn, TooManyAttempts
    """
    name, now = normalise_name(name)[:200], _now()
    with writing(engine) as connection:
        from_here = salted_hash(address)
        limits.allow(connection, "sign-in", from_here, most=PER_ADDRESS, span=SPAN, now=now)
        strikes = limits.strike(connection, name, now)
        password_hash = connection.execute(
            select(credential.c.password_hash)
            .join(account, account.c.name == credential.c.account)
            .where(account.c.name == name, account.c.disabled.is_(False))
        ).scalar()
    if is_built_in(name):
        password_hash = None  # whatever stands in the database
    right = password_matches(password_hash or _nobody(), _normalise(password))
    with writing(engine) as connection:
        if right and password_hash:
            limits.clear(connection, name, now)
            return name, password_hash
        _log_failure(connection, name, now, is_locked=strikes.until is not None)
    raise WrongSignIn


def password_matches(password_hash: str, password: str) -> bool:
    """Tell whether a password has this hash."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def _log_failure(connection: Connection, name: str, now: dt.datetime, *, is_locked: bool) -> None:
    """Log a failure; not the name of no account, which may be a password in the wrong field."""
    account_name = connection.execute(select(account.c.name).where(account.c.name == name)).scalar()
    if account_name is None:
        n_attempts = limits.count_event(connection, "unknown-name", "", span=SPAN, now=now)
        if n_attempts > LOGGED_UNKNOWN:
            return
    subject = account_name or "unknown"
    record(connection, subject, "sign-in-failed", subject)
    if is_locked:
        record(connection, subject, "locked", subject)


def _normalise(password: str) -> str:
    """One spelling of what different keyboards write differently."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Return a hash that belongs to nobody, for names without a password."""
    return _HASHER.hash("the password of nobody")


def warm() -> None:
    """Make the hash of nobody at the start, so that the first unknown name is not slower."""
    _nobody()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
