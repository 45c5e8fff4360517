"""Values that follow from others by arithmetic, only where the parts share their year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftObservation


@dataclass(frozen=True)
class DerivationRule:
    """``indicator`` follows from ``parts`` by ``formula``, which is also said in words.

    The formula grows with its first part; ``falling`` says that it falls with the second.
    """

    indicator: str
    parts: tuple[str, str]
    formula: Callable[[float, float], float]
    words: str
    falling: bool = True


RULES = (
    DerivationRule(
        "milex_usd",
        ("milex_gdp", "gdp"),
        lambda share, gdp: share / 100 * gdp,
        "share of GDP × GDP at official exchange rates",
        falling=False,
    ),
    DerivationRule(
        "milex_pc",
        ("milex_usd", "population"),
        lambda money, people: money / people,
        "military expenditure in US$ ÷ population",
    ),
    DerivationRule(
        "milex_gov",
        ("milex_usd", "gov_expenditure"),
        lambda money, spent: 100 * money / spent,
        "military expenditure in US$ ÷ government expenditure in US$ × 100",
    ),
    DerivationRule(
        "armed_forces_p1000",
        ("armed_forces", "population"),
        lambda active, people: 1_000 * active / people,
        "active personnel ÷ population × 1,000",
    ),
    DerivationRule(
        "police_p100k",
        ("police", "population"),
        lambda police, people: 100_000 * police / people,
        "police personnel ÷ population × 100,000",
    ),
)


def derive(drafts: Iterable[DraftObservation]) -> list[DraftObservation]:
    """Return the derived observations of totals from one source.

    A derived value has the parts' low and high carried through, method ``derived``,
    processing ``major``, the weaker reliability of its parts, and a note with formula, numbers
    and what is remarked on the first of them. It is rounded to four significant digits: its parts
    are no finer. What follows from a bound is a bound; where neither end follows, as of a bound
    over a bound, nothing is derived.
    """
    totals = {
        (d.indicator, d.country, d.period, d.source): d
        for d in drafts
        if not d.breakdown and d.value is not None
    }
    observations: list[DraftObservation] = []
    for rule in RULES:
        first, second = rule.parts
        for (indicator, country, period, source), one in list(totals.items()):
            other = totals.get((second, country, period, source))
            if indicator != first or other is None or not other.value:
                continue
            derived = _apply(rule, one, other)
            if derived is None:
                continue
            totals[rule.indicator, country, period, source] = derived
            observations.append(derived)
    return observations


def draft_interval(draft: DraftObservation) -> tuple[float | None, float | None]:
    """Return the interval in which a draft's number lies; None is an open end."""
    if draft.low is None and draft.high is None:
        return draft.value, draft.value
    return draft.low, draft.high


def sum_interval(
    drafts: Iterable[DraftObservation],
) -> tuple[float | None, float | None]:
    """Return the interval of a sum; None is an open end.

    >>> draft = DraftObservation("FRA", "police", "2024", "s", "", 500, high=500)
    >>> sum_interval([draft, draft])
    (None, 1000)
    """
    lows, highs = zip(*map(draft_interval, drafts), strict=True)
    return _sum(lows), _sum(highs)


def _sum(values: tuple[float | None, ...]) -> float | None:
    numbers = [value for value in values if value is not None]
    return sum(numbers) if len(numbers) == len(values) else None


def are_apart(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], slack: float
) -> bool:
    """Tell whether two intervals lie apart by more than a share of the larger end."""

    def above(low: float | None, high: float | None) -> bool:
        return (
            low is not None and high is not None and low - high > slack * max(abs(low), abs(high))
        )

    return above(one[0], other[1]) or above(other[0], one[1])


def derived_interval(
    rule: DerivationRule, one: DraftObservation, other: DraftObservation
) -> tuple[float | None, float | None]:
    """Return the interval that follows from two; None is an open end."""
    first, second = draft_interval(one), draft_interval(other)
    if rule.falling:
        second = second[::-1]
    low, high = (
        None if a is None or not b else float(f"{rule.formula(a, b):.4g}")
        for a, b in zip(first, second, strict=True)
    )
    return low, high


def _apply(
    rule: DerivationRule, one: DraftObservation, other: DraftObservation
) -> DraftObservation | None:
    low, high = derived_interval(rule, one, other)
    if low is None and high is None:
        return None
    value = low if high is None else high
    if low is not None and high is not None:
        value = float(f"{rule.formula(one.value or 0.0, other.value or 1.0):.4g}")
    order = [Reliability.STATED, Reliability.ESTIMATE, Reliability.UNCERTAIN]
    weaker = max(one.reliability, other.reliability, key=order.index)
    return DraftObservation(
        country=one.country,
        indicator=rule.indicator,
        period=one.period,
        source=one.source,
        unit=codebook().indicators[rule.indicator].unit,
        low=low,
        value=value,
        high=high,
        original=f"{one.original} · {other.original}",
        locator=f"{one.locator} · {other.locator}",
        method=Method.DERIVED,
        processing=Processing.MAJOR,
        reliability=weaker,
        note=" ".join(part for part in (_formula(rule, one, other), one.note) if part),
    )


def _formula(rule: DerivationRule, one: DraftObservation, other: DraftObservation) -> str:
    words = f"{rule.words[0].upper()}{rule.words[1:]}"
    return f"{words}: {_bound_text(one)} and {_bound_text(other)}, both of {one.period}."


def _bound_text(draft: DraftObservation) -> str:
    low, high = draft_interval(draft)
    sign = "≤ " if low is None else "≥ " if high is None else ""
    return f"{sign}{draft.value:,.12g}"
