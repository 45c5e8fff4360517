"""Adoption of a treaty over time: the share of states that are parties, region by region.

Every state is followed from the later of its independence and the treaty's opening for
signature to the date of the list that was read. A state that is a party before the year in which
a source has it independent (Ukraine in 1973, Serbia in 2001) is at risk from its joining.

The share in a year is a count: of the states that may join then, how many are parties. How long
joining takes, and the chance to be a party ten years after a state could join (some left, some
joined again), are estimated in each state's own time (``atlas.analysis.incidence``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from atlas.analysis.incidence import History, chance_in, first_joining, median, value_at

JOINING = ("ratification", "acceptance", "approval", "accession", "succession")
LEAVING = "withdrawal"
WORLD = "world"
HALF = 0.5
DECADE = 10.0
FIRST_DAY = 1 / 365  # of a wait: who joins as soon as it can waits a day
BARE = 0.999  # of its year: a date of which only the year is known counts from its end


class Status(StrEnum):
    """How a state stands to a treaty at the end of a year."""

    PARTY = "party"
    SIGNED = "signed"
    LEFT = "left"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Membership:
    """One state's time as a party: years of joining and leaving, as fractions of a year.

    ``left`` is None while it lasts. ``succeeded`` tells that it took over from a former state.
    """

    country: str
    joined: float
    left: float | None
    succeeded: bool


@dataclass(frozen=True)
class RegionWave:
    """Adoption in one region (or ``world``), one number a year at the year's end.

    ``at_risk`` counts states that existed after the opening, ``parties`` those that are in.
    ``scope`` are all states at risk at the end, ``members`` those that are parties then.
    ``half`` is the first year in which half of the states at risk were parties and stays None
    where that was never so. ``first`` are the earliest parties, ``missing`` states at risk that
    are not parties at the end, ``left`` those that were and left. ``wait`` is the number of
    years from when a state could join until half had joined, ``after_ten`` the chance in percent
    to be a party ten years after it could; None where too few were followed so long.
    """

    region: str
    parties: tuple[int, ...]
    at_risk: tuple[int, ...]
    scope: tuple[str, ...]
    members: tuple[str, ...]
    half: int | None
    first: tuple[str, ...]
    first_year: int | None
    missing: tuple[str, ...]
    left: tuple[str, ...]
    successions: int
    wait: float | None
    after_ten: float | None

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Share of the states at risk that are parties, in percent; None before any exists."""
        pairs = zip(self.parties, self.at_risk, strict=True)
        return tuple(100 * n / of if of else None for n, of in pairs)


@dataclass(frozen=True)
class Wave:
    """Adoption of a treaty in all regions, from its opening to the date of the list."""

    instrument: str
    years: tuple[int, ...]
    regions: tuple[RegionWave, ...]

    def region(self, name: str) -> RegionWave:
        """Return a region's adoption; KeyError where there is none."""
        try:
            return next(r for r in self.regions if r.region == name)
        except StopIteration:
            raise KeyError(name) from None


def year_fraction(date: str) -> float:
    """Return a date as a year with its fraction; a bare year is its end, when it is sure.

    Examples
    --------
    >>> year_fraction("2014"), year_fraction("2014-07"), year_fraction("2014-01-01")
    (2014.999, 2014.5, 2014.0)
    """
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return parts[0] + BARE
    day = parts[2] if len(parts) > 2 else 1
    return parts[0] + (parts[1] - 1) / 12 + (day - 1) / 372


def memberships(actions: pd.DataFrame, until: float) -> list[Membership]:
    """Return each state's times as a party up to a date.

    Parameters
    ----------
    actions
        Columns ``country``, ``action``, ``date`` of one treaty, in any order.
    until
        Date of the list as a fraction; later actions are left out.
    """
    rows = sorted(
        # Who leaves and joins anew on one day, with a reservation, leaves first.
        ((str(c), year_fraction(str(d)), str(a)) for c, d, a in _triples(actions)),
        key=lambda row: (row[0], row[1], row[2] != LEAVING),
    )
    times: list[Membership] = []
    inside: dict[str, tuple[float, bool]] = {}
    for country, when, action in rows:
        # A bare year stands for its end, but may lie before a list of that year.
        if when > until and (when % 1 < BARE or int(when) > int(until)):
            continue
        if action in JOINING and country not in inside:
            inside[country] = (when, action == "succession")
        elif action == LEAVING and country in inside:
            joined, succeeded = inside.pop(country)
            times.append(Membership(country, joined, when, succeeded))
    times += [Membership(c, joined, None, new) for c, (joined, new) in inside.items()]
    return sorted(times, key=lambda m: (m.joined, m.country))


def _triples(actions: pd.DataFrame) -> Iterator[tuple[object, object, object]]:
    return actions[["country", "date", "action"]].itertuples(index=False, name=None)


