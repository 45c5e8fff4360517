"""One indicator of a country among its peers: who is compared, who is left out and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.age import OLD_AFTER
from atlas.analysis.peers.nearest import Likeness, likeness
from atlas.analysis.peers.places import Place, place, rows_with_ranks
from atlas.analysis.peers.sets import BANDS, PeerSet, peer_set
from atlas.analysis.selection import latest
from atlas.codebook import Country

OLD = "too-old"  # a reason of this comparison, not of a record

Reader = Callable[[str], pd.DataFrame]


@dataclass(frozen=True)
class Comparison:
    """A country among its peers.

    ``rows`` are the observations compared (columns of the store) with rank, rank_low and
    rank_high, the highest first. ``left_out`` has a row for each other peer: country, reason (a
    missing reason or ``too-old``), year (of what is known, else None). ``newest`` is the year
    of the newest value and ``oldest`` the oldest year admitted; both None without any value.
    ``year`` is the release's, which ages are counted from.
    """

    peers: PeerSet
    rows: pd.DataFrame
    left_out: pd.DataFrame
    place: Place | None
    newest: int | None
    oldest: int | None
    likeness: Likeness | None = None
    year: int | None = None


def compare(
    country: Country,
    indicator: str,
    by: str,
    age: int,
    alike: Sequence[str],
    read: Reader,
    year: int | None = None,
) -> Comparison:
    """Compare a country with its peers.

    Parameters
    ----------
    by
        A code of ``atlas.analysis.peers.ways``.
    age
        Greatest age of a value, in years back from ``year``.
    alike
        Indicators that ``nearest`` countries are alike in.
    read
        Gives all observations of an indicator in the release.
    year
        The release's year (``atlas.analysis.age``); without it, that of the newest value.
    """
    like = None
    if by == "nearest":
        like = likeness({i: read(i) for i in alike}, country.iso3, age, year)
        peers = PeerSet(by, tuple(str(c) for c in like.rows["country"]))
    else:
        peers = peer_set(country, by, read(BANDS[by][0]) if by in BANDS else None)
    every = read(indicator)
    rows, left_out, newest = comparable_values(every, peers.members, age, year)
    order = rows_with_ranks(rows, every)
    reference = newest if year is None else year
    oldest = None if newest is None or reference is None else reference - age
    return Comparison(
        peers, order, left_out, place(order, country.iso3), newest, oldest, like, year
    )


def standing(
    every: pd.DataFrame,
    iso3: str,
    peers: Sequence[str],
    *,
    age: int = OLD_AFTER,
    year: int | None = None,
) -> Place | None:
    """Return a country's place among peers in one indicator: what ``compare`` gives, alone.

    Parameters
    ----------
    every
        Observations of one indicator; those of each country's newest period are enough.
    age, year
        As for ``compare``.
    """
    return standing_and_rest(every, iso3, peers, age=age, year=year)[0]


def standing_and_rest(
    every: pd.DataFrame, iso3: str, peers: Sequence[str], *, age: int, year: int | None
) -> tuple[Place | None, pd.DataFrame]:
    """Return ``standing``, and who is left out (country, reason, year)."""
    members = tuple(dict.fromkeys((*peers, iso3)))
    rows, rest, _ = comparable_values(every, members, age, year)
    return place(rows_with_ranks(rows, every), iso3), rest


def comparable_values(
    every: pd.DataFrame, members: Sequence[str], age: int, year: int | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, int | None]:
    """Return the newest values of members, who is left out and why, and the newest year."""
    rows = latest(every)
    with_value = rows[rows["value"].notna()]
    newest = int(with_value["year"].max()) if len(with_value) else None
    here = rows[rows["country"].isin(members)]
    reference = (newest or 0) if year is None else year
    fresh = here["value"].notna() & (here["year"] >= reference - age)
    return here[fresh], _left_out(here[~fresh], here, members), newest


def _left_out(rest: pd.DataFrame, here: pd.DataFrame, members: Sequence[str]) -> pd.DataFrame:
    rows: list[tuple[str, str, int | None]] = []
    for iso3, reason, year in rest[["country", "missing_reason", "year"]].itertuples(index=False):
        rows.append((iso3, reason if isinstance(reason, str) else OLD, int(year)))
    with_record = set(here["country"])
    rows += [(iso3, "no-data", None) for iso3 in members if iso3 not in with_record]
    frame = pd.DataFrame(rows, columns=["country", "reason", "year"])
    frame["year"] = frame["year"].astype("Int64")
    return frame.sort_values(["reason", "country"], ignore_index=True)
