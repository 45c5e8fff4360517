from __future__ import annotations

import pytest

from atlas.codebook.model import Method, Reliability
from tools.factbook.fields.entities import Entity
from tools.factbook.observations.deployments import contingents
from tools.factbook.observations.missions import contingent

from .stated import gaps, records, total, unread

BILATERAL = (
    "approximately 3,200 Central African Republic (about 2,200 under MINUSCA, plus some 700 police;"
    " approximately 1,000 under a bi-lateral agreement)"
)


def test_police_beside_a_contingent_are_a_part_of_their_own():
    found = {b: d.value for (_, b), d in records("SEN", "peacekeepers").items()}
    assert found == {
        "": 1_145,
        "mission=MINUSCA": 190,
        "mission=MINUSCA;role=police": 575,
        "mission=MONUSCO;role=police": 380,
    }


def test_a_sum_is_derived_and_says_of_what():
    found = total("SEN", "peacekeepers")
    assert found.method is Method.DERIVED
    assert found.original == "190 + about 575 police + approximately 380"


def test_nato_and_the_sinai_observers_are_no_un_missions():
    assert total("POL", "peacekeepers").value == 190
    assert total("POL", "deployments_abroad").value == 740
    assert not records("COL", "peacekeepers")


def test_a_count_that_could_not_be_read_leaves_no_sum():
    assert "" not in {b for _, b in records("TUR", "deployments_abroad")}
    assert "" not in {b for _, b in records("TZA", "peacekeepers")}
    assert gaps("TUR", "deployments_abroad")


def test_vague_hundreds_leave_no_sum_but_keep_the_counted_part():
    assert set(records("HRV", "deployments_abroad")) == {("2025", "host=XKX;mission=KFOR")}


def test_a_total_of_the_source_is_taken_as_it_is():
    found = total("GBR", "deployments_abroad")
    assert found.value == 8_000
    assert found.reliability is Reliability.UNCERTAIN


def test_a_note_on_a_brigade_at_home_is_no_deployment():
    assert unread("LTU", "deployments_abroad")


def test_a_clause_of_its_own_form_is_read_as_a_person_has_read_it():
    (found,) = contingents(Entity("DEU", {}), "Lebanon 170 (UNIFIL)")
    assert (found.mission, found.people.value) == ("UNIFIL", 170)
    assert contingents(Entity("AUT", {}), "Lebanon 170 (UNIFIL)") == []


def test_a_contingent_shared_by_two_missions_is_not_split():
    found = contingent("approximately 2,000 Chad (MONUSCO and Another Force)")
    assert found is not None
    assert (found.people.value, found.mission, found.shared) == (2_000, "", "UN")
    assert total("ZAF", "deployments_abroad").value == 2_000
    assert gaps("ZAF", "peacekeepers")
    assert gaps("ZAF", "missions")


def test_a_total_with_its_un_part_is_split_when_the_parts_add_up():
    rwanda = Entity("RWA", {})
    found = contingents(rwanda, BILATERAL)
    assert [(c.mission, c.people.value, c.police and c.police.value) for c in found] == [
        ("MINUSCA", 2_200, 700),
        ("", 1_000, None),
    ]
    assert contingents(rwanda, BILATERAL.replace("3,200", "3,300")) == []
    assert total("RWA", "peacekeepers").value == 5_950
    whole = total("RWA", "deployments_abroad")
    assert (whole.low, whole.high) == (12_950, 13_950)


def test_a_count_without_one_host_is_in_the_sum_but_no_part_of_its_own():
    (found,) = contingents(
        Entity("NLD", {}), "approximately 800 deployed to Dutch territories in the Caribbean"
    )
    assert not found.one_mission
    assert total("NLD", "deployments_abroad").value == 1_300
    assert {b for _, b in records("RUS", "deployments_abroad")} == {"", "host=UKR"}
    assert gaps("NLD", "missions")


@pytest.mark.parametrize(("country", "people"), [("RUS", 620_000), ("ETH", 11_500), ("TZA", 1_945)])
def test_a_limit_in_a_sum_makes_it_uncertain(country, people):
    found = total(country, "deployments_abroad")
    assert found.value == people
    assert found.reliability is Reliability.UNCERTAIN


def test_troops_under_two_agreements_are_one_contingent_and_no_count_of_missions():
    found = contingent(
        "as many as 900 Somalia (approximately 200 under the AU; "
        "the remainder under a bilateral agreement with the Somali Government)"
    )
    assert found is not None
    assert (found.people.value, found.host, found.one_mission) == (900, "SOM", False)
    assert total("ETH", "peacekeepers").value == 1_500


def test_an_unknown_place_is_not_guessed():
    assert contingent("200 Ruritania") is None