def wave(
    instrument: str,
    actions: pd.DataFrame,
    states: Mapping[str, Sequence[str]],
    independence: Mapping[str, int],
    opened: str,
    as_of: str,
) -> Wave:
    """Return the adoption of a treaty.

    Parameters
    ----------
    actions
        Columns ``country``, ``action``, ``date`` of this treaty.
    states
        Region -> the states that may join.
    independence
        Country -> year of its independence; a state without one is at risk from the opening.
    opened, as_of
        Date of opening for signature, and of the list that was read.
    """
    start, until = _first_day(opened), year_fraction(as_of)
    years = tuple(range(int(start), int(until) + 1))
    times = memberships(actions, until)
    groups = {WORLD: [c for own in states.values() for c in own], **states}
    return Wave(
        instrument,
        years,
        tuple(
            _region(r, own, times, independence, years, (start, until)) for r, own in groups.items()
        ),
    )


def _first_day(date: str) -> float:
    return float(date) if len(date) == 4 else year_fraction(date)


def _region(
    region: str,
    states: Iterable[str],
    times: Sequence[Membership],
    independence: Mapping[str, int],
    years: Sequence[int],
    span: tuple[float, float],
) -> RegionWave:
    last = years[-1]
    since = may_join_since(states, times, independence)
    scope = {c for c, year in since.items() if year <= last}
    own = [m for m in times if m.country in scope]
    parties = tuple(len(_inside(own, year)) for year in years)
    at_risk = tuple(sum(since[c] <= year for c in scope) for year in years)
    histories = [_history([m for m in own if m.country == c], since[c], span) for c in scope]
    followed = max((h.end for h in histories), default=0.0)
    chance = value_at(chance_in(histories), DECADE, followed)
    now = _inside(own, last)
    half = (y for y, n, of in zip(years, parties, at_risk, strict=True) if of and n >= HALF * of)
    start = own[0].joined if own else None
    return RegionWave(
        region=region,
        parties=parties,
        at_risk=at_risk,
        scope=tuple(sorted(scope)),
        members=tuple(sorted(now)),
        half=next(half, None),
        first=tuple(m.country for m in own if start is not None and int(m.joined) == int(start)),
        first_year=None if start is None else int(start),
        missing=tuple(sorted(scope - now)),
        left=tuple(sorted({m.country for m in own if m.left is not None} - now)),
        successions=sum(m.succeeded for m in own),
        wait=median(first_joining(histories)),
        after_ten=None if chance is None else 100 * chance,
    )


def may_join_since(
    states: Iterable[str], times: Iterable[Membership], independence: Mapping[str, int]
) -> dict[str, int]:
    """Return country -> year from which it may join: a party could, whatever a source says."""
    joined: dict[str, int] = {}
    for each in times:
        joined.setdefault(each.country, int(each.joined))
    years = {c: independence.get(c, 0) for c in states}
    return {c: min(year, joined.get(c, year)) for c, year in years.items()}


def _history(own: Sequence[Membership], since: int, span: tuple[float, float]) -> History:
    """Return a state's changes in years since it could join, a succession as its beginning."""
    start, until = max(float(since), span[0]), span[1]
    changes = [at for m in own for at in (m.joined, m.left) if at is not None]
    succeeded = bool(own) and own[0].succeeded
    waits = [max(at - start, FIRST_DAY) for at in (changes[1:] if succeeded else changes)]
    return History(tuple(waits), max(until - start, *waits, FIRST_DAY), succeeded)


def statuses(
    actions: pd.DataFrame,
    states: Mapping[str, Sequence[str]],
    independence: Mapping[str, int],
    opened: str,
    as_of: str,
) -> dict[str, dict[int, Status]]:
    """Return country -> year -> its status at the year's end, from when it may join.

    Parameters are those of ``wave``.
    """
    first, until = int(opened[:4]), year_fraction(as_of)
    times = memberships(actions, until)
    signed = actions[actions["action"] == "signature"]
    signatures = {
        str(country): int(str(date)[:4])
        for country, date in zip(signed["country"], signed["date"], strict=True)
    }
    since = may_join_since([c for own in states.values() for c in own], times, independence)
    by_country: dict[str, dict[int, Status]] = {}
    for country, start in since.items():
        own = [m for m in times if m.country == country]
        years = range(max(start, first), int(until) + 1)
        signature = signatures.get(country, int(until) + 1)
        by_country[country] = {year: _status(own, signature, year) for year in years}
    return by_country


def _status(own: Sequence[Membership], signature: int, year: int) -> Status:
    if _inside(own, year):
        return Status.PARTY
    if any(m.joined < year + 1 for m in own):
        return Status.LEFT
    return Status.SIGNED if signature <= year else Status.OUTSIDE


def _inside(times: Iterable[Membership], year: int) -> set[str]:
    """Return the parties at the end of a year."""
    end = year + 1
    return {m.country for m in times if m.joined < end and (m.left is None or m.left >= end)}
