"""Trends as rows for machines: one each for the world, the regions and the countries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, fields, replace
from typing import Any

import pandas as pd

from atlas.analysis.trends.model import CountryTrend, RegionTrend, Trend, Trends

OWN = ("level", "code", "region", "indicator", "unit", "scale")
COLUMNS = (*OWN, *(f.name for f in fields(Trend)), "members", "departs")


def rows(made: Trends) -> pd.DataFrame:
    """Return ``COLUMNS``; ``members`` is a region's number, for a country 1 in the panel or 0."""
    return pd.DataFrame(list(_rows(made)), columns=list(COLUMNS), dtype=object)


def _rows(made: Trends) -> Iterator[dict[str, Any]]:
    shared = {"indicator": made.indicator, "unit": made.unit, "scale": made.scale}
    panels = ([made.world] if made.world else []) + list(made.regions)
    for one in panels:
        level = "world" if one.kind == "world" else "region"
        yield _row(one, level, one.region, len(one.members)) | shared
    for each in made.countries:
        yield _row(each, "country", each.country, int(each.member)) | shared


def _row(one: RegionTrend | CountryTrend, level: str, code: str, members: int) -> dict[str, Any]:
    departs = one.departs.from_rest if one.departs else None
    told = {"level": level, "code": code, "region": one.region, "departs": departs}
    return told | {"members": members} | asdict(one.trend)


def only(made: Trends, regions: Collection[str] = (), countries: Collection[str] = ()) -> Trends:
    """Keep some regions with their countries, some countries; the verdict stays the whole's."""
    if not regions and not countries:
        return made

    def wanted(country: str, region: str) -> bool:
        return country in countries if countries else region in regions

    kept = tuple(c for c in made.countries if wanted(c.country, c.region))
    places = set(regions) or {c.region for c in kept}
    codes = places | {c.country for c in kept} | {"world"}
    pairs = tuple(p for p in made.parallels if {p.first, p.second} & (codes - {"world"}))
    return replace(
        made,
        regions=tuple(r for r in made.regions if r.region in places),
        countries=kept,
        convergence=tuple(c for c in made.convergence if c.scope in codes | {"between"}),
        breaks=tuple(b for b in made.breaks if b.where in codes),
        parallels=pairs,
    )
