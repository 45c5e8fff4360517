"""Two countries side by side: what is recorded for one only, and what stands elsewhere."""

from __future__ import annotations

from atlas.views.institutions.side_by_side import DIFFERS, ONLY, compare_charts
from tests.views.institutions.organisations import T, chart

LEFT = chart(
    (("interior", "ministry-of-interior"), ("police", "police"), ("army", "army")),
    (("police", "part-of", "interior"),),
)
RIGHT = chart(
    (("defence", "ministry-of-defence"), ("guards", "police"), ("ground-forces", "army")),
    (("guards", "part-of", "defence"), ("ground-forces", "part-of", "defence")),
    "CHL",
)


def test_kinds_of_one_country_only_are_named_as_recorded_not_as_absent() -> None:
    made = compare_charts(LEFT, RIGHT, T)
    assert made.sentences[:2] == (
        "Recorded for Uruguay and not for Chile: Ministry of the interior or of security.",
        "Recorded for Chile and not for Uruguay: Ministry of defence.",
    )
    assert made.marks[0]["interior"] == made.marks[1]["defence"] == ONLY


def test_a_body_that_stands_under_another_kind_differs() -> None:
    made = compare_charts(LEFT, RIGHT, T)
    assert made.sentences[2] == (
        "Police: belongs to Interior in Uruguay; belongs to Defence in Chile."
    )
    assert made.marks == (
        {"interior": ONLY, "police": DIFFERS},
        {"defence": ONLY, "guards": DIFFERS},
    )


def test_a_relation_that_one_source_does_not_state_is_no_difference() -> None:
    made = compare_charts(LEFT, RIGHT, T)
    army = next(pair for pair in made.pairs if pair.kind == "army")
    assert army.mark == ""
    assert army.left.under == ()
    assert army.right.under == ("belongs to Defence",)


def test_kinds_that_hold_what_is_unlike_are_not_matched() -> None:
    made = compare_charts(
        chart((("rockets", "branch"),), ()), chart((("army", "army"),), (), "CHL"), T
    )
    assert made.marks == ({}, {"army": ONLY})


def test_two_alike_say_so() -> None:
    same = chart(country="CHL")
    made = compare_charts(chart(), same, T)
    assert made.sentences == ("No difference is recorded between the two.",)
    assert [pair.name for pair in made.pairs][:2] == ["Head of state", "Cabinet"]
