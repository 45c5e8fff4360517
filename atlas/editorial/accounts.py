"""Accounts: made, changed and disabled; ``require`` decides what one may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from atlas.codebook import codebook
from atlas.editorial.audit import record
from atlas.editorial.names import CLI, BuiltIn, is_built_in, name_skeleton, normalise_name
from atlas.editorial.permissions import PERMISSIONS, ROLE_NAMES, Account, Role
from atlas.errors import AtlasError, UnknownChoice
from atlas.store.desk import session
from atlas.store.engine import writing
from atlas.store.kinds import KINDS
from atlas.store.schema import account, audit

LONGEST = 80


class UnknownAccount(AtlasError):
    """No account of that name."""

    code = "unknown-account"
    http_status = 404
    template = "There is no account “{name}”. An administrator can add it."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class BuiltInAccount(UnknownAccount):
    """The atlas's own accounts are nobody's: nobody signs in with one or acts under its name."""

    code = "built-in-account"
    http_status = 403
    template = "“{name}” is one of the atlas's own accounts. Nobody can use or change it."


class NotAllowed(AtlasError):
    """The account's role does not allow the action."""

    code = "not-allowed"
    http_status = 403
    template = "The account “{name}” ({role}) may not do this: {action}."

    def __init__(self, name: str, role: str, action: str) -> None:
        super().__init__(self.template, name=name, role=role, action=action)


class OutOfScope(NotAllowed):
    """The role allows the action, but not for these countries or themes."""

    code = "out-of-scope"
    template = "The account “{name}” may not do this for {outside}: {action}."

    def __init__(self, name: str, action: str, outside: Iterable[str]) -> None:
        AtlasError.__init__(
            self, self.template, name=name, action=action, outside=", ".join(outside)
        )


class CountryMissing(AtlasError):
    """An official's account needs the country it speaks for."""

    code = "country-missing"
    http_status = 422
    template = "The account of an official needs a country."


class NoLimits(AtlasError):
    """Only editors are limited."""

    code = "no-limits"
    http_status = 422
    template = "Only an editor can be limited to countries or themes."


class BadName(AtlasError):
    """A name that the log could not tell from another one."""

    code = "bad-name"
    http_status = 422
    template = (
        "“{name}” cannot be the name of an account: use 1 to 80 visible characters that no other "
        "account has as its name."
    )

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class UnknownTheme(UnknownChoice):
    """No theme of that id in the codebook."""

    code = "unknown-theme"
    template = "No theme is called “{value}”."
    hint = "No theme is called “{value}”. The themes are {nearest}."


def add_account(
    engine: Engine,
    name: str,
    role: Role,
    country: str | None = None,
    *,
    countries: Collection[str] = (),
    themes: Collection[str] = (),
    by: str = CLI,
) -> None:
    """Add an account, or change the role and limits of an existing one and enable it.

    Raises
    ------
    BadName, CountryMissing, NoLimits, UnknownCountry, UnknownTheme, NotAllowed
    """
    if role is Role.OFFICIAL and not country:
        raise CountryMissing(CountryMissing.template)
    if role is not Role.EDITOR and (countries or themes):
        raise NoLimits(NoLimits.template)
    book = codebook()
    values = {
        "role": role.value,
        "country": book.country(country).iso3 if country else None,
        "countries": ",".join(sorted({book.country(c).iso3 for c in countries})),
        "themes": ",".join(sorted(map(_theme, set(themes)))),
        "disabled": False,
    }
    name = name if isinstance(name, BuiltIn) else normalise_name(name)
    with writing(engine) as connection:
        _allow(connection, by)
        if is_built_in(name) and not isinstance(name, BuiltIn):
            raise BadName(name)
        before = connection.execute(select(account.c.role).where(account.c.name == name)).scalar()
        if before is None:
            _refuse_bad_name(connection, name)
            now = dt.datetime.now(dt.UTC)
            connection.execute(insert(account).values(name=name, created_at=now, **values))
        else:
            connection.execute(update(account).where(account.c.name == name).values(values))
        limits = " ".join(str(values[k]) for k in ("country", "countries", "themes") if values[k])
        detail = f"{role.value} {limits}" if before is None else f"{before} → {role.value} {limits}"
        record(
            connection, by, "account" if before is None else "role-changed", name, detail.strip()
        )


def disable_account(engine: Engine, name: str, *, by: str = CLI) -> None:
    """Disable an account and end its sessions; ``add_account`` enables it again.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    with writing(engine) as connection:
        _allow(connection, by)
        end(connection, find_account(connection, name).name, by=by)


def end(connection: Connection, name: str, *, by: str) -> None:
    """Disable an account and end its sessions, in the caller's transaction."""
    connection.execute(update(account).where(account.c.name == name).values(disabled=True))
    connection.execute(delete(session).where(session.c.account == name))
    record(connection, by, "account-disabled", name)


def find_account(connection: Connection, name: str) -> Account:
    """Return an account that is not disabled.

    Raises
    ------
    UnknownAccount
    BuiltInAccount
        Unless the atlas's own code asks (``names.BuiltIn``).
    """
    if is_built_in(name) and not isinstance(name, BuiltIn):
        raise BuiltInAccount(name)
    row = connection.execute(
        select(account).where(account.c.name == name, account.c.disabled.is_(False))
    ).first()
    if row is None:
        raise UnknownAccount(name)
    return as_account(row)


def as_account(row: Row[Any]) -> Account:
    """Return a row of the table ``account`` as what permissions are asked of."""
    return Account(
        name=row.name,
        role=Role(row.role),
        country=row.country,
        countries=frozenset(filter(None, row.countries.split(","))),
        themes=frozenset(filter(None, row.themes.split(","))),
        disabled=row.disabled,
    )


def require(
    connection: Connection,
    name: str,
    action: str,
    *,
    countries: Collection[str] | None = None,
    themes: Collection[str] | None = None,
) -> Account:
    """Return the account, or raise unless it may do the action (a key of ``PERMISSIONS``).

    ``countries`` (ISO3) and ``themes`` are all that the action touches; ``None`` where it
    touches no particular one. An official must always name the country.

    Raises
    ------
    UnknownAccount, NotAllowed, OutOfScope
    """
    account = find_account(connection, name)
    if not account.has(action):
        raise NotAllowed(name, account.role, action)
    if not account.may(action, countries, themes):
        raise OutOfScope(name, action, account.outside(countries, themes)[:5] or ("—",))
    return account


def _refuse_bad_name(connection: Connection, name: str) -> None:
    """Refuse a name that is, or looks like, another one: of today, or of the log.

    What the log says of a name is said of one person, for good.
    """
    once = select(audit.c.subject).where(audit.c.action == "account")
    others = {*connection.execute(select(account.c.name)).scalars()}
    others |= {*connection.execute(once).scalars()}
    likenesses = set(map(name_skeleton, others))
    if (
        not 0 < len(name) <= LONGEST
        or not name.isprintable()
        or name_skeleton(name) in likenesses | {""}
    ):
        raise BadName(name)


def _theme(theme: str) -> str:
    theme_ids = [t.id for t in codebook().themes]
    if theme not in theme_ids and theme not in KINDS:
        raise UnknownTheme(theme, tuple(theme_ids))
    return theme


def _allow(connection: Connection, by: str) -> None:
    if by != CLI:
        require(connection, by, "manage-accounts")


__all__ = ["PERMISSIONS", "ROLE_NAMES", "Account", "Role", "add_account", "find_account", "require"]
