"""The starter's two releases: what stays, what leaves, what goes on after a cut."""

from __future__ import annotations

import pytest

from atlas.editorial import starter
from atlas.intake.starter import UNDATED
from atlas.store import engine, frames
from tests import invented, invented_records


@pytest.fixture
def two_editions(monkeypatch, home):
    """Let an earlier edition say two things and the later one another."""
    own_year = f"{UNDATED} (2015) stands for it."
    earlier = invented.batch(
        invented.draft("URY", period="2012"), invented.draft("GHA", period="2015", note=own_year)
    )
    later = invented.batch(invented.draft("GHA", period="2026"))
    monkeypatch.setattr(starter, "read_earlier", lambda: earlier)
    monkeypatch.setattr(starter, "read_starter", lambda: later)
    monkeypatch.setattr(starter, "read_treaties", lambda: starter.NOTHING)
    monkeypatch.setattr(starter, "read_law", lambda: starter.NOTHING)


def periods(release: str) -> set[tuple[str, str]]:
    frame = frames.observations(engine(), release=release)
    return set(zip(frame["country"], frame["period"], strict=True))


def test_dated_figures_stay_and_the_edition_s_own_present_leaves(two_editions):
    assert starter.publish_starter(engine()) == "2026.1"
    assert frames.labels(engine()) == ["2015.1", "2026.1"]
    assert periods("2015.1") == {("URY", "2012"), ("GHA", "2015")}
    assert periods("2026.1") == {("URY", "2012"), ("GHA", "2026")}
    assert starter.publish_starter(engine()) is None


def test_a_start_cut_off_between_the_releases_publishes_the_second(two_editions, monkeypatch):
    first = starter.starter_releases()[:1]
    with monkeypatch.context() as patched:
        patched.setattr(starter, "starter_releases", lambda: first)
        starter.publish_starter(engine())
    assert frames.labels(engine()) == ["2015.1"]
    assert starter.publish_starter(engine()) == "2026.1"
    assert periods("2026.1") == {("URY", "2012"), ("GHA", "2026")}


def test_an_installation_with_releases_of_its_own_stays_as_it_is(two_editions, monkeypatch):
    latest = starter.starter_releases()[1:]
    with monkeypatch.context() as patched:
        patched.setattr(starter, "starter_releases", lambda: latest)
        starter.publish_starter(engine())
    assert starter.publish_starter(engine()) is None
    assert frames.labels(engine()) == ["2026.1"]


def test_today_s_release_holds_the_treaties_too(two_editions, monkeypatch):
    action = invented_records.treaty_action("URY")
    treaties = invented_records.batch_of(action, sources=())
    monkeypatch.setattr(starter, "read_treaties", lambda: treaties)
    assert starter.starter_batch().records == treaties.records
    assert [d.period for d in starter.starter_batch().observations] == ["2026"]
