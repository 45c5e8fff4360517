"""A list of problems that a person can work with: the first of each kind, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity

MOST_OF_A_KIND = 500
MORE = N_("There are {n} more problems like this one ({kind}); they are not listed.")
REMEDY = N_("Correct the cause in the file and upload it again: all of them are checked again.")


def limit_problems(problems: Iterable[Problem], most: int = MOST_OF_A_KIND) -> tuple[Problem, ...]:
    """Return the first problems of each kind and severity; one more says how many are left out.

    The one more is of the same severity: what blocks a file still blocks it.
    """
    shortlist: list[Problem] = []
    counts: Counter[tuple[Severity, str]] = Counter()
    last: dict[tuple[Severity, str], Problem] = {}
    for problem in problems:
        kind = (problem.severity, problem.code)
        counts[kind] += 1
        if counts[kind] <= most:
            shortlist.append(problem)
            last[kind] = problem
    more = [_more(last[kind], n - most) for kind, n in counts.items() if n > most]
    return (*shortlist, *more)


def _more(problem: Problem, n: int) -> Problem:
    params: dict[str, object] = {"n": n, "kind": problem.code, "template": MORE}
    return Problem(
        problem.severity,
        problem.code,
        MORE.format(n=n, kind=problem.code),
        REMEDY,
        problem.file,
        params=params | {"remedy_template": REMEDY},
    )
