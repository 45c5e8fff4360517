"""Parts and wholes that do not agree: branches and their total, shares and a hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.derive import RULES, are_apart, derived_interval, draft_interval, sum_interval
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import BatchSeries, short_number
from atlas.intake.sheets.long.cells import CellError

SLACK = 0.01
FAR = 0.25
ADDED = ("count", "money")
BUDGET = "budget_approved"
BUDGET_PARTS = ("budget_salaries", "budget_pensions", "budget_investment", "budget_other")
Key = tuple[str, str, str, str]  # country, indicator, period, source


def part_warnings(figures: BatchSeries) -> Iterator[Problem]:
    """Yield a warning for each total that its parts do not add up to."""
    totals: dict[Key, DraftObservation] = {}
    groups: dict[tuple[Key, str], list[DraftObservation]] = defaultdict(list)
    for draft in figures.numbers:
        key = (draft.country, draft.indicator, draft.period, draft.source)
        if not draft.breakdown:
            totals[key] = draft
        elif ";" not in draft.breakdown:
            groups[key, draft.breakdown.partition("=")[0]].append(draft)
    for (key, _), drafts in groups.items():
        kind = codebook().indicators[key[1]].kind
        if kind in ADDED and len(drafts) > 1 and key in totals:
            yield from _total(figures, totals[key], drafts)
        elif kind == "share" and len(drafts) > 2:
            yield from _hundred(figures, drafts)


def budgets(figures: BatchSeries) -> Iterator[Problem]:
    """Yield a warning where the parts of a budget exceed it, or all four do not add up to it.

    Fewer than four parts may leave a remainder: the budget lens shows it as such.
    """
    by_budget: dict[tuple[str, str, str], dict[str, DraftObservation]] = defaultdict(dict)
    for draft in figures.numbers:
        if not draft.breakdown and draft.indicator in (BUDGET, *BUDGET_PARTS):
            by_budget[draft.country, draft.period, draft.source][draft.indicator] = draft
    for by_indicator in by_budget.values():
        drafts = [by_indicator[part] for part in BUDGET_PARTS if part in by_indicator]
        if BUDGET not in by_indicator or not drafts:
            continue
        total = by_indicator[BUDGET].value or 0.0
        least = sum_interval(drafts)[0] or 0.0
        if least > total * (1 + SLACK) or len(drafts) == len(BUDGET_PARTS):
            yield from _total(figures, by_indicator[BUDGET], drafts)


def _total(
    figures: BatchSeries, total: DraftObservation, drafts: list[DraftObservation]
) -> Iterator[Problem]:
    if not are_apart(sum_interval(drafts), draft_interval(total), SLACK):
        return
    parts_sum, value = sum(d.value or 0.0 for d in drafts), total.value or 0.0
    template = N_("The parts add up to {sum}, not to the total of {value}.")
    remedy = N_("Check the parts and the total; name what is left out as a part of its own.")
    words = {"sum": short_number(parts_sum), "value": short_number(value)}
    yield figures.problem(
        total, CellError("sum-mismatch", template, remedy, **words), Severity.WARNING
    )


def _hundred(figures: BatchSeries, drafts: list[DraftObservation]) -> Iterator[Problem]:
    if are_apart(sum_interval(drafts), (100.0, 100.0), SLACK):
        parts_sum = sum(d.value or 0.0 for d in drafts)
        template = N_("The shares add up to {sum} %, not to 100 %.")
        fact = CellError(
            "sum-mismatch", template, N_("Check the parts."), sum=short_number(parts_sum)
        )
        yield figures.problem(drafts[-1], fact, Severity.WARNING)


def ratios(figures: BatchSeries) -> Iterator[Problem]:
    """Yield a warning where a stated ratio is far from that of its stated parts.

    Share of GDP against expenditure and GDP, per head against population, and so on.
    """
    by_key = {
        (d.country, d.indicator, d.period): d
        for d in figures.numbers
        if not d.breakdown and d.value
    }
    for rule in RULES:
        first, second = rule.parts
        for (country, indicator, period), draft in by_key.items():
            if indicator != rule.indicator:
                continue
            one, other = by_key.get((country, first, period)), by_key.get((country, second, period))
            if one is None or other is None:
                continue
            if are_apart(derived_interval(rule, one, other), draft_interval(draft), FAR):
                from_parts = rule.formula(one.value or 0.0, other.value or 1.0)
                yield _ratio(
                    figures, rule.words, (first, second), by_key, (country, period), from_parts
                )


def _ratio(
    figures: BatchSeries,
    words: str,
    names: tuple[str, str],
    by_key: dict[tuple[str, str, str], DraftObservation],
    where: tuple[str, str],
    from_parts: float,
) -> Problem:
    country, period = where
    rule = next(rule for rule in RULES if rule.words == words)
    suspect = rule.indicator
    if rule.indicator == "milex_usd":  # the share is what people look up and mistype
        suspect = "milex_gdp"
    draft = by_key[country, suspect, period]
    if suspect == "milex_gdp":
        money = by_key[country, "milex_usd", period].value or 0.0
        from_parts = 100 * money / (by_key[country, "gdp", period].value or 1.0)
    template = N_("{value} does not agree with {found}, which follows from the other figures.")
    remedy = N_("Check the figure, the others ({names}) and their units.")
    others = ", ".join(n for n in (*names, rule.indicator) if n != suspect)
    fact = CellError(
        "ratio-mismatch",
        template,
        remedy,
        value=short_number(draft.value or 0.0),
        found=f"{from_parts:.4g}",
        names=others,
    )
    return figures.problem(draft, fact, Severity.WARNING)
