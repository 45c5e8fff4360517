"""What the trends of an indicator are: frozen, JSON-able, the same for pages, API and CLI.

Slopes, changes and their bounds are a year in the indicator's unit where ``Trends.scale`` is
``absolute``, in percent a year where it is ``relative`` (counts and money). Absent is None.
``reason`` fields hold codes; words come later (``atlas.views``, the pages).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from atlas.analysis.trends.course_model import (
    CommonChange,
    Course,
    Direction,
    Kind,
    PhaseVerdict,
    Unusual,
    WeightedWorld,
    Windows,
)

METHOD = "6"  # part of every stored result's digest: raise it when a number may change

# Why a direction is what it is: "significant" for rising and falling.
Reason = Literal[
    "significant", "not-significant", "too-small", "sources-disagree", "few-years", "few-countries"
]
# Why a country is not in the panel.
Outside = Literal["no-start", "no-end", "few-years", "zero-or-less"]


@dataclass(frozen=True)
class Parameters:
    """What was decided beforehand; every number here is stated on the page.

    ``matters`` is the smallest change over the window that counts, in spreads between
    countries, ``beyond`` in a country's usual noise; ``coverage`` the share of the window's
    years that a member has; ``edge`` how many years its first and last value may lie inside the
    window; ``gap`` the longest gap that is interpolated; ``share`` the share of a region's
    reporters that a region needs.
    """

    first: int | None = None
    last: int | None = None
    alpha: float = 0.05
    min_years: int = 8
    coverage: float = 0.75
    edge: int = 2
    gap: int = 3
    members: int = 4
    share: float = 1 / 3
    common_of_five: int = 4
    matters: float = 0.1
    beyond: float = 1.0
    draws: int = 48


@dataclass(frozen=True)
class Trend:
    """A robust trend: Theil–Sen slope and Mann–Kendall test, corrected for autocorrelation.

    ``low`` and ``high`` bound the slope (95 %, widened by autocorrelation); ``plain_low`` and
    ``plain_high`` are Sen's own. ``start`` and ``end`` are the fitted line's values;
    ``change`` is their difference (percent on the relative scale). ``q`` is p adjusted for
    multiple testing. ``source_low`` and ``source_high`` bound the slope within the ranges of
    the sources; None where no source gives a range and none conflict.
    """

    direction: Direction
    reason: Reason
    years: int
    first: int | None = None
    last: int | None = None
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    plain_low: float | None = None
    plain_high: float | None = None
    start: float | None = None
    end: float | None = None
    change: float | None = None
    tau: float | None = None
    p: float | None = None
    q: float | None = None
    autocorrelation: float | None = None
    source_low: float | None = None
    source_high: float | None = None


@dataclass(frozen=True)
class Departure:
    """How a country or region leaves the rest: the trend of its distance to them.

    ``from_rest`` is "opposite" (its own direction is the contrary one) or "alone" (the rest
    has none, or another speed). ``shape`` says in what: the direction over the window, or a
    turn that the rest did not make.
    """

    from_rest: Literal["opposite", "alone"]
    slope: float
    p: float
    q: float
    shape: Literal["line", "turn"] = "line"


@dataclass(frozen=True)
class CountryTrend:
    """A country's trend and course in the window; ``departs`` compares it with its region."""

    country: str
    region: str
    trend: Trend
    member: bool
    departs: Departure | None = None
    course: Course | None = None


@dataclass(frozen=True)
class LeftOut:
    """A country that reports but is not in the balanced panel."""

    country: str
    reason: Outside


@dataclass(frozen=True)
class Point:
    """A year of a panel: median of levels, the typical path, how many members have a value.

    The path is the median of the members' deviations from their own average, set on the
    median of the averages: it cannot move because a member has no value in a year.
    """

    year: int
    median: float | None
    path: float | None
    members: int


@dataclass(frozen=True)
class RegionTrend:
    """A balanced panel's trend: a region, or "world".

    ``reporters`` have any value of the indicator, ``states`` are the region's UN members;
    ``narrow`` says that the members are fewer than a third of the states. ``deciding`` are
    the members without which the direction would be another.
    """

    region: str
    kind: Literal["community", "other", "world"]
    trend: Trend
    members: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    reporters: int
    states: int
    narrow: bool
    rising: int
    falling: int
    steady: int
    series: tuple[Point, ...]
    departs: Departure | None = None
    deciding: tuple[str, ...] = ()
    course: Course | None = None


@dataclass(frozen=True)
class Nearest:
    """The judged region that is nearest to changing the verdict, and its p and q."""

    region: str
    direction: Direction
    p: float
    q: float


@dataclass(frozen=True)
class Verdict:
    """What is common and what is unique among the community's regions.

    ``needed`` of ``judged`` regions make a trend common; ``agreeing`` have the leading
    direction. ``unique`` are regions that depart, ``countries`` those that depart from their
    region. ``p`` is the partial-conjunction p that at least ``needed`` regions move that way
    (Benjamini & Heller 2008). ``deciding`` are countries without which the kind would change
    (not asked of turns and breaks). ``changed`` dates a common turn or break, ``direction`` is
    then the one after it; ``phases`` are the verdicts between the middle path's bends.
    """

    kind: Kind
    direction: Direction
    needed: int
    judged: tuple[str, ...]
    agreeing: tuple[str, ...]
    against: tuple[str, ...]
    steady: tuple[str, ...]
    unjudged: tuple[str, ...]
    unique: tuple[str, ...]
    countries: tuple[str, ...]
    p: float | None = None
    nearest: Nearest | None = None
    deciding: tuple[str, ...] = ()
    changed: CommonChange | None = None
    phases: tuple[PhaseVerdict, ...] = ()


@dataclass(frozen=True)
class Convergence:
    """Whether differences shrink: ``scope`` is "between", "world" or a region's id.

    ``spread_start`` and ``spread_end`` are fitted; ``sigma`` is the trend of the log spread.
    """

    scope: str
    kind: Literal["converging", "diverging", "none", "too-little-data"]
    sigma: Trend
    spread_start: float | None = None
    spread_end: float | None = None


@dataclass(frozen=True)
class Break:
    """A lasting change of level: ``year`` is the first of the new level.

    ``low`` and ``high`` bound the year (95 %); ``before`` and ``after`` are the levels.
    """

    where: str
    year: int
    low: int
    high: int
    before: float
    after: float


@dataclass(frozen=True)
class Trends:
    """All trends of one indicator in one window, with how they were computed."""

    indicator: str
    unit: str
    scale: Literal["absolute", "relative"]
    window: tuple[int, int] | None
    parameters: Parameters
    verdict: Verdict
    world: RegionTrend | None
    regions: tuple[RegionTrend, ...]
    countries: tuple[CountryTrend, ...]
    left_out: tuple[LeftOut, ...]
    convergence: tuple[Convergence, ...] = ()
    breaks: tuple[Break, ...] = ()
    weighted: WeightedWorld | None = None
    windows: Windows | None = None
    unusual: tuple[Unusual, ...] = ()
    spread: float | None = None
    method: str = field(default=METHOD)
