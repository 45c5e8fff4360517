"""Submissions: a batch of draft records enters as one, or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select

from atlas.codebook import codebook
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.rows import batch_rows, clean_source
from atlas.errors import AtlasError
from atlas.intake.checks import check_batch, source_conflicts
from atlas.intake.draft import Batch, DraftJudgement, Problem, Severity, Source
from atlas.store import search
from atlas.store.engine import writing
from atlas.store.kinds import INSTITUTION, RecordKind
from atlas.store.schema import source, submission, submission_item
from atlas.text import line

CHUNK = 5_000
Within = Callable[[Connection, int], None]


class InvalidBatch(AtlasError):
    """The batch has errors; nothing was stored. ``problems`` holds all of them."""

    code = "invalid-batch"
    http_status = 422
    template = "Nothing was stored: {n} errors. The first: {first}"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [p for p in problems if p.severity is Severity.ERROR]
        super().__init__(self.template, n=len(errors), first=errors[0].message)


class NothingToSubmit(AtlasError):
    """A submission without a record would be reviewed and published for nothing."""

    code = "nothing-to-submit"
    http_status = 422
    template = "Nothing was read: there is nothing to submit."


def submit(
    engine: Engine,
    batch: Batch,
    *,
    by: str,
    title: str,
    upload: str | None = None,
    within: Within | None = None,
) -> int:
    """Store a batch as one submission and return its number.

    Records that are already stored are linked, not doubled: their id is the hash of their
    content, source included, so two vintages are two records.

    Parameters
    ----------
    within
        What else happens in the same transaction, given the submission's number; when it
        raises, nothing is stored.

    Raises
    ------
    NothingToSubmit
        When the batch holds no record, as a template that nobody filled in.
    InvalidBatch
        When any problem is an error; then nothing is stored.
    NotAllowed, UnknownAccount
    """
    problems = [*batch.problems, *check_batch(batch, known_institutions(engine))]
    if any(p.severity is Severity.ERROR for p in problems):
        raise InvalidBatch(problems)
    if not (batch.observations or batch.records):
        raise NothingToSubmit(NothingToSubmit.template)
    rows = batch_rows(batch)
    with writing(engine) as connection:
        countries, themes = scope(batch)
        require(connection, by, "submit", countries=countries, themes=themes)
        sources = {s.id: s for s in map(clean_source, reversed(batch.sources))}
        _refuse_changed(connection, sources)
        _insert_new(connection, source, [asdict(s) for s in sources.values()])
        number = _open(connection, by, line(title), upload)
        for kind, records in rows.items():
            search.index(connection, kind, _insert_new(connection, kind.table, records))
            _list(connection, number, kind, records)
        detail = [_counts_text(rows), *map(seal, sources.values())]
        record(connection, by, "submit", f"submission {number}", "\n".join(detail))
        if within is not None:
            within(connection, number)
    return number


def scope(batch: Batch) -> tuple[set[str], set[str]]:
    """Return the countries and the themes of a batch's records.

    A record that has no theme stands under its kind, such as ``event``.
    """
    book = codebook()
    countries = {o.country for o in batch.observations} | {r.country for r in batch.records}
    themes = {book.indicator(o.indicator).theme for o in batch.observations}
    for draft in batch.records:
        if isinstance(draft, DraftJudgement):
            themes.add(book.question(draft.question).theme)
        else:
            themes.add(draft.kind)
    return countries, themes


def _list(
    connection: Connection, number: int, kind: RecordKind, rows: list[dict[str, Any]]
) -> None:
    items = [{"submission_id": number, "kind": kind.name, "record_id": row["id"]} for row in rows]
    for part in _chunks(items):
        connection.execute(insert(submission_item), part)


def _counts_text(rows: dict[RecordKind, list[dict[str, Any]]]) -> str:
    return ", ".join(f"{len(records)} {kind.name}s" for kind, records in rows.items())


def known_institutions(engine: Engine) -> frozenset[tuple[str, str]]:
    """Return country and code of each institution that any submission has described."""
    table = INSTITUTION.table
    with engine.connect() as connection:
        rows = connection.execute(select(table.c.country, table.c.code).distinct())
        return frozenset((country, code) for country, code in rows)


def seal(source: Source) -> str:
    """Return a line of the audit log that holds a source's description fast."""
    # What is not stated adds nothing, so that the lines of sources before a new field hold.
    stated = sorted((k, v) for k, v in asdict(source).items() if v is not None)
    text = "\x1f".join(f"{k}={v!s}" for k, v in stated)
    return f"source {source.id} {hashlib.sha256(text.encode()).hexdigest()[:24]}"


def _refuse_changed(connection: Connection, sources: dict[str, Source]) -> None:
    query = select(source).where(source.c.id.in_(list(sources)))
    stored_sources = {row["id"]: Source(**row) for row in connection.execute(query).mappings()}
    if problems := source_conflicts(sources.values(), stored_sources):
        raise InvalidBatch(problems)


def _insert_new(
    connection: Connection, table: Any, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Insert the rows whose id is not there yet, and return them."""
    new_rows: list[dict[str, Any]] = []
    for part in _chunks(rows):
        keys = [row["id"] for row in part]
        stored_ids = set(
            connection.execute(select(table.c.id).where(table.c.id.in_(keys))).scalars()
        )
        fresh = [row for row in part if row["id"] not in stored_ids]
        if fresh:
            connection.execute(insert(table), fresh)
        new_rows += fresh
    return new_rows


def _open(connection: Connection, by: str, title: str, upload: str | None) -> int:
    values = {
        "title": title,
        "submitted_by": by,
        "submitted_at": dt.datetime.now(dt.UTC),
        "status": "submitted",
        "upload_sha256": upload,
    }
    key = connection.execute(insert(submission).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _chunks(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return (rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK))


def submissions(engine: Engine) -> pd.DataFrame:
    """Return all submissions, newest first: id, title, submitted_by, submitted_at, status,
    records.
    """
    query = (
        select(
            submission.c.id,
            submission.c.title,
            submission.c.submitted_by,
            submission.c.submitted_at,
            submission.c.status,
            func.count(submission_item.c.record_id).label("records"),
        )
        .outerjoin(submission_item, submission_item.c.submission_id == submission.c.id)
        .group_by(*submission.c)
        .order_by(submission.c.id.desc())
    )
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    columns = ["id", "title", "submitted_by", "submitted_at", "status", "records"]
    return pd.DataFrame(rows, columns=columns)
