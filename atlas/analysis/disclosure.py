"""What a release contains of each state, and what each state itself published.

A status says what the newest record of a country and indicator is, and never confuses absence
with refusal. Values come from publishers, so they make no score and no rank of states: absence
in a release is no proof of secrecy, and a value no proof that the state published it. What is
scored are documents of the state itself (``document_scores``), where a release has any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.codebook import codebook

PUBLISHED, ESTIMATED = "published", "estimated"
VALUED = (PUBLISHED, ESTIMATED)
# In the order shown; the last six are the store's missing reasons.
STATUSES = (
    PUBLISHED,
    ESTIMATED,
    "withheld",
    "not-collected",
    "under-review",
    "no-data",
    "not-applicable",
    "state-did-not-exist",
)
UNASKED = ("not-applicable", "state-did-not-exist")  # nothing could be published
DECIDING = (*VALUED, "withheld", "not-collected", *UNASKED)  # more than not knowing

PARTS = ("breadth", "recency", "continuity", "precision", "own")
WEIGHTS = (40, 15, 15, 10, 20)  # in the order of PARTS; without effect, for the API's past
OLDEST = 10  # years back at which a value counts nothing for recency
SPAN = 5  # years looked at for continuity
DOCUMENTS = ("budget", "white-paper", "statistics")  # of the state itself; these are scored
FRESH = 5  # years: a document of these counts in full, an older dated one by half

STATUS_COLUMNS = ["country", "indicator", "status", "year", "last", "width", "kept"]


def statuses(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row of each country and indicator that has any total.

    Columns: country, indicator; status (one of ``STATUSES``); year of the record that decides;
    last, the year of the newest value (NaN without any: a state that withholds since 2023 may
    have published in 2022); width, the range of the newest value as a share of it (0 is a
    point; NaN without a number); kept, in how many of the ``SPAN`` newest years of the
    indicator the country has a value, as a share (NaN where the release has one year only).

    The newest record decides, a value before a reason of the same year, a published value
    before an estimated one; that nothing is known never overrides what is.
    """
    rows = _with_status(frame)
    deciding = rows["status"].isin(DECIDING)
    order = rows.assign(
        _decides=deciding, _rank=-rows["status"].map(STATUSES.index).astype(int)
    ).sort_values(["country", "indicator", "_decides", "year", "_rank"], kind="stable")
    key = ["country", "indicator"]
    newest = order.groupby(key, sort=True).tail(1).set_index(key).sort_index()
    with_value = order[order["status"].isin(VALUED)]
    last = with_value.groupby(key).tail(1).set_index(key)
    table = newest[["status", "year"]].assign(
        last=last["year"], width=_width(last), kept=_continuity(with_value)
    )
    return table.reset_index()[STATUS_COLUMNS]


