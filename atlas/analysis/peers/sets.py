"""Who a country's peers are: by region, income, size, population or a group of the codebook.

Bands are fixed and round, so that a set is the same for every reader and easy to name; the
value that puts a country into its band is stated with its year.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from atlas.analysis.age import OLD_AFTER
from atlas.analysis.selection import latest
from atlas.codebook import Country, Indicator, codebook
from atlas.codebook.load import nearest
from atlas.errors import InvalidParameter, UnknownChoice
from atlas.i18n import N_

AGE = OLD_AFTER  # older values are not compared, unless requested
BY = {
    "region": N_("Region"),
    "income": N_("Income group"),
    "force": N_("Size of the armed forces"),
    "population": N_("Population"),
    "nearest": N_("Most similar in chosen indicators"),
}
# Sizes of what a country is banded by: lower bounds, in persons.
BANDS = {
    "force": ("armed_forces", (0.0, 10_000.0, 50_000.0, 200_000.0, 500_000.0)),
    "population": ("population", (0.0, 1e6, 5e6, 20e6, 50e6, 100e6)),
}


@dataclass(frozen=True)
class PeerSet:
    """Peers with the country itself among them; ``low`` and ``high`` bound a band.

    ``name`` is a message of the codebook for a group, empty for bands and the nearest;
    ``outside`` tells that the country is compared with a group that it is no member of;
    ``own`` is the value (and year) that puts the country into its band, ``own_row`` its record.
    No members means that the set is not known for this country.
    """

    by: str
    members: tuple[str, ...] = ()
    name: str = ""
    low: float | None = None
    high: float | None = None
    own: tuple[float, int] | None = None
    own_row: pd.Series | None = field(default=None, compare=False)
    outside: bool = False


def ways() -> tuple[str, ...]:
    """Return every code of a way to choose peers."""
    groups = (r.id for r in codebook().regions.values() if r.members and r.id != "antarctica")
    return (*BY, *groups)


def way(text: str) -> str:
    """Return a way to choose peers, or raise UnknownChoice that names the nearest."""
    codes = ways()
    code = text.lower().replace("-", "_")
    if code not in codes:
        raise UnknownChoice(text, nearest(code, codes) or tuple(BY)[:3])
    return code


def numeric(indicator_id: str) -> Indicator:
    """Return an indicator that has numbers.

    Raises
    ------
    UnknownIndicator, InvalidParameter
        The second for an indicator that is answered in words: words have no rank.
    """
    indicator = codebook().indicator(indicator_id)
    if indicator.kind != "category":
        return indicator
    numbers = [i.id for i in codebook().indicators.values() if i.kind != "category"]
    same = [i.id for i in codebook().indicators_of(indicator.theme) if i.kind != "category"]
    near = (*nearest(indicator_id, numbers), *same, *numbers)[0]
    message = N_("“{value}” is answered in words, which have no rank. Nearest: {nearest}.")
    error = InvalidParameter(message, value=indicator_id, nearest=near)
    error.nearest = (near,)  # type: ignore[attr-defined]
    raise error


def peer_set(country: Country, by: str, sizes: pd.DataFrame | None = None) -> PeerSet:
    """Return the peers of a country; ``nearest`` has its own function (``likeness``).

    Parameters
    ----------
    by
        A code of ``ways``.
    sizes
        Observations of the indicator that ``BANDS`` names, for ``force`` and ``population``.
    """
    book = codebook()
    if by in BANDS:
        return _band(country, by, sizes)
    if by == "region":
        region = book.regions[country.region]
        return PeerSet(by, region.members, region.name)
    if by == "income":
        group = book.regions.get(f"income_{country.income}")
        return PeerSet(by, group.members, group.name) if group else PeerSet(by)
    group = book.region(by)
    outside = country.iso3 not in group.members
    members = (*group.members, country.iso3) if outside else group.members
    return PeerSet(by, members, group.name, outside=outside)


def _band(country: Country, by: str, sizes: pd.DataFrame | None) -> PeerSet:
    if sizes is None or sizes.empty:
        return PeerSet(by)
    rows = latest(sizes)
    with_value = rows[rows["value"].notna()].set_index("country")
    if country.iso3 not in with_value.index:
        return _unarmed(country, rows, by)
    size, year = float(with_value["value"][country.iso3]), int(with_value["year"][country.iso3])
    bounds = BANDS[by][1]
    low = max(bound for bound in bounds if bound <= max(0.0, size))
    high = min((bound for bound in bounds if bound > low), default=None)
    inside = with_value["value"] >= low
    if high is not None:
        inside &= with_value["value"] < high
    members = tuple(str(iso3) for iso3 in with_value.index[inside])
    return PeerSet(
        by,
        members,
        low=low,
        high=high,
        own=(size, year),
        own_row=pd.Series(with_value.loc[country.iso3]),
    )


def _unarmed(country: Country, rows: pd.DataFrame, by: str) -> PeerSet:
    """States to which the size does not apply are each other's peers; others have none."""
    absent = rows[rows["missing_reason"] == "not-applicable"]["country"].astype(str)
    if by != "force" or country.iso3 not in set(absent):
        return PeerSet(by)
    return PeerSet(by, tuple(absent), N_("States and territories without armed forces"))
