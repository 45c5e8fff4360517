"""An upload read anew: the batch and every problem, by its file, its mapping and its edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from atlas.editorial import uploads
from atlas.editorial.rows import Row, rows_of
from atlas.editorial.submissions import known_institutions
from atlas.errors import UnknownRelease
from atlas.intake import check, check_against, read_file
from atlas.intake.draft import Batch, Problem, Severity
from atlas.intake.plausible import needed
from atlas.store import frames
from atlas.store.kinds import Kind

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Reading:
    """What an upload holds, as it is read with a mapping and edits.

    ``tables`` says how each table is read (``atlas.intake.layout.Mapping.to_json``) where the
    reader is unsure or an editor has said it; a sheet of the atlas's own has none.
    """

    batch: Batch
    problems: tuple[Problem, ...]
    tables: tuple[dict[str, Any], ...] = ()

    def of(self, severity: Severity) -> list[Problem]:
        """Return the problems of one severity."""
        return [p for p in self.problems if p.severity is severity]

    @property
    def blocked(self) -> bool:
        """True when an error keeps it from being stored."""
        return any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def undescribed(self) -> bool:
        """True when the file does not say whom its figures come from."""
        return any(not s.publisher.strip() or not s.title.strip() for s in self.batch.sources)

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
    said, cells = json.loads(mapping), json.loads(edits)
    with uploads.named(digest, name) as path:
        batch = read_file(path, mapping=said or None, edits=cells)
        rules = check(batch, known_institutions(engine))
        problems = (*batch.problems, *rules, *check_against(batch, _standing(engine, batch)))
        tables = said.get("tables") or (_tables(path, said) if _unsure(problems) else ())
    return Reading(batch, problems, tuple(tables))


def _standing(engine: Engine, batch: Batch) -> pd.DataFrame | None:
    """Return what the newest release says of the batch's countries and indicators."""
    if not batch.observations:
        return None
    try:
        return frames.observations(
            engine,
            countries=sorted({draft.country for draft in batch.observations}),
            indicators=sorted(needed(draft.indicator for draft in batch.observations)),
        )
    except UnknownRelease:
        return None  # before the first release


def _unsure(problems: Iterable[Problem]) -> bool:
    return any(p.code.startswith("unclear-") for p in problems)


def _tables(path: Path, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return how the tables of a file of any layout are read."""
    from atlas.intake import layout, opening  # noqa: PLC0415 - loaded for such files only

    given = layout.Given(**said.get("source", {}))
    return [table.to_json() for _, table in layout.detected(path, opening.open_file(path), given)]


def marked(digest: str, name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """Return an upload as a workbook whose cells show their problems.

    Raises
    ------
    UnreadableFile, FileGone
    """
    from atlas.intake.marked import write_marked  # noqa: PLC0415 - loaded when asked for

    with uploads.named(digest, name) as path:
        made = path.with_name("marked.xlsx")  # in the folder that goes when this block ends
        write_marked(path, problems, made, lang)
        return made.read_bytes()
