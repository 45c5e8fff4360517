"""A release is read as frames with typed columns, from either database."""

import pandas as pd
import pytest
from sqlalchemy import Engine

from atlas.errors import UnknownRelease
from atlas.store import OBSERVATION, frames
from tests.invented import draft, release, source


@pytest.fixture
def two_releases(staffed: Engine) -> Engine:
    release(
        staffed,
        "2026.1",
        draft("URY", value=2.0),
        draft("URY", period="2023", value=1.9),
        draft("KEN", value=1.2),
        draft("KEN", "armed_forces", value=24000.0, low=20000.0, high=28000.0),
        draft("KEN", "armed_forces", value=20000.0, breakdown="branch=army"),
        draft("URY", "conscription", category="none"),
        draft("CRI", "armed_forces", missing="not-applicable"),
    )
    release(staffed, "2026.2", draft("URY", value=2.1), draft("FRA", value=1.8))
    return staffed


def test_observations_have_the_named_columns_and_types(two_releases: Engine) -> None:
    frame = frames.observations(two_releases)
    assert tuple(frame.columns) == OBSERVATION
    assert frame["value"].dtype == float
    assert frame["year"].dtype.kind == "i"
    assert frame["preferred"].dtype == bool
    assert frame["source"].unique().tolist() == ["Institute of Invented Figures, Yearbook (2026)"]


def test_observations_are_sorted_by_indicator_country_period_breakdown(
    two_releases: Engine,
) -> None:
    frame = frames.observations(two_releases)
    keys = frame[["indicator", "country", "period", "breakdown"]].apply(tuple, axis=1).tolist()
    assert keys == sorted(keys)


def test_the_newest_release_is_read_unless_another_is_named(two_releases: Engine) -> None:
    new = frames.observations(two_releases, indicators=["milex_gdp"], countries=["URY"])
    old = frames.observations(
        two_releases, indicators=["milex_gdp"], countries=["URY"], release="2026.1"
    )
    assert frames.newest(two_releases) == "2026.2"
    assert new["value"].tolist() == [1.9, 2.1]
    assert old["value"].tolist() == [1.9, 2.0]
    assert set(old["release"]) == {"2026.1"}


def test_a_country_added_later_is_not_in_the_older_release(two_releases: Engine) -> None:
    older = frames.observations(two_releases, release="2026.1")
    assert "FRA" not in set(older["country"])
    assert "FRA" in set(frames.observations(two_releases)["country"])


def test_an_unknown_release_names_the_valid_ones(two_releases: Engine) -> None:
    with pytest.raises(UnknownRelease, match=r"2026\.9.*2026\.2"):
        frames.observations(two_releases, release="2026.9")


def test_an_empty_database_has_no_newest_release(engine: Engine) -> None:
    with pytest.raises(UnknownRelease):
        frames.newest(engine)
    assert frames.list_releases(engine).empty


def test_years_are_inclusive_on_both_sides(two_releases: Engine) -> None:
    def years(**span: int) -> list[int]:
        found = frames.observations(
            two_releases, countries=["URY"], indicators=["milex_gdp"], **span
        )
        return found["year"].tolist()

    assert years(first=2024) == [2024]
    assert years(last=2023) == [2023]
    assert years(first=2023, last=2024) == [2023, 2024]


def test_totals_leave_branches_out(two_releases: Engine) -> None:
    totals = frames.observations(two_releases, indicators=["armed_forces"], totals_only=True)
    assert set(totals["breakdown"]) == {""}
    assert totals["country"].tolist() == ["CRI", "KEN"]


def test_a_range_keeps_low_and_high_and_a_point_repeats_its_value(two_releases: Engine) -> None:
    frame = frames.observations(two_releases, countries=["KEN"], totals_only=True)
    found = frame.set_index("indicator")[["low", "value", "high"]]
    assert found.loc["armed_forces"].tolist() == [20000, 24000, 28000]
    assert found.loc["milex_gdp"].tolist() == [1.2, 1.2, 1.2]


def test_not_applicable_is_neither_zero_nor_a_number(two_releases: Engine) -> None:
    row = frames.observations(two_releases, countries=["CRI"]).iloc[0]
    assert row["missing_reason"] == "not-applicable"
    assert pd.isna(row["value"])
    assert row["category"] is None


def test_nothing_found_is_an_empty_frame_of_the_same_columns(two_releases: Engine) -> None:
    empty = frames.observations(two_releases, countries=["BOL"])
    assert empty.empty
    assert tuple(empty.columns) == OBSERVATION
    assert empty["value"].dtype == float


def test_releases_say_how_many_observations_they_hold(two_releases: Engine) -> None:
    listed = frames.list_releases(two_releases)
    assert listed["label"].tolist() == ["2026.1", "2026.2"]
    assert listed["observations"].tolist() == [7, 8]
    assert listed["published_by"].tolist() == ["Pilar", "Pilar"]


def test_only_sources_that_a_release_rests_on_are_its_sources(two_releases: Engine) -> None:
    release(
        two_releases, "2026.3", draft("KEN", source="survey-2025"), sources=[source("survey-2025")]
    )
    assert frames.sources(two_releases)["id"].tolist() == ["survey-2025", "yearbook-2026"]
    assert frames.sources(two_releases, "2026.2")["id"].tolist() == ["yearbook-2026"]


def test_indicators_with_data_are_those_of_the_release(two_releases: Engine) -> None:
    found = frames.indicators_with_data(two_releases, release="2026.1")
    assert found == ["armed_forces", "conscription", "milex_gdp"]


def test_a_bound_keeps_its_open_end_through_the_store(staffed: Engine) -> None:
    release(
        staffed,
        "2026.1",
        draft("URY", value=2.0, high=2.0),
        draft("CHL", value=1.5, low=1.0, high=2.0),
        draft("FRA", value=1.8),
    )
    frame = frames.observations(staffed).set_index("country")
    assert frame["value_kind"].to_dict() == {"URY": "bound", "CHL": "midpoint", "FRA": "stated"}
    assert frame["low"].isna().to_dict() == {"URY": True, "CHL": False, "FRA": False}
