"""Whose category changed between two releases, with both sentences; tests where words agree."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.analysis.category_changes import (
    category_changes,
    counts_by_region,
    not_compared,
    shift_tests,
    who_moved,
)
from tests.analysis import frames, judged
from tests.analysis.records import participations

OLD = {"source": "Almanac, Facts (2015)", "source_id": "facts-2015"}
NEW = {"source": "Almanac, Facts (2026)", "source_id": "facts-2026"}


def service(country: str, year: int, category: str, edition: dict[str, str]) -> dict[str, object]:
    words: dict[str, object] = {"category": category, "original": f"{category} service"}
    return frames.row(country, year, None, indicator="conscription", **words, **edition)


def release(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


OLDER = [
    service("GHA", 2012, "none", OLD),
    service("SEN", 2012, "mandatory", OLD),
    service("MLI", 2012, "selective", OLD),
    service("JOR", 2012, "none", OLD),
]
NEWER = [
    service("GHA", 2025, "none", NEW),
    service("SEN", 2025, "none", NEW),
    service("MLI", 2025, "mandatory", NEW),
]


def test_a_country_moves_from_its_older_to_its_newest_answer() -> None:
    compared = category_changes(release(*OLDER), release(*OLDER, *NEWER), "observation")
    assert compared["country"].tolist() == ["GHA", "MLI", "SEN"]
    moved = who_moved(compared)
    assert moved[["country", "from", "to"]].to_numpy().tolist() == [
        ["MLI", "selective", "mandatory"],
        ["SEN", "mandatory", "none"],
    ]
    senegal = moved.iloc[1]
    assert (senegal["from_original"], senegal["to_original"]) == (
        "mandatory service",
        "none service",
    )
    assert (senegal["from_period"], senegal["to_period"]) == ("2012", "2025")


def test_silence_is_no_change() -> None:
    compared = category_changes(release(*OLDER), release(*OLDER), "observation")
    assert compared.empty
    assert who_moved(compared).empty


def test_counts_hold_those_that_stayed_too() -> None:
    compared = category_changes(release(*OLDER), release(*NEWER), "observation")
    counts = counts_by_region(compared)
    assert counts["countries"].sum() == 3
    assert set(counts["region"]) == {"africa"}


def test_answers_and_memberships_are_compared_alike() -> None:
    old = judged.frame(judged.row("GHA", "yes", period="2015", **OLD))
    new = judged.frame(judged.row("GHA", "no", period="2026", evidence="It was repealed.", **NEW))
    moved = who_moved(category_changes(old, new, "judgement"))
    assert moved["to_original"].tolist() == ["It was repealed."]
    before = participations(("GHA", "ICC", "signed")).assign(period="2015", **OLD)
    after = participations(("GHA", "ICC", "party")).assign(**NEW)
    moved = who_moved(category_changes(before, after, "participation"))
    assert moved[["subject", "from", "to"]].to_numpy().tolist() == [["ICC", "signed", "party"]]


def test_a_shift_is_tested_only_where_the_rule_of_the_words_is_the_same() -> None:
    countries = ["GHA", "SEN", "MLI", "JOR", "KEN", "TGO", "BEN", "NER", "TCD"]
    old = release(*(service(c, 2012, "mandatory", OLD) for c in countries))
    new = release(*(service(c, 2025, "none", NEW) for c in countries))
    compared = category_changes(old, new, "observation")
    tests = shift_tests(compared, {"conscription": "Almanac"}).set_index("category")
    # Nine of nine the same way: 2 × 0.5⁹ = 0.0039 (McNemar's exact test); two categories.
    assert tests.loc["none", "p"] == pytest.approx(2 * 0.5**9)
    assert tests.loc["none", "q"] == pytest.approx(4 * 0.5**9)
    assert (tests.loc["none", "entered"], tests.loc["mandatory", "left"]) == (9, 9)
    assert shift_tests(compared).empty
    assert shift_tests(compared, {"conscription": "Another publisher"}).empty


def test_who_is_not_compared_is_told_apart_from_who_did_not_move() -> None:
    later = release(*NEWER, OLDER[3], service("KEN", 2025, "none", NEW))
    earlier = release(*OLDER, service("TGO", 2012, "none", OLD))
    absent = not_compared(earlier, later, "observation").set_index("country")["absence"]
    assert absent.to_dict() == {
        "JOR": "same-statement",
        "KEN": "only-later",
        "TGO": "only-earlier",
    }
    compared = category_changes(earlier, later, "observation")
    assert not set(compared["country"]) & set(absent.index)
