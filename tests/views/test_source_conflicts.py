"""Sources that differ are seen wherever the figure stands: charts, tables, chapters, map."""

from __future__ import annotations

from atlas.analysis import latest
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts import plots as charts
from atlas.views.compare.table import comparison_rows
from atlas.views.country.figures import Among, chapters
from atlas.views.map.payload import map_payload
from tests.analysis.frames import frame, row

T = translator("en")
SHARE = codebook().indicators["milex_gdp"]
OTHER = {"source_id": "other", "source": "Other, Annual", "preferred": False}
ROWS = frame(
    row("URY", 2023, 1.8),
    row("URY", 2024, 2.0),
    row("URY", 2024, 2.4, **OTHER),
    row("CHL", 2024, 1.5),
)


def test_a_line_and_a_panel_carry_the_range_over_sources() -> None:
    line = charts.line_chart(ROWS, ["URY", "CHL"], [], "%", T).data[0]
    assert round(line.error_y.array[-1], 6) == 0.4
    assert "Sources differ: 2–2.4" in line.customdata[-1]
    assert line.customdata[0] == "<b>1.8</b>"
    panel = charts.multiples([("a", "%", ROWS)], ["URY", "CHL"], T).data
    assert round(panel[0].error_y.array[-1], 6) == 0.4
    assert panel[1].error_y.visible is False


def test_newest_values_and_a_chosen_point_carry_it_too() -> None:
    dots = charts.dots(ROWS, ["URY", "CHL"], [], "%", T).data[0]
    assert [round(x, 6) for x in dots.error_x.array] == [0, 0.4]
    points = charts.scatter(ROWS, ROWS, ["URY"], ("x", "y"), T).data[0]
    assert round(max(points.error_x.array), 6) == 0.4
    nobody = charts.scatter(ROWS, ROWS, [], ("x", "y"), T).data[0]
    assert nobody.error_x.visible is False


def test_the_table_names_who_says_what() -> None:
    found = comparison_rows(ROWS, ["URY"], [], SHARE, T)[0].differ
    assert found is not None
    assert found.text == "Sources differ: 2–2.4"
    assert [(s.value, s.preferred) for s in found.said] == [("2", True), ("2.4", False)]
    assert comparison_rows(ROWS, ["URY"], [], SHARE, T)[1].differ is None


def test_a_chapter_says_so_beside_the_figure() -> None:
    own = ROWS[ROWS["country"] == "URY"]
    made = chapters(own, latest(ROWS), Among("URY", ("URY", "CHL")), T)
    figure = next(f for c in made for f in c.figures if f.indicator.id == "milex_gdp")
    assert figure.value == "2"
    assert figure.differ is not None


def test_the_map_knows_the_year_and_the_sources() -> None:
    payload = map_payload(ROWS, SHARE, "", T)
    said = [["Institute, Yearbook (2026)", "2"], ["Other, Annual", "2.4"]]
    assert payload["differ"] == {"URY": {"2024": ["Sources differ: 2–2.4", said]}}
