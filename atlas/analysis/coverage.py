"""How full the atlas is: countries with a value and newest year, indicator by region."""

from __future__ import annotations

import pandas as pd

from atlas.analysis.selection import totals
from atlas.codebook import codebook


def coverage_board(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per indicator of the codebook and region.

    Columns: indicator, region, countries (with a value), of (countries in the region that
    are UN members), newest (year or NaN), observations. Indicators without any record are
    there with 0: a gap is part of the truth.
    """
    book = codebook()
    regions = [r for r in book.regions.values() if r.kind != "peer-group"]
    members = {r.id: [i for i in r.members if book.countries[i].un_member] for r in regions}
    observations = totals(frame)
    observations = observations[observations["missing_reason"].isna()]
    observations = observations[observations["country"].map(lambda i: book.countries[i].un_member)]
    region = observations["country"].map(lambda i: book.countries[i].region)
    board = observations.groupby(["indicator", region.rename("region")]).agg(
        countries=("country", "nunique"), newest=("year", "max"), observations=("id", "size")
    )
    rows = [(i, r.id) for i in book.indicators for r in regions if members[r.id]]
    index = pd.MultiIndex.from_tuples(rows, names=["indicator", "region"])
    full = board.reindex(index)
    full[["countries", "observations"]] = full[["countries", "observations"]].fillna(0).astype(int)
    full["of"] = [len(members[region_id]) for _, region_id in rows]
    return full.reset_index()[["indicator", "region", "countries", "of", "newest", "observations"]]
