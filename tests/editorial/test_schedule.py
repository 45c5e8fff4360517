"""Embargoes: a release is published when its hour has come, once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial import schedule
from atlas.editorial.accounts import NotAllowed, Role, add_account
from atlas.editorial.releases import ReleaseExists
from atlas.errors import InvalidParameter
from atlas.store import frames
from tests.invented import EDITOR, PUBLISHER, approve, batch, draft, release

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def waiting(staffed: Engine) -> Engine:
    approve(staffed, batch(draft()))
    schedule.schedule(staffed, label="2026.1", at=NOW + HOUR, by=PUBLISHER, now=NOW, notes="Hello")
    return staffed


def labels(engine: Engine) -> list[str]:
    return list(frames.list_releases(engine)["label"])


def test_nothing_is_published_before_its_hour(waiting: Engine) -> None:
    assert schedule.run_due(waiting, NOW) == []
    assert labels(waiting) == []
    assert [each.label for each in schedule.scheduled_releases(waiting)] == ["2026.1"]


def test_it_is_published_at_its_hour_with_its_notes(waiting: Engine) -> None:
    assert schedule.run_due(waiting, NOW + HOUR) == ["2026.1"]
    assert schedule.run_due(waiting, NOW + HOUR) == []
    made = frames.list_releases(waiting).iloc[0]
    assert (made["label"], made["notes"], made["published_by"]) == ("2026.1", "Hello", PUBLISHER)
    assert schedule.scheduled_releases(waiting) == []
    assert editorial.verify(waiting).intact


def test_several_processes_publish_once(waiting: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: schedule.run_due(waiting, NOW + HOUR), range(4)))
    assert sorted(done) == [[], [], [], ["2026.1"]]
    assert labels(waiting) == ["2026.1"]


def test_a_call_that_was_cut_off_is_finished_by_the_next(waiting: Engine) -> None:
    editorial.publish(waiting, label="2026.1", by=PUBLISHER, notes="Hello")
    assert schedule.run_due(waiting, NOW + HOUR) == []
    assert schedule.scheduled_releases(waiting, waiting=False)[0].status == "published"


def test_a_cancelled_one_is_not_published(waiting: Engine) -> None:
    (each,) = schedule.scheduled_releases(waiting)
    schedule.cancel(waiting, each.id, by=PUBLISHER)
    assert schedule.run_due(waiting, NOW + HOUR) == []
    with pytest.raises(schedule.UnknownSchedule):
        schedule.cancel(waiting, each.id, by=PUBLISHER)


def test_what_refuses_it_is_kept_for_the_desk(staffed: Engine) -> None:
    schedule.schedule(staffed, label="2026.1", at=NOW + HOUR, by=PUBLISHER, now=NOW)
    assert schedule.run_due(staffed, NOW + HOUR) == []
    (each,) = schedule.scheduled_releases(staffed, waiting=False)
    assert each.status == "failed" and each.outcome.startswith("nothing-to-publish")


def test_who_lost_the_role_publishes_nothing(waiting: Engine) -> None:
    add_account(waiting, PUBLISHER, Role.VIEWER)
    assert schedule.run_due(waiting, NOW + HOUR) == []
    assert schedule.scheduled_releases(waiting, waiting=False)[0].outcome.startswith("not-allowed")
    assert labels(waiting) == []


def test_an_editor_schedules_nothing(staffed: Engine) -> None:
    with pytest.raises(NotAllowed):
        schedule.schedule(staffed, label="2026.1", at=NOW + HOUR, by=EDITOR, now=NOW)


@pytest.mark.parametrize("at", [NOW, NOW - HOUR, (NOW + HOUR).replace(tzinfo=None)])
def test_a_time_must_be_to_come_and_have_a_zone(staffed: Engine, at: dt.datetime) -> None:
    with pytest.raises(InvalidParameter):
        schedule.schedule(staffed, label="2026.1", at=at, by=PUBLISHER, now=NOW)


def test_a_label_is_scheduled_once(waiting: Engine) -> None:
    with pytest.raises(ReleaseExists):
        schedule.schedule(waiting, label="2026.1", at=NOW + HOUR, by=PUBLISHER, now=NOW)
    release(waiting, "2026.5", draft("KEN"))
    with pytest.raises(ReleaseExists):
        schedule.schedule(waiting, label="2026.5", at=NOW + HOUR, by=PUBLISHER, now=NOW)


def test_a_time_in_another_zone_is_the_same_moment(staffed: Engine) -> None:
    approve(staffed, batch(draft()))
    east = dt.timezone(dt.timedelta(hours=3))
    at = (NOW + HOUR).astimezone(east)
    schedule.schedule(staffed, label="2026.1", at=at, by=PUBLISHER, now=NOW)
    assert schedule.scheduled_releases(staffed)[0].due_at == NOW + HOUR
