"""Institutions and relations: invented passages by pattern, then what holds for all countries."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from atlas.codebook.check import FORCES
from atlas.intake.draft import DraftInstitution, DraftRelation
from tools.factbook.fields.entities import Entity, entities
from tools.factbook.institutions import read
from tools.factbook.institutions.kinds import kind_of
from tools.factbook.institutions.names import parse, slug

Relations = set[tuple[str, str, str]]
TEN = ("COL", "CHL", "SRB", "UKR", "LBR", "SEN", "MAR", "LBN", "MYS", "IDN")
BAD = re.compile(r"[()\[\];:]|\b(?:19|20)\d{2}\b|\b(?:includes?|aka|under|maintains?)\b|^\W|\W$")
VOCABULARIES = Path(__file__).parents[3] / "data" / "codebook" / "vocabularies.toml"
KINDS = re.compile(r'\[\[(institution|relation)\]\]\s+code = "([a-z-]+)"')


def country(military: str = "", note: str = "", **government: dict[str, str]) -> Entity:
    """Return an invented country of a few texts; ``executive=`` etc. are parts by name."""
    forces = {"text": military, "note": note}
    fields = {
        name.replace("_", " ").replace("branch", "branch -").removesuffix(" -"): {
            part: {"text": text} for part, text in parts.items()
        }
        for name, parts in government.items()
    }
    sections = {
        "Military and Security": {"Military and security forces": forces},
        "Government": {name[0].upper() + name[1:]: parts for name, parts in fields.items()},
    }
    return Entity("XXX", sections)


def bodies(entity: Entity) -> dict[str, DraftInstitution]:
    return {d.code: d for d in read(entity) if isinstance(d, DraftInstitution)}


def relations(entity: Entity) -> Relations:
    found = (d for d in read(entity) if isinstance(d, DraftRelation))
    return {(d.subject, d.relation, d.object) for d in found}


@lru_cache(maxsize=1)
def whole() -> dict[str, tuple[dict[str, DraftInstitution], tuple[DraftRelation, ...]]]:
    """Return every country's institutions and relations."""
    found = {}
    for entity in entities():
        drafts = tuple(read(entity))
        links = tuple(d for d in drafts if isinstance(d, DraftRelation))
        found[entity.iso3] = (bodies(entity), links)
    return found


def test_branches_belong_to_the_forces_and_forces_to_their_ministry():
    entity = country(
        "Armed Forces of Ruritania (Ruritaniske Styrker, RS): Army (Haer), Navy (Flaade; includes "
        "Marine Corps and Coast Guard (Kystvakt)), Air Force<br><br>Ministry of Interior: National "
        "Police (NP), Border Police (2025)"
    )
    found = bodies(entity)
    assert found["armed-forces-of-ruritania"].own_name == "Ruritaniske Styrker"
    assert found["coast-guard"].own_name == "Kystvakt"
    assert found["national-police"].institution == found["national-police"].force == "police"
    assert found["border-police"].institution == "border-guard"
    assert relations(entity) >= {
        ("army", "part-of", "armed-forces-of-ruritania"),
        ("marine-corps", "part-of", "navy"),
        ("coast-guard", "part-of", "navy"),
        ("navy", "part-of", "armed-forces-of-ruritania"),
        ("border-police", "part-of", "ministry-of-interior"),
    }


def test_several_ministries_in_one_paragraph():
    entity = country(
        "Ministry of Transportation: Sea Guard; Ministry of Interior, Justice, and Peace: "
        "National Police (2025)"
    )
    assert relations(entity) == {
        ("sea-guard", "part-of", "ministry-of-transportation"),
        ("national-police", "part-of", "ministry-of-interior-justice-and-peace"),
    }


def test_what_stands_behind_a_semicolon_belongs_to_no_one():
    entity = country("Defense Force (DF): Army, Air Wing; National Police (2025)")
    assert ("national-police", "part-of", "defense-force") not in relations(entity)
    assert "national-police" in bodies(entity)


def test_descriptions_and_sentences_are_no_names():
    text = (
        "no regular military forces; Ministry of Security: Police Board (law enforcement; includes "
        "riot units), local police forces; the Army is organized into three commands, Air (2025)"
    )
    assert set(bodies(country(text))) == {"ministry-of-security", "police-board"}


