"""What a course is: phases, bends, a step, the newest value; what the regions' courses share.

Units are those of ``model``: slopes, their bounds and changes a year in the indicator's unit,
in percent where the scale is relative. Absent is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["rising", "falling", "none", "too-little-data"]
Kind = Literal["common", "unique", "common-turn", "common-break", "none", "too-little-data"]


@dataclass(frozen=True)
class Bend:
    """The year in which a course bends, and the years that fit nearly as well (95 %)."""

    year: int
    low: int
    high: int


@dataclass(frozen=True)
class Step:
    """The first year of a new level, its interval, and how much higher the level is."""

    year: int
    low: int
    high: int
    height: float


@dataclass(frozen=True)
class Phase:
    """A stretch between two bends: slope with bounds (95 %), fitted values at its ends.

    ``p`` is that of the slope, ``q`` adjusted over the course's phases; by ``q`` it has a
    direction.
    """

    first: int
    last: int
    direction: Direction
    slope: float
    low: float
    high: float
    start: float
    end: float
    p: float
    q: float


@dataclass(frozen=True)
class Course:
    """A series' course: ``kind`` names its shape, ``phases`` go from first to last value.

    ``newest`` is the last value itself, in ``newest_year``: where the series is, beside where
    the fitted course ends. A course without trend has one phase without direction.
    """

    kind: Literal["constant", "line", "bends", "step", "stepped-line"]
    phases: tuple[Phase, ...]
    bends: tuple[Bend, ...]
    step: Step | None
    newest_year: int
    newest: float

    @property
    def turned(self) -> Direction:
        """The direction after the last turn (a phase against the one before); none without one."""
        last: Direction = "none"
        turn: Direction = "none"
        for direction in (phase.direction for phase in self.phases):
            if direction in ("rising", "falling"):
                turn = direction if last not in ("none", direction) else turn
                last = direction
        return turn


@dataclass(frozen=True)
class PhaseVerdict:
    """What the regions share between two bends of their middle path."""

    first: int
    last: int
    kind: Kind
    direction: Direction
    rising: tuple[str, ...]
    falling: tuple[str, ...]
    steady: tuple[str, ...]
    unique: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommonChange:
    """When the regions turned or stepped together, and from what direction to what.

    A step goes from ``none`` to its direction.
    """

    year: int
    low: int
    high: int
    before: Direction
    after: Direction


@dataclass(frozen=True)
class WindowVerdict:
    """The verdict in another window."""

    first: int
    last: int
    kind: Kind
    direction: Direction


@dataclass(frozen=True)
class Windows:
    """The verdict by first and last year: ``same`` of them say what the headline says.

    ``stable`` where they are at least half.
    """

    verdicts: tuple[WindowVerdict, ...]
    same: int
    stable: bool


@dataclass(frozen=True)
class Unusual:
    """A country whose last years leave its own course: since when, and how far.

    ``expected`` is what its course before ``since`` leads to in the newest year, with bounds of
    95 %; ``q`` is adjusted over all countries that could be tested.
    """

    country: str
    since: int
    year: int
    value: float
    expected: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True)
class WeightedWorld:
    """The world as one: the sum, or the mean weighted by GDP or population.

    ``weights`` names what it is weighted by ("sum": the values themselves are added), of
    ``weights_year`` where one year's weights serve for all. ``series`` are (year, value).
    """

    weights: Literal["sum", "gdp", "population"]
    weights_year: int | None
    members: int
    series: tuple[tuple[int, float], ...]
    course: Course
