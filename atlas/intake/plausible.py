"""Declared checks of what a figure must be to be believable (``data/codebook/plausible.toml``).

After the assertions by which OpenSanctions' zavod holds each of its data sets to limits that are
written down beside it: a limit is data with a reason, not code.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from atlas.intake.derive import draft_interval
from atlas.intake.draft import DraftObservation
from atlas.settings import DATA

FILE = DATA / "codebook" / "plausible.toml"
Years = Mapping[tuple[str, str], Mapping[int, DraftObservation]]  # country, indicator -> year


@dataclass(frozen=True, slots=True)
class Check:
    """Limits of an indicator, or of its ratio to another of the same country near in time."""

    indicator: str
    why: str
    low: float | None = None
    high: float | None = None
    per: str = ""
    within: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure outside of a check's limits; ``other`` is the figure it was divided by."""

    draft: DraftObservation
    check: Check
    other: DraftObservation | None = None


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """Return the declared checks."""
    return tuple(Check(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["check"])


def indicators_with_divisors(indicators: Iterable[str]) -> set[str]:
    """Return indicators with those that their checks divide them by."""
    own = set(indicators)
    return own | {check.per for check in checks() if check.indicator in own and check.per}


def implausible(
    drafts: Iterable[DraftObservation], others: Iterable[DraftObservation] = ()
) -> Iterator[Doubt]:
    """Yield each total outside of a check's limits, once.

    Parameters
    ----------
    others
        Figures, such as those of the release in force, that drafts may be divided by besides
        one another.
    """
    totals = [d for d in drafts if not d.breakdown and d.value is not None]
    years = _by_year((*others, *totals))
    by_indicator = defaultdict(list)
    for check in checks():
        by_indicator[check.indicator].append(check)
    for draft in totals:
        pairs = ((check, _beside(draft, check, years)) for check in by_indicator[draft.indicator])
        doubt = next((Doubt(draft, c, o) for c, o in pairs if _is_outside(draft, c, o)), None)
        if doubt:
            yield doubt


def _by_year(drafts: Iterable[DraftObservation]) -> Years:
    years: dict[tuple[str, str], dict[int, DraftObservation]] = defaultdict(dict)
    for draft in drafts:
        years[draft.country, draft.indicator][int(draft.period[:4])] = draft
    return years


def _beside(draft: DraftObservation, check: Check, years: Years) -> DraftObservation | None:
    """Return the figure nearest in time by which the check divides, None when none is near."""
    figures = years.get((draft.country, check.per), {})
    own = int(draft.period[:4])
    near = [year for year in figures if abs(year - own) <= check.within]
    return figures[min(near, key=lambda year: abs(year - own))] if near else None


def _is_outside(draft: DraftObservation, check: Check, other: DraftObservation | None) -> bool:
    """Tell whether no number that the draft allows lies within the limits."""
    low, high = draft_interval(draft)
    if check.per:
        if other is None:
            return False
        below, above = draft_interval(other)
        low = low / above if low is not None and above else None
        high = high / below if high is not None and below else None
    too_low = check.low is not None and high is not None and high < check.low
    return too_low or (check.high is not None and low is not None and low > check.high)
