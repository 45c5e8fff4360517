"""Results that were computed from a release's records once, kept until their inputs change.

A result is found by its kind, its indicator and the digest of all that decides it: the ids of
the records read, the parameters, the version of the method. Another release with the same
records finds it too; a record that is taken down, added or corrected changes the digest.
Nothing here is part of a release: the table may be emptied at any time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Column, DateTime, Engine, String, Table, Text, delete, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from atlas.store.engine import writing
from atlas.store.schema import metadata

computed = Table(
    "computed",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("indicator", String(40), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("payload", Text, nullable=False),
    Column("computed_at", DateTime(timezone=True), nullable=False),
)
Result = TypeVar("Result")
KEPT = 24  # results of one kind and indicator: releases and windows that readers ask for


def inputs_digest(records: Iterable[str], *decisions: str) -> str:
    """Return the digest of the ids of the records read, in any order, and of the decisions."""
    hasher = hashlib.sha256("\x1f".join(decisions).encode())
    for record in sorted(records):
        hasher.update(b"\x1e" + record.encode())
    return hasher.hexdigest()


def find_result(engine: Engine, kind: str, indicator: str, key: str) -> str | None:
    """Return the payload of a result, None when it was not computed yet."""
    query = select(computed.c.payload).where(
        computed.c.kind == kind, computed.c.indicator == indicator, computed.c.digest == key
    )
    with engine.connect() as connection:
        payload = connection.execute(query).scalar()
    return None if payload is None else str(payload)


def store_result(engine: Engine, kind: str, indicator: str, key: str, payload: str) -> None:
    """Keep a result; two who computed it at once keep it once. The oldest make room."""
    own = (computed.c.kind == kind, computed.c.indicator == indicator)
    row = {"kind": kind, "indicator": indicator, "digest": key, "payload": payload}
    try:
        with writing(engine) as connection:
            newest = select(computed.c.digest).where(*own)
            newest = newest.order_by(computed.c.computed_at.desc()).limit(KEPT - 1)
            digests = list(connection.execute(newest).scalars())
            connection.execute(delete(computed).where(*own, computed.c.digest.not_in(digests)))
            connection.execute(insert(computed).values(**row, computed_at=dt.datetime.now(dt.UTC)))
    except IntegrityError:
        return


def stored_result(
    engine: Engine,
    kind: str,
    indicator: str,
    key: str,
    adapter: TypeAdapter[Result],
    compute: Callable[[], Result],
) -> Result:
    """Return a result of a kind, computed where it is not stored yet.

    A read-only or busy database gives the same answer, only slower.
    """
    stored_json = find_result(engine, kind, indicator, key)
    if stored_json is not None:
        return adapter.validate_json(stored_json)
    result = compute()
    try:
        store_result(engine, kind, indicator, key, adapter.dump_json(result).decode())
    except OperationalError:
        return result
    return result
