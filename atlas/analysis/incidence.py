"""How long it takes to join, and the chance to be in, where one may leave and join again.

Time runs for each state from the day on which it could join; a state that was not followed to the
end is censored. Standard estimators, without covariates:

- the cumulative incidence of a first joining is one less the estimate of Kaplan & Meier (1958);
- the chance of being in, with leaving and re-entry, is the product integral of Aalen & Johansen
  (1978) for two states, as in Andersen & Keiding (2002, Statistical Methods in Medical Research).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HALF = 0.5
Curve = list[tuple[float, float]]  # time and the value from it on


@dataclass(frozen=True)
class History:
    """One state's changes between out and in, in years since it could join, until ``end``.

    ``starts_in`` marks a state that was in from its beginning: it took over from another.
    """

    changes: tuple[float, ...]
    end: float
    starts_in: bool = False

    def spells(self) -> Iterator[tuple[bool, float, float, bool]]:
        """Yield (is in, start, stop, whether it ended by a change) in the order of time."""
        start, is_in = 0.0, self.starts_in
        for change in self.changes:
            yield is_in, start, change, True
            start, is_in = change, not is_in
        if start < self.end:
            yield is_in, start, self.end, False


def first_joining(histories: Iterable[History]) -> Curve:
    """Return the cumulative incidence of a first joining; who starts in is left out."""
    firsts = [next(h.spells(), None) for h in histories if not h.starts_in]
    spells = [spell for spell in firsts if spell is not None]
    out, curve = 1.0, []
    for time in sorted({stop for _, _, stop, ended in spells if ended}):
        out *= 1 - _hazard(spells, time)
        curve.append((time, 1 - out))
    return curve


def chance_in(histories: Sequence[History]) -> Curve:
    """Return the chance of being in by time since one could join, its value at 0 first."""
    if not histories:
        return []
    spells = [spell for history in histories for spell in history.spells()]
    inside = [spell for spell in spells if spell[0]]
    outside = [spell for spell in spells if not spell[0]]
    chance = sum(h.starts_in for h in histories) / len(histories)
    curve = [(0.0, chance)]
    for time in sorted({stop for _, _, stop, ended in spells if ended}):
        joining, leaving = _hazard(outside, time), _hazard(inside, time)
        chance = chance * (1 - leaving) + (1 - chance) * joining
        curve.append((time, chance))
    return curve


def median(curve: Curve) -> float | None:
    """Return the first time at which a curve reaches one half; None where it never does."""
    return next((time for time, value in curve if value >= HALF), None)


def value_at(curve: Curve, time: float, followed: float) -> float | None:
    """Return a step curve's value at a time; None beyond what was followed."""
    if time > followed:
        return None
    return next((value for at, value in reversed(curve) if at <= time), None)


def _hazard(spells: Iterable[tuple[bool, float, float, bool]], time: float) -> float:
    """Return how many of those at risk just before a time change at it."""
    at_risk = [(stop, ended) for _, start, stop, ended in spells if start < time <= stop]
    changing = sum(ended and stop == time for stop, ended in at_risk)
    return changing / len(at_risk) if at_risk else 0.0
