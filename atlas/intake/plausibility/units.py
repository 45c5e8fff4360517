"""A cell whose unit is not that of its column: a fraction among percentages, half a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import BatchSeries, ascending_values, short_number
from atlas.intake.sheets.long.cells import CellError

FEWEST = 3
APART = 5.0


def unit_warnings(figures: BatchSeries, skip: set[DraftObservation]) -> Iterator[Problem]:
    """Yield a warning for each figure that only a wrong unit explains.

    ``skip`` are drafts whose unit a rule has doubted already.
    """
    shares: dict[str, list[DraftObservation]] = defaultdict(list)
    for draft in figures.numbers:
        entry = codebook().indicators.get(draft.indicator)
        if entry is None or draft in skip:
            continue
        passed_on = draft.source in figures.expected
        if entry.kind == "share" and not draft.breakdown and not passed_on:
            shares[draft.indicator].append(draft)
        value = draft.value or 0.0
        if entry.kind == "count" and not value.is_integer() and value < 10_000:
            template = N_("{value} is not a whole number of {unit}.")
            remedy = N_("Check whether it is in thousands, and write it out in full.")
            fact = CellError(
                "unit-mismatch", template, remedy, value=short_number(value), unit=entry.unit
            )
            yield figures.problem(draft, fact, Severity.WARNING)
    for drafts in shares.values():
        yield from _fractions(figures, drafts)


def _fractions(figures: BatchSeries, drafts: list[DraftObservation]) -> Iterator[Problem]:
    """Yield a warning for each share below one that would fit its column a hundredfold."""
    if len(drafts) < FEWEST:
        return
    values = ascending_values(d.value for d in drafts if d.value)
    for draft in drafts:
        value = draft.value or 0.0
        if not 0 < value < 1:
            continue
        others = [v for v in values if v != value]
        if len(others) < FEWEST - 1:
            continue
        low, high = others[len(others) // 10], others[-1 - len(others) // 10]
        if value < low / APART and low / 2 <= 100 * value <= 2 * high:
            template = N_("{value} looks like a fraction; the other figures are percentages.")
            remedy = N_("Write percentages as 0 to 100.")
            fact = CellError("unit-mismatch", template, remedy, value=short_number(value))
            yield figures.problem(draft, fact, Severity.WARNING)
