"""A publisher's figure that differs between two of its editions, for reading.

Two editions are no series: a change may be one of method. So both figures stand with the
publisher's own words, and nothing is said of a region.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from atlas.analysis.trends.editions import figure_changes, figure_changes_between
from atlas.codebook import codebook
from atlas.i18n import Translator, country_name
from atlas.i18n.names import sorting
from atlas.store import frames
from atlas.views.values import value_with_unit


@dataclass(frozen=True)
class EditionFigure:
    """What one edition says: the figure, its year, the publisher's own words, the edition."""

    value: str
    year: str
    words: str
    source: str
    url: str


@dataclass(frozen=True)
class FigureChange:
    """A country's figure in two editions of one publisher."""

    indicator: str
    name: str
    iso3: str
    country: str
    publisher: str
    before: EditionFigure
    after: EditionFigure


def compare_figures(
    engine: Engine,
    old: str,
    new: str,
    origins: Collection[str] = (),
    *,
    indicators: Collection[str] | None = None,
    countries: Collection[str] | None = None,
    only_free: bool = False,
) -> pd.DataFrame:
    """Return ``analysis.trends.editions.figure_changes_between`` of two releases.

    ``only_free`` leaves out what a source's licence does not allow to be passed on.

    Raises
    ------
    UnknownRelease
    """
    book = codebook().indicators.values()
    numeric = {i.id for i in book if i.kind != "category"}
    ids = sorted(numeric if indicators is None else numeric & set(indicators))
    earlier, later = (
        frames.observations(
            engine,
            indicators=ids,
            countries=None if countries is None else sorted(countries),
            release=label,
            totals_only=True,
            origins=origins,
        )
        for label in (old, new)
    )
    if only_free:
        earlier, later = (rows[rows["redistributable"].astype(bool)] for rows in (earlier, later))
    return figure_changes_between(earlier, later)


def figure_change_rows(changes: pd.DataFrame, t: Translator) -> list[FigureChange]:
    """Return changes of figures for a table, by country and then in the codebook's order."""
    order = {indicator: place for place, indicator in enumerate(codebook().indicators)}
    rows = [_row(row, t) for row in changes.to_dict("records")]
    return sorted(rows, key=lambda r: (sorting(r.country), order[r.indicator], r.publisher))


def shared_sources(rows: Sequence[FigureChange]) -> tuple[EditionFigure, EditionFigure] | None:
    """Return a pair that stands for all rows where all rest on the same two sources."""
    pairs = {(row.before.source, row.after.source) for row in rows}
    return (rows[0].before, rows[0].after) if len(pairs) == 1 else None


def changed_figures(rows: pd.DataFrame, t: Translator) -> dict[tuple[str, str], FigureChange]:
    """Return where a country's figures differ between a publisher's editions in one release.

    The keys are indicator and publisher.
    """
    changes = figure_change_rows(figure_changes(rows), t)
    return {(change.indicator, change.publisher): change for change in changes}


def changes_by_indicator(changes: pd.DataFrame, t: Translator) -> list[tuple[str, str, int]]:
    """Return id, name and number of countries of each indicator, in the codebook's order."""
    counts = changes.groupby("indicator")["country"].nunique().to_dict()
    book = codebook().indicators
    return [(i, t(book[i].name), counts[i]) for i in book if i in counts]


def _row(row: Mapping[Hashable, Any], t: Translator) -> FigureChange:
    indicator = codebook().indicators[row["indicator"]]
    return FigureChange(
        row["indicator"],
        t(indicator.name),
        row["country"],
        country_name(row["country"], t.lang),
        row["publisher"],
        _edition(row, "earlier", t),
        _edition(row, "later", t),
    )


def _edition(row: Mapping[Hashable, Any], side: str, t: Translator) -> EditionFigure:
    ends = {"low": row[f"{side}_low"], "high": row[f"{side}_high"]}
    numbers = {"value": row[side], **ends, "value_kind": row[f"{side}_kind"]}
    return EditionFigure(
        value_with_unit(numbers, codebook().indicators[row["indicator"]], t),
        str(row[f"{side}_year"]),
        *(str(row[f"{side}_{name}"] or "") for name in ("original", "source", "url")),
    )