def test_two_forces_with_branches_of_one_name_are_told_apart():
    entity = country("Artesh: Ground Forces, Navy<br>IRGC: Ground Forces, Navy (2025)")
    assert {"artesh-navy", "irgc-navy", "irgc-ground-forces"} <= set(bodies(entity))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "note: the NP is a civilian force under the jurisdiction of the Ministry of Defense",
            ("national-police", "part-of", "ministry-of-defense"),
        ),
        (
            "note: both the military and the National Police report directly to the president",
            ("national-police", "reports-to", "president"),
        ),
        (
            "note 1: the Gendarmerie Corps, under the Ministry of Justice, guards roads",
            ("gendarmerie-corps", "part-of", "ministry-of-justice"),
        ),
        (
            "note: the National Police includes the paramilitary Special Police Unit",
            ("special-police-unit", "part-of", "national-police"),
        ),
        (
            "note: the Ministry of Interior oversees the National Police",
            ("ministry-of-interior", "oversees", "national-police"),
        ),
        (
            "note: the NP falls under the Ministry of Interior but also reports to the president",
            ("national-police", "reports-to", "president"),
        ),
        (
            "note: the Border Guard Corps, which is under the Ministry of Interior, is new",
            ("border-guard-corps", "part-of", "ministry-of-interior"),
        ),
    ],
)
def test_a_note_says_under_whom_a_body_stands(note, expected):
    entity = country(
        "Armed Forces: Army, Navy; National Police (NP); Ministry of Interior: Border Guard",
        note,
        executive_branch={"chief of state": "President Ana MUSTER (since 2020)"},
    )
    assert expected in relations(entity)


@pytest.mark.parametrize(
    "note",
    [
        "note: in wartime, the National Police is under the Ministry of Defense",
        "note: the National Police would report to the Ministry of Defense in a crisis",
        "note: the National Police is under the coordination of the Ministry of Defense",
        "note: the local police forces report to the Ministry of Defense",
    ],
)
def test_what_holds_only_at_times_or_for_others_is_no_relation(note):
    entity = country("Armed Forces: Army, Navy; National Police (NP)", note)
    assert {r for r in relations(entity) if r[0] != "army" and r[0] != "navy"} == set()
    assert "ministry-of-defense" not in bodies(entity)


def test_two_chambers_belong_to_the_legislature_and_one_stands_for_it():
    two = country(
        legislative_branch={
            "legislative structure": "bicameral",
            "legislature name": "Parlement (Parliament)",
        },
        legislative_branch_lower_chamber={"chamber name": "House of Keys (Klefer)"},
        legislative_branch_upper_chamber={"chamber name": "The Senate"},
    )
    assert bodies(two)["parliament"].own_name == "Parlement"
    kinds = {d.code: d.institution for d in bodies(two).values()}
    assert kinds["parliament"] == "legislature"
    one = country(
        legislative_branch={
            "legislative structure": "unicameral",
            "legislature name": "National Assembly (Skupstina)",
            "chamber name": "National Assembly (Narodna Skupstina)",
        }
    )
    assert [(d.code, d.institution) for d in bodies(one).values()] == [
        ("national-assembly", "legislature")
    ]


def test_one_person_of_one_title_holds_both_offices():
    entity = country(
        executive_branch={
            "chief of state": "President Ana MUSTER (since 1 May 2020)",
            "head of government": "President Ana MUSTER (since 1 May 2021)",
            "cabinet": "Cabinet nominated by the vice president, appointed by the president",
        }
    )
    found = bodies(entity)
    assert set(found) == {"president", "cabinet"}
    assert "head of government" in found["president"].note
    assert relations(entity) == {("president", "appoints", "cabinet")}


def test_offices_appoint_each_other_only_where_a_sentence_says_so():
    entity = country(
        executive_branch={
            "chief of state": "King OTTO (since 1990); represented by Governor General Bo BO",
            "head of government": "Interim Prime Minister Eva MUSTER (since 2024)",
            "cabinet": "Council of Ministers (Raad) proposed by the prime minister",
            "election/appointment process": "the monarchy is hereditary; governor general appointed"
            " by the monarch; following elections, the governor general usually appoints the leader"
            " of the majority party as prime minister; formerly, cabinet appointed by the monarch",
        }
    )
    assert bodies(entity)["council-of-ministers"].own_name == "Raad"
    assert relations(entity) == {
        ("king", "appoints", "governor-general"),
        ("prime-minister", "nominates", "council-of-ministers"),
        ("governor-general", "appoints", "prime-minister"),
    }


