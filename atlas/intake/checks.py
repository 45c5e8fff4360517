"""Rules that every batch must pass before it is stored, whoever made it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from atlas.codebook import Indicator, codebook
from atlas.codebook.model import OF_TEXTS
from atlas.i18n import N_
from atlas.intake.addresses import bad_addresses
from atlas.intake.draft import Batch, DraftObservation, Origin, Problem, Severity, Source
from atlas.intake.naming import where as named
from atlas.intake.record_checks import Ends, check_records

SOURCE_CHANGED = N_("The source {source} already refers to another title or vintage.")
DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
PERIOD = re.compile(rf"(?P<first>{DAY})(?:/(?P<last>{DAY}))?")
PAIR = re.compile(r"[a-z][a-z-]*=[^=;\s][^=;]*")
BREAKDOWN_LENGTH = 120
# The column of a sheet to mend for a problem of an observation; the others: value.
COLUMNS = {
    "unknown-country": "country",
    "unknown-source": "source",
    "unknown-indicator": "indicator",
    "unknown-category": "category",
    "bad-period": "period",
    "bad-breakdown": "breakdown",
    "bad-range": "low",
}


def check_batch(batch: Batch, institutions: Ends = frozenset()) -> list[Problem]:
    """Return every problem of a batch's records; errors block it.

    Parameters
    ----------
    institutions
        (country, code) of each institution of the release in force, to which relations may refer.
    """
    sources = {source.id: source for source in reversed(batch.sources)}
    problems = [*source_conflicts(batch.sources, sources), *bad_addresses(batch)]
    by_key: dict[tuple[str, ...], DraftObservation] = {}
    source_ids = set(sources)
    for draft in batch.observations:
        draft_problems = [_problem(draft, *each) for each in _observation(draft, source_ids)]
        other = by_key.setdefault(observation_key(draft), draft)
        if other is not draft and _statement(other) != _statement(draft):
            draft_problems.append(
                _problem(
                    draft,
                    "duplicate-key",
                    N_("{where} appears twice with different values."),
                    N_("Keep one of the two."),
                )
            )
        origin = batch.origins.get(draft) if draft_problems else None
        if origin is not None:
            draft_problems = [_at_cell(p, draft, origin) for p in draft_problems]
        problems += draft_problems
    return [*problems, *check_records(batch, institutions)]


def _at_cell(problem: Problem, draft: DraftObservation, origin: Origin) -> Problem:
    """Return a problem with the place and the content of the cell to correct."""
    column = COLUMNS.get(problem.code, "value")
    value = draft.original if column == "value" else problem.value
    return replace(origin.locate(problem, column), value=(value or problem.value)[:80])


def observation_key(draft: DraftObservation) -> tuple[str, ...]:
    """Return what a release holds once: whose figure of what, when, for whom, by which source."""
    return draft.country, draft.indicator, draft.period, draft.breakdown, draft.source


def source_conflicts(
    sources: Iterable[Source], known_sources: Mapping[str, Source]
) -> list[Problem]:
    """Return an error for each source whose id already means another publication or vintage."""

    def identity(source: Source) -> tuple[str, ...]:
        return source.publisher, source.title, source.vintage

    return [
        Problem(
            Severity.ERROR,
            "source-changed",
            SOURCE_CHANGED.format(source=source.id),
            N_("Give each vintage an id of its own, so that series are never mixed."),
            value=source.id,
            params={"source": source.id, "template": SOURCE_CHANGED},
        )
        for source in sources
        if source.id in known_sources and identity(known_sources[source.id]) != identity(source)
    ]


def _statement(draft: DraftObservation) -> tuple[object, ...]:
    return *_answer(draft), draft.low, draft.high


def _answer(draft: DraftObservation) -> tuple[object, ...]:
    return draft.value, draft.category, draft.missing


def _problem(draft: DraftObservation, code: str, message: str, remedy: str) -> Problem:
    of = (draft.country, draft.indicator, draft.period, draft.breakdown)
    where = named({"of": of})
    value = next((str(a) for a in _answer(draft) if a is not None), "")
    return Problem(
        Severity.ERROR,
        code,
        message.format(where=where, value=value),
        remedy,
        value=value,
        column=draft.indicator,
        params={"where": where, "of": of, "value": value, "template": message},
    )


def _observation(draft: DraftObservation, sources: set[str]) -> Iterator[tuple[str, str, str]]:
    book = codebook()
    if draft.missing in OF_TEXTS:
        yield (
            "reason-of-texts",
            N_("{where}: “{value}” is a reason of legal texts, not of figures."),
            N_("Choose no-data, withheld or not-applicable."),
        )
    if draft.country not in book.countries:
        yield "unknown-country", N_("{where}: the country is unknown."), N_("Use an ISO 3166 code.")
    if draft.source not in sources:
        yield (
            "unknown-source",
            N_("{where}: the source is not described."),
            N_("Describe the source."),
        )
    if not _is_period(draft.period):
        yield (
            "bad-period",
            N_("{where}: the period is not a year or date range."),
            N_("Write 2024 or 2024-01/2024-06."),
        )
    if not _is_breakdown(draft.breakdown):
        yield (
            "bad-breakdown",
            N_("{where}: the breakdown is not readable."),
            N_("Write dimension=code pairs in alphabetical order, joined by semicolons."),
        )
    if any("\0" in text for text in (draft.original, draft.locator, draft.note)):
        yield "bad-text", N_("{where}: a text holds a null character."), N_("Type the text again.")
    indicator = book.indicators.get(draft.indicator)
    if indicator is None:
        yield (
            "unknown-indicator",
            N_("{where}: the indicator is unknown."),
            N_("Choose one from the codebook."),
        )
        return
    yield from _value(draft, indicator)


@lru_cache(maxsize=10_000)
def _is_period(text: str) -> bool:
    match = PERIOD.fullmatch(text)
    if match is None:
        return False
    return match["last"] is None or match["first"] <= match["last"]


@lru_cache(maxsize=10_000)
def _is_breakdown(text: str) -> bool:
    pairs = text.split(";") if text else []
    readable = all(PAIR.fullmatch(pair) for pair in pairs)
    return readable and pairs == sorted(pairs) and len(text) <= BREAKDOWN_LENGTH


def _value(draft: DraftObservation, indicator: Indicator) -> Iterator[tuple[str, str, str]]:
    answers = [a for a in _answer(draft) if a is not None]
    if len(answers) != 1:
        yield (
            "not-one-answer",
            N_("{where}: a record needs one value, category or missing reason."),
            N_("Fill exactly one."),
        )
    categories = {c.code for c in indicator.categories}
    if draft.category is not None and draft.category not in categories:
        yield (
            "unknown-category",
            N_("{where}: “{value}” is not an answer of this indicator."),
            N_("Choose an answer from the codebook."),
        )
    if draft.value is None:
        return
    if indicator.kind == "category":
        yield (
            "number-for-category",
            N_("{where}: a number is given where an answer belongs."),
            N_("Choose an answer from the codebook."),
        )
    bounds = [v for v in (draft.low, draft.value, draft.high) if v is not None]
    if not all(map(math.isfinite, bounds)) or bounds != sorted(bounds):
        yield (
            "bad-range",
            N_("{where}: low, value and high must be in ascending order."),
            N_("Correct the range."),
        )
    elif len(bounds) == 2 and len(set(bounds)) > 1:
        yield (
            "bad-range",
            N_("{where}: with one end alone, which is a limit, value must repeat it."),
            N_("Write both ends of the range, or the same number in value."),
        )
    low, high = indicator.low, indicator.high
    if any((low is not None and v < low) or (high is not None and v > high) for v in bounds):
        yield (
            "out-of-range",
            N_("{where}: {value} is outside the possible range."),
            N_(
                "Check the unit: percent as 0 to 100, people as whole numbers, money in US dollars."
            ),
        )
