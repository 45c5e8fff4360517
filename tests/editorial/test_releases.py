"""Releases never change; rolling back is a new release; publishing twice is refused."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.accounts import NotAllowed
from atlas.editorial.releases import NothingToPublish, ReleaseExists
from atlas.errors import AtlasError, UnknownRelease
from atlas.store import frames
from tests.invented import EDITOR, PUBLISHER, REVIEWER, approve, batch, draft, release, source


def values(engine: Engine, label: str | None = None) -> dict[str, float]:
    frame = frames.observations(engine, release=label)
    return dict(zip(frame["country"], frame["value"], strict=True))


def test_only_approved_submissions_are_published(staffed: Engine) -> None:
    approve(staffed, batch(draft("URY")))
    editorial.submit(staffed, batch(draft("KEN")), by=EDITOR, title="waits")
    rejected = editorial.submit(staffed, batch(draft("FRA")), by=EDITOR, title="wrong")
    editorial.review(staffed, rejected, verdict="reject", by=REVIEWER)
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert set(values(staffed)) == {"URY"}
    statuses = editorial.submissions(staffed).set_index("title")["status"]
    assert statuses.to_dict() == {
        "invented": "published",
        "waits": "submitted",
        "wrong": "rejected",
    }


def test_an_older_release_reads_the_same_after_every_later_step(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    before = frames.observations(staffed, release="2026.1")
    other = source("survey-2026", preference=1)
    release(staffed, "2026.2", draft("URY", value=2.5))
    release(staffed, "2026.3", draft("KEN", value=9.0, source="survey-2026"), sources=[other])
    editorial.roll_back(staffed, "2026.2", by=PUBLISHER)
    pd.testing.assert_frame_equal(frames.observations(staffed, release="2026.1"), before)


def test_a_newer_value_of_a_source_replaces_its_older_one(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    release(staffed, "2026.2", draft("URY", value=2.5))
    assert frames.observations(staffed)["value"].tolist() == [2.5]


def test_going_back_to_an_earlier_value_brings_the_same_record_back(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    first = frames.observations(staffed)["id"].tolist()
    release(staffed, "2026.2", draft("URY", value=2.5))
    release(staffed, "2026.3", draft("URY", value=2.0))
    assert frames.observations(staffed)["id"].tolist() == first
    assert frames.observations(staffed, release="2026.2")["value"].tolist() == [2.5]


def test_of_two_approved_values_of_one_figure_the_later_submission_counts(
    staffed: Engine,
) -> None:
    approve(staffed, batch(draft("URY", value=2.0)), "first")
    approve(staffed, batch(draft("URY", value=2.5)), "correction")
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert frames.observations(staffed)["value"].tolist() == [2.5]


def test_a_later_submission_that_repeats_the_published_value_undoes_an_earlier_one(
    staffed: Engine,
) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    approve(staffed, batch(draft("URY", value=2.5)), "mistaken")
    approve(staffed, batch(draft("URY", value=2.0)), "as it was")
    editorial.publish(staffed, label="2026.2", by=PUBLISHER)
    assert frames.observations(staffed)["value"].tolist() == [2.0]


def test_sources_that_disagree_stay_side_by_side_and_one_is_preferred(staffed: Engine) -> None:
    field = source("survey-2026", preference=10)
    release(
        staffed,
        "2026.1",
        draft("URY", value=2.0),
        draft("URY", value=2.4, source="survey-2026"),
        sources=[source(), field],
    )
    frame = frames.observations(staffed)
    assert len(frame) == 2
    assert frame[frame["preferred"]]["source_id"].tolist() == ["survey-2026"]


def test_a_better_source_that_comes_later_is_preferred_from_then_on(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    better = source("survey-2026", preference=10)
    release(staffed, "2026.2", draft("URY", value=2.4, source="survey-2026"), sources=[better])

    def preferred(label: str) -> list[str]:
        frame = frames.observations(staffed, release=label)
        return frame[frame["preferred"]]["source_id"].tolist()

    assert preferred("2026.1") == ["yearbook-2026"]
    assert preferred("2026.2") == ["survey-2026"]
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert preferred(frames.newest(staffed)) == ["yearbook-2026"]


def test_rolling_back_is_a_new_release_that_equals_the_old_one(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    release(staffed, "2026.2", draft("URY", value=2.5), draft("KEN", value=1.0))
    label = editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert frames.newest(staffed) == label
    assert values(staffed) == {"URY": 2.0}
    assert values(staffed, "2026.2") == {"URY": 2.5, "KEN": 1.0}
    assert frames.list_releases(staffed)["restores"].tolist() == [None, None, "2026.1"]
    assert editorial.verify(staffed).intact


def test_a_rollback_can_be_taken_back(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    release(staffed, "2026.2", draft("URY", value=2.5))
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    editorial.roll_back(staffed, "2026.2", by=PUBLISHER)
    assert values(staffed) == {"URY": 2.5}
    assert editorial.verify(staffed).intact


def test_a_second_click_on_roll_back_changes_nothing(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", value=2.0))
    release(staffed, "2026.2", draft("URY", value=2.5))
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    with pytest.raises(AtlasError, match=r"2026\.1"):
        editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert len(frames.list_releases(staffed)) == 3


def test_rolling_back_to_an_unknown_release_names_the_nearest(staffed: Engine) -> None:
    release(staffed, "2026.1", draft())
    with pytest.raises(UnknownRelease, match=r"2026\.1"):
        editorial.roll_back(staffed, "2026.7", by=PUBLISHER)


def test_a_label_is_used_once(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY"))
    approve(staffed, batch(draft("KEN")))
    with pytest.raises(ReleaseExists, match=r"2026\.1"):
        editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert len(frames.list_releases(staffed)) == 1


def test_a_double_click_on_publish_says_that_the_release_exists(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY"))
    with pytest.raises(ReleaseExists):
        editorial.publish(staffed, label="2026.1", by=PUBLISHER)


def test_nothing_approved_is_nothing_to_publish(staffed: Engine) -> None:
    editorial.submit(staffed, batch(draft()), by=EDITOR, title="waits")
    with pytest.raises(NothingToPublish):
        editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert frames.list_releases(staffed).empty


@pytest.mark.parametrize("label", ["", "  ", "a/b", "../up", "x" * 41, "2026.1\n"])
def test_a_label_that_cannot_stand_in_a_url_is_refused(staffed: Engine, label: str) -> None:
    approve(staffed, batch(draft()))
    with pytest.raises(AtlasError) as caught:
        editorial.publish(staffed, label=label, by=PUBLISHER)
    assert caught.value.http_status == 422
    assert frames.list_releases(staffed).empty


def test_a_reviewer_may_not_publish_or_roll_back(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY"))
    approve(staffed, batch(draft("KEN")))
    with pytest.raises(NotAllowed):
        editorial.publish(staffed, label="2026.2", by=REVIEWER)
    with pytest.raises(NotAllowed):
        editorial.roll_back(staffed, "2026.1", by=REVIEWER)


@pytest.mark.parametrize("labels", [("2026.1",) * 4, ("2026.1", "2026.2", "2026.3", "2026.4")])
def test_of_people_who_publish_at_once_one_wins_and_the_others_are_told(
    staffed: Engine, labels: tuple[str, ...]
) -> None:
    approve(staffed, batch(draft("URY"), draft("KEN")))

    def click(label: str) -> str:
        try:
            return editorial.publish(staffed, label=label, by=PUBLISHER)
        except AtlasError as error:
            return error.code

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(click, labels))
    won = [o for o in outcomes if o in labels]
    lost = [o for o in outcomes if o not in labels]
    assert len(won) == 1
    assert set(lost) <= {"release-exists", "nothing-to-publish"}
    assert len(frames.list_releases(staffed)) == 1
    assert len(frames.observations(staffed)) == 2
    assert editorial.verify(staffed).intact


def test_what_is_approved_while_somebody_publishes_is_not_lost(staffed: Engine) -> None:
    numbers = [
        editorial.submit(staffed, batch(draft(iso3)), by=EDITOR, title=iso3)
        for iso3 in ("URY", "KEN", "FRA", "CRI", "BOL", "PER")
    ]
    editorial.review(staffed, numbers[0], verdict="approve", by=REVIEWER)

    def approve_late(number: int) -> None:
        editorial.review(staffed, number, verdict="approve", by=REVIEWER)

    with ThreadPoolExecutor(4) as pool:
        published = pool.submit(editorial.publish, staffed, label="2026.1", by=PUBLISHER)
        list(pool.map(approve_late, numbers[1:]))
        published.result()
    listed = editorial.submissions(staffed)
    out = set(listed[listed["status"] == "published"]["title"])
    assert out == set(values(staffed))
    assert out | set(listed[listed["status"] == "approved"]["title"]) == set(listed["title"])
