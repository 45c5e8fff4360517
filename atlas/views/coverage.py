"""The coverage board as rows: indicator by region, countries covered and newest year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.codebook import codebook
from atlas.i18n import Translator


@dataclass(frozen=True)
class CoverageCell:
    """Countries covered, of how many, newest year (empty when none) and percent."""

    countries: int
    of: int
    newest: str
    percent: int


@dataclass(frozen=True)
class Board:
    """Column names and (theme or empty, indicator id, indicator name, cells) rows."""

    regions: tuple[str, ...]
    rows: tuple[tuple[str, str, str, tuple[CoverageCell, ...]], ...]


def board(coverage: pd.DataFrame, t: Translator) -> Board:
    """Arrange ``atlas.analysis.coverage_board`` for reading, chapter by chapter."""
    book = codebook()
    order = list(dict.fromkeys(coverage["region"]))
    names = ["indicator", "region", "countries", "of", "newest"]
    cells = {
        (str(indicator), str(region)): _cell(int(countries), int(of), newest)
        for indicator, region, countries, of, newest in coverage[names].to_numpy()
    }
    rows = []
    for theme in book.themes:
        for position, indicator in enumerate(book.indicators_of(theme.id)):
            line = tuple(cells[indicator.id, region] for region in order)
            title = t(theme.name) if position == 0 else ""
            rows.append((title, indicator.id, t(indicator.name), line))
    return Board(tuple(t(book.regions[r].name) for r in order), tuple(rows))


def _cell(countries: int, of: int, newest: float) -> CoverageCell:
    year = "" if pd.isna(newest) else str(int(newest))
    return CoverageCell(countries, of, year, round(100 * countries / of) if of else 0)
