"""Sources that differ: who says what, and the range of all of them."""

from __future__ import annotations

import pandas as pd

from atlas.analysis.conflicts import conflicts, source_ranges, totals_with_ranges
from tests.analysis.frames import frame, row

ROWS = frame(
    row("URY", 2024, 2.0),
    row("URY", 2024, 2.4, source_id="other", source="Other", preferred=False, low=2.3, high=2.6),
    row("URY", 2024, 1.0, breakdown="branch=army"),
    row("CHL", 2024, 1.5),
    row("CHL", 2024, 1.5, source_id="other", preferred=False),
    row("BRA", 2024, 1.1, low=1.0, high=1.2),
    row("CRI", 2024, missing_reason="not-applicable"),
)


def test_only_values_that_differ_are_a_conflict_and_the_preferred_comes_first() -> None:
    found = conflicts(ROWS)
    assert list(found) == [("URY", "milex_gdp", "2024", "")]
    said = found["URY", "milex_gdp", "2024", ""]
    assert [(s.value, s.preferred) for s in said] == [(2.0, True), (2.4, False)]


def test_the_range_spans_every_sources_own_range() -> None:
    uruguay = source_ranges(ROWS).loc[("URY", "2024")]
    assert (uruguay["low"], uruguay["high"], uruguay["sources"]) == (2.0, 2.6, 2)
    assert uruguay["differ"]
    assert not source_ranges(ROWS).loc[("CHL", "2024"), "differ"]


def test_a_source_that_may_not_be_passed_on_does_not_leak_into_a_download() -> None:
    closed = ROWS.copy()
    closed.loc[closed["source_id"] == "other", "redistributable"] = False
    assert source_ranges(closed).loc[("URY", "2024"), "high"] == 2.6
    assert source_ranges(closed, free_only=True).loc[("URY", "2024"), "high"] == 2.0


def test_preferred_totals_carry_the_range_and_keep_their_value() -> None:
    before = ROWS.copy(deep=True)
    rows = totals_with_ranges(ROWS).set_index("country")
    assert rows.loc["URY", ["value", "low", "high", "differ"]].tolist() == [2.0, 2.0, 2.6, True]
    assert rows.loc["BRA", ["low", "high", "differ"]].tolist() == [1.0, 1.2, False]
    assert pd.isna(rows.loc["CRI", "value"])
    assert not rows.loc["CRI", "differ"]
    pd.testing.assert_frame_equal(ROWS, before)
