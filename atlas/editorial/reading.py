"""An upload read anew: the batch and every problem, by its file, its mapping and its edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from atlas.editorial import uploads
from atlas.editorial.rows import Row, rows_of
from atlas.editorial.submissions import known_institutions
from atlas.intake import check, read_file
from atlas.intake.draft import Batch, Problem, Severity
from atlas.store.kinds import Kind
from atlas.store.schema import upload

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Reading:
    """What an upload holds, as it is read with a mapping and edits."""

    batch: Batch
    problems: tuple[Problem, ...]

    def of(self, severity: Severity) -> list[Problem]:
        """Return the problems of one severity."""
        return [p for p in self.problems if p.severity is severity]

    @property
    def warnings(self) -> list[str]:
        """The codes of warnings, each of which needs a word of the editor."""
        return sorted({p.code for p in self.of(Severity.WARNING)})

    def rows(self) -> dict[Kind, list[Row]]:
        """Return the rows that a submission would store."""
        return rows_of(self.batch)


def key(digest: str, mapping: Mapping[str, Any], edits: Iterable[Mapping[str, Any]]) -> Key:
    """Return what a reading depends on: equal keys give equal readings."""
    return digest, json.dumps(mapping, sort_keys=True), json.dumps(list(edits), sort_keys=True)


def read(engine: Engine, asked: Key, name: str) -> Reading:
    """Read an upload; every rule is asked, also those that look at what is stored.

    Raises
    ------
    UnreadableFile, FileGone
    """
    digest, mapping, edits = asked
    with uploads.named(digest, name) as path:
        batch = _read(path, json.loads(mapping), json.loads(edits))
    return Reading(batch, (*batch.problems, *check(batch, known_institutions(engine))))


def _read(path: Path, mapping: dict[str, Any], edits: list[dict[str, Any]]) -> Batch:
    taken = signature(read_file).parameters
    given = {"mapping": mapping or None, "edits": edits}
    return read_file(path, **{k: v for k, v in given.items() if k in taken})


def file_name(engine: Engine, digest: str) -> str:
    """Return the name that an upload's editor gave it."""
    with engine.connect() as connection:
        query = select(upload.c.name).where(upload.c.sha256 == digest)
        return str(connection.execute(query).scalar() or "file")