def test_courts_without_their_bench_and_who_appoints_judges():
    entity = country(
        executive_branch={"chief of state": "President Ana MUSTER (since 2020)"},
        judicial_branch={
            "highest court(s)": "Supreme Court or Corte Suprema (consists of 5 judges; 1 vacancy);"
            " Constitutional Court (consists of 9 judges)",
            "judge selection and term of office": "Supreme Court judges appointed by the Judicial"
            " Council, a body appointed by the president; Constitutional Court judges appointed by"
            " the president for life",
            "subordinate courts": "Court of Appeal; labor courts; military courts",
        },
    )
    found = bodies(entity)
    assert found["supreme-court"].own_name == "Corte Suprema"
    assert found["military-courts"].institution == "military-court"
    assert relations(entity) == {("president", "appoints", "constitutional-court")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Secretariat of National Defense", "ministry-of-defence"),
        ("Ministry of Justice", "ministry"),
        ("Department of State Security", "intelligence"),
        ("Republican Guard", "presidential-guard"),
        ("National Republican Guard", "gendarmerie"),
        ("National Aeronaval Service", ""),
        ("Air and Air Defense Forces", "air-force"),
        ("Royal Oman Police", "police"),
    ],
)
def test_a_kind_is_read_from_the_name(name, kind):
    assert kind_of(name) == kind


def test_a_bracket_within_a_name_is_no_local_name():
    body = parse("Djiboutian (or National) Army")
    assert body is not None
    assert (body.name, body.own_name) == ("Djiboutian Army", "")
    assert slug("Ministère de l'Intérieur") == "ministere-de-linterieur"


def test_most_countries_have_institutions_and_relations():
    found = whole().values()
    assert sum(bool(institutions) for institutions, _ in found) >= 230
    assert sum(len(links) >= 3 for _, links in found) >= 190
    assert sum(len(institutions) for institutions, _ in found) >= 2700
    assert sum(len(links) for _, links in found) >= 1500


@pytest.mark.parametrize("iso3", TEN)
def test_the_ten_first_countries_are_well_described(iso3):
    institutions, links = whole()[iso3]
    assert len(institutions) >= 8
    assert len(links) >= 5


def test_relations_join_known_institutions_once_and_never_in_a_circle():
    for iso3, (institutions, links) in whole().items():
        keys = Counter((r.subject, r.relation, r.object) for r in links)
        assert set(keys.values()) <= {1}, iso3
        for link in links:
            assert {link.subject, link.object} <= set(institutions), link
            assert link.subject != link.object
        parts: dict[str, set[str]] = {}
        for link in links:
            if link.relation == "part-of":
                parts.setdefault(link.subject, set()).add(link.object)
        for start, above in parts.items():
            seen, ahead = set(), set(above)
            while ahead:
                here = ahead.pop()
                assert here != start, (iso3, start)
                seen.add(here)
                ahead |= parts.get(here, set()) - seen


def test_codes_and_names_are_clean_and_kinds_are_those_of_the_codebook():
    text = (
        __import__("pathlib").Path(__file__).parents[3] / "data/codebook/vocabularies.toml"
    ).read_text("utf-8")
    known = set(KINDS.findall(text))
    for institutions, links in whole().values():
        for body in institutions.values():
            assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", body.code), body
            assert len(body.code) <= 60
            assert not BAD.search(body.name), body.name
            assert not re.search(r"[()\[\];:]", body.own_name), body
            assert ("institution", body.institution) in known
            assert body.force in ("", *FORCES)
        assert {("relation", link.relation) for link in links} <= known
        names = [body.name for body in institutions.values()]
        assert len(names) == len(set(names))


def test_evidence_and_words_stand_in_the_source():
    for entity in entities():
        text = " ".join(
            p.text
            for section in ("Military and Security", "Government")
            for field in entity.sections.get(section, {})
            for part in ("", "note", *entity.parts(section, field))
            for p in entity.passages(section, field, part)
        )
        for draft in read(entity):
            place, _, _ = draft.locator.partition(" > ")
            assert place in ("Government", "Military and Security")
            assert draft.evidence, draft
            assert draft.evidence in text, draft
            assert draft.evidence in draft.locator, draft
            assert draft.original, draft
            assert draft.original in text, draft
