"""An upload read anew: the batch and every problem, by its file, its mapping and its edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from atlas.editorial import uploads
from atlas.editorial.rows import Row, batch_rows
from atlas.editorial.submissions import known_institutions
from atlas.errors import UnknownRelease
from atlas.intake.counting import limit_problems
from atlas.intake.draft import Batch, Problem, Severity
from atlas.intake.plausibility import check_against
from atlas.intake.plausible import indicators_with_divisors
from atlas.intake.sandbox import reading
from atlas.store import frames
from atlas.store.kinds import RecordKind

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
        """True when the file does not say whom its figures come from, or of which release."""
        if any(problem.code == "vintage-not-stated" for problem in self.problems):
            return True
        return any(not s.publisher.strip() or not s.title.strip() for s in self.batch.sources)

    @property
    def warnings(self) -> list[str]:
        """The codes of warnings, each of which needs a word of the editor."""
        return sorted({p.code for p in self.of(Severity.WARNING)})

    def rows(self) -> dict[RecordKind, list[Row]]:
        """Return the rows that a submission would store."""
        return batch_rows(self.batch)


def reading_key(digest: str, mapping: Mapping[str, Any], edits: Iterable[Mapping[str, Any]]) -> Key:
    """Return what a reading depends on: equal keys give equal readings."""
    return digest, json.dumps(mapping, sort_keys=True), json.dumps(list(edits), sort_keys=True)


def read_upload(engine: Engine, key: Key, name: str) -> Reading:
    """Read an upload; every rule is asked, also those that look at what is stored.

    Raises
    ------
    UnreadableFile, FileGone
    """
    digest, mapping, edits = key
    parsed_mapping, cells = json.loads(mapping), json.loads(edits)
    with uploads.upload_path(digest, name) as path:
        institutions = known_institutions(engine)
        result = reading.read_untrusted_file(
            path, mapping=parsed_mapping, edits=cells, institutions=institutions
        )
    doubts = limit_problems(check_against(result.batch, _standing(engine, result.batch)))
    return Reading(result.batch, (*result.batch.problems, *result.rules, *doubts), result.tables)


def _standing(engine: Engine, batch: Batch) -> pd.DataFrame | None:
    """Return the newest release's records of the batch's countries and indicators."""
    if not batch.observations:
        return None
    try:
        return frames.observations(
            engine,
            countries=sorted({draft.country for draft in batch.observations}),
            indicators=sorted(
                indicators_with_divisors(draft.indicator for draft in batch.observations)
            ),
        )
    except UnknownRelease:
        return None  # before the first release


def annotated_workbook(digest: str, name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """Return an upload as a workbook whose cells show their problems.

    Raises
    ------
    UnreadableFile, FileGone
    """
    with uploads.upload_path(digest, name) as path:
        return reading.marked_workbook(path, problems, lang)
