"""Dated facts: a curve where nine of ten states have a date, else the dates alone."""

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.codebook import codebook
from atlas.errors import UnknownInstrument, UnknownKind
from atlas.i18n import translator
from atlas.views.trends.dated_facts import (
    NoFactCurve,
    TooFewDates,
    dated_fact,
    fact_sentences,
    fact_wave,
    subject_wave,
)
from tests.invented import PUBLISHER, approve
from tests.invented_records import batch_of, event

MEMBERS = sorted(c for c, entry in codebook().countries.items() if entry.un_member)


@pytest.fixture
def dated(staffed: Engine) -> Engine:
    """Return a release in which 180 of 193 states were founded, ten of them in 2000."""
    founded = [
        event(country, "independence", "2000-05" if number < 10 else "1900", "Founded")
        for number, country in enumerate(MEMBERS[:180])
    ]
    courts = [event(country, "constitution", "1950", "Constitution") for country in MEMBERS]
    few = [event("URY", "women", "1998", "Women admitted")]
    approve(staffed, batch_of(*founded, *courts, *few))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    return staffed


def test_a_fact_known_in_nine_of_ten_states_makes_a_curve(dated: Engine) -> None:
    world = fact_wave(dated, "independence", "2026.1").region("world")
    assert world.parties[0] == 170
    assert len(world.members) == len(world.scope) == 180  # the others: nothing is known
    assert world.half == 1900
    assert world.first_year == 1900


def test_few_dates_make_no_curve_and_a_gap_is_no_answer(dated: Engine) -> None:
    with pytest.raises(TooFewDates, match="1 of 193 states"):
        fact_wave(dated, "women", "2026.1")


def test_what_may_happen_again_makes_no_curve(dated: Engine) -> None:
    with pytest.raises(NoFactCurve, match="more than once"):
        fact_wave(dated, "constitution", "2026.1")


def test_a_sentence_says_how_many_states_have_a_date(dated: Engine) -> None:
    adoption = fact_wave(dated, "independence", "2026.1")
    kind = codebook().vocabulary.events["independence"]
    first = fact_sentences(kind, adoption, translator("en"))[0]
    assert first == (
        "Independence or founding: a date in 180 of 193 states; the others are left out."
    )


def test_treaties_and_facts_are_asked_for_alike(dated: Engine) -> None:
    fact, adoption = subject_wave(dated, "Independence", "2026.1")
    assert (fact.code, fact.opened) == ("independence", "1900")
    assert adoption.instrument == "independence"
    with pytest.raises(UnknownInstrument):
        subject_wave(dated, "atx", "2026.1")
    with pytest.raises(UnknownKind):
        dated_fact("independense")
