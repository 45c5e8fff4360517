"""An indicator as a table with geometry: every drawn country once, a gap never as a number."""

from __future__ import annotations

from pathlib import Path

from atlas.geometry import geo_frame, with_geometry
from atlas.geometry.frame import COLUMNS
from atlas.store import engine
from atlas.views.map.geo_values import map_rows
from tests.analysis.frames import frame, row
from tests.invented import add_staff, draft, release

ROWS = frame(
    row("URY", 2024, 2.0, low=1.5, high=2.5),
    row("URY", 2022, 1.9),
    row("KEN", 2022, 1.2),
    row("CRI", 2024, missing_reason="not-applicable"),
)


def test_every_drawn_country_has_one_row_and_a_gap_says_why() -> None:
    made = with_geometry(map_rows(ROWS))
    assert tuple(made.columns) == (*COLUMNS, "geometry")
    assert made.crs.to_epsg() == 4326
    assert made["country"].is_unique
    by = made.set_index("country")
    assert by.loc["URY", ["value", "low", "high", "year"]].tolist() == [2.0, 1.5, 2.5, 2024]
    assert by.loc["CRI", ["value", "missing_reason"]].tolist() == [None, "not-applicable"]
    assert by.loc["FRA", ["value", "missing_reason"]].tolist() == [None, "no-data"]
    assert not made.geometry.is_empty.any()


def test_a_year_takes_that_years_values_only() -> None:
    by = with_geometry(map_rows(ROWS, 2022)).set_index("country")
    assert by.loc["URY", "value"] == 1.9
    assert by.loc["KEN", "value"] == 1.2


def test_a_release_is_read_by_name_of_indicator_and_label(home: Path) -> None:
    assert home
    database = engine()
    add_staff(database)
    release(database, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    made = geo_frame("milex_gdp", "2026.1", 2024).set_index("country")
    assert made.loc["URY", ["value", "unit", "kind"]].tolist() == [2.0, "% of GDP", "stated"]
    assert made.loc["URY", "source"].startswith("Institute of Invented Figures")


def test_it_is_written_as_geojson() -> None:
    text = with_geometry(map_rows(ROWS)).to_json()
    assert '"country": "URY"' in text
