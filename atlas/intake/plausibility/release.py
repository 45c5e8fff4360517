"""Figures that differ from the release in force: revised without a note, or in conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Problem, Severity
from atlas.intake.plausibility.batch import BatchSeries, short_number
from atlas.intake.plausibility.jumps import Known
from atlas.intake.sheets.long.cells import CellError

SAME = 1e-9
APART = 1.5  # times; smaller differences between publishers are a matter of definition
Stated = dict[tuple[str, str, str, str], list[tuple[str, float]]]


def known_series(frame: pd.DataFrame) -> Known:
    """Return the preferred figures of a release: country, indicator, breakdown -> year -> value."""
    by_series: dict[tuple[str, str, str], dict[int, float]] = defaultdict(dict)
    rows = frame[frame["value"].notna() & (frame["period"].str.len() == 4)]
    if "preferred" in rows:
        rows = rows[rows["preferred"].astype(bool)]
    columns = (rows[name] for name in ("country", "indicator", "breakdown", "year", "value"))
    for country, indicator, breakdown, year, value in zip(*columns, strict=True):
        by_series[country, indicator, breakdown][int(year)] = float(value)
    return by_series


def revision_warnings(figures: BatchSeries, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem where the batch differs from the release in force."""
    by_key = _values_by_key(frame, {d.indicator for d in figures.numbers})
    titles = {s.id: f"{s.publisher}, {s.title} (" for s in figures.batch.sources}
    n_revised: Counter[str] = Counter()
    for draft in figures.numbers:
        key = (draft.country, draft.indicator, draft.period, draft.breakdown)
        for citation, value in by_key.get(key, ()):
            if _same(draft.value or 0.0, value):
                continue
            if citation.startswith(titles.get(draft.source, "\0")):
                if draft.source in figures.expected:
                    n_revised[draft.source] += 1
                elif not draft.note:
                    yield _change_problem(figures, draft, value)
            elif _apart(draft.value or 0.0, value):
                yield _conflict_problem(figures, draft, citation, value)
    for source, count in n_revised.items():
        yield _revision_problem(titles[source].rstrip(" ("), count)


def _values_by_key(frame: pd.DataFrame, indicators: set[str]) -> Stated:
    by_key: Stated = defaultdict(list)
    rows = frame[frame["value"].notna() & frame["indicator"].isin(indicators)]
    names = ("country", "indicator", "period", "breakdown", "source", "value")
    for country, indicator, period, breakdown, source, value in zip(
        *(rows[name] for name in names), strict=True
    ):
        by_key[country, indicator, period, breakdown].append((source, float(value)))
    return by_key


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def _apart(one: float, other: float) -> bool:
    if one <= 0 or other <= 0:
        return (one <= 0) != (other <= 0)
    return max(one / other, other / one) > APART


def _change_problem(figures: BatchSeries, draft: DraftObservation, value: float) -> Problem:
    template = N_("The same source says {old} in the release in force; no note says why.")
    remedy = N_("Explain in a note why the figure changed, or keep the old one.")
    fact = CellError("changed-value", template, remedy, old=short_number(value))
    return figures.problem(draft, fact, Severity.WARNING)


def _conflict_problem(
    figures: BatchSeries, draft: DraftObservation, citation: str, value: float
) -> Problem:
    template = N_("Another source in the release says {old}: {source}.")
    remedy = N_("Nothing to do, if both sources say so; they are kept side by side.")
    fact = CellError(
        "conflicting-source", template, remedy, old=short_number(value), source=citation
    )
    return figures.problem(draft, fact, Severity.INFO)


def _revision_problem(title: str, count: int) -> Problem:
    template = N_("{count} figures differ from those that the release in force has of “{title}”.")
    remedy = N_("Nothing to do: publishers revise recent years, and each vintage is kept apart.")
    params: dict[str, object] = {"count": count, "title": title}
    message = template.format(**params)
    params |= {"template": template, "remedy_template": remedy}
    return Problem(Severity.INFO, "revised-values", message, remedy, params=params)
