"""Trends as rows for machines: one each for the world, the regions and the countries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, fields, replace
from typing import Any

import pandas as pd

from atlas.analysis.trends.model import CountryTrend, RegionTrend, Trend, Trends

OWN = ("level", "code", "region", "indicator", "unit", "scale")
COLUMNS = (*OWN, *(f.name for f in fields(Trend)), "members", "departs")


def trend_table(trends: Trends) -> pd.DataFrame:
    """Return ``COLUMNS``; ``members`` is a region's number, for a country 1 in the panel or 0."""
    return pd.DataFrame(list(_rows(trends)), columns=list(COLUMNS), dtype=object)


def _rows(trends: Trends) -> Iterator[dict[str, Any]]:
    common = {"indicator": trends.indicator, "unit": trends.unit, "scale": trends.scale}
    panels = ([trends.world] if trends.world else []) + list(trends.regions)
    for one in panels:
        level = "world" if one.kind == "world" else "region"
        yield _row(one, level, one.region, len(one.members)) | common
    for each in trends.countries:
        yield _row(each, "country", each.country, int(each.member)) | common


def _row(one: RegionTrend | CountryTrend, level: str, code: str, members: int) -> dict[str, Any]:
    departs = one.departs.from_rest if one.departs else None
    cells = {"level": level, "code": code, "region": one.region, "departs": departs}
    return cells | {"members": members} | asdict(one.trend)


def select_trends(
    trends: Trends, regions: Collection[str] = (), countries: Collection[str] = ()
) -> Trends:
    """Keep some regions with their countries, some countries; the verdict stays the whole's."""
    if not regions and not countries:
        return trends

    def wanted(country: str, region: str) -> bool:
        return country in countries if countries else region in regions

    country_trends = tuple(c for c in trends.countries if wanted(c.country, c.region))
    places = set(regions) or {c.region for c in country_trends}
    codes = places | {c.country for c in country_trends} | {"world"}
    return replace(
        trends,
        regions=tuple(r for r in trends.regions if r.region in places),
        countries=country_trends,
        convergence=tuple(c for c in trends.convergence if c.scope in codes | {"between"}),
        breaks=tuple(b for b in trends.breaks if b.where in codes),
        unusual=tuple(u for u in trends.unusual if u.country in codes),
    )
