"""Dated events: what is read, how exactly, and what is not an event."""

from __future__ import annotations

from functools import cache

import pytest

from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftEvent
from tools.factbook import events
from tools.factbook.events import constitution, elections, independence
from tools.factbook.events.sections import BACKGROUND, GOVERNMENT, MILITARY, of_passage
from tools.factbook.fields.dates import moment, numeric
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.statements import notes, sentences
from tools.factbook.reviewed import StaleRow

Told = list[tuple[str, str, str]]


def passage(text: str, place: str = "Introduction > Background") -> Passage:
    return Passage("RUR", place, text)


def told(found: list[DraftEvent]) -> Told:
    return [(e.event, e.date, e.title) for e in found]


def background(text: str) -> Told:
    return told(events.unique(of_passage(passage(text), BACKGROUND)))


def military(text: str) -> Told:
    return told(events.unique(of_passage(passage(text), MILITARY, notes)))


def history(text: str) -> Told:
    place = "Government > Constitution > history"
    return told(list(constitution.steps(passage(text, place))))


@cache
def whole() -> tuple[DraftEvent, ...]:
    return tuple(event for entity in entities() for event in events.read(entity))


@cache
def texts() -> dict[str, str]:
    return {entity.iso3: _all(entity) for entity in entities()}


def _all(entity: Entity) -> str:
    found: list[str] = []
    for section, fields in entity.sections.items():
        for field in fields:
            for part in ("", "note", *entity.parts(section, field)):
                whole_text = entity.passage(section, field, part)
                found.append(whole_text.text if whole_text else "")
    return "\n".join((*found, *(p.text for p in entity.everything())))


@pytest.mark.parametrize(
    ("words", "date", "until"),
    [
        ("1991", "1991", ""),
        ("July 1991", "1991-07", ""),
        ("4 July 1991", "1991-07-04", ""),
        ("1967-70", "1967", "1970"),
        ("1967-1970", "1967", "1970"),
        ("28-29 October 2006", "2006-10-28", "2006-10-29"),
    ],
)
def test_a_date_is_as_exact_as_its_words(words, date, until):
    found = moment(words)
    assert found is not None
    assert (found.date, found.until) == (date, until)


def test_a_year_after_the_edition_and_a_range_backwards_are_no_dates():
    assert moment("2029") is None
    assert moment("1970-60") is None


def test_a_numeric_date_has_its_month_first():
    found = numeric("11/24/2024")
    assert found is not None
    assert found.date == "2024-11-24"
    assert numeric("44420") is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A military coup in 1979 ended the republic.", ("coup", "1979", "Military coup")),
        ("It ended in a 1973 coup.", ("coup", "1973", "Coup")),
        ("In 1994, Ann SMITH led a military coup.", ("coup", "1994", "Military coup")),
        ("It survived an attempted coup in 1960.", ("coup", "1960", "Attempted coup")),
        ("In 1962, General NE seized power.", ("coup", "1962", "Seizure of power")),
        (
            "It returned to democratic rule in 1985.",
            ("transition", "1985", "Return to democratic rule"),
        ),
        (
            "Ruritania held its first multiparty elections in 1990.",
            ("election", "1990", "First multiparty elections"),
        ),
        ("Ruritania joined NATO in 2004.", ("treaty", "2004", "Joined NATO")),
        ("A 2003 peace agreement ended the war.", ("peace", "2003", "Peace agreement")),
        ("They signed the Zenda Agreement in 1998.", ("treaty", "1998", "Zenda Agreement")),
    ],
)
def test_the_background_names_a_dated_event(text, event):
    assert background(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Several coups shook the country in the 1990s.",
        "The army plans to hold its first multiparty elections in 2025.",
        "A coup would end in 1999.",
        "He was elected in 1999 and ousted in a coup the following year.",
        "After a coup, order returned; the president was elected in 1999.",
        "Ruled until 1984, after which General ROE staged a coup.",
        "Voters chose independence from the UK in a referendum in 1995.",
        "The civil war cost many lives, the UN estimated in 2022.",
        "The obligation kept it from joining NATO, although it is rich since 1995.",
    ],
)
def test_what_is_undated_planned_or_about_something_else_is_no_event(text):
    assert background(text) == []


def test_a_range_has_an_end():
    found = list(of_passage(passage("The civil war (1967-1970) was long."), BACKGROUND))
    assert [(e.date, e.until) for e in found] == [("1967", "1970")]
    found = list(of_passage(passage("Japan occupied the islands from 1942 to 1945."), BACKGROUND))
    assert [(e.date, e.until) for e in found] == [("1942", "1945")]


def test_each_date_of_a_list_is_an_event():
    found = military("the military conducted coups d'état in 1930, 1943, and 1955")
    assert [date for _, date, _ in found] == ["1930", "1943", "1955"]


def test_a_hedge_makes_an_event_uncertain():
    text = "In 1965, officers allegedly led a military coup."
    (found,) = of_passage(passage(text), BACKGROUND)
    assert found.reliability is Reliability.UNCERTAIN


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("conscription abolished 2010", ("conscription", "2010", "Conscription abolished")),
        ("no conscription (abolished 1972)", ("conscription", "1972", "Conscription abolished")),
        (
            "note 1: conscription was reintroduced in 2024",
            ("conscription", "2024", "Conscription reintroduced"),
        ),
        (
            "the Ruritanian Army was officially founded in 1942",
            ("forces", "1942", "Ruritanian Army founded"),
        ),
        (
            "in 1983, the National Guard was renamed the Defense Force (RDF)",
            ("forces", "1983", "National Guard renamed Defense Force (RDF)"),
        ),
        (
            "the UN Interim Force in Ruritania (UNIFRU) has operated in the south since 1978",
            ("mission", "1978", "Start of UN Interim Force in Ruritania (UNIFRU)"),
        ),
        (
            "Ruritania has been a member of NATO since 1999 and relies on it",
            ("treaty", "1999", "Member of NATO"),
        ),
    ],
)
def test_the_military_section_names_a_dated_event(text, event):
    assert military(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "as of 2024, women made up about 9% of the military's full-time personnel",
        "selective compulsory military service will be reinstated in 2026",
        "the army has been a member of NATO since the country joined it (2024)",
        "in 2024, Ruritania announced plans to reinstate conscription in 2025",
    ],
)
def test_shares_and_plans_of_the_military_section_are_no_events(text):
    assert military(text) == []


