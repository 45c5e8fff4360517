"""What the rules of every batch find in rows that have a problem already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.intake.checks import check_batch
from atlas.intake.draft import (
    Batch,
    DraftInstitution,
    DraftObservation,
    DraftRelation,
    Problem,
    Source,
)
from atlas.intake.sheets.rows import Draft, RowDraft

ANSWER = frozenset(("value", "low", "high", "category", "missing_reason", "answer"))


def problems_of(
    reads: Iterable[RowDraft], drafts: Iterable[Draft], sources: tuple[Source, ...]
) -> Iterator[Problem]:
    """Yield the problems of cells in which the reader found none, so that all are named at once."""
    reads = tuple(reads)
    ends = frozenset(
        (draft.country, draft.code)
        for draft in (*drafts, *(read.draft for read in reads))
        if isinstance(draft, DraftInstitution)
    )
    for read in reads:
        for problem in check_batch(_alone(read, sources), ends):
            if not _is_reported(problem, read):
                yield problem


def _alone(read: RowDraft, sources: tuple[Source, ...]) -> Batch:
    origins = {read.draft: read.origin}
    if isinstance(read.draft, DraftObservation):
        return Batch(sources, (read.draft,), origins=origins)
    return Batch(sources, (), records=(read.draft,), origins=origins)


def _is_reported(problem: Problem, read: RowDraft) -> bool:
    column = problem.column
    if column in read.reported or problem.code == "unknown-source":
        return True
    columns = dict(read.origin.columns)
    answer = {columns.get(name, name) for name in ANSWER}
    if column in answer and read.reported & {*answer, "question", "indicator"}:
        return True
    # The institutions of the release are not known here; ``check`` asks for them later.
    return problem.code == "unknown-institution" and isinstance(read.draft, DraftRelation)
