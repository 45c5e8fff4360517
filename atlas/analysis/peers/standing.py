"""Where a country stands among its peers: rank, median, gap."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Standing:
    """Rank 1 is the highest value; ties share the better rank (standard competition)."""

    rank: int
    of: int
    median: float
    tied: bool


def standing(rows: pd.DataFrame, iso3: str, peers: tuple[str, ...]) -> Standing | None:
    """Return a country's standing among ``peers`` in ``rows`` (one total per country).

    None when the country has no number or fewer than three peers have one.
    """
    known = rows[rows["country"].isin({*peers, iso3}) & rows["value"].notna()]
    values = known.set_index("country")["value"]
    if iso3 not in values.index or len(values) < 3:
        return None
    own = values[iso3]
    return Standing(
        rank=int((values > own).sum()) + 1,
        of=len(values),
        median=float(values.median()),
        tied=bool((values == own).sum() > 1),
    )
