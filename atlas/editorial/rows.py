"""From drafts to rows of the store: one row a record, its id the hash of its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

from atlas.intake.checks import observation_key
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Source
from atlas.store.kinds import KINDS, OBSERVATION, PROVENANCE, RecordKind
from atlas.text import strip_invisible

RENAMED = {"source": "source_id", "missing": "missing_reason"}
Row = dict[str, Any]
# An observation's texts in words of people; the others are codes, which the checks know.
WRITTEN = ("original", "locator", "note", "breakdown", "source_id")
OBSERVED = sorted([*(RENAMED.get(f.name, f.name) for f in fields(DraftObservation)), "year"])


def batch_rows(batch: Batch) -> dict[RecordKind, list[Row]]:
    """Return the rows of a batch by kind; what one source states twice stands once."""
    rows_by_kind: dict[RecordKind, dict[str, Row]] = {}
    for draft in _once_each(batch.observations):
        row = _observation(draft)
        rows_by_kind.setdefault(OBSERVATION, {})[row["id"]] = row
    for record in batch.records:
        row = _record(record)
        rows_by_kind.setdefault(KINDS[record.kind], {})[row["id"]] = row
    return {kind: list(rows.values()) for kind, rows in rows_by_kind.items()}


def clean_source(source: Source) -> Source:
    """Return the source as it is stored: its texts without invisible signs."""
    texts = {k: v for k, v in asdict(source).items() if isinstance(v, str)}
    tidy: dict[str, Any] = {k: strip_invisible(v) for k, v in texts.items()}
    return replace(source, **tidy)


def _once_each(drafts: Iterable[DraftObservation]) -> Iterable[DraftObservation]:
    """Keep the first of records that say the same thing from the same source twice."""
    return {observation_key(draft): draft for draft in reversed(tuple(drafts))}.values()


def _draft_row(draft: DraftObservation | DraftRecord) -> Row:
    # Every field is plain, so no deep copy as of asdict is needed: that takes ten times as long.
    names, values = _fields(draft.__class__)  # type: ignore[arg-type]
    return dict(zip(names, values(draft), strict=True))


@lru_cache(maxsize=16)
def _fields(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = [field.name for field in fields(kind)]
    return tuple(RENAMED.get(name, name) for name in names), attrgetter(*names)


def _observation(draft: DraftObservation) -> Row:
    values = _draft_row(draft)
    for name in WRITTEN:
        values[name] = strip_invisible(values[name])
    values["year"] = int(draft.period[:4])
    if draft.low is None and draft.high is None:  # one end alone is a bound and stays alone
        values["low"] = values["high"] = draft.value
    for name in ("value", "low", "high"):
        # Databases know one zero; adding it turns -0.0 into that one.
        values[name] = None if values[name] is None else float(values[name]) + 0.0
    values["id"] = record_id(values)
    return values


def _record(draft: DraftRecord) -> Row:
    values = {
        k: strip_invisible(v) if isinstance(v, str) else v for k, v in _draft_row(draft).items()
    }
    values["id"] = content_id(KINDS[draft.kind], values)
    return values


def record_id(values: Mapping[str, Any]) -> str:
    """Return the content hash of an observation."""
    return parts_digest(f"{name}={values[name]!s}" for name in OBSERVED)


def content_id(kind: RecordKind, values: Mapping[str, Any]) -> str:
    """Return the content hash of a record of any kind: 24 hexadecimal digits of SHA-256."""
    if kind is OBSERVATION:
        return record_id(values)
    columns = sorted(("country", "source_id", *kind.own, *PROVENANCE))
    return parts_digest([kind.name, *(f"{name}={values[name]!s}" for name in columns)])


def is_record_intact(
    kind: RecordKind, values: Mapping[str, Any], *, expected_hash: str | None = None
) -> bool:
    """Tell whether a stored record matches its id, or another hash."""
    return content_id(kind, values) == (expected_hash or values["id"])


def parts_digest(parts: Iterable[str]) -> str:
    """Return 24 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
