"""Events on one axis of time, a lane for each country: positions, rows, labels that fit.

Everything is in percent of the plot's width, so that the page can be any size. How many marks
fit side by side does depend on the size: each mark has a row for a wide and for a narrow page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.events import OLD, event_span, year_of
from atlas.i18n import Translator, country_name
from atlas.views.charts.stacking import MarkBox, MarkPlace, stack_marks
from atlas.views.timeline.events import EventRow, event_row

# What a mark and a letter take, in percent of the plot on a wide and on a narrow page.
WIDE_GAP, NARROW_GAP = 1.35, 4.4
LETTER, LABEL_PAD = 0.55, 1.9
LABEL_MOST = 60  # letters
COMPRESSED = 12.0  # percent of the width for the years before OLD
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
TICKS = 12
# The fewer lanes, the more rows a lane may take to show its labels.
ROWS_FOR_LABELS = {1: 16, 2: 9, 3: 7, 4: 6, 5: 5, 6: 5}


@dataclass(frozen=True)
class Axis:
    """Years from ``first`` to ``last`` (included); before ``bend`` they are compressed."""

    first: int
    last: int
    bend: int | None = None

    def place(self, year: float) -> float:
        """Return where a decimal year stands, in percent of the width, cut at both ends."""
        end = self.last + 1
        year = min(max(year, self.first), end)
        if self.bend is None:
            return 100 * (year - self.first) / (end - self.first)
        if year < self.bend:
            return COMPRESSED * (year - self.first) / (self.bend - self.first)
        return COMPRESSED + (100 - COMPRESSED) * (year - self.bend) / (end - self.bend)


@dataclass(frozen=True)
class Tick:
    """A labelled year; ``minor`` ones are left out where there is little room."""

    x: float
    label: str
    minor: bool


@dataclass(frozen=True)
class Mark:
    """One event on the axis. ``start`` and ``width`` are what its date may mean or lasted."""

    x: float
    start: float
    width: float
    lasting: bool
    row: int
    narrow_row: int
    label: str
    before: bool
    event: EventRow

    @property
    def late(self) -> bool:
        """True where its card must open towards the start of the axis."""
        return self.x > 60


@dataclass(frozen=True)
class Lane:
    """The events of one country."""

    iso3: str
    name: str
    rows: int
    narrow_rows: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes under one axis; ``bend`` is where compressed years end, in percent."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    bend: float
    bend_year: int


def axis(rows: pd.DataFrame, first: int | None = None, last: int | None = None) -> Axis:
    """Return the axis for chosen events; years asked for are its ends, else it fits them.

    Without a first year asked for, the years before 1900 are compressed where there are any.
    """
    years = [year_of(d) for d in rows["date"]] or [OLD]
    ends = [year_of(d) for d in rows["until"] if d] + years
    begin = min(years) if first is None else first
    finish = max(begin, max(ends) if last is None else last)
    is_bent = first is None and begin < OLD - 20 and finish > OLD + 20
    if first is None and not is_bent:
        begin -= begin % 10
    return Axis(begin, finish, OLD if is_bent else None)


def timeline(rows: pd.DataFrame, countries: Sequence[str], on: Axis, t: Translator) -> Timeline:
    """Return the lanes of the countries, in the order given.

    One of a few countries without events has an empty lane; of a region's many it has none.
    """
    most = ROWS_FOR_LABELS.get(len(countries), 0)
    own = dict(iter(rows.groupby("country")))
    if not most:
        countries = [c for c in countries if c in own]
    lanes = tuple(_lane(iso3, own.get(iso3, rows.iloc[:0]), on, most, t) for iso3 in countries)
    bend = on.place(on.bend) if on.bend else 0.0
    return Timeline(lanes, year_ticks(on), bend, on.bend or 0)


def _lane(iso3: str, rows: pd.DataFrame, on: Axis, most: int, t: Translator) -> Lane:
    spans = [_extent(row, on) for _, row in rows.iterrows()]
    events = [event_row(row, t) for _, row in rows.iterrows()]
    boxes = [
        MarkBox(x, right if lasting else x, _label_width(e.title))
        for (x, _, right, lasting), e in zip(spans, events, strict=True)
    ]
    wide = stack_marks(boxes, WIDE_GAP, most)
    narrow = stack_marks(boxes, NARROW_GAP, 0)
    marks = tuple(
        Mark(
            x=round(x, 3),
            start=round(left, 3),
            width=round(right - left, 3),
            lasting=lasting,
            row=place.row,
            narrow_row=small.row,
            label=e.title if place.labelled else "",
            before=place.before,
            event=e,
        )
        for (x, left, right, lasting), e, place, small in zip(
            spans, events, wide, narrow, strict=True
        )
    )
    return Lane(iso3, country_name(iso3, t.lang), _height(wide), _height(narrow), marks)


def _height(places: Sequence[MarkPlace]) -> int:
    return 1 + max((p.row for p in places), default=0)


def _extent(row: pd.Series, on: Axis) -> tuple[float, float, float, bool]:
    """Return where the mark stands, where its span begins and ends, whether it lasted.

    A lasting event's mark stands at its beginning, another's in the middle of what its date
    may mean: a year alone is not its first of January.
    """
    until = str(row["until"] or "")
    left, right = (on.place(y) for y in event_span(str(row["date"]), until))
    begins = [on.place(y) for y in event_span(str(row["date"]))]
    return sum(begins) / 2, left, right, bool(until)


def _label_width(title: str) -> float | None:
    return LABEL_PAD + LETTER * len(title) if len(title) <= LABEL_MOST else None


def year_ticks(on: Axis) -> tuple[Tick, ...]:
    """Return the labelled years: round ones, no more than fit; every second or late is minor."""
    begin = on.bend or on.first
    years = on.last + 1 - begin
    step = next(s for s in STEPS if years / s <= TICKS or s == STEPS[-1])
    round_years = [y for y in range(begin - begin % -step, on.last + 1, step) if on.place(y) < 97]
    result = [
        Tick(round(on.place(y), 3), str(y), i % 2 == 1 or on.place(y) > 90)
        for i, y in enumerate(round_years)
    ]
    if on.bend:
        result.insert(0, Tick(0.0, str(on.first), False))
    return tuple(result)
