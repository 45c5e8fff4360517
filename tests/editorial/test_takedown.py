"""Take-down: content gone for good, every hash and the chain as they were."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from atlas import editorial
from atlas.editorial import takedown
from atlas.editorial.accounts import NotAllowed
from atlas.errors import UnknownKind
from atlas.store import frames, reading, replies
from atlas.store.desk import takedown as table
from atlas.store.kinds import EVENT, KINDS
from atlas.store.schema import audit, observation, release, search_text
from atlas.store.search import search_records
from tests import invented
from tests.editorial.conftest import Log
from tests.editorial.voices import publish
from tests.invented import ADMIN, EDITOR, PUBLISHER, REVIEWER
from tests.invented_records import batch_of, event

SECRET = "Margarita Secret was admitted"


@pytest.fixture
def atlas(staffed: Engine) -> Engine:
    invented.approve(staffed, batch_of(event("URY", "women", "1997", SECRET)))
    return publish(staffed)


def secret(engine: Engine) -> str:
    rows = reading.read_records(engine, EVENT, countries=["URY"])
    return str(rows.loc[rows["title"] == SECRET, "id"].iloc[0])


def test_a_record_taken_down_says_nothing_and_the_chain_holds(atlas: Engine, log: Log) -> None:
    key = secret(atlas)
    with atlas.connect() as connection:
        hashes = connection.execute(select(release.c.hash)).scalars().all()
    takedown.take_down(atlas, "event", key, reason="a private person", by=ADMIN)
    takedown.take_down(atlas, "event", key, reason="again", by=ADMIN)
    with atlas.connect() as connection:
        row = (
            connection.execute(select(EVENT.table).where(EVENT.table.c.id == key)).mappings().one()
        )
        assert "Secret" not in repr(dict(row))
        assert row["country"] == "URY"
        assert "secret" not in repr(connection.execute(select(search_text.c.words)).all())
        assert connection.execute(select(release.c.hash)).scalars().all() == hashes
    assert log.actions().count("take-down") == 1
    assert editorial.verify(atlas).intact


def test_it_leaves_every_release_and_the_search(atlas: Engine) -> None:
    key = secret(atlas)
    assert key in set(search_records(atlas, "margarita")["id"])
    before = replies.voices_digest(atlas)
    takedown.take_down(atlas, "event", key, reason="private", by=ADMIN)
    assert key not in set(reading.read_records(atlas, EVENT, release="2026.1")["id"])
    assert search_records(atlas, "margarita").empty
    assert replies.voices_digest(atlas) != before
    assert replies.takedown_count(atlas) == 1


def test_it_does_not_come_back_by_another_submission_or_a_rollback(atlas: Engine) -> None:
    key = secret(atlas)
    takedown.take_down(atlas, "event", key, reason="private", by=ADMIN)
    again = batch_of(event("URY", "women", "1997", SECRET))
    number = editorial.submit(atlas, again, by=EDITOR, title="again")
    editorial.review(atlas, number, verdict="approve", by=REVIEWER)
    editorial.publish(atlas, label="2026.2", by=PUBLISHER)
    editorial.roll_back(atlas, "2026.1", by=PUBLISHER)
    assert SECRET not in set(reading.read_records(atlas, EVENT)["title"])
    assert editorial.verify(atlas).intact


def test_a_figure_taken_down_leaves_the_frames_and_the_count(atlas: Engine) -> None:
    rows = frames.observations(atlas, countries=["CHL"])
    held = int(frames.list_releases(atlas)["observations"].iloc[-1])
    takedown.take_down(atlas, "observation", rows["id"].iloc[0], reason="wrong", by=ADMIN)
    assert frames.observations(atlas, countries=["CHL"]).empty
    assert int(frames.list_releases(atlas)["observations"].iloc[-1]) == held - 1
    with atlas.connect() as connection:
        query = select(observation.c.value).where(observation.c.id == rows["id"].iloc[0])
        assert connection.execute(query).scalar_one() is None


@pytest.mark.parametrize("name", [EDITOR, REVIEWER, PUBLISHER])
def test_only_an_administrator_takes_down(atlas: Engine, name: str) -> None:
    key = secret(atlas)
    with pytest.raises(NotAllowed):
        takedown.take_down(atlas, "event", key, reason="x", by=name)
    assert secret(atlas) == key


def test_what_is_unknown_or_unreasoned_is_refused(atlas: Engine) -> None:
    with pytest.raises(UnknownKind):
        takedown.take_down(atlas, "evnt", secret(atlas), reason="x", by=ADMIN)
    with pytest.raises(takedown.UnknownRecord):
        takedown.take_down(atlas, "event", "0" * 24, reason="x", by=ADMIN)
    with pytest.raises(takedown.TakedownReasonMissing):
        takedown.take_down(atlas, "event", secret(atlas), reason=" ", by=ADMIN)


def test_a_blanked_record_without_a_takedown_breaks_the_chain(atlas: Engine) -> None:
    key = secret(atlas)
    with atlas.begin() as connection:
        table_ = EVENT.table
        connection.execute(update(table_).where(table_.c.id == key).values(takedown.blanks(EVENT)))
    assert editorial.verify(atlas).broken_at == f"event {key}"


def test_a_takedown_that_the_log_does_not_know_breaks_the_chain(atlas: Engine) -> None:
    key = secret(atlas)
    with atlas.begin() as connection:
        table_ = EVENT.table
        connection.execute(update(table_).where(table_.c.id == key).values(takedown.blanks(EVENT)))
        values = {"reason": "forged", "taken_down_by": ADMIN}
        when = connection.execute(select(release.c.published_at)).scalars().first()
        connection.execute(
            insert(table).values(kind="event", record_id=key, taken_down_at=when, **values)
        )
    assert editorial.verify(atlas).broken_at is not None


def test_a_takedown_that_was_undone_breaks_the_chain(atlas: Engine) -> None:
    key = secret(atlas)
    takedown.take_down(atlas, "event", key, reason="private", by=ADMIN)
    with atlas.begin() as connection:
        connection.execute(delete(table))
    assert editorial.verify(atlas).broken_at is not None


def test_a_taken_down_record_that_is_filled_again_breaks_the_chain(atlas: Engine) -> None:
    key = secret(atlas)
    takedown.take_down(atlas, "event", key, reason="private", by=ADMIN)
    with atlas.begin() as connection:
        table_ = EVENT.table
        connection.execute(update(table_).where(table_.c.id == key).values(title="something"))
    assert editorial.verify(atlas).broken_at == f"event {key}"


def test_every_kind_keeps_no_text_but_codes() -> None:
    for kind in KINDS.values():
        assert {"original", "locator", "note", "collector"} <= set(takedown.blanks(kind))
        assert set(kind.text) <= set(takedown.blanks(kind)) | {"number"}


def test_the_log_itself_is_untouched(atlas: Engine) -> None:
    with atlas.connect() as connection:
        before = connection.execute(select(audit.c.hash).order_by(audit.c.id)).scalars().all()
    takedown.take_down(atlas, "event", secret(atlas), reason="private", by=ADMIN)
    with atlas.connect() as connection:
        after = connection.execute(select(audit.c.hash).order_by(audit.c.id)).scalars().all()
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
