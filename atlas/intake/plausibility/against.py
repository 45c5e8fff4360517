"""All doubts about a batch, each cell named once by the rule that explains it best."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from atlas.intake.draft import Batch, DraftObservation, Problem
from atlas.intake.plausibility.batch import BatchSeries
from atlas.intake.plausibility.contradictory import contradictory
from atlas.intake.plausibility.jumps import jumps
from atlas.intake.plausibility.parts import budgets, part_warnings, ratios
from atlas.intake.plausibility.plausible import plausible
from atlas.intake.plausibility.release import known_series, revision_warnings
from atlas.intake.plausibility.units import unit_warnings

Place = tuple[str, int | None, object]


def check_against(batch: Batch, release: pd.DataFrame | None = None) -> list[Problem]:
    """Return what may be wrong with the figures that a file's cells hold.

    Parameters
    ----------
    release
        Observations of the release in force (``atlas.store.frames.observations``), or None
        when there is none yet.
    """
    if not batch.origins:
        return []
    figures = BatchSeries(batch)
    release_values = known_series(release) if release is not None and len(release) else {}
    problems = list(jumps(figures, release_values))
    places = {_place(problem) for problem in problems}
    skip: set[DraftObservation] = {
        draft for draft in figures.numbers if _cell(batch, draft) in places
    }
    problems += unit_warnings(figures, skip)
    problems += part_warnings(figures)
    problems += budgets(figures)
    problems += _new(problems, ratios(figures))
    problems += _new(problems, plausible(figures, release_values))
    if release is not None and len(release):
        problems += _new(problems, revision_warnings(figures, release))
    problems += contradictory(batch)
    return problems


def _new(problems: list[Problem], more: Iterator[Problem]) -> list[Problem]:
    """Return problems of cells that no rule has doubted yet; two doubts would be one too many."""
    places = {_place(problem) for problem in problems}
    return [p for p in more if p.row is None or _place(p) not in places]


def _place(problem: Problem) -> Place:
    return problem.sheet, problem.row, problem.params.get("cell") or problem.column


def _cell(batch: Batch, draft: DraftObservation) -> Place:
    origin = batch.origins[draft]
    columns = dict(origin.columns)
    across = columns.get("value.letter")
    name = f"{across}{origin.row}" if across else columns.get("value", "value")
    return origin.sheet, origin.row, name
