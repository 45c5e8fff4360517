"""Two editions of one publisher are no series: a change between them may be one of method.

A yearbook replaces its figures and may change how it makes them; what stands in an old edition
and in a new one is then not one measure at two times. So a trend takes one edition of a publisher
for a country, unless the publisher documents that its method did not change; the page may still
say that the publisher's figure changed, with both sentences.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas.analysis.series import publisher_of

# Publishers that document an unchanged method from edition to edition. The World Factbook
# documents none, and the start values of its 2015 edition often differ from the World Bank's.
UNCHANGED_METHOD: frozenset[str] = frozenset()


def one_edition(rows: pd.DataFrame, unchanged: Collection[str] = UNCHANGED_METHOD) -> pd.DataFrame:
    """Return the rows with each country's figures of a publisher from one of its editions.

    That is the edition with most years of the country, of as many the newest.

    Parameters
    ----------
    rows
        One indicator's observations, columns ``atlas.store.columns.OBSERVATION``.
    unchanged
        Publishers with a documented unchanged method; their editions may be joined.
    """
    if rows["source_id"].nunique() <= 1:
        return rows
    by = rows.assign(_publisher=rows["source"].map(publisher_of))
    by = by[by["value"].notna() & ~by["_publisher"].isin(list(unchanged))]
    years = by.groupby(["country", "_publisher", "source_id"], as_index=False).agg(
        n=("year", "nunique"), published=("published", "max")
    )
    order = years.sort_values(["n", "published"])
    others = order[order.duplicated(["country", "_publisher"], keep="last")]
    if others.empty:
        return rows
    left_out = pd.MultiIndex.from_frame(others[["country", "source_id"]])
    keep = ~pd.MultiIndex.from_frame(rows[["country", "source_id"]]).isin(left_out)
    return rows[keep]


def figure_changes(
    rows: pd.DataFrame, unchanged: Collection[str] = UNCHANGED_METHOD
) -> pd.DataFrame:
    """Return where a publisher's newest total differs between its first and its last edition.

    Returns
    -------
    DataFrame
        One row a country and publisher: country, publisher, earlier and later (values),
        earlier_year, later_year, earlier_original, later_original (the sources' own words),
        earlier_source, later_source. It says that the publisher's figure changed, no more.
    """
    totals = rows[(rows["breakdown"] == "") & rows["value"].notna()]
    by = totals.assign(publisher=totals["source"].map(publisher_of))
    by = by[~by["publisher"].isin(list(unchanged))].sort_values(["published", "year"])
    newest = by.drop_duplicates(["country", "publisher", "source_id"], keep="last")
    pair = ["country", "publisher"]
    first, last = newest.drop_duplicates(pair), newest.drop_duplicates(pair, keep="last")
    names = {"value": "", "year": "_year", "original": "_original", "source": "_source"}
    both = first.merge(last, on=pair, suffixes=("_1", "_2"))
    both = both[both["source_id_1"] != both["source_id_2"]]
    both = both[both["value_1"] != both["value_2"]]
    columns = {
        f"{name}_{n}": f"{side}{suffix}"
        for n, side in ((1, "earlier"), (2, "later"))
        for name, suffix in names.items()
    }
    return both[[*pair, *columns]].rename(columns=columns).reset_index(drop=True)
