"""Accounts, roles and what each role may do: one table, asked everywhere."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Connection, Engine, insert, select, update

from atlas.codebook import codebook
from atlas.editorial.audit import record
from atlas.errors import AtlasError
from atlas.store.engine import writing
from atlas.store.schema import account


class Role(StrEnum):
    """Roles, from reading to everything."""

    VIEWER = "viewer"
    OFFICIAL = "official"
    MEMBER = "member"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMIN = "admin"


PERMISSIONS: dict[str, frozenset[Role]] = {
    "submit": frozenset({Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN}),
    "review": frozenset({Role.REVIEWER, Role.PUBLISHER, Role.ADMIN}),
    "publish": frozenset({Role.PUBLISHER, Role.ADMIN}),
    "roll-back": frozenset({Role.PUBLISHER, Role.ADMIN}),
    "reply": frozenset({Role.OFFICIAL, Role.ADMIN}),
}

# The start of an installation publishes its starter release under these names. Two of
# them, because nobody reviews their own submission, not even the atlas itself.
STARTER_EDITOR = "atlas-starter"
STARTER_PUBLISHER = "atlas-starter-review"


class UnknownAccount(AtlasError):
    """No account of that name."""

    code = "unknown-account"
    http_status = 404
    template = "There is no account “{name}”. An administrator can add it."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


class NotAllowed(AtlasError):
    """The account's role does not allow the action."""

    code = "not-allowed"
    http_status = 403
    template = "The account “{name}” ({role}) may not do this: {action}."

    def __init__(self, name: str, role: str, action: str) -> None:
        super().__init__(self.template, name=name, role=role, action=action)


class CountryMissing(AtlasError):
    """An official's account needs the country it speaks for."""

    code = "country-missing"
    http_status = 422
    template = "The account of an official needs a country."


def add_account(engine: Engine, name: str, role: Role, country: str | None = None) -> None:
    """Add an account, or change the role of an existing one.

    Raises
    ------
    CountryMissing, UnknownCountry
    """
    if role is Role.OFFICIAL and not country:
        raise CountryMissing(CountryMissing.template)
    iso3 = codebook().country(country).iso3 if country else None
    values = {"role": role.value, "country": iso3, "disabled": False}
    with writing(engine) as connection:
        known = connection.execute(select(account.c.name).where(account.c.name == name)).first()
        if known:
            connection.execute(update(account).where(account.c.name == name).values(values))
        else:
            now = dt.datetime.now(dt.UTC)
            connection.execute(insert(account).values(name=name, created_at=now, **values))
        record(connection, name, "account", name, f"{role.value} {iso3 or ''}".strip())


def require(connection: Connection, name: str, action: str) -> None:
    """Raise unless the account may do the action (a key of ``PERMISSIONS``).

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    found = connection.execute(
        select(account.c.role).where(account.c.name == name, account.c.disabled.is_(False))
    ).scalar()
    if found is None:
        raise UnknownAccount(name)
    if Role(found) not in PERMISSIONS[action]:
        raise NotAllowed(name, found, action)