def test_steps_of_a_constitution_are_dated_one_by_one():
    text = (
        "previous 1947, 1955 (interim); latest drafted May 1985, approved by referendum 7 August"
        " 1985, effective 1 January 1986, suspended March 1990, restored 1991"
    )
    assert history(text) == [
        ("constitution", "1947", "Earlier constitution"),
        ("constitution", "1955", "Earlier constitution"),
        ("constitution", "1985-08-07", "Constitution approved by referendum"),
        ("constitution", "1986-01-01", "Constitution took effect"),
        ("amendment", "1990-03", "Constitution suspended"),
        ("amendment", "1991", "Constitution restored"),
    ]


def test_what_dates_no_step_of_a_constitution_is_left_out():
    assert history("previous many; 1974 (suspended until 2008)") == []
    assert history("approved in referenda from 1898 through 1900") == []
    assert history("suspended 1976 to 1981 (4 articles)") == []


def test_dates_of_independence_keep_the_words_of_the_source():
    place = "Government > Independence"
    text = (
        "9 April 1991 (from the Soviet Union); notable earlier dates: ca. 982 (a duke), "
        "1198 (Kingdom established), 6 July 1253 (coronation of ANN)"
    )
    assert told(list(independence.dated(passage(text, place)))) == [
        ("independence", "1991-04-09", "Independence from the Soviet Union"),
        ("independence", "1198", "Kingdom established"),
    ]


def test_an_election_may_have_a_runoff():
    found = elections.date_of(passage("2 October 2022, with runoff on 30 October 2022"))
    assert found is not None
    assert (found.date, found.until) == ("2022-10-02", "2022-10-30")
    assert elections.date_of(passage("scheduled for 24 December 2021 but not held")) is None


def test_notes_of_the_executive_branch_name_coups():
    text = "note: on 30 September 2022, ROE led a military coup"
    found = told(list(of_passage(passage(text), GOVERNMENT, notes)))
    assert found == [("coup", "2022-09-30", "Military coup")]


@pytest.mark.parametrize(
    ("country", "event"),
    [
        ("COL", ("peace", "2016", "Final accord with the FARC")),
        ("BFA", ("coup", "2022-09-30", "Military junta takes power")),
        ("CAN", ("women", "2001", "All military occupations opened up to women")),
        ("OMN", ("women", "2011", "Women have served")),
        ("TUR", ("coup", "2016", "Attempted coup")),
    ],
)
def test_what_one_country_says_in_its_own_words_is_a_reviewed_event(country, event):
    assert event in told([e for e in whole() if e.country == country])


def test_a_reviewed_event_whose_sentence_is_gone_from_the_source_is_refused():
    with pytest.raises(StaleRow, match="CAN: the source does not say"):
        list(events.read(Entity("CAN", {})))


def test_a_clause_that_a_person_has_left_out_is_no_event():
    assert not [e for e in whole() if (e.country, e.event, e.date) == ("ZWE", "conflict", "1975")]


def test_abbreviations_end_no_sentence():
    text = "Gen. ROE of St. John led it. U.S. forces left in 1946. Col. DOE stayed."
    assert sentences(passage(text)) == (
        "Gen. ROE of St. John led it.",
        "U.S. forces left in 1946.",
        "Col. DOE stayed.",
    )


def test_a_rough_date_yields_to_an_exact_one_and_nothing_is_told_twice():
    exact = next(of_passage(passage("On 3 May 1999, a military coup began."), BACKGROUND))
    rough = next(of_passage(passage("In 1999, a military coup began."), BACKGROUND))
    assert events.unique([rough, exact, exact]) == [exact]


def test_the_whole_run_is_large_and_covers_the_world():
    found = whole()
    assert len(found) >= 1_000
    assert len({e.country for e in found}) >= 180
    kinds = {e.event for e in found}
    assert {"coup", "peace", "women", "conscription", "mission", "transition"} <= kinds


@pytest.mark.parametrize(
    "country", ["COL", "CHL", "SRB", "UKR", "LBR", "SEN", "MAR", "LBN", "MYS", "IDN"]
)
def test_ten_countries_have_events(country):
    assert sum(e.country == country for e in whole()) >= 3


def test_every_event_rests_on_words_of_the_source():
    for event in whole():
        assert event.evidence in texts()[event.country]
        assert event.locator.endswith(f"> {event.evidence}")
        assert event.original in event.evidence
        assert event.date[:4] in event.evidence


def test_every_event_is_well_formed_and_told_once():
    keys = {(e.country, e.event, e.date, e.title) for e in whole()}
    assert len(keys) == len(whole())
    for event in whole():
        assert 3 <= len(event.title) <= 90
        assert not event.until or event.until > event.date
        assert event.processing is Processing.MINOR
        assert event.method in (Method.CODED, Method.REPORTED)
        assert bool(event.note) == bool(event.note_language)


def test_one_kind_and_date_is_one_event_where_it_can_only_be_one():
    single = [e for e in whole() if e.event not in events.SEVERAL]
    assert len({(e.country, e.event, e.date) for e in single}) == len(single)
