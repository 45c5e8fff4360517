"""What changed between two releases."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.differences import RECORD
from atlas.errors import UnknownRelease
from tests.invented import PUBLISHER, approve, draft, release
from tests.invented_records import batch_of, event, judgement, participation


@pytest.fixture
def three(staffed: Engine) -> Engine:
    release(staffed, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    release(
        staffed, "2026.2", draft("URY", value=2.5), draft("CRI", "armed_forces", missing="no-data")
    )
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    return staffed


def test_added_and_changed_observations_are_listed_with_both_values(three: Engine) -> None:
    found = editorial.diff(three, "2026.1", "2026.2").set_index("country")
    assert found["change"].to_dict() == {"CRI": "added", "URY": "changed"}
    assert found.loc["URY", ["old_value", "new_value"]].tolist() == [2.0, 2.5]
    assert found.loc["CRI", "new_missing_reason"] == "no-data"


def test_the_other_way_round_added_is_removed(three: Engine) -> None:
    found = editorial.diff(three, "2026.2", "2026.1").set_index("country")
    assert found["change"].to_dict() == {"CRI": "removed", "URY": "changed"}


def test_a_rollback_differs_in_nothing_from_what_it_restores(three: Engine) -> None:
    assert editorial.diff(three, "2026.1", "2026.1-r3").empty
    assert editorial.diff(three, "2026.1", "2026.1").empty


def test_an_unknown_release_is_named(three: Engine) -> None:
    with pytest.raises(UnknownRelease, match=r"2025\.4"):
        editorial.diff(three, "2025.4", "2026.1")


@pytest.fixture
def records(staffed: Engine) -> Engine:
    ury, chl = judgement("URY", "military_vote", "no"), judgement("CHL", "military_vote", "yes")
    approve(staffed, batch_of(ury, chl, event("KEN", "law", "2011", "A law")))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    mended = replace(ury, answer="yes", article="", note="Mended.")
    approve(staffed, batch_of(mended, chl, participation("URY", "UN", "member")))
    editorial.publish(staffed, label="2026.2", by=PUBLISHER)
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    return staffed


def test_records_that_were_added_or_changed_are_told_by_what_differs(records: Engine) -> None:
    found = editorial.diff_records(records, "2026.1", "2026.2")
    assert list(found.columns) == RECORD
    coded, joined = found.to_dict("records")
    assert coded == {
        "change": "changed",
        "kind": "judgement",
        "country": "URY",
        "key": "military_vote 2026",
        "source_id": "yearbook-2026",
        "old": "answer: no; article: 12; note: –",
        "new": "answer: yes; article: –; note: Mended.",
    }
    assert (joined["change"], joined["kind"], joined["key"]) == ("added", "participation", "UN")
    assert joined["old"] is None
    assert joined["new"].startswith("status: member; period: 2026")


def test_the_other_way_round_an_added_record_is_removed(records: Engine) -> None:
    found = editorial.diff_records(records, "2026.2", "2026.1").set_index("kind")
    assert found["change"].to_dict() == {"judgement": "changed", "participation": "removed"}
    assert found.loc["participation", "new"] is None


def test_records_of_equal_releases_do_not_differ(records: Engine) -> None:
    for label in ("2026.1", "2026.1-r3"):
        assert editorial.diff_records(records, "2026.1", label).empty
    assert editorial.diff(records, "2026.1", "2026.2").empty, "no observation differs"
    with pytest.raises(UnknownRelease, match=r"2025\.4"):
        editorial.diff_records(records, "2025.4", "2026.1")
