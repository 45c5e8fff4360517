"""The chart as data: every institution once in the list, whatever the relations say."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.views.institutions.captions import organisation_caption
from atlas.views.institutions.structure import OrganisationChart, organisation
from tests.views.institutions.organisations import STATE, T, chart, institutions, relations

CODES = tuple(code for code, _ in STATE)
RELATIONS = tuple(codebook().vocabulary.relations)


def outline(made: OrganisationChart) -> list[str]:
    """Return the list as lines indented by their depth."""

    def lines(branches: object, depth: int) -> list[str]:
        found = []
        for branch in branches:  # type: ignore[attr-defined]
            found += ["  " * depth + branch.node.code, *lines(branch.children, depth + 1)]
        return found

    return lines(made.forest, 0)


def test_the_list_follows_parts_then_orders_then_reports_then_appointments() -> None:
    assert outline(chart()) == [
        "president",
        "  cabinet",
        "ministry-of-defence",
        "  armed-forces",
        "    army",
        "    navy",
        "      coast-guard",
        "interior",
        "  police",
        "congress",
        "  senate",
        "    court",
    ]


def test_a_body_says_how_it_stands_under_the_one_above_unless_it_is_its_part() -> None:
    links = {b.node.code: b.link for root in chart().forest for b in root.walk()}
    assert links["cabinet"] == "appointed by President"
    assert links["court"] == "appointed by Senate"
    assert links["army"] == links["president"] == ""


def test_a_body_lists_every_relation_in_which_it_takes_part() -> None:
    walked = {b.node.code: b for root in chart().forest for b in root.walk()}
    said = [f"{e.names[0]} {e.name} {e.names[1]}" for e in walked["coast-guard"].edges]
    assert said == ["Coast Guard belongs to Navy", "Coast Guard reports to Interior"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(RELATIONS), st.sampled_from(CODES)),
        max_size=30,
    )
)
def test_every_institution_stands_once_in_the_list_even_in_circles(
    ties: list[tuple[str, str, str]],
) -> None:
    made = chart(STATE, tuple(ties))
    walked = [b.node.code for root in made.forest for b in root.walk()]
    assert sorted(walked) == sorted(CODES)


def test_a_circle_is_cut_at_its_last_relation() -> None:
    ties = (("army", "part-of", "navy"), ("navy", "part-of", "army"))
    assert outline(chart((("army", "army"), ("navy", "navy")), ties)) == ["navy", "  army"]


def test_two_sources_for_one_body_and_one_relation_are_two_proofs() -> None:
    bodies = pd.concat(
        [
            institutions(("army", "army"), ("forces", "armed-forces")),
            institutions(("army", "army"), source_id="other", own_name="Ejército", id="x"),
        ],
        ignore_index=True,
    )
    tie = ("army", "part-of", "forces")
    ties = pd.concat([relations(tie), relations(tie, source_id="other", id="y")])
    made = organisation("URY", bodies, ties, T)
    assert len(made.nodes) == 2
    assert made.nodes["army"].own_name == "Ejército"
    assert [p.evidence.id for p in made.nodes["army"].proofs] == ["institution-0", "x"]
    assert len(made.edges) == 1
    assert [p.evidence.id for p in made.edges[0].proofs] == ["relation-0", "y"]


def test_a_relation_to_an_unknown_body_is_left_out() -> None:
    made = chart((("army", "army"),), (("army", "part-of", "moon-force"),))
    assert made.edges == ()
    assert outline(made) == ["army"]


def test_other_countries_stay_out() -> None:
    bodies = pd.concat([institutions(("army", "army")), institutions(("x", "navy"), country="CHL")])
    assert list(organisation("URY", bodies, relations(), T).nodes) == ["army"]


def test_times_are_said_as_exactly_as_the_source_says_them() -> None:
    bodies = pd.concat(
        [
            institutions(("army", "army"), since="1991-07"),
            institutions(("navy", "navy"), since="1825", until="2005-03-01"),
            institutions(("marines", "marines"), until="1999"),
        ]
    )
    made = organisation("URY", bodies, relations(), T)
    assert [n.period for n in made.nodes.values()] == [
        "since July 1991",
        "1825 to Mar 1, 2005",
        "until 1999",
    ]


def test_the_caption_says_how_much_is_recorded_and_what_is_left_open() -> None:
    assert organisation_caption(chart(), T) == (
        "Uruguay: 12 institutions and 11 relations between them are recorded."
    )
    alone = organisation_caption(chart((("army", "army"),), ()), T)
    assert alone.endswith("Reporting line not stated for 1.")
    assert "No institution of Uruguay" in organisation_caption(chart((), ()), T)
