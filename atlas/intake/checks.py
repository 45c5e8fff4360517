"""Rules that every batch must pass before it is stored, whoever made it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from atlas.codebook import Indicator, codebook
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity

PERIOD = re.compile(r"^-?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$")


def check(batch: Batch) -> list[Problem]:
    """Return every problem of a batch's records; errors block it."""
    sources = {source.id for source in batch.sources}
    problems = []
    seen: dict[tuple[str, ...], DraftObservation] = {}
    for draft in batch.observations:
        problems += [_problem(draft, *found) for found in _observation(draft, sources)]
        key = (draft.country, draft.indicator, draft.period, draft.breakdown, draft.source)
        other = seen.setdefault(key, draft)
        if other is not draft and _answer(other) != _answer(draft):
            problems.append(
                _problem(
                    draft,
                    "duplicate-key",
                    "{where} stands there twice with different values.",
                    "Keep one of the two.",
                )
            )
    return problems


def _answer(draft: DraftObservation) -> tuple[object, ...]:
    return draft.value, draft.category, draft.missing


def _problem(draft: DraftObservation, code: str, message: str, remedy: str) -> Problem:
    where = f"{draft.country} {draft.indicator} {draft.period} {draft.breakdown}".strip()
    shown = next((str(a) for a in _answer(draft) if a is not None), "")
    return Problem(
        Severity.ERROR,
        code,
        message.format(where=where, value=shown),
        remedy,
        value=shown,
        column=draft.indicator,
        params={"where": where, "value": shown, "template": message},
    )


def _observation(draft: DraftObservation, sources: set[str]) -> Iterator[tuple[str, str, str]]:
    book = codebook()
    if draft.country not in book.countries:
        yield "unknown-country", "{where}: the country is unknown.", "Use an ISO 3166 code."
    if draft.source not in sources:
        yield "unknown-source", "{where}: the source is not described.", "Describe the source."
    if not PERIOD.match(draft.period):
        yield (
            "bad-period",
            "{where}: the period is no year or date range.",
            "Write 2024 or 2024-01/2024-06.",
        )
    indicator = book.indicators.get(draft.indicator)
    if indicator is None:
        yield (
            "unknown-indicator",
            "{where}: the indicator is unknown.",
            "Choose one from the codebook.",
        )
        return
    yield from _value(draft, indicator)


def _value(draft: DraftObservation, indicator: Indicator) -> Iterator[tuple[str, str, str]]:
    answers = [a for a in _answer(draft) if a is not None]
    if len(answers) != 1:
        yield (
            "not-one-answer",
            "{where}: a record needs one value, category or missing reason.",
            ("Fill exactly one."),
        )
    categories = {c.code for c in indicator.categories}
    if draft.category is not None and draft.category not in categories:
        yield (
            "unknown-category",
            "{where}: “{value}” is no answer of this indicator.",
            ("Choose an answer from the codebook."),
        )
    if draft.value is None:
        return
    if indicator.kind == "category":
        yield (
            "number-for-category",
            "{where}: a number stands where an answer belongs.",
            ("Choose an answer from the codebook."),
        )
    bounds = [v for v in (draft.low, draft.value, draft.high) if v is not None]
    if not all(map(math.isfinite, bounds)) or bounds != sorted(bounds):
        yield "bad-range", "{where}: low, value and high must rise.", "Mend the range."
    low, high = indicator.low, indicator.high
    if (low is not None and draft.value < low) or (high is not None and draft.value > high):
        yield (
            "out-of-range",
            "{where}: {value} is outside the possible range.",
            ("Check the unit: percent as 0 to 100, people as whole numbers, money in US dollars."),
        )
