"""Who stands behind a pseudonym: kept apart, read by administrators only, each time logged.

Nothing of it is in a release, an export, the API or the log: the log says that it was set,
read or erased, and by whom, never what it says. Erasing leaves the log's chain whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, update

from atlas.editorial.accounts import UnknownAccount, require
from atlas.editorial.audit import record
from atlas.editorial.erasure import Eraser, ErasureReport, erase
from atlas.store.desk import private_identity
from atlas.store.engine import writing
from atlas.store.schema import account

ACTION = "read-identity"


@dataclass(frozen=True)
class Identity:
    """A person's name and how to reach them; ``erased_at`` when it was erased."""

    real_name: str = ""
    contact: str = ""
    erased_at: dt.datetime | None = None


def set_identity(engine: Engine, name: str, identity: Identity, *, by: str) -> None:
    """Keep who stands behind an account.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    with writing(engine) as connection:
        _allow(connection, name, by)
        _write(connection, name, identity)
        record(connection, by, "identity-set", name)


def read_identity(engine: Engine, name: str, *, by: str) -> Identity | None:
    """Return who stands behind an account, None when nobody wrote it down; log the reading.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    with writing(engine) as connection:
        _allow(connection, name, by)
        row = connection.execute(
            select(private_identity).where(private_identity.c.account == name)
        ).first()
        record(connection, by, "identity-read", name)
    return Identity(row.real_name, row.contact, row.erased_at) if row else None


def erase_identity(engine: Engine, name: str, *, by: str) -> ErasureReport:
    """Erase who stands behind an account, from the database's own pages too.

    Raises
    ------
    UnknownAccount, NotAllowed
    """

    def work(eraser: Eraser) -> None:
        _allow(eraser.connection, name, by)
        _write(eraser.connection, name, None)
        blank_identity(eraser, name)
        record(eraser.connection, by, "identity-erased", name)

    return erase(engine, work)


def blank_identity(eraser: Eraser, name: str) -> None:
    """Blank who stands behind an account, where somebody wrote it down."""
    empty_values = {"real_name": "", "contact": "", "erased_at": dt.datetime.now(dt.UTC)}
    eraser.blank(private_identity, private_identity.c.account == name, empty_values)


def _allow(connection: Connection, name: str, by: str) -> None:
    require(connection, by, ACTION)
    query = select(account.c.name).where(account.c.name == name)
    if connection.execute(query).first() is None:
        raise UnknownAccount(name)


def _write(connection: Connection, name: str, identity: Identity | None) -> None:
    """Keep an identity; with None only that there is a place for one."""
    condition = private_identity.c.account == name
    stands = connection.execute(select(private_identity.c.account).where(condition)).first()
    if stands is None:
        values = {"real_name": "", "contact": ""}
        connection.execute(insert(private_identity).values(account=name, **values))
    if identity is not None:
        values = {"real_name": identity.real_name, "contact": identity.contact}
        change = update(private_identity).where(condition)
        connection.execute(change.values(erased_at=None, **values))
