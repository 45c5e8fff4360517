"""Charts keep gaps open and ranges visible; a country's page tells absence from zero."""

import math

from atlas.analysis import latest
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts import plots as charts
from atlas.views.charts.sparkline import sparkline
from atlas.views.compare.table import comparison_rows
from atlas.views.country.figures import Among, basics, chapters
from tests.analysis.frames import frame, row

T = translator("en")
SHARE = codebook().indicators["milex_gdp"]
ROWS = frame(
    row("URY", 2020, 2.0),
    row("URY", 2022, 2.4, low=2.2, high=2.6),
    row("CHL", 2021, 1.5),
    row("BRA", 2021, 1.1),
    row("ARG", 2021, 0.0),
    row("CRI", 2026, missing_reason="not-applicable"),
)


def test_a_line_breaks_at_a_gap() -> None:
    figure = charts.line_chart(ROWS, ["URY", "CHL"], [], "% of GDP", T)
    line = figure.data[0]
    assert list(line.x) == [2020, 2021, 2022]
    assert math.isnan(line.y[1])
    assert not any(trace.connectgaps for trace in figure.data)


def test_a_range_is_drawn_around_its_value() -> None:
    line = charts.line_chart(ROWS, ["URY"], [], "% of GDP", T).data[0]
    assert round(line.error_y.array[-1], 6) == 0.2
    assert round(line.error_y.arrayminus[-1], 6) == 0.2


def test_no_chart_asks_for_anything_from_outside() -> None:
    assert charts.CONFIG["topojsonURL"].startswith("/")
    assert charts.CONFIG["displaylogo"] is False


def test_dots_carry_their_years() -> None:
    figure = charts.dots(ROWS, ["URY", "CHL"], [], "% of GDP", T)
    assert list(figure.data[0].y) == ["Chile (2021)", "Uruguay (2022)"]


def test_a_sparkline_needs_two_points_and_lifts_the_pen_at_gaps() -> None:
    series = ROWS[ROWS["country"] == "URY"].set_index("year")["value"]
    assert sparkline(series).count("M") == 2
    assert sparkline(series.head(1)) == ""


def test_a_sparkline_shows_where_sources_differ() -> None:
    series = ROWS[ROWS["country"] == "URY"].set_index("year")["value"]
    drawn = sparkline(series, {2020: (2.0, 2.0), 2022: (2.2, 2.6), 2030: (1.0, 9.0)})
    assert drawn.count("<path") == 2
    assert sparkline(series, {2020: (2.0, 2.0)}).count("<path") == 1


def test_zero_no_data_and_does_not_apply_are_said_differently() -> None:
    def said(iso3: str) -> str:
        own = ROWS[ROWS["country"] == iso3]
        return next(f.value for f in basics(own, T) if f.indicator.id == "milex_gdp")

    assert [said(i) for i in ("ARG", "KEN", "CRI")] == ["0", "No data", "Does not apply"]


def test_a_chapter_names_evidence_median_and_rank() -> None:
    own = ROWS[ROWS["country"] == "URY"]
    peers = codebook().members("latin_america")
    made = chapters(own, latest(ROWS), Among("URY", peers), T)
    figure = next(f for c in made for f in c.figures if f.indicator.id == "milex_gdp")
    assert figure.value == "2.2–2.6"
    assert figure.rank == "1 of 4"
    assert figure.median == "1.3% of GDP"
    assert figure.evidence is not None
    assert figure.evidence.licence == "CC0-1.0"
    assert len(made) == 12


def test_a_compared_country_without_a_record_has_its_row() -> None:
    rows = comparison_rows(ROWS, ["KEN", "URY"], [], SHARE, T)
    assert (rows[0].country, rows[0].value, rows[0].absent) == ("Kenya", "No data", True)
    assert [r.year for r in rows[1:]] == ["2022", "2020"]
