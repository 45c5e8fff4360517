"""Problems of a file for reading: grouped and counted, each with its cell, reason and remedy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.i18n import N_, Translator
from atlas.intake.annotation import problem_text
from atlas.intake.draft import Problem, Severity

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
NAMES = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.INFO: N_("For information"),
}
SEVERAL = {
    Severity.ERROR: N_("Errors"),
    Severity.WARNING: N_("Warnings"),
    Severity.INFO: N_("For information"),
}
CELL = re.compile(r"([A-Z]{1,3})\d+")


@dataclass(frozen=True)
class ProblemRow:
    """One problem in the reader's language; ``word`` is what the editor says to it."""

    severity: str
    label: str
    code: str
    sheet: str
    row: int | None
    column: str
    letter: str
    value: str
    message: str
    remedy: str
    word: str = ""

    @property
    def mendable(self) -> bool:
        """True when the problem stands in one cell or row, which can be mended in the page."""
        return self.row is not None and not self.code.startswith("unclear-")


@dataclass(frozen=True)
class ProblemGroup:
    """All problems of one severity and code, with the first one's words."""

    severity: str
    label: str
    code: str
    count: int
    example: str


def problem_rows(
    problems: Iterable[Problem], t: Translator, words: Mapping[str, str] | None = None
) -> list[ProblemRow]:
    """Return problems with the most severe first, else in the order of the file."""
    rows = [_row(problem, t, words or {}) for problem in problems]
    return sorted(rows, key=lambda r: SEVERITIES.index(Severity(r.severity)))


def _row(problem: Problem, t: Translator, words: Mapping[str, str]) -> ProblemRow:
    cell = CELL.fullmatch(str(problem.params.get("cell") or ""))
    is_warning = problem.severity is Severity.WARNING
    message, remedy = problem_text(problem, t)
    return ProblemRow(
        severity=problem.severity.value,
        label=t(NAMES[problem.severity]),
        code=problem.code,
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        letter=cell[1] if cell else "",
        value=problem.value,
        message=message,
        remedy=remedy,
        word=words.get(problem.code, "") if is_warning else "",
    )


def problem_groups(rows: Iterable[ProblemRow]) -> list[ProblemGroup]:
    """Return the groups of problems in the order of ``problem_rows``, larger ones first."""
    rows = list(rows)
    counts = Counter((row.severity, row.code) for row in rows)
    first = {(row.severity, row.code): row for row in reversed(rows)}
    order = sorted(
        counts, key=lambda key: (SEVERITIES.index(Severity(key[0])), -counts[key], key[1])
    )
    return [
        ProblemGroup(key[0], first[key].label, key[1], counts[key], first[key].message)
        for key in order
    ]
