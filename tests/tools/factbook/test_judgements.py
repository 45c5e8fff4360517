from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from atlas.codebook import codebook
from atlas.codebook.model import Method, Reliability
from atlas.intake.draft import DraftJudgement
from tools.factbook import judgements
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.judgements.constitution import amendment
from tools.factbook.reviewed import StaleRow

WATCHED = ("COL", "CHL", "SRB", "UKR", "LBR", "SEN", "MAR", "LBN", "MYS", "IDN")
EXECUTIVE, JUDGES = "Executive branch", "judge selection and term of office"
PROCESS = "election/appointment process"
FORCES, SERVICE = "Military and security forces", "Military service age and obligation"


def state(field: str, part: str, text: str) -> Entity:
    node = {part: {"text": text}} if part else {"text": text}
    return Entity("PER", {"Government": {field: node}})


def military(field: str, text: str, note: str = "") -> Entity:
    return Entity("PER", {"Military and Security": {field: {"text": text, "note": note}}})


def answers(entity: Entity) -> dict[str, str]:
    return {d.question: d.answer for d in judgements.read(entity)}


@lru_cache(maxsize=1)
def whole() -> tuple[DraftJudgement, ...]:
    return tuple(d for e in entities() for d in judgements.read(e))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("president directly elected by absolute-majority popular vote", "popular-vote"),
        ("president indirectly elected by the National Assembly for 5 years", "legislature"),
        (
            "president indirectly elected by an electoral college of both houses",
            "electoral-college",
        ),
        ("the monarchy is hereditary; premier does as he likes", "hereditary"),
        ("president elected by the Assembly, according to the constitution", None),
        ("formerly, the president was directly elected by popular vote", None),
        ("prior to the coup, president directly elected by popular vote", None),
    ],
)
def test_choice_of_the_head_of_state(text, expected):
    assert answers(state(EXECUTIVE, PROCESS, text)).get("head_of_state_chosen") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prime minister appointed by the president", "head-of-state"),
        ("prime minister elected by the National Assembly", "legislature"),
        (
            "prime minister appointed by the president, confirmed by Parliament",
            "head-of-state-with-legislature",
        ),
        (
            "the monarch usually appoints the leader of the majority party as prime minister",
            "head-of-state-with-legislature",
        ),
        ("prime minister appointed by the president in consultation with the Assembly", None),
        ("the leader of the majority party usually becomes prime minister", None),
    ],
)
def test_appointment_of_the_prime_minister(text, expected):
    found = answers(state(EXECUTIVE, PROCESS, text))
    assert found.get("prime_minister_appointed_by") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cabinet appointed by the president", "head-of-state"),
        (
            "Cabinet appointed by the president, confirmed by the Senate",
            "head-of-state-with-legislature",
        ),
        (
            "Cabinet proposed by the prime minister, appointed by the king",
            "head-of-state-on-advice",
        ),
        ("Cabinet appointed by the prime minister", "head-of-government"),
        (
            "Cabinet nominated by the prime minister, approved by Parliament",
            "head-of-government-with-legislature",
        ),
        ("Cabinet elected by the National Assembly", "legislature"),
        ("Cabinet appointed by the monarch in consultation with the prime minister", None),
        ("formerly the Cabinet appointed by the president", None),
        ("prime minister appointed by the president", None),
    ],
)
def test_appointment_of_the_cabinet(text, expected):
    assert answers(state(EXECUTIVE, "cabinet", text)).get("cabinet_appointed_by") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("proposed by the House; passage requires two-thirds majority vote of the House", "no"),
        (
            "passage requires two-thirds majority of both houses and approval in a referendum",
            "always",
        ),
        ("passage requires approval in a referendum unless approved by four-fifths", "sometimes"),
        (
            "passage requires two-thirds majority vote; amendments to articles on rights also"
            " require approval in a referendum",
            "sometimes",
        ),
    ],
)
def test_referendums_on_the_constitution(text, expected):
    found = amendment(text)
    assert found is not None
    assert found[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "proposed by the amir; passage requires two-thirds consent and promulgation by the amir",
        "passage requires support by each village and approval by the General Fono",
        "amendment procedures of another constitution apply",
    ],
)
def test_other_bodies_leave_the_amendment_open(text):
    assert amendment(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Supreme Court judges appointed by the president; serve for life", "head-of-state"),
        (
            "judges nominated by the president and approved by the Senate",
            "head-of-state-with-legislature",
        ),
        (
            "judges appointed by the president on the recommendation of the Judicial Council",
            "head-of-state-on-council",
        ),
        ("judges elected by the Legislative Assembly", "legislature"),
        ("Supreme Court judges appointed by the High Judicial Council", "council"),
        ("chief justice appointed by the president", None),
        (
            "justices proposed by the High Council, consisting of judges elected by the Assembly",
            None,
        ),
    ],
)
def test_the_highest_judges(text, expected):
    found = answers(state("Judicial branch", JUDGES, text))
    assert found.get("highest_judges_appointed_by") == expected


def test_military_courts_are_only_found_never_denied():
    courts = "subordinate courts"
    assert answers(state("Judicial branch", courts, "district courts; courts martial")) == {
        "military_courts": "yes"
    }
    assert not answers(state("Judicial branch", courts, "district courts; labor courts"))


