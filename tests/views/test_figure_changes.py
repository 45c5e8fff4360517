"""A publisher's figure in two editions, with its words; no word of a region."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine

from atlas.i18n import translator
from atlas.views.figure_changes import (
    changed_figures,
    changes_by_indicator,
    compare_figures,
    figure_change_rows,
    shared_sources,
)
from tests.analysis import frames

T = translator("en")


def test_both_editions_stand_with_their_words_and_years(editions: Engine) -> None:
    changes = compare_figures(editions, "2015.1", "2026.1")
    (change,) = figure_change_rows(changes, T)
    assert (change.iso3, change.publisher) == ("URY", "Almanac")
    assert (change.before.value, change.before.year) == ("2% of GDP", "2012")
    assert (change.after.words, change.after.year) == ("2.5% of GDP", "2024")
    assert changes_by_indicator(changes, T) == [
        ("milex_gdp", "Military expenditure, share of GDP", 1)
    ]
    assert shared_sources([change]) == (change.before, change.after)


def test_a_range_is_shown_as_its_ends_not_as_its_middle() -> None:
    ends = {"low": 2.0, "high": 3.0}
    rows = pd.DataFrame(
        [
            frames.row("GHA", 2012, 1.5, source="Almanac, A", source_id="a", published="1"),
            frames.row("GHA", 2025, 2.5, source="Almanac, B", source_id="b", published="2", **ends),
        ]
    )
    (change,) = changed_figures(rows, T).values()
    assert "2.5" not in change.after.value and "3" in change.after.value


def test_one_release_does_not_differ_from_itself(editions: Engine) -> None:
    assert compare_figures(editions, "2026.1", "2026.1").empty
    assert compare_figures(editions, "2015.1", "2026.1", countries=["CHL"]).empty
    assert shared_sources([]) is None


def test_a_countrys_figures_are_found_by_indicator_and_publisher() -> None:
    first, second, other = "Almanac, Facts (2015)", "Almanac, Facts (2026)", "Bank, B (2026)"
    said = [(first, 2012), (second, 2024), (other, 2024)]
    rows = pd.DataFrame(
        [
            frames.row("GHA", year, 1.5 + n, source=source, source_id=source, published=f"{year}")
            for n, (source, year) in enumerate(said)
        ]
    )
    assert list(changed_figures(rows, T)) == [("milex_gdp", "Almanac")]
