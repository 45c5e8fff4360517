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
from atlas.codebook.value_kinds import value_kinds

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

    Parameters
    ----------
    rows
        Observations of a release, of one indicator or several.
    unchanged
        Publishers with a documented unchanged method, which are left out.

    Returns
    -------
    DataFrame
        ``COLUMNS``: one row an indicator, country and publisher; of ``earlier`` and ``later``
        the value and, with the suffixes of ``SIDE``, what stands behind it
        (``earlier_original``: the source's own words). It says that the publisher's figure
        changed, no more.
    """
    newest = _newest_of_editions(rows, unchanged)
    return _pairs(newest.drop_duplicates(OF), newest.drop_duplicates(OF, keep="last"))


def figure_changes_between(
    earlier: pd.DataFrame, later: pd.DataFrame, unchanged: Collection[str] = UNCHANGED_METHOD
) -> pd.DataFrame:
    """Return ``figure_changes`` from the last edition in one release to the last in another."""
    first, last = (
        _newest_of_editions(rows, unchanged).drop_duplicates(OF, keep="last")
        for rows in (earlier, later)
    )
    return _pairs(first, last)


OF = ["indicator", "country", "publisher"]
# Column of an observation -> suffix of its two columns in ``figure_changes``.
SIDE = {
    "value": "",
    "low": "_low",
    "high": "_high",
    "value_kind": "_kind",
    "year": "_year",
    "original": "_original",
    "source": "_source",
    "source_url": "_url",
}
COLUMNS = (*OF, *(f"{side}{suffix}" for side in ("earlier", "later") for suffix in SIDE.values()))


def _newest_of_editions(rows: pd.DataFrame, unchanged: Collection[str]) -> pd.DataFrame:
    """Return each edition's newest total, the editions in the order of their publication."""
    totals = rows[(rows["breakdown"] == "") & rows["value"].notna()]
    by = totals.assign(publisher=totals["source"].map(publisher_of))
    by = by[~by["publisher"].isin(list(unchanged))].sort_values(["published", "year"])
    newest = by.drop_duplicates([*OF, "source_id"], keep="last")
    return newest.assign(value_kind=value_kinds(newest))


def _pairs(first: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    both = first.merge(last, on=OF, suffixes=("_1", "_2"))
    both = both[both["source_id_1"] != both["source_id_2"]]
    both = both[both["value_1"] != both["value_2"]]
    columns = {
        f"{name}_{n}": f"{side}{suffix}"
        for n, side in ((1, "earlier"), (2, "later"))
        for name, suffix in SIDE.items()
    }
    return both.rename(columns=columns)[list(COLUMNS)].reset_index(drop=True)
