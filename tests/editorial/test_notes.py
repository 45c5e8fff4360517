"""A database of earlier versions loses the authors of comments; every hash stays valid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas import editorial
from atlas.editorial.changes import between, load_changes
from atlas.editorial.differences import diff
from atlas.editorial.notes import ACTION, DONE, suspicious_notes
from atlas.editorial.uploads import store_upload
from atlas.intake.sandbox.opening.comments import comments_in
from atlas.store import engine as open_engine
from atlas.store import frames, reading, replies
from atlas.store.desk import cleaned_note
from atlas.store.engine import migrate, writing
from atlas.store.kinds import EVENT, OBSERVATION
from atlas.store.schema import audit, observation, release, search_text, submission
from atlas.store.search import search_records
from atlas.web import api
from tests import invented
from tests.intake.commented import AUTHOR, NAMES, OTHER, WORDS, annotated, commented
from tests.invented import EDITOR, PUBLISHER, REVIEWER
from tests.invented_records import batch_of, event
from tests.older import take_back

Upgraded = Callable[[Engine], Engine]


def published(engine: Engine, number: int, label: str) -> None:
    editorial.review(engine, number, verdict="approve", by=REVIEWER)
    editorial.publish(engine, label=label, by=PUBLISHER)


def as_earlier_versions_stored(engine: Engine, path: Path, label: str) -> None:
    """Publish a record for each comment of a file, with the note that the readers once took."""
    digest = store_upload(engine, path, by=EDITOR)
    wholes = [f"The table's own note. {c.whole}" if n == 1 else c.whole for n, c in
              enumerate(comments_in(path))]  # fmt: skip
    drafts = [
        invented.draft(country, note=whole, period=label[:4])
        for country, whole in zip(("URY", "CHL", "KEN", "FRA", "BRA"), wholes, strict=False)
    ]
    batch = invented.batch(*drafts)
    if label == "2026.1":
        noted = replace(event("URY", "women", "1997", "First women"), note=wholes[0])
        batch = replace(batch, records=batch_of(noted).records)
    published(engine, editorial.submit(engine, batch, by=EDITOR, title=label, upload=digest), label)


@pytest.fixture(params=["0005", "0009"])
def upgraded(request: pytest.FixtureRequest) -> Upgraded:
    """Return a function that opens a database as one of before the journal, or of just after it."""

    def upgrade(engine: Engine) -> Engine:
        take_back(engine, request.param)
        migrate(engine)
        return engine

    return upgrade


@pytest.fixture
def old(staffed: Engine, tmp_path: Path) -> Engine:
    as_earlier_versions_stored(staffed, commented(tmp_path / "a.xlsx"), "2026.1")
    as_earlier_versions_stored(staffed, annotated(tmp_path / "b.ods"), "2027.1")
    return staffed


def everything(engine: Engine) -> str:
    """Return all that the tables hold of records and search."""
    tables = (OBSERVATION.table, EVENT.table, search_text)
    with engine.connect() as connection:
        return repr([connection.execute(select(table)).all() for table in tables])


def test_no_frame_search_or_change_names_an_author_after_the_upgrade(
    old: Engine, upgraded: Upgraded
) -> None:
    assert AUTHOR in everything(old) and not search_records(old, "secreta").empty
    state = replies.voices_digest(old)
    upgraded(old)
    assert [name for name in NAMES if name in everything(old)] == []
    assert search_records(old, "secreta").empty
    notes = frames.observations(old, release="2026.1").set_index("country")["note"]
    assert notes["URY"] == "net of pensions"
    assert notes["CHL"] == "The table's own note. includes the reserve"
    assert set(reading.read_records(old, EVENT)["note"]) == {"net of pensions"}
    assert AUTHOR not in diff(old, "2026.1", "2027.1").to_csv()
    assert AUTHOR not in repr(load_changes(old, between(old, "2026.1", "2027.1").pairs))
    assert replies.voices_digest(old) != state


def test_every_hash_is_as_it_was_and_an_alteration_of_a_cleaned_note_shows(
    old: Engine, upgraded: Upgraded
) -> None:
    with old.connect() as connection:
        hashes = connection.execute(select(release.c.hash)).scalars().all()
    upgraded(old)
    assert editorial.verify(old).intact
    with old.begin() as connection:
        assert connection.execute(select(release.c.hash)).scalars().all() == hashes
        key = connection.execute(select(cleaned_note.c.record_id).limit(1)).scalar_one()
        connection.execute(update(observation).where(observation.c.id == key).values(note="x"))
        connection.execute(update(EVENT.table).where(EVENT.table.c.id == key).values(note="x"))
    assert editorial.verify(old).broken_at is not None


def test_it_is_done_once_and_says_so_in_the_log(old: Engine, upgraded: Upgraded) -> None:
    upgraded(old)
    with old.connect() as connection:
        actions = list(connection.execute(select(audit.c.action)).scalars())
    upgraded(old)
    with old.connect() as connection:
        again = list(connection.execute(select(audit.c.action)).scalars())
    assert actions.count(DONE) == 1 and actions.count(ACTION) >= len(WORDS)
    assert again == actions


def test_without_the_upload_notices_and_dates_go_and_names_are_listed(
    old: Engine, upgraded: Upgraded
) -> None:
    with writing(old) as connection:
        connection.execute(update(submission).values(upload_sha256=None))
    upgraded(old)
    held = everything(old)
    assert "fwlink" not in held and "T10:22:33" not in held and OTHER in held
    assert editorial.verify(old).intact


def test_notes_that_still_name_an_author_are_listed(staffed: Engine, tmp_path: Path) -> None:
    digest = store_upload(staffed, commented(tmp_path / "a.xlsx"), by=EDITOR)
    drafts = invented.draft("URY", note=f"told by {OTHER}"), invented.draft("CHL", note="net")
    number = editorial.submit(staffed, invented.batch(*drafts), by=EDITOR, title="x", upload=digest)
    published(staffed, number, "2026.1")
    assert [(s.kind, s.name) for s in suspicious_notes(staffed)] == [("observation", OTHER)]


def test_the_api_of_an_upgraded_database_names_nobody(
    home: Path, tmp_path: Path, upgraded: Upgraded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    old = open_engine()
    invented.add_staff(old)
    as_earlier_versions_stored(old, commented(tmp_path / "a.xlsx"), "2026.1")
    upgraded(old)
    with TestClient(Starlette(routes=api.routes)) as client:
        for path in ("observations?indicator=milex_gdp", "events", "search?q=secreta"):
            answer = client.get(f"/api/v1/{path}")
            assert answer.status_code == 200, path
            assert [n for n in NAMES if n in answer.text] == [], path
        book = client.get("/api/v1/observations?indicator=milex_gdp&format=xlsx")
        assert book.status_code == 200
