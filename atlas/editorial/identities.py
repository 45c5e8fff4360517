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


def set_identity(engine: Engine, name: str, said: Identity, *, by: str) -> None:
    """Keep who stands behind an account.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    with writing(engine) as connection:
        _allow(connection, name, by)
        _write(connection, name, said.real_name, said.contact, None)
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


def erase_identity(engine: Engine, name: str, *, by: str) -> None:
    """Erase who stands behind an account, from the database's own pages too.

    Raises
    ------
    UnknownAccount, NotAllowed
    """
    sqlite = engine.dialect.name == "sqlite"
    with writing(engine) as connection:
        _allow(connection, name, by)
        if sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        _write(connection, name, "", "", dt.datetime.now(dt.UTC))
        record(connection, by, "identity-erased", name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The old words still stand in SQLite's journal or in PostgreSQL's dead rows.
        if sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.exec_driver_sql("VACUUM private_identity")


def _allow(connection: Connection, name: str, by: str) -> None:
    require(connection, by, ACTION)
    known = select(account.c.name).where(account.c.name == name)
    if connection.execute(known).first() is None:
        raise UnknownAccount(name)


def _write(
    connection: Connection,
    name: str,
    real_name: str,
    contact: str,
    erased_at: dt.datetime | None,
) -> None:
    values = {"real_name": real_name, "contact": contact, "erased_at": erased_at}
    known = update(private_identity).where(private_identity.c.account == name).values(values)
    if not connection.execute(known).rowcount:
        connection.execute(insert(private_identity).values(account=name, **values))
