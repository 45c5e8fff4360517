from __future__ import annotations

from atlas.codebook.model import Method, Reliability
from atlas.intake.connectors.factbook.missions import contingent

from .stated import gaps, records, total, unread


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
    assert found.original == "190 + 575 police + approximately 380"


def test_nato_and_the_sinai_observers_are_no_un_missions():
    assert total("POL", "peacekeepers").value == 190
    assert total("POL", "deployments_abroad").value == 740
    assert not records("COL", "peacekeepers")


def test_a_count_that_could_not_be_read_leaves_no_sum():
    assert "" not in {b for _, b in records("RWA", "deployments_abroad")}
    assert "" not in {b for _, b in records("TZA", "peacekeepers")}
    assert gaps("RWA", "peacekeepers")


def test_vague_hundreds_leave_no_sum_but_keep_the_counted_part():
    assert set(records("HRV", "deployments_abroad")) == {("2025", "host=XKX;mission=KFOR")}


def test_a_total_of_the_source_is_taken_as_it_is():
    found = total("GBR", "deployments_abroad")
    assert found.value == 8_000
    assert found.reliability is Reliability.UNCERTAIN


def test_a_note_on_a_brigade_at_home_is_no_deployment():
    assert unread("LTU", "deployments_abroad")


def test_the_place_may_stand_before_its_count():
    found = contingent("Lebanon 170 (UNIFIL)")
    assert found is not None
    assert (found.mission, found.people.value) == ("UNIFIL", 170)


def test_a_contingent_shared_by_two_missions_is_not_split():
    assert contingent("approximately 2,000 Chad (MONUSCO and another force)") is None


def test_an_unknown_place_is_not_guessed():
    assert contingent("200 Ruritania") is None
