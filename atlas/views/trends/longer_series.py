"""How long a series is in a release, and how to get the World Bank's longer one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.codebook.model import Indicator
from atlas.intake.connectors.worldbank.series import Series, series_for

ENOUGH = 15  # years from which on a series is not called short


@dataclass(frozen=True, slots=True)
class Longer:
    """A short series of a release beside the long one: ``years`` are those with any value."""

    series: Series
    years: int
    first: int | None
    last: int | None

    @property
    def command(self) -> str:
        """The command that fetches the long series and submits it."""
        return f"atlas fetch worldbank {self.series.indicator} --submit --as NAME"

    @property
    def by_hand(self) -> str:
        """The command for a file that was downloaded by hand."""
        return "atlas import FILE --connector worldbank --submit --as NAME"


def longer(indicator: Indicator, rows: pd.DataFrame, enough: int = ENOUGH) -> Longer | None:
    """Return what a longer series is worth saying, None when there is none or no need.

    Parameters
    ----------
    rows
        All observations of the indicator in a release (``atlas.store.frames``).
    enough
        Number of different years from which on nothing is said.
    """
    series = series_for(indicator.id)
    if series is None:
        return None
    periods = rows.loc[rows["value"].notna(), "period"].astype(str)
    years = sorted({int(p[:4]) for p in periods if p[:4].isdigit()})
    if len(years) >= enough:
        return None
    ends = (years[0], years[-1]) if years else (None, None)
    return Longer(series, len(years), *ends)