@pytest.mark.parametrize(
    ("country", "question", "answer"),
    [
        ("LBN", "military_vote", "no"),
        ("GTM", "police_vote", "no"),
        ("MDA", "conscientious_objection", "yes"),
        ("AUT", "civilian_service", "civilian"),
        ("MYS", "head_of_state_chosen", "other"),
        ("GBR", "women_all_branches", "yes"),
    ],
)
def test_what_one_country_says_in_its_own_words_is_a_reviewed_answer(country, question, answer):
    (found,) = (d for d in whole() if (d.country, d.question) == (country, question))
    assert (found.answer, found.method) == (answer, Method.CODED)
    assert found.original in found.evidence


def test_an_answer_whose_sentence_is_gone_from_the_source_is_refused():
    with pytest.raises(StaleRow, match="LBN: the source does not say"):
        list(judgements.read(Entity("LBN", {})))


@pytest.mark.parametrize(
    ("text", "note", "question", "expected"),
    [
        ("18 years of age for voluntary military service for men and women (2025)", "",
         "women_compulsory", "no"),
        ("compulsory and voluntary military service for men and women (2025)", "",
         "women_compulsory", "yes"),
        ("18 (2025)", "note: all military occupations open to women", "women_all_branches", "yes"),
        ("18 (2025)", "note: conscripts serve in all branches, except for the Air Force",
         "women_all_branches", None),
        ("18 (2025)", "note: all military occupations open to women", "women_combat", "yes"),
    ],
)  # fmt: skip
def test_service(text, note, question, expected):
    assert answers(military(SERVICE, text, note)).get(question) == expected


def test_a_note_has_the_year_of_its_field():
    entity = military(SERVICE, "18 (2024)", "note: all military occupations open to women")
    assert {d.period for d in judgements.read(entity)} == {"2024"}


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        ("Ministry of Interior: National Police, Border Guard (2025)", "", "interior"),
        ("Ministry of Justice and Public Security: National Police (2025)", "", "justice"),
        ("Armed Forces: Army", "note: the National Police are under the Ministry of Interior",
         "interior"),
        ("Armed Forces: Army", "note: the Guard belongs to the Ministry of the Interior", None),
        ("Ministry of Interior: Border Guard (2025)", "", None),
        ("Armed Forces: Army",
         "note: the National Police is responsible to both the Ministry of Defense and the Ministry"
         " of the Interior", None),
    ],
)  # fmt: skip
def test_the_ministry_of_the_police(text, note, expected):
    assert answers(military(FORCES, text, note)).get("police_ministry") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the army is for defense but also has some domestic security duties", "ongoing"),
        ("it has some domestic security responsibilities if called upon", "support"),
        ("the army is responsible for defense and assisting with internal security", "support"),
        ("it also has some domestic responsibilities, such as natural disasters", None),
        ("the Police Service maintains internal security", None),
        ("in 1999, the army had an internal security role", None),
    ],
)
def test_the_role_inside_the_country(text, expected):
    assert answers(military("Military - note", text)).get("internal_role") == expected


def test_dependent_territories_have_no_answers():
    assert not [d for d in whole() if d.country in ("GUM", "BMU", "GRL", "NCL")]


def test_a_broken_order_makes_its_rules_uncertain():
    found = {(d.country, d.question): d for d in whole()}
    assert found["MLI", "head_of_state_chosen"].reliability is Reliability.UNCERTAIN
    assert found["MLI", "internal_role"].reliability is Reliability.STATED


def test_every_judgement_is_of_the_codebook_and_literal():
    book = codebook()
    for draft in whole():
        assert draft.answer in {a.code for a in book.question(draft.question).answers}
        assert draft.original in draft.evidence
        assert draft.evidence in draft.locator
        assert draft.method is Method.CODED
        assert 2015 <= int(draft.period) <= 2026


def test_evidence_stands_in_the_factbook():
    for entity in entities():
        text = " ".join(
            passage.text
            for section in ("Government", "Military and Security")
            for field in entity.sections.get(section, {})
            for part in ("", *entity.parts(section, field), "note")
            for passage in entity.passages(section, field, part)
        )
        assert all(d.evidence in text for d in whole() if d.country == entity.iso3)


def test_one_answer_for_each_country_and_question():
    pairs = Counter((d.country, d.question) for d in whole())
    assert max(pairs.values()) == 1
    assert 1200 < len(whole()) < 1500


def test_watched_countries_have_four_or_more():
    found = Counter(d.country for d in whole())
    assert all(found[c] >= 4 for c in WATCHED)


@pytest.mark.parametrize(
    ("country", "question", "answer"),
    [
        ("ARE", "head_of_state_chosen", "other"),
        ("KIR", "head_of_state_chosen", "popular-vote"),
        ("IRQ", "head_of_state_chosen", "legislature"),
        ("LBN", "military_vote", "no"),
        ("LBR", "constitution_amended_by", "referendum"),
        ("EGY", "amendment_referendum", "always"),
        ("COL", "police_ministry", "defence"),
        ("IDN", "police_ministry", "head-of-state"),
        ("FRA", "police_ministry", None),
        ("FRA", "gendarmerie_ministry", "both"),
        ("SLV", "internal_legal_basis", "constitution"),
        ("CYP", "internal_role", None),
        ("DEU", "highest_judges_appointed_by", None),
        ("NGA", "commander_in_chief", "head-of-state"),
        ("AZE", "amendment_referendum", None),
    ],
)
def test_known_cases(country, question, answer):
    found = {(d.country, d.question): d.answer for d in whole()}
    assert found.get((country, question)) == answer
