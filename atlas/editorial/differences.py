"""What changed between two releases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select

from atlas.store import frames
from atlas.store.kinds import KINDS, OBSERVATION, PROVENANCE, RecordKind
from atlas.store.schema import membership
from atlas.store.selection import in_release, release_of

KEY = ["country", "indicator", "period", "breakdown", "source_id"]
SHOWN = ["value", "low", "high", "value_kind", "category", "missing_reason", "original"]
RECORD = ["change", "kind", "country", "key", "source_id", "old", "new"]
CHUNK = 5_000
Row = Mapping[str, Any]


def diff(engine: Engine, old: str, new: str) -> pd.DataFrame:
    """Return the observations that differ between two releases.

    Columns: change (added, removed, changed), the key columns, and old_ and new_ of value,
    low, high, value_kind, category, missing_reason and original.

    Raises
    ------
    UnknownRelease
    """
    before = frames.observations(engine, release=old)
    after = frames.observations(engine, release=new)
    both = before[[*KEY, "id", *SHOWN]].merge(
        after[[*KEY, "id", *SHOWN]], on=KEY, how="outer", suffixes=("_old", "_new"), indicator=True
    )
    names = {"left_only": "removed", "right_only": "added", "both": "changed"}
    both["change"] = both["_merge"].astype(str).map(names)
    both = both[both["id_old"] != both["id_new"]]
    new_names = {f"{c}_{side}": f"{side}_{c}" for c in SHOWN for side in ("old", "new")}
    columns = ["change", *KEY, *new_names.values()]
    return both.rename(columns=new_names)[columns].reset_index(drop=True)


def diff_records(engine: Engine, old: str, new: str) -> pd.DataFrame:
    """Return the records of all other kinds that differ between two releases.

    Only what differs is read, so that two large releases are compared at the cost of what
    changed between them.

    Returns
    -------
    DataFrame
        Columns change (added, removed, changed), kind, country, key (what the release holds
        once, as text), source_id, and old and new: ``column: text`` of what differs, joined
        by semicolons; None where there is no record. Sorted by kind, country and key.

    Raises
    ------
    UnknownRelease
    """
    sides = [release_of(engine, label)[1] for label in (old, new)]
    differences: list[dict[str, Any]] = []
    with engine.connect() as connection:
        for kind in KINDS.values():
            if kind is OBSERVATION:
                continue
            before, after = (_members(connection, kind, sequence) for sequence in sides)
            leaving = _rows(connection, kind, before - after)
            entering = _rows(connection, kind, after - before)
            keys = sorted(leaving.keys() | entering.keys())
            differences += [_difference(kind, leaving.get(key), entering.get(key)) for key in keys]
    return pd.DataFrame(differences, columns=RECORD, dtype=object)


def _members(connection: Connection, kind: RecordKind, sequence: int) -> set[str]:
    query = select(membership.c.record_id).where(*in_release(kind.name, sequence))
    return set(connection.execute(query).scalars())


def _rows(connection: Connection, kind: RecordKind, ids: set[str]) -> dict[tuple[str, ...], Row]:
    """Return records by what a release holds once of them."""
    rows: dict[tuple[str, ...], Row] = {}
    keys = sorted(ids)
    for start in range(0, len(keys), CHUNK):
        query = select(kind.table).where(kind.table.c.id.in_(keys[start : start + CHUNK]))
        for row in connection.execute(query).mappings():
            rows[tuple(str(row[name]) for name in kind.key)] = dict(row)
    return rows


def _difference(kind: RecordKind, old: Row | None, new: Row | None) -> dict[str, Any]:
    row = new or old
    assert row is not None
    columns = [name for name in (*kind.own, *PROVENANCE) if name not in kind.key]
    if old and new:
        columns = [name for name in columns if (old[name] or "") != (new[name] or "")]
    change = "changed" if old and new else "added" if new else "removed"
    key_columns = (name for name in kind.key if name not in ("country", "source_id"))
    return {
        "change": change,
        "kind": kind.name,
        "country": row["country"],
        "key": " ".join(str(row[name]) for name in key_columns),
        "source_id": row["source_id"],
        "old": _summary(old, columns, both=old is not None and new is not None),
        "new": _summary(new, columns, both=old is not None and new is not None),
    }


def _summary(row: Row | None, columns: list[str], *, both: bool) -> str | None:
    """Return the columns of one side as text; in a change, an empty value becomes a dash."""
    if row is None:
        return None
    texts = ((name, str(row[name] or ("–" if both else ""))) for name in columns)
    return "; ".join(f"{name}: {text}" for name, text in texts if text)
