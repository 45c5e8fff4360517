"""Values that follow from others by arithmetic, only where the parts share their year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftObservation


@dataclass(frozen=True)
class Rule:
    """``indicator`` follows from ``parts`` by ``formula``, which is also said in words."""

    indicator: str
    parts: tuple[str, str]
    formula: Callable[[float, float], float]
    words: str


RULES = (
    Rule(
        "milex_usd",
        ("milex_gdp", "gdp"),
        lambda share, gdp: share / 100 * gdp,
        "share of GDP × GDP at official exchange rates",
    ),
    Rule(
        "milex_pc",
        ("milex_usd", "population"),
        lambda money, people: money / people,
        "military expenditure in US$ ÷ population",
    ),
    Rule(
        "milex_gov",
        ("milex_usd", "gov_expenditure"),
        lambda money, spent: 100 * money / spent,
        "military expenditure in US$ ÷ government expenditure in US$ × 100",
    ),
    Rule(
        "armed_forces_p1000",
        ("armed_forces", "population"),
        lambda active, people: 1_000 * active / people,
        "active personnel ÷ population × 1,000",
    ),
    Rule(
        "police_p100k",
        ("police", "population"),
        lambda police, people: 100_000 * police / people,
        "police personnel ÷ population × 100,000",
    ),
)


def derive(drafts: Iterable[DraftObservation]) -> list[DraftObservation]:
    """Return the derived observations of totals from one source.

    A derived value has the parts' low and high carried through, method ``derived``,
    processing ``major``, the weaker reliability of its parts, and a note with formula and
    numbers. It is rounded to four significant digits: its parts are no finer.
    """
    totals = {
        (d.indicator, d.country, d.period, d.source): d
        for d in drafts
        if not d.breakdown and d.value is not None
    }
    made: list[DraftObservation] = []
    for rule in RULES:
        first, second = rule.parts
        for (indicator, country, period, source), one in list(totals.items()):
            other = totals.get((second, country, period, source))
            if indicator != first or other is None or not other.value:
                continue
            derived = _apply(rule, one, other)
            totals[rule.indicator, country, period, source] = derived
            made.append(derived)
    return made


def _apply(rule: Rule, one: DraftObservation, other: DraftObservation) -> DraftObservation:
    values = [
        float(f"{rule.formula(number or 0.0, other.value or 1.0):.4g}")
        for number in (one.low, one.value, one.high)
    ]
    order = [Reliability.STATED, Reliability.ESTIMATE, Reliability.UNCERTAIN]
    weaker = max(one.reliability, other.reliability, key=order.index)
    return DraftObservation(
        country=one.country,
        indicator=rule.indicator,
        period=one.period,
        source=one.source,
        unit=codebook().indicators[rule.indicator].unit,
        low=values[0],
        value=values[1],
        high=values[2],
        original=f"{one.original} · {other.original}",
        locator=f"{one.locator} · {other.locator}",
        method=Method.DERIVED,
        processing=Processing.MAJOR,
        reliability=weaker,
        note=_formula(rule, one, other),
    )


def _formula(rule: Rule, one: DraftObservation, other: DraftObservation) -> str:
    words = f"{rule.words[0].upper()}{rule.words[1:]}"
    return f"{words}: {one.value:,.12g} and {other.value:,.12g}, both of {one.period}."
