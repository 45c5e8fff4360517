"""Categories of two releases by subject, region and name; a test is said where it is allowed."""

from __future__ import annotations

import pandas as pd
import pytest
from sqlalchemy import Engine

from atlas.analysis.category_changes import category_changes, not_compared, shift_tests
from atlas.errors import UnknownChoice
from atlas.i18n import translator
from atlas.views.category_changes import (
    CategoryComparison,
    compare_categories,
    field_of,
    known_subject,
    shift_sentence,
    subject_moves,
)
from tests.analysis import frames

T = translator("en")


def test_who_moved_stands_with_both_sentences_years_and_sources(editions: Engine) -> None:
    subject = subject_moves(compare_categories(editions, "2015.1", "2026.1"), T)[0]
    assert (subject.code, subject.total.compared, subject.total.moved) == ("conscription", 3, 2)
    ghana = next(move for move in subject.moves if move.iso3 == "GHA")
    assert (ghana.before.answer, ghana.after.answer) == ("None", "Mandatory")
    assert (ghana.before.year, ghana.after.year) == ("2012", "2025")
    assert (ghana.before.words, ghana.before.place) == ("none service (2015)", "Military")
    assert "Almanac" in ghana.before.source and "2026" in ghana.after.source
    assert subject.sources is None  # Brazil's rests on another source


def test_regions_say_who_was_compared_moved_and_not_compared(editions: Engine) -> None:
    subject = subject_moves(compare_categories(editions, "2015.1", "2026.1"), T)[0]
    counts = {r.name: (r.compared, r.moved, r.absent) for r in subject.regions}
    assert counts == {
        "Latin America and the Caribbean": (2, 1, 1),
        "Africa (south of the Sahara)": (1, 1, 1),
    }
    assert subject.total.steps == (("None", "Mandatory", "2"),)
    assert dict(subject.absent) == {
        "Answer in release 2026.1 only": ("Chile",),
        "Release 2026.1 has no newer statement": ("Kenya",),
    }


def test_filters_keep_countries_subjects_and_regions(editions: Engine) -> None:
    world = compare_categories(editions, "2015.1", "2026.1")
    (africa,) = subject_moves(world.of(region="africa"), T, world)
    assert [move.iso3 for move in africa.moves] == ["GHA"]
    (uruguay,) = subject_moves(world.of(countries=["URY"]), T, world)
    assert (uruguay.total.compared, uruguay.moves, uruguay.test) == (1, (), "")
    assert subject_moves(world.of(subjects=["icc"]), T, world) == []


def test_what_a_licence_forbids_is_not_passed_on(editions: Engine) -> None:
    compared = compare_categories(editions, "2015.1", "2026.1", only_free=True).compared
    assert sorted(compared["country"]) == ["GHA", "URY"]


def court(country: str, year: int, category: str, publisher: str = "CIA") -> dict[str, object]:
    edition = {"source": f"{publisher}, Facts ({year})", "source_id": f"facts-{year}"}
    return frames.row(country, year, None, indicator="icc", category=category, **edition)


def comparison(*movers: str, publisher: str = "CIA") -> CategoryComparison:
    countries = ("GHA", "SEN", "MLI", "JOR", "KEN", "TGO", "BEN", "NER", "TCD")
    old = pd.DataFrame([court(c, 2015, "not-accepted", publisher) for c in countries])
    answers = {c: "accepts" if c in movers else "not-accepted" for c in countries}
    new = pd.DataFrame([court(c, 2026, code, publisher) for c, code in answers.items()])
    compared = category_changes(old, new, "observation").assign(kind="observation")
    absent = not_compared(old, new, "observation").assign(kind="observation")
    return CategoryComparison("2015.1", "2026.1", compared, absent, shift_tests(compared))


def test_a_test_is_said_only_where_one_publisher_keeps_its_rule_of_words() -> None:
    movers = ("GHA", "SEN", "MLI", "JOR", "KEN", "TGO", "BEN", "NER", "TCD")
    sentence = shift_sentence(comparison(*movers), "icc", T)
    assert "more than chance" in sentence and "9 entered" in sentence  # 4 × 0.5⁹ = 0.008
    assert "too few moved" in shift_sentence(comparison("GHA", "SEN"), "icc", T)
    assert "no country moved" in shift_sentence(comparison(), "icc", T)
    other = comparison(*movers, publisher="Almanac")
    assert shift_sentence(other, "icc", T) == "The wording may have changed, so no test."
    assert shift_sentence(other, "conscription", T) == shift_sentence(other, "icc", T)


def test_a_locator_does_not_repeat_the_sentence() -> None:
    assert field_of("A > signed > Law of the Sea", "Law of the Sea") == "A > signed"
    assert field_of("page 4", "page 4") == "page 4"
    assert field_of("A > B", "words") == "A > B"


def test_a_subject_is_found_as_written_first() -> None:
    assert (known_subject("icc"), known_subject("ICC"), known_subject("nato")) == (
        "icc",
        "ICC",
        "NATO",
    )
    with pytest.raises(UnknownChoice):
        known_subject("milex_gdp")  # a number has no categories
