"""Chambers' dates, judging words, appointers and claims that are no wider than their sentence."""

from __future__ import annotations

import pytest

from atlas.intake.draft import DraftEvent, DraftJudgement, DraftRelation
from tools.factbook import read_factbook
from tools.factbook.events.judged import with_judgement
from tools.factbook.fields.entities import Entity
from tools.factbook.observations.chambers import crossed, is_indirect, no_election
from tools.factbook.observations.forces import beside

from .stated import answer, gaps, records, total
from .test_institutions import country, relations

LOWER, UPPER = "Legislative branch - lower chamber", "Legislative branch - upper chamber"
RECORDS = read_factbook()[0].records


def houses(lower: tuple[str, ...], upper: tuple[str, ...]) -> Entity:
    """Return a country by last date, next date, term and seats of its two chambers."""
    parts = ("most recent election date", "expected date of next election", "term in office")
    names = (*parts, "number of seats")
    fields = {
        field: {name: {"text": text} for name, text in zip(names, texts, strict=True)}
        for field, texts in ((LOWER, lower), (UPPER, upper))
    }
    return Entity("XXX", {"Government": fields})


def test_dates_that_fit_when_exchanged_are_crossed():
    lower, upper = ("5/1/2022", "June 2028", "5 years"), ("6/10/2023", "May 2027", "5 years")
    elected, chosen = "100 (all directly elected)", "40 (all indirectly elected)"
    assert crossed(houses((*lower, elected), (*upper, chosen)))
    right = houses((upper[0], *lower[1:], elected), (lower[0], *upper[1:], chosen))
    assert crossed(right) == ""
    assert no_election(right, LOWER) == ""
    assert is_indirect(right, UPPER)
    assert not is_indirect(right, LOWER)


def test_an_appointed_chamber_has_no_election():
    dates = ("5/1/2022", "May 2027", "5 years")
    two = houses((*dates, "100 (all directly elected)"), (*dates, "40 (all appointed)"))
    assert "Nobody" in no_election(two, UPPER)
    assert no_election(
        houses((*dates, "100 (all directly elected)"), ("45161", *dates[1:], "9")), UPPER
    )


@pytest.mark.parametrize(
    "iso3", ["BIH", "CMR", "COG", "FRA", "GAB", "IRL", "JPN", "LSO", "MDG", "OMN", "UZB", "ZAF"]
)
def test_crossed_dates_are_listed_and_not_shipped(iso3):
    events = [r for r in RECORDS if isinstance(r, DraftEvent) and r.country == iso3]
    assert not [e for e in events if e.title.endswith(("lower chamber", "upper chamber"))]
    assert any("crossed" in gap.reason for gap in gaps(iso3, "seats_lower"))
    assert "Last election" not in total(iso3, "seats_lower").note


@pytest.mark.parametrize(
    ("before", "words", "behind", "wanted"),
    [
        (
            "Ruritania ",
            "unilaterally declared its annexation",
            " of a city",
            "“unilaterally declared”",
        ),
        ("a bloodless ", "military coup", " overthrew him", "“bloodless”"),
        (
            "",
            "Ruritania escalated the war",
            " by invading the north, and",
            "“by invading the north”",
        ),
        (
            "",
            "annexed it",
            " in 1940 -- an action never recognized by others",
            "never recognized by",
        ),
        ("", "a war over the disputed valley", " in 1990", "“disputed”"),
        ("Ruritania ", "joined the union", " in 1990", ""),
        ("a failed ", "coup", " in 1990", ""),
    ],
)
def test_a_title_keeps_the_words_that_judge(before, words, behind, wanted):
    title = with_judgement("Attempted coup", before, words, behind)
    assert wanted in title
    assert (title == "Attempted coup") is (not wanted)


def test_titles_of_known_events_keep_their_judging_words():
    titles = {(r.country, r.date): r.title for r in RECORDS if isinstance(r, DraftEvent)}
    assert "unilaterally declared" in titles["RUS", "2022-09"]
    assert "by invading" in titles["RUS", "2022-02-24"]
    assert "unilaterally" in titles["ZWE", "1965"]


def test_all_who_take_part_in_an_appointment_are_kept():
    one = country(
        executive_branch={
            "chief of state": "President Ada LOVELACE (since 1 January 2020)",
            "head of government": "Prime Minister Alan TURING (since 1 January 2020)",
            "cabinet": "Cabinet proposed by the prime minister, appointed by the president",
        }
    )
    found = {(s, r) for s, r, o in relations(one) if o == "cabinet"}
    assert found == {("prime-minister", "nominates"), ("president", "appoints")}


def test_appointers_of_known_bodies():
    found = {
        (r.country, r.subject, r.relation, r.object)
        for r in RECORDS
        if isinstance(r, DraftRelation)
    }
    assert ("AZE", "national-assembly", "confirms", "council-of-ministers") in found
    assert ("BEN", "president", "appoints", "constitutional-court") in found
    assert ("LTU", "parliament", "confirms", "council-of-ministers") in found
    assert ("QAT", "amir", "appoints", "supreme-court") not in found  # he appoints the council
    notes = {r.note for r in RECORDS if isinstance(r, DraftRelation) and r.country == "CHL"}
    assert any("names others" in note for note in notes)


@pytest.mark.parametrize("iso3", ["BEN", "CHN", "DNK", "GNB", "MLI", "NER", "NOR", "SWE"])
def test_selective_service_is_not_compulsory_for_all_women(iso3):
    assert answer(iso3, "women_service") == "selective"
    judged = [r for r in RECORDS if isinstance(r, DraftJudgement) and r.country == iso3]
    assert [j.answer for j in judged if j.question == "women_compulsory"] == ["conditional"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("active FAC, including the Gendarmerie", ("Gendarmerie",)),
        ("active (20,000 Army; 9,000 Presidential Guard)", ("Presidential Guard",)),
        ("active duty Armed Forces (including National Guard)", ("National Guard",)),
        ("active Armed Forces (20,000 Army; 3,000 Navy)", ()),
        ("active Ruritanian National Guard", ()),
    ],
)
def test_a_total_names_the_other_forces_within_it(said, wanted):
    assert beside(said) == wanted


@pytest.mark.parametrize("iso3", ["DZA", "CMR", "MAR", "SAU", "ARE", "MLI", "GAB"])
def test_totals_with_gendarmerie_or_guards_say_so_and_so_do_their_rates(iso3):
    found = [*records(iso3, "armed_forces").items(), *records(iso3, "armed_forces_p1000").items()]
    totals = [draft for (_, part), draft in found if not part]
    assert totals
    assert all("The total includes" in draft.note for draft in totals)
