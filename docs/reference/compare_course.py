"""Compare the page's courses with R's: panel.csv from a release, course.R, then a table.

    python -m docs.reference.compare_course ATLAS_HOME_DATABASE_URL milex_gdp FOLDER

Writes ``panel.csv`` (medians of levels of the balanced panel's members by region, made here
with pandas from the observations, not by the product), runs ``course.R``, and prints both side
by side. The data stay in FOLDER.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine

from atlas.analysis.selection import totals
from atlas.analysis.trends import Trends
from atlas.store import frames
from atlas.views.trends.cache import cached_trends


def main(url: str, indicator: str, folder: str) -> None:
    """Write the panel, run R, print the comparison."""
    engine, home = create_engine(url), Path(folder)
    result = cached_trends(engine, None, indicator)
    rows = totals(frames.observations(engine, indicators=[indicator], totals_only=True))
    _panel(rows, result).to_csv(home / "panel.csv", index=False)
    script = Path(__file__).with_name("course.R")
    subprocess.run(["Rscript", script, home / "panel.csv", home / "r.csv"], check=True)
    print(_table(result, pd.read_csv(home / "r.csv").fillna("")).to_markdown(index=False))


def _panel(rows: pd.DataFrame, result: Trends) -> pd.DataFrame:
    first, last = result.window or (0, 0)
    parts = []
    for region in (result.world, *result.regions):
        if region is None or not region.series:
            continue
        wide = rows[rows["country"].isin(region.members)].pivot(
            index="year", columns="country", values="value"
        )
        wide = wide.loc[first:last].interpolate(limit=3, limit_area="inside")
        deviations = (wide - wide.mean()).median(axis=1) + wide.mean().median()
        enough = wide.notna().mean(axis=1) >= 0.75
        bends = len(region.course.bends) if region.course else 0
        part = deviations[enough].rename("value").reset_index()
        part = part.assign(region=region.region, bends=bends)
        parts.append(part)
    return pd.concat(parts)[["region", "year", "value", "bends"]]


def _table(result: Trends, reference: pd.DataFrame) -> pd.DataFrame:
    regions = {r.region: r for r in (result.world, *result.regions) if r is not None}
    rows = []
    for one in reference.itertuples():
        course = regions[str(one.region)].course
        if course is None:
            continue
        rows.append(
            {
                "region": one.region,
                "ours": "; ".join(f"{b.year} ({b.low}–{b.high})" for b in course.bends)
                or course.kind,
                "our phases": ", ".join(p.direction for p in course.phases),
                "segmented": "; ".join(
                    f"{y} ({low}–{high})"
                    for y, low, high in zip(
                        *(str(v).split(";") for v in (one.years, one.low, one.high)), strict=True
                    )
                    if y
                )
                or "line",
                "as many": one.same,
                "its phases": str(one.signs).replace(";", ", "),
                "strucchange": one.steps,
                "rho": one.rho,
            }
        )
    return pd.DataFrame(rows)


if __name__ == "__main__":
    main(*sys.argv[1:4])
