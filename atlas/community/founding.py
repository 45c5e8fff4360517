"""What the founding consultation found, stored once as the community's first entries."""

from __future__ import annotations

import datetime as dt
import tomllib

from sqlalchemy import Engine, select

from atlas.community.kinds import Content
from atlas.community.proposing import add, record_decision, validate_content
from atlas.editorial.names import STARTER_EDITOR, STARTER_PUBLISHER
from atlas.editorial.permissions import Account, Role
from atlas.settings import DATA
from atlas.store.community import entry_version
from atlas.store.engine import writing

FILES = ("concept", "issues", "road")
Founding = list[tuple[str, str, Content]]


def founding() -> Founding:
    """Return the founding entries as (kind, entry, content), each checked.

    Raises
    ------
    BadEntry
    """
    entries: Founding = []
    for name in FILES:
        tables = tomllib.loads((DATA / "community" / f"{name}.toml").read_text(encoding="utf-8"))
        for kind, rows in tables.items():
            entries += [(kind, row.pop("entry"), validate_content(kind, row)) for row in rows]
    return entries


def store_founding(engine: Engine) -> int:
    """Store the founding entries that are not known yet, each let through; return how many.

    An entry that members changed since, or an editor withdrew, is left as it is.

    Raises
    ------
    BadEntry
    """
    seeds = founding()
    now = dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        existing = set(connection.execute(select(entry_version.c.entry).distinct()).scalars())
        new = [seed for seed in seeds if seed[1] not in existing]
        if not new:
            return 0
        editor = Account(STARTER_EDITOR, Role.EDITOR)
        for kind, entry, content in new:
            version = add(connection, kind, content, editor, entry, None, None, now)
            record_decision(connection, version, let=True, by=STARTER_PUBLISHER, now=now)
    return len(new)
