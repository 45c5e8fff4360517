"""No figure changes its input: cached frames are shared by all readers."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from atlas.analysis import coverage_board, latest
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts import plots as charts
from atlas.views.charts.sparkline import sparkline
from atlas.views.compare.table import comparison_rows
from atlas.views.country.figures import Among, basics, chapters
from atlas.views.coverage import board
from atlas.views.map.payload import map_payload
from tests.analysis.frames import frame, row

T = translator("en")
SHARE = codebook().indicator("milex_gdp")
TWO = ["URY", "CHL"]
GROUP = ["latin_america"]
TITLES = ("x", "y")


def shared() -> pd.DataFrame:
    """Return what a page shares: gaps, ranges, breakdowns, reasons, another preferred source."""
    return frame(
        row("URY", 2020, 2.0),
        row("URY", 2022, 2.4, low=2.2, high=2.6),
        row("URY", 2022, 9.0, source_id="other", preferred=False),
        row("URY", 2022, 1.0, breakdown="branch=army"),
        row("CHL", 2021, 1.5),
        row("BRA", 2021, 0.0),
        row("CRI", 2022, missing_reason="not-applicable"),
    )


def of_uruguay(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["country"] == "URY"]


FIGURES: dict[str, Callable[[pd.DataFrame], object]] = {
    "map": lambda rows: map_payload(rows, SHARE, "", T),
    "lines": lambda rows: charts.line_chart(rows, TWO, GROUP, "%", T),
    "lines on a logarithmic scale": lambda rows: charts.line_chart(rows, TWO, [], "%", T, log=True),
    "dots": lambda rows: charts.dots(rows, TWO, GROUP, "%", T),
    "multiples": lambda rows: charts.multiples([("a", "%", rows), ("b", "%", rows)], TWO, T),
    "scatter": lambda rows: charts.scatter(rows, rows, TWO, TITLES, T),
    "table": lambda rows: comparison_rows(rows, TWO, GROUP, SHARE, T),
    "basics": lambda rows: basics(of_uruguay(rows), T),
    "chapters": lambda rows: chapters(of_uruguay(rows), latest(rows), Among("URY", tuple(TWO)), T),
    "board": lambda rows: board(coverage_board(rows), T),
    "sparkline": lambda rows: sparkline(rows.drop_duplicates("year").set_index("year")["value"]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figure_leaves_its_frame_as_it_was(name: str) -> None:
    rows = shared()
    before = rows.copy(deep=True)
    assert FIGURES[name](rows) is not None
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("name", ["lines", "multiples"])
def test_no_line_bridges_a_gap(name: str) -> None:
    figure = FIGURES[name](shared())
    traces = [t for t in figure.data if t.mode == "lines+markers"]
    assert len(traces) >= 3
    assert all(t.connectgaps is False for t in traces)
    uruguay = next(t for t in traces if t.name == "Uruguay")
    gap = list(uruguay.x).index(2021)
    assert pd.isna(uruguay.y[gap])


def test_another_source_and_a_part_are_never_drawn_as_the_total() -> None:
    figure = charts.line_chart(shared(), ["URY"], [], "%", T)
    assert pd.Series(figure.data[0].y).max() == 2.4


def test_zero_is_a_point_of_the_line() -> None:
    figure = charts.dots(shared(), ["BRA"], [], "%", T)
    assert list(figure.data[0].x) == [0.0]


def test_board_counts_countries_and_says_the_newest_year() -> None:
    made = board(coverage_board(shared()), T)
    cells = next(cells for _, code, _, cells in made.rows if code == "milex_gdp")
    here = made.regions.index("Latin America and the Caribbean")
    assert (cells[here].countries, cells[here].newest) == (3, "2022")
    assert sum(cell.countries for cell in cells) == 3


def test_two_periods_of_one_year_are_one_point_of_the_trend() -> None:
    rows = frame(
        row("URY", 2023, 2.0),
        row("URY", 2024, 3.0, period="2024-01/2024-06"),
        row("URY", 2024, 4.0, period="2024-07/2024-12"),
    )
    made = chapters(rows, latest(rows), Among("URY", tuple(TWO)), T)
    figure = next(f for c in made for f in c.figures if f.indicator.id == "milex_gdp")
    assert figure.value == "4"
    assert figure.spark.count("L") == 1
