"""Contingents abroad by mission, from observations with ``mission=…`` or ``host=…``.

A contingent stands once: in the UN's missions by ``peacekeepers``, in others by
``deployments_abroad``. Nothing is filled in: what the source does not state is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

UN, ABROAD = "peacekeepers", "deployments_abroad"
POLICE = "police"


@dataclass(frozen=True)
class Contingent:
    """Personnel of one country in one mission (or, without one, in one host country)."""

    country: str
    mission: str
    host: str
    role: str
    value: float
    year: int
    row: pd.Series


def breakdown_codes(breakdown: str) -> dict[str, str]:
    """Return a breakdown's dimensions and codes.

    Examples
    --------
    >>> breakdown_codes("host=XKX;mission=KFOR")
    {'host': 'XKX', 'mission': 'KFOR'}
    """
    pairs = (pair.partition("=") for pair in breakdown.split(";") if pair)
    return {name: code for name, _, code in pairs}


def contingents(peacekeepers: pd.DataFrame, abroad: pd.DataFrame) -> list[Contingent]:
    """Return each country's newest contingents, each once, by country and mission."""
    first = _newest(peacekeepers)
    keys = {(c.country, c.mission, c.role) for c in first}
    others = [c for c in _newest(abroad) if (c.country, c.mission, c.role) not in keys]
    return sorted([*first, *others], key=lambda c: (c.country, c.mission, c.host, c.role))


def _newest(frame: pd.DataFrame) -> list[Contingent]:
    rows = frame[frame["preferred"] & frame["value"].notna() & (frame["breakdown"] != "")]
    newest = rows.sort_values("year", kind="stable").groupby(["country", "breakdown"]).tail(1)
    candidates = (_contingent(row) for _, row in newest.iterrows())
    return [one for one in candidates if one is not None]


def _contingent(row: pd.Series) -> Contingent | None:
    where = breakdown_codes(str(row["breakdown"]))
    mission, host = where.get("mission", ""), where.get("host", "")
    if not mission and not host:
        return None
    role = where.get("role", "")
    country, value, year = str(row["country"]), float(row["value"]), int(row["year"])
    return Contingent(country, mission, host, role, value, year, row)


def united_nations(peacekeepers: pd.DataFrame) -> frozenset[str]:
    """Return the missions that the source counts as the United Nations'."""
    missions = {breakdown_codes(str(b)).get("mission", "") for b in peacekeepers["breakdown"]}
    return frozenset(missions - {""})
