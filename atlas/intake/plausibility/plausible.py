"""Figures that no one would believe, by the codebook's declared checks."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import BatchSeries, short_number
from atlas.intake.plausibility.jumps import Known
from atlas.intake.plausible import Doubt, checks, implausible
from atlas.intake.sheets.long.cells import CellError


def plausible(figures: BatchSeries, release_values: Known) -> Iterator[Problem]:
    """Yield a warning for each figure outside of the declared limits."""
    divisors = {check.per for check in checks()}
    others = [
        DraftObservation(country, indicator, str(year), "", "", value)
        for (country, indicator, breakdown), years in release_values.items()
        if indicator in divisors and not breakdown
        for year, value in years.items()
    ]
    for doubt in implausible(figures.numbers, others):
        if _is_possible(doubt.draft):
            yield figures.problem(doubt.draft, _fact(doubt), Severity.WARNING)


def _is_possible(draft: DraftObservation) -> bool:
    """Tell whether no error says already that a figure is out of range."""
    entry, value = codebook().indicators[draft.indicator], draft.value or 0.0
    above = entry.low is None or value >= entry.low
    return above and (entry.high is None or value <= entry.high)


def _fact(doubt: Doubt) -> CellError:
    draft, check = doubt.draft, doubt.check
    remedy = N_("Check the figure, its unit and its currency.")
    words: dict[str, object] = {"value": short_number(draft.value or 0.0)}
    if doubt.other is None:
        template = N_("{value} is implausible.")
        return CellError("implausible", template, remedy, **words)
    template = N_("{value} is implausible given {other} ({name}, {period}).")
    words |= {"other": short_number(doubt.other.value or 0.0), "period": doubt.other.period}
    words |= {"name": codebook().indicators[check.per].name}
    return CellError("implausible", template, remedy, **words)
