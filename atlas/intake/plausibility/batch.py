"""A batch laid out for rules that compare its figures with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Origin, Problem, Severity
from atlas.intake.layout.publishers import RULES
from atlas.intake.sheets.long.cells import CellError

PUBLISHERS = frozenset(publisher.name for publisher, _ in RULES)
Series = tuple[str, str, str, str]  # country, indicator, breakdown, source


@dataclass
class BatchSeries:
    """Drafts with a number, in series; ``expected`` are sources whose jumps are their own."""

    batch: Batch

    @cached_property
    def expected(self) -> frozenset[str]:
        """Return the sources of publishers, whose figures an editor only passes on."""
        return frozenset(s.id for s in self.batch.sources if s.publisher in PUBLISHERS)

    @cached_property
    def numbers(self) -> list[DraftObservation]:
        """Return the drafts that came from a cell and hold a number."""
        origins = self.batch.origins
        return [d for d in self.batch.observations if d.value is not None and d in origins]

    @cached_property
    def series(self) -> dict[Series, dict[int, DraftObservation]]:
        """Return the drafts of whole years by series and year."""
        by_series: dict[Series, dict[int, DraftObservation]] = defaultdict(dict)
        for draft in self.numbers:
            if len(draft.period) == 4 and draft.period.isdigit():
                key = (draft.country, draft.indicator, draft.breakdown, draft.source)
                by_series[key][int(draft.period)] = draft
        return by_series

    def problem(
        self, draft: DraftObservation, error: CellError, severity: Severity, field: str = "value"
    ) -> Problem:
        """Return a problem of a draft's cell; of a publisher's own figure it is information."""
        if severity is Severity.WARNING and draft.source in self.expected:
            severity = Severity.INFO
        return field_problem(self.batch.origins[draft], draft, error, severity, field)


def field_problem(
    origin: Origin,
    draft: DraftObservation | DraftRecord,
    error: CellError,
    severity: Severity,
    field: str,
) -> Problem:
    """Return a problem with the place of one field of a draft."""
    params = {**error.params, "template": error.template, "remedy_template": error.remedy}
    across = dict(origin.columns).get(f"{field}.letter")
    if across:
        params["cell"] = f"{across}{origin.row}"
    problem = Problem(
        severity,
        error.code,
        str(error),
        error.remedy.format(**error.params),
        value=draft.original[:80],
        params=params,
    )
    return origin.locate(problem, field)


def ascending_values(values: Iterable[float]) -> list[float]:
    """Return values from least to greatest."""
    return sorted(values)


def short_number(value: float) -> str:
    """Return a number short enough for a sentence."""
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:.4g}"
