"""Which documents the filters leave, and which words are near."""

import pandas as pd

from atlas.analysis.documents import library, near, records_in_years

FRAME = pd.DataFrame(
    [
        ("URY", "constitution", "Constitution", "1967-02-15"),
        ("CHL", "law", "Law", "1999"),
        ("CHL", "law", "Undated law", ""),
        ("KEN", "law", "Act", "2011-08"),
    ],
    columns=["country", "document", "title", "date"],
)


def titles(rows: pd.DataFrame) -> list[str]:
    return rows["title"].tolist()


def test_the_library_begins_with_the_newest_and_ends_with_the_undated() -> None:
    assert titles(library(FRAME, (), (), (None, None))) == [
        "Act",
        "Law",
        "Constitution",
        "Undated law",
    ]


def test_filters_are_all_applied() -> None:
    assert titles(library(FRAME, ["CHL"], (), (None, None))) == ["Law", "Undated law"]
    assert titles(library(FRAME, (), ["law"], (2000, None))) == ["Act"]
    assert titles(library(FRAME, ["URY"], ["law"], (None, None))) == []


def test_years_are_inclusive_and_an_undated_record_is_in_no_year() -> None:
    assert titles(records_in_years(FRAME, "document", (1967, 1999))) == ["Constitution", "Law"]
    assert titles(records_in_years(FRAME, "document", (None, 1980))) == ["Constitution"]


def test_a_mistyped_word_is_answered_with_similar_ones() -> None:
    known = frozenset({"government", "army", "ejercito"})
    assert near(["goverment", "army"], known) == {"goverment": ("government",)}
    assert near(["ejersito"], known) == {"ejersito": ("ejercito",)}
    assert near(["zzzz"], known) == {"zzzz": ()}


def test_the_beginning_of_a_word_is_known() -> None:
    assert near(["gov"], frozenset({"government"})) == {}
