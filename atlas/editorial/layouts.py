"""How a publisher's files are read: said once by an editor, remembered for the next file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine, insert, select, update

from atlas.editorial.accounts import require
from atlas.intake.layout import Mapping as Layout
from atlas.intake.layout import fingerprint
from atlas.store.desk import layout_memory as table
from atlas.store.engine import writing

LONGEST = 120


def store_layout(
    engine: Engine, publisher: str, fingerprint: str, mapping: Mapping[str, Any], *, by: str
) -> None:
    """Remember how a layout of a publisher is read; the last word counts.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    this = (table.c.publisher == publisher[:LONGEST]) & (table.c.fingerprint == fingerprint)
    values = {
        "mapping": json.dumps(mapping, ensure_ascii=False),
        "remembered_by": by,
        "remembered_at": dt.datetime.now(dt.UTC),
    }
    with writing(engine) as connection:
        require(connection, by, "draft")
        if connection.execute(update(table).where(this).values(values)).rowcount == 0:
            key = {"publisher": publisher[:LONGEST], "fingerprint": fingerprint}
            connection.execute(insert(table).values(**key, **values))


def recall(engine: Engine, publisher: str, fingerprint: str) -> dict[str, Any] | None:
    """Return how a layout of a publisher was read the last time."""
    this = (table.c.publisher == publisher[:LONGEST]) & (table.c.fingerprint == fingerprint)
    with engine.connect() as connection:
        mapping = connection.execute(select(table.c.mapping).where(this)).scalar()
    return json.loads(mapping) if mapping else None


def remember_tables(
    engine: Engine, publisher: str, tables: Iterable[Mapping[str, Any]], *, by: str
) -> None:
    """Remember each table of a file (``Mapping.to_json``)."""
    for each in tables:
        key = fingerprint(Layout.from_json(dict(each)))
        store_layout(engine, publisher, key, each, by=by)


def recall_tables(
    engine: Engine, publisher: str, tables: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]] | None:
    """Return the tables read as those of earlier files like this; None when none is known."""
    layouts, is_known = [], False
    for each in tables:
        layout = Layout.from_json(dict(each))
        mapping = recall(engine, publisher, fingerprint(layout))
        is_known = is_known or mapping is not None
        read = Layout.from_json(mapping).moved(layout) if mapping else layout
        layouts.append(read.to_json())
    return layouts if is_known else None
