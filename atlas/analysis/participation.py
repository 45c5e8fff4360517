"""Facts from a frame of participations: who is in what, and in one but not in another.

Frames have the columns of ``atlas.store.reading.columns(PARTICIPATION)``. A country without a
record is “not listed”: no source says that it is outside.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

# Only these are “in”: an observer, a partner or a signatory is not.
FULL = ("member", "party")


def select_participations(
    frame: pd.DataFrame, countries: Collection[str], organisations: Collection[str]
) -> pd.DataFrame:
    """Keep the participations of some countries in some organisations."""
    keep = frame["country"].isin(list(countries)) & frame["organisation"].isin(list(organisations))
    return frame[keep].reset_index(drop=True)


def members(frame: pd.DataFrame, organisation: str) -> frozenset[str]:
    """Return the countries that are members of an organisation or parties to an agreement."""
    rows = frame[(frame["organisation"] == organisation) & frame["status"].isin(FULL)]
    return frozenset(rows["country"])


def members_by(frame: pd.DataFrame, column: str) -> dict[str, int]:
    """Return how many full participations each country or organisation has.

    ``column`` is ``country`` or ``organisation``. Two sources of one participation count once.
    """
    full = frame[frame["status"].isin(FULL)].drop_duplicates(["country", "organisation"])
    return {str(code): int(n) for code, n in full[column].value_counts().items()}


@dataclass(frozen=True)
class Sets:
    """Countries of a scope by two organisations, each in the scope's order.

    Who is in one is divided by what the source says of the other: it states another status
    (``only_…``), or it lists nothing (``…_unlisted``), which proves nothing.
    """

    only_one: tuple[str, ...]
    one_unlisted: tuple[str, ...]
    both: tuple[str, ...]
    only_other: tuple[str, ...]
    other_unlisted: tuple[str, ...]
    scope: int


def sets(frame: pd.DataFrame, one: str, other: str, scope: Sequence[str]) -> Sets:
    """Return who is in ``one`` and not in ``other``, in both, and in ``other`` alone."""
    first, second = members(frame, one), members(frame, other)
    known_first, known_second = (
        frozenset(frame.loc[frame["organisation"] == code, "country"]) for code in (one, other)
    )

    def ordered(countries: frozenset[str]) -> tuple[str, ...]:
        return tuple(c for c in scope if c in countries)

    return Sets(
        only_one=ordered((first - second) & known_second),
        one_unlisted=ordered(first - known_second),
        both=ordered(first & second),
        only_other=ordered((second - first) & known_first),
        other_unlisted=ordered(second - known_first),
        scope=len(scope),
    )
