"""The list of accounts, for administrators."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from atlas.editorial.accounts import as_account
from atlas.editorial.limits import aware
from atlas.editorial.permissions import Account
from atlas.store.desk import credential, session
from atlas.store.schema import account


@dataclass(frozen=True)
class AccountListing:
    """An account with how it signs in; never who stands behind it."""

    account: Account
    created_at: dt.datetime | None
    has_password: bool
    locked_until: dt.datetime | None
    sessions: int


def account_listings(engine: Engine, now: dt.datetime | None = None) -> list[AccountListing]:
    """Return all accounts, by name."""
    now = now or dt.datetime.now(dt.UTC)
    session_counts = (
        select(session.c.account, func.count().label("opened"))
        .where(session.c.expires_at > now)
        .group_by(session.c.account)
        .subquery()
    )
    query = (
        select(account, credential.c.changed_at, credential.c.locked_until, session_counts.c.opened)
        .outerjoin(credential, credential.c.account == account.c.name)
        .outerjoin(session_counts, session_counts.c.account == account.c.name)
        .order_by(account.c.name)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return [
        AccountListing(
            as_account(row),
            aware(row.created_at),
            row.changed_at is not None,
            until if (until := aware(row.locked_until)) and until > now else None,
            row.opened or 0,
        )
        for row in rows
    ]
