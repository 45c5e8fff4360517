from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from atlas.codebook import codebook
from atlas.intake.draft import DraftParticipation
from tools.factbook import participation
from tools.factbook.fields.entities import Entity, entities

LISTED = "International organization participation"
AGREED = "International environmental agreements"
COURTS = "International law organization participation"
WATCHED = ("COL", "CHL", "SRB", "UKR", "LBR", "SEN", "MAR", "LBN", "MYS", "IDN")


def invented(members: str = "", party: str = "", signed: str = "", courts: str = "") -> Entity:
    agreements = {"party to": {"text": party}, "signed, but not ratified": {"text": signed}}
    return Entity(
        "COL",
        {
            "Government": {LISTED: {"text": members}, COURTS: {"text": courts}},
            "Environment": {AGREED: agreements},
        },
    )


def statuses(entity: Entity) -> dict[str, str]:
    return {d.organisation: d.status for d in participation.read(entity)}


@lru_cache(maxsize=1)
def whole() -> tuple[DraftParticipation, ...]:
    return tuple(d for e in entities() for d in participation.read(e))


@pytest.mark.parametrize(
    ("item", "code", "status"),
    [
        ("UN", "UN", "member"),
        ("OAS (observer)", "OAS", "observer"),
        ("CAN (associate)", "CAN", "associate"),
        ("NATO (partner)", "NATO", "partner"),
        ("EU (candidate country)", "EU", "candidate"),
        ("AU (suspended)", "AU", "suspended"),
        ("EITI (compliant country) (suspended)", "EITI", "suspended"),
        ("ISO (correspondent)", "ISO", "correspondent"),
        ("ICC (national committees)", "international-chamber-of-commerce", "national-committee"),
        ("WFTU (NGOs)", "WFTU", "national-committee"),
        ("IOC", "IOC", "national-committee"),
        ("ICCt", "ICC", "party"),
        ("ICCt (signatory)", "ICC", "signed"),
        ("G- 9", "G-9", "member"),
        ("BCIE", "CABEI", "member"),
        ("UN Security Council (permanent)", "UN-Security-Council", "member"),
    ],
)
def test_the_bracket_gives_the_status(item, code, status):
    assert statuses(invented(item)) == {code: status}


@pytest.mark.parametrize(
    "item",
    [
        "ICC",  # the Chamber or the Court
        "Interpol (subbureau)",
        "UN Security Council (temporary)",
        "UNIFIL",
        "NAFTA",
        "UNOOSA",
        "Unheard-of Club",
    ],
)
def test_what_is_not_certain_is_left_out(item):
    assert not statuses(invented(item))


def test_an_unheard_of_name_is_listed_as_unread():
    assert participation.unread(invented("UN, UNIFIL, Unheard-of Club")) == ("Unheard-of Club",)


def test_a_year_in_the_bracket_is_the_beginning():
    (found,) = participation.read(invented("WTO (2024)"))
    assert (found.status, found.since) == ("member", "2024")


def test_agreements_are_in_force_or_only_signed():
    found = statuses(invented(party="Antarctic Treaty, Whaling", signed="Law of the Sea"))
    assert found == {
        "antarctic-treaty": "party",
        "whaling-convention": "party",
        "UNCLOS": "signed",
    }
    assert not statuses(invented(signed="none of the selected agreements"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("accepts ICCt jurisdiction", {"ICC": "party"}),
        ("non-party state to the ICCt", {"ICC": "non-party"}),
        ("withdrew from ICCt in October 2017", {"ICC": "non-party"}),
        ("accepts compulsory ICJ jurisdiction with reservations", {"icj-jurisdiction": "party"}),
        ("has not submitted an ICJ jurisdiction declaration", {"icj-jurisdiction": "non-party"}),
        ("formerly accepted ICCt jurisdiction", {}),
    ],
)
def test_the_two_courts(text, expected):
    assert statuses(invented(courts=text)) == expected


def test_two_fields_that_disagree_on_the_court_give_nothing():
    assert not statuses(invented("ICCt", courts="non-party state to the ICCt"))
    assert not statuses(invented("ICCt (signatory)", courts="accepts ICCt jurisdiction"))


def test_no_item_of_the_factbook_is_unheard_of():
    assert not [item for e in entities() for item in participation.unread(e)]


def test_every_record_is_of_the_codebook_and_literal():
    book = codebook()
    texts = {e.iso3: str(e.sections) for e in entities()}
    for draft in whole():
        assert draft.organisation in book.organisations
        assert draft.status in book.vocabulary.statuses
        assert draft.evidence in texts[draft.country]
        assert draft.locator.endswith(draft.evidence)


def test_one_record_for_each_country_and_organisation():
    pairs = Counter((d.country, d.organisation) for d in whole())
    assert max(pairs.values()) == 1
    assert 13_000 < len(whole()) < 14_500


def test_watched_countries_have_many():
    found = Counter(d.country for d in whole())
    assert all(found[c] >= 20 for c in WATCHED)


@pytest.mark.parametrize(
    ("country", "organisation", "status"),
    [
        ("UKR", "PFP", "member"),
        ("SRB", "EU", "candidate"),
        ("BFA", "AU", "suspended"),
        ("COL", "ICC", "party"),
        ("LBN", "ICC", "non-party"),
        ("MAR", "OSCE", "partner"),
        ("USA", "UNCLOS", None),
        ("GBR", "EU", None),
        ("UKR", "ICC", None),
        ("IDN", "ASEAN", "member"),
    ],
)
def test_known_cases(country, organisation, status):
    found = {(d.country, d.organisation): d.status for d in whole()}
    assert found.get((country, organisation)) == status
