"""Editions of one publisher make no series, unless its method is documented as unchanged."""

from __future__ import annotations

import pandas as pd

from atlas.analysis.trends import trends
from atlas.analysis.trends.editions import (
    figure_changes,
    figure_changes_between,
    one_edition,
)
from atlas.codebook import codebook
from tests.analysis.frames import row

OLD = {"source": "Almanac, Facts (2015)", "source_id": "facts-2015", "published": "2015-11-01"}
NEW = {"source": "Almanac, Facts (2026)", "source_id": "facts-2026", "published": "2026-01-01"}
OTHER = {"source": "Bank, Series (2026)", "source_id": "series", "published": "2026-02-01"}


def series(
    country: str, years: range, value: float, edition: dict[str, str]
) -> list[dict[str, object]]:
    return [
        row(country, year, value + (year - 2000) / 10, original=f"{value:g} in {year}", **edition)
        for year in years
    ]


def test_the_edition_with_most_years_stands_and_of_as_many_the_newest() -> None:
    rows = pd.DataFrame(
        series("GHA", range(2010, 2015), 1, OLD)
        + series("GHA", range(2021, 2026), 2, NEW)
        + series("KEN", range(2005, 2015), 1, OLD)
        + series("KEN", range(2024, 2026), 2, NEW)
    )
    kept = one_edition(rows).groupby("country")["source_id"].unique().map(list).to_dict()
    assert kept == {"GHA": ["facts-2026"], "KEN": ["facts-2015"]}


def test_other_publishers_and_documented_methods_stay() -> None:
    rows = pd.DataFrame(
        series("GHA", range(2010, 2015), 1, OLD)
        + series("GHA", range(2021, 2026), 2, NEW)
        + series("GHA", range(1990, 2020), 1, OTHER)
    )
    assert len(one_edition(rows)) == 35
    assert len(one_edition(rows, unchanged={"Almanac"})) == 40


def test_two_editions_that_meet_make_no_verdict_where_one_series_does() -> None:
    countries = [c for c, entry in codebook().countries.items()]

    def world(later: dict[str, str]) -> pd.DataFrame:
        rows = [r for c in countries for r in series(c, range(1998, 2012), 1, OLD)]
        return pd.DataFrame(
            rows + [r for c in countries for r in series(c, range(2012, 2026), 9, later)]
        )

    indicator = codebook().indicator("milex_gdp")
    joined, spliced = trends(world(OLD), indicator), trends(world(NEW), indicator)
    assert joined.window == (1998, 2025)
    assert spliced.window == (2012, 2025)


def test_a_figure_that_changed_stands_with_both_sentences() -> None:
    rows = pd.DataFrame(
        series("GHA", range(2010, 2013), 1, OLD)
        + series("GHA", range(2024, 2026), 2, NEW)
        + series("KEN", range(2012, 2013), 1, OLD)
    )
    changes = figure_changes(rows)
    assert changes["country"].tolist() == ["GHA"]
    change = changes.iloc[0]
    assert (change["earlier_year"], change["later_year"]) == (2012, 2025)
    assert (change["earlier_original"], change["later_original"]) == ("1 in 2012", "2 in 2025")
    assert figure_changes(rows, unchanged={"Almanac"}).empty


def test_the_middle_of_a_range_says_that_it_is_one() -> None:
    rows = pd.DataFrame(
        [row("GHA", 2012, 1.5, **OLD), row("GHA", 2025, 2.5, low=2.0, high=3.0, **NEW)]
    )
    (change,) = figure_changes(rows).to_dict("records")
    assert (change["earlier_kind"], change["later_kind"]) == ("stated", "midpoint")
    assert (change["later_low"], change["later_high"]) == (2.0, 3.0)


def test_between_two_releases_the_last_edition_of_each_counts() -> None:
    newest = {"source": "Almanac, Facts (2027)", "source_id": "facts-2027", "published": "2027-01"}
    release = pd.DataFrame(
        series("GHA", range(2010, 2013), 1, OLD) + series("GHA", range(2024, 2026), 2, NEW)
    )
    next_release = pd.concat([release, pd.DataFrame(series("GHA", range(2026, 2027), 3, newest))])
    (change,) = figure_changes_between(release, next_release).to_dict("records")
    assert (change["earlier_year"], change["later_year"]) == (2025, 2026)
    assert figure_changes_between(release, release).empty
