"""What changed between two releases."""

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.errors import UnknownRelease
from tests.invented import PUBLISHER, draft, release


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
