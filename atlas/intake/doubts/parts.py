"""Parts and wholes that do not agree: branches and their total, shares and a hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.derive import RULES, added, apart, ends, interval
from atlas.intake.doubts.batch import Laid, number
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.table.cells import CellError

SLACK = 0.01
FAR = 0.25
ADDED = ("count", "money")
BUDGET = "budget_approved"
BUDGET_PARTS = ("budget_salaries", "budget_pensions", "budget_investment", "budget_other")
Key = tuple[str, str, str, str]  # country, indicator, period, source


def parts(laid: Laid) -> Iterator[Problem]:
    """Yield a warning for each total that its parts do not add up to."""
    totals: dict[Key, DraftObservation] = {}
    groups: dict[tuple[Key, str], list[DraftObservation]] = defaultdict(list)
    for draft in laid.numbers:
        key = (draft.country, draft.indicator, draft.period, draft.source)
        if not draft.breakdown:
            totals[key] = draft
        elif ";" not in draft.breakdown:
            groups[key, draft.breakdown.partition("=")[0]].append(draft)
    for (key, _), drafts in groups.items():
        kind = codebook().indicators[key[1]].kind
        if kind in ADDED and len(drafts) > 1 and key in totals:
            yield from _total(laid, totals[key], drafts)
        elif kind == "share" and len(drafts) > 2:
            yield from _hundred(laid, drafts)


def budgets(laid: Laid) -> Iterator[Problem]:
    """Yield a warning where the parts of a budget exceed it, or all four do not add up to it.

    Fewer than four parts may leave a remainder: the budget lens shows it as such.
    """
    stated: dict[tuple[str, str, str], dict[str, DraftObservation]] = defaultdict(dict)
    for draft in laid.numbers:
        if not draft.breakdown and draft.indicator in (BUDGET, *BUDGET_PARTS):
            stated[draft.country, draft.period, draft.source][draft.indicator] = draft
    for told in stated.values():
        given = [told[part] for part in BUDGET_PARTS if part in told]
        if BUDGET not in told or not given:
            continue
        total = told[BUDGET].value or 0.0
        least = added(given)[0] or 0.0
        if least > total * (1 + SLACK) or len(given) == len(BUDGET_PARTS):
            yield from _total(laid, told[BUDGET], given)


def _total(
    laid: Laid, total: DraftObservation, drafts: list[DraftObservation]
) -> Iterator[Problem]:
    if not apart(added(drafts), ends(total), SLACK):
        return
    summed, stated = sum(d.value or 0.0 for d in drafts), total.value or 0.0
    template = N_("The parts add up to {sum}, not to the total of {value}.")
    remedy = N_("Check the parts and the total; name what is left out as a part of its own.")
    words = {"sum": number(summed), "value": number(stated)}
    yield laid.problem(
        total, CellError("sum-mismatch", template, remedy, **words), Severity.WARNING
    )


def _hundred(laid: Laid, drafts: list[DraftObservation]) -> Iterator[Problem]:
    if apart(added(drafts), (100.0, 100.0), SLACK):
        summed = sum(d.value or 0.0 for d in drafts)
        template = N_("The shares add up to {sum} %, not to 100 %.")
        fact = CellError("sum-mismatch", template, N_("Check the parts."), sum=number(summed))
        yield laid.problem(drafts[-1], fact, Severity.WARNING)


def ratios(laid: Laid) -> Iterator[Problem]:
    """Yield a warning where a stated ratio is far from that of its stated parts.

    Share of GDP against expenditure and GDP, per head against population, and so on.
    """
    stated = {
        (d.country, d.indicator, d.period): d for d in laid.numbers if not d.breakdown and d.value
    }
    for rule in RULES:
        first, second = rule.parts
        for (country, indicator, period), draft in stated.items():
            if indicator != rule.indicator:
                continue
            one, other = stated.get((country, first, period)), stated.get((country, second, period))
            if one is None or other is None:
                continue
            if apart(interval(rule, one, other), ends(draft), FAR):
                found = rule.formula(one.value or 0.0, other.value or 1.0)
                yield _ratio(laid, rule.words, (first, second), stated, (country, period), found)


def _ratio(
    laid: Laid,
    words: str,
    names: tuple[str, str],
    stated: dict[tuple[str, str, str], DraftObservation],
    where: tuple[str, str],
    found: float,
) -> Problem:
    country, period = where
    rule = next(rule for rule in RULES if rule.words == words)
    blamed = rule.indicator
    if rule.indicator == "milex_usd":  # the share is what people look up and mistype
        blamed = "milex_gdp"
    draft = stated[country, blamed, period]
    if blamed == "milex_gdp":
        money = stated[country, "milex_usd", period].value or 0.0
        found = 100 * money / (stated[country, "gdp", period].value or 1.0)
    template = N_("{value} does not agree with {found}, which follows from the other figures.")
    remedy = N_("Check the figure, the others ({names}) and their units.")
    others = ", ".join(n for n in (*names, rule.indicator) if n != blamed)
    fact = CellError(
        "ratio-mismatch",
        template,
        remedy,
        value=number(draft.value or 0.0),
        found=f"{found:.4g}",
        names=others,
    )
    return laid.problem(draft, fact, Severity.WARNING)
