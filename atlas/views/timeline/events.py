"""Events as a reader sees them: kinds with their marks, dates as exact as the source, rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd
from babel.dates import format_date

from atlas.analysis.events import DECADE, year_of
from atlas.codebook import codebook
from atlas.i18n import Translator, country_name, date
from atlas.views.country.figures import SourceEvidence, evidence_of

MONTH = len("1991-07")
# A shape of its own for each kind, so that colour is never needed; a colour for each family.
# Both are drawn by ``assets/css/timeline.css``.
SHAPES = {
    "independence": ("star", "founding"),
    "constitution": ("square", "law"),
    "amendment": ("square-open", "law"),
    "law": ("lines", "law"),
    "white-paper": ("page", "law"),
    "reform": ("triangle", "service"),
    "conscription": ("triangle-down", "service"),
    "women": ("diamond", "service"),
    "forces": ("plus", "service"),
    "coup": ("cross", "violence"),
    "conflict": ("burst", "violence"),
    "peace": ("ring", "abroad"),
    "transition": ("half", "power"),
    "election": ("disc", "power"),
    "mission": ("chevron", "abroad"),
    "treaty": ("hexagon", "abroad"),
}
OTHER = ("disc-small", "founding")


@dataclass(frozen=True)
class EventKind:
    """A kind of event with its name and mark; ``count`` is how many are shown."""

    code: str
    name: str
    shape: str
    family: str
    count: int = 0


@dataclass(frozen=True)
class EventRow:
    """One event in the reader's language; ``sort`` orders by date."""

    country: str
    iso3: str
    kind: EventKind
    when: str
    sort: str
    title: str
    evidence: SourceEvidence


def event_kind(code: str, t: Translator) -> EventKind:
    """Return a kind of event with its mark."""
    term = codebook().vocabulary.events.get(code)
    shape, family = SHAPES.get(code, OTHER)
    return EventKind(code, t(term.name) if term else code, shape, family)


def event_legend(rows: pd.DataFrame, t: Translator) -> list[EventKind]:
    """Return the kinds that occur, in the codebook's order, with their numbers."""
    counts = rows["event"].value_counts()
    return [
        replace(event_kind(code, t), count=int(counts[code]))
        for code in codebook().vocabulary.events
        if code in counts.index
    ]


def moment(value: str, lang: str) -> str:
    """Return a date as exact as it was given: a year, a month with its year, or a day.

    Examples
    --------
    >>> moment("1991", "en"), moment("1991-07", "en")
    ('1991', 'July 1991')
    """
    if len(value) != MONTH:
        return date(value, lang)
    first = dt.date.fromisoformat(f"{value}-01")
    return str(format_date(first, format="MMMM y", locale=lang))


def when(row: pd.Series, lang: str) -> str:
    """Return the date of an event, with its end where it lasted."""
    start = moment(str(row["date"]), lang)
    until = str(row["until"] or "")
    return f"{start} – {moment(until, lang)}" if until else start


def event_row(row: pd.Series, t: Translator) -> EventRow:
    """Return one event for reading, with what stands behind it."""
    behind = evidence_of(row, t)
    wording = str(row["evidence"] or "") or behind.original
    return EventRow(
        country=country_name(str(row["country"]), t.lang),
        iso3=str(row["country"]),
        kind=event_kind(str(row["event"]), t),
        when=when(row, t.lang),
        sort=str(row["date"]),
        title=str(row["title"]),
        evidence=replace(behind, original=wording),
    )


def event_rows(rows: pd.DataFrame, t: Translator) -> list[EventRow]:
    """Return events for reading, in the order given."""
    return [event_row(row, t) for _, row in rows.iterrows()]


def join_names(names: list[str], t: Translator) -> str:
    """Return names as one list in the reader's language."""
    return t.join(names)


def decades(rows: list[EventRow]) -> list[tuple[str, list[EventRow]]]:
    """Return rows in groups of ten years, so that a long list is easy to navigate."""
    groups: dict[int, list[EventRow]] = {}
    for row in rows:
        groups.setdefault(year_of(row.sort) // DECADE * DECADE, []).append(row)
    return [(f"{start}–{start + DECADE - 1}", events) for start, events in groups.items()]
