"""What a search shows of the records that it found: a title, the evidence, a date, a source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Engine, select

from atlas.codebook import codebook
from atlas.store.kinds import KINDS
from atlas.store.reading import read_records
from atlas.store.record_rows import PROVEN
from atlas.store.schema import source

FINDING = ("kind", "id", "country", "title", "evidence", "date", *PROVEN)
# Where each kind keeps its date; a judgement and a membership have the year they describe.
DATE = {
    "judgement": "period",
    "event": "date",
    "document": "date",
    "institution": "since",
    "participation": "period",
    "treaty_action": "date",
}
CHUNK = 5_000


def findings(engine: Engine, matches: pd.DataFrame, *, release: str | None) -> list[dict[str, Any]]:
    """Return ``FINDING`` of each record that a search found, in the order of the search.

    Raises
    ------
    UnknownRelease
    """
    rows_by_key: dict[tuple[str, str], dict[str, Any]] = {}
    for name, group in matches.groupby("kind"):
        kind = KINDS[str(name)]
        keys = list(group["id"])
        for start in range(0, len(keys), CHUNK):
            part = read_records(
                engine, kind, where={"id": keys[start : start + CHUNK]}, release=release
            )
            for row in part.to_dict("records"):
                rows_by_key[kind.name, row["id"]] = _finding(kind.name, row)
    return [rows_by_key[key] for key in zip(matches["kind"], matches["id"], strict=True)]


def _finding(kind: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    fields = {
        **{name: row[name] for name in ("id", "country", *PROVEN)},
        "kind": kind,
        "title": title(kind, row),
        "evidence": row["evidence"] or row["original"],
        "date": row[DATE[kind]],
    }
    return {name: fields[name] or None for name in FINDING}


def title(kind: str, row: Mapping[Any, Any]) -> str:
    """Return what a record is called in a list, in English."""
    book = codebook()
    if kind == "judgement":
        question = book.questions[row["question"]]
        answer = question.answer(row["answer"])
        return f"{question.text} {answer.name if answer else row['missing_reason'] or ''}".strip()
    if kind == "treaty_action":
        action = book.vocabulary.actions[row["action"]]
        return f"{book.instruments[row['instrument']].name}: {action.name}"
    if kind == "participation":
        status = book.vocabulary.statuses[row["status"]]
        return f"{book.organisations[row['organisation']].name}: {status.name}"
    return str(row["name"] if kind == "institution" else row["title"])


def restricted_mask(engine: Engine, matches: pd.DataFrame) -> pd.Series[bool]:
    """Tell of each record found whether its source's licence forbids passing it on."""
    locked_keys: set[tuple[str, str]] = set()
    with engine.connect() as connection:
        query = select(source.c.id).where(source.c.redistributable.is_(False))
        source_ids = list(connection.execute(query).scalars())
        for name, group in matches.groupby("kind") if source_ids else ():
            table, keys = KINDS[str(name)].table, list(group["id"])
            for start in range(0, len(keys), CHUNK):
                mine = select(table.c.id).where(
                    table.c.id.in_(keys[start : start + CHUNK]), table.c.source_id.in_(source_ids)
                )
                locked_keys |= {(str(name), key) for key in connection.execute(mine).scalars()}
    pairs = zip(matches["kind"], matches["id"], strict=True)
    return pd.Series([pair in locked_keys for pair in pairs], index=matches.index, dtype=bool)