def _with_status(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame[frame["breakdown"] == ""]
    own = (rows["method"] != "estimated") & (rows["reliability"] == "stated")
    status = own.map({True: PUBLISHED, False: ESTIMATED}).astype(object)
    reason = rows["missing_reason"].astype(object)
    status = status.where(reason.isna(), reason)
    columns = ["country", "indicator", "year", "value", "low", "high"]
    return rows[columns].assign(status=status)


def _width(last: pd.DataFrame) -> pd.Series:
    wide = (last["high"] - last["low"]).abs()
    share = (wide / last["value"].abs().where(last["value"] != 0)).clip(upper=1.0)
    share = share.where(wide != 0, 0.0)
    open_end = last["low"].isna() != last["high"].isna()  # “up to” is as wide as a range can be
    return share.where(~open_end, 1.0).where(last["value"].notna())


def _continuity(with_value: pd.DataFrame) -> pd.Series:
    years = with_value[["indicator", "year"]].drop_duplicates().sort_values("year")
    span = years.groupby("indicator").tail(SPAN)
    many = span.groupby("indicator")["year"].size()
    in_span = with_value.merge(span, on=["indicator", "year"])
    n_years = in_span.groupby(["country", "indicator"])["year"].nunique()
    everyone = with_value.groupby(["country", "indicator"])["year"].nunique() * 0
    n_years = n_years.reindex(everyone.index, fill_value=0)
    names = n_years.index.get_level_values("indicator").to_series(index=n_years.index)
    return n_years / names.map(many.where(many > 1)).astype(float)


def recorded_indicators(statuses: pd.DataFrame, indicators: Sequence[str]) -> tuple[str, ...]:
    """Return those of the wanted indicators that the release has any record of, in order.

    An indicator that no source covers says nothing about any state.
    """
    available = set(statuses["indicator"])
    return tuple(i for i in indicators if i in available)


def document_scores(documents: pd.DataFrame, year: int | None) -> pd.Series:
    """Return 0 to 100 by country, from dated documents that the state itself published.

    Parameters
    ----------
    documents
        Records of the kind document (``atlas.store.reading``); those whose source is not the
        state itself (``source_origin``), and those without a date, do not count.
    year
        The release's year; a document is recent within ``FRESH`` years of it.

    Returns
    -------
    Series
        Of ``DOCUMENTS``, the mean of 100 for each kind with a recent document, 50 for an older
        one, 0 for none. Countries without any such document are absent: nothing is known of
        them, which is no score of zero.
    """
    own = documents[
        (documents["source_origin"] == "own")
        & documents["document"].isin(DOCUMENTS)
        & (documents["date"] != "")
    ]
    if own.empty or year is None:
        return pd.Series(dtype=float)
    newest = own.groupby(["country", "document"])["date"].max().str[:4].astype(int).unstack()
    newest = newest.reindex(columns=list(DOCUMENTS))
    points = newest.ge(year - FRESH) * 50.0 + newest.notna() * 50.0
    return points.mean(axis=1)


def scores(
    statuses: pd.DataFrame,
    indicators: Sequence[str],
    countries: Sequence[str],
    documents: pd.Series | None = None,
) -> pd.DataFrame:
    """Return a row a country, indexed by ISO3: score, the parts (0 to 100), and counts.

    The score is that of the state's own documents (``document_scores``), NaN without any. The
    parts describe what the release contains of the country and never make a score.

    Parts, each a mean over what is known, NaN where nothing is:

    - breadth: share of the indicators asked that have a value, each theme counting the same;
    - recency: 100 for the indicator's newest year in the release, 10 less for each year before;
    - continuity: share of the indicator's newest five years in the release that have a value;
    - precision: 100 for a point, less by the width of the range as a share of the value;
    - own: share of the values stated as reported, not estimated.

    An indicator that does not apply is not asked of the country. Counts: asked, and one column
    a status.
    """
    rows = statuses[statuses["indicator"].isin(indicators) & statuses["country"].isin(countries)]
    full = pd.MultiIndex.from_product([countries, indicators], names=["country", "indicator"])
    cells = rows.set_index(["country", "indicator"]).reindex(full)
    cells["status"] = cells["status"].fillna("no-data")
    counts = cells.groupby(["country", "status"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=list(countries), columns=list(STATUSES), fill_value=0)
    parts = pd.concat([_breadth(cells), _others(cells, _newest(statuses))], axis=1).reindex(
        list(countries)
    )
    score = pd.Series(dtype=float) if documents is None else documents
    n_values = counts[list(VALUED)].sum(axis=1)
    of = len(indicators) - counts[list(UNASKED)].sum(axis=1)
    own = score.reindex(list(countries)).astype(float)
    return parts.assign(score=own, asked=of, valued=n_values).join(counts)


def _breadth(cells: pd.DataFrame) -> pd.Series:
    themes = by_theme(cells)
    return (
        (100 * themes["valued"] / themes["asked"].where(themes["asked"] > 0))
        .groupby(level="country")
        .mean()
        .rename("breadth")
    )


def by_theme(cells: pd.DataFrame) -> pd.DataFrame:
    """Return asked and valued by country and theme from cells indexed by country, indicator."""
    book = codebook().indicators
    theme = cells.index.get_level_values("indicator").map(lambda i: book[i].theme)
    flags = pd.DataFrame(
        {
            "asked": (~cells["status"].isin(UNASKED)).astype(int),
            "valued": cells["status"].isin(VALUED).astype(int),
        }
    )
    sums = flags.groupby([cells.index.get_level_values("country"), theme]).sum()
    return sums.rename_axis(["country", "theme"])


def _newest(statuses: pd.DataFrame) -> pd.Series:
    """Return each indicator's newest year in the release, over all countries."""
    return statuses[statuses["status"].isin(VALUED)].groupby("indicator")["last"].max()


def _others(cells: pd.DataFrame, newest: pd.Series) -> pd.DataFrame:
    with_value = cells[cells["status"].isin(VALUED)]
    last = newest.reindex(with_value.index.get_level_values("indicator")).to_numpy()
    recency = 100 * (1 - (last - with_value["last"]) / OLDEST).clip(lower=0)
    parts = pd.DataFrame(
        {
            "recency": recency,
            "continuity": 100 * with_value["kept"],
            "precision": 100 * (1 - with_value["width"]),
            "own": 100.0 * (with_value["status"] == PUBLISHED),
        }
    )
    return parts.groupby(level="country").mean()


def status_matrix(
    statuses: pd.DataFrame, indicators: Sequence[str], countries: Sequence[str]
) -> pd.DataFrame:
    """Return the statuses of all pairs; a pair without any record has the status ``no-data``."""
    full = pd.MultiIndex.from_product([countries, indicators], names=["country", "indicator"])
    cells = statuses.set_index(["country", "indicator"]).reindex(full)
    cells["status"] = cells["status"].fillna("no-data")
    return cells


def by_year(frame: pd.DataFrame, years: int = OLDEST) -> pd.DataFrame:
    """Return how many countries and indicators have each status, a row a year, oldest first.

    Counts each pair once a year, by the best that is known of that year.
    """
    rows = _with_status(frame)
    if rows.empty:
        return pd.DataFrame(columns=list(STATUSES))
    rows = rows[rows["year"] > rows["year"].max() - years]
    best = rows.assign(_rank=rows["status"].map(STATUSES.index).astype(int)).sort_values("_rank")
    best = best.drop_duplicates(["country", "indicator", "year"])
    counts = pd.crosstab(best["year"], best["status"])
    span = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    return counts.reindex(index=list(span), columns=list(STATUSES), fill_value=0)


@dataclass(frozen=True)
class Turn:
    """A pair whose status differs between two releases, or whose newest value is newer."""

    country: str
    indicator: str
    before: str
    after: str
    last: int | None


def status_changes(
    older: pd.DataFrame, newer: pd.DataFrame, indicators: Sequence[str], countries: Sequence[str]
) -> list[Turn]:
    """Return the pairs whose status changed, by country; the last year with a value beside it."""
    before, after = (status_matrix(statuses, indicators, countries) for statuses in (older, newer))
    differs = before["status"] != after["status"]
    both = pd.DataFrame(
        {"before": before["status"], "after": after["status"], "last": after["last"]}
    )[differs].reset_index()
    return [
        Turn(str(c), str(i), str(old), str(new), None if pd.isna(last) else int(last))
        for c, i, old, new, last in zip(*(both[n] for n in both), strict=True)
    ]
