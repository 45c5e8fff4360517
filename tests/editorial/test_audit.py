"""A changed past shows: in the log, in a release, in a record, in a source."""

import pytest
from sqlalchemy import Engine, text

from atlas import editorial
from atlas.store import frames
from atlas.store.schema import audit
from tests.invented import draft, release


@pytest.fixture
def published(staffed: Engine) -> Engine:
    release(staffed, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    release(staffed, "2026.2", draft("URY", value=2.5))
    return staffed


def tamper(engine: Engine, statement: str) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        done = connection.execute(text(statement))
        assert done.rowcount > 0


def test_an_untouched_past_is_intact(published: Engine) -> None:
    found = editorial.verify(published)
    assert found.intact
    assert found.entries > 8


def test_every_step_leaves_its_entry(published: Engine) -> None:
    with published.connect() as connection:
        actions = [row.action for row in connection.execute(audit.select().order_by(audit.c.id))]
    assert actions == ["account"] * 4 + ["submit", "approve", "publish"] * 2


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE audit SET actor = 'Mallory' WHERE id = 6", "audit entry 6"),
        ("UPDATE audit SET detail = '' WHERE id = 7", "audit entry 7"),
        ("DELETE FROM audit WHERE id = 5", "audit entry 6"),
        ("DELETE FROM audit WHERE id = 10", "release 2026.2"),
        ("UPDATE release SET hash = 'f' WHERE label = '2026.1'", "release 2026.1"),
        (
            "UPDATE release SET label = '2026.9' WHERE label = '2026.2'",
            "release 2026.2|release 2026.9",
        ),
        ("UPDATE membership SET preferred = NOT preferred WHERE from_seq = 2", "release 2026.2"),
        ("UPDATE membership SET to_seq = NULL WHERE to_seq = 2", "release 2026.2"),
        ("DELETE FROM membership WHERE from_seq = 2", "release 2026.2"),
        ("UPDATE observation SET value = 9 WHERE value = 1.0", "observation "),
        ("UPDATE observation SET note = 'x' WHERE value = 2.5", "observation "),
        ("UPDATE source SET licence = 'all rights reserved'", "source yearbook-2026"),
        ("UPDATE review SET note = 'fine'", "review of submission 1"),
        ("UPDATE review SET reviewer = 'Mallory' WHERE id = 2", "review of submission 2"),
        ("DELETE FROM review WHERE id = 2", "review of submission 2"),
        (
            "INSERT INTO submission (title, submitted_by, submitted_at, status) "
            "VALUES ('x', 'Mallory', '2026-01-01', 'approved')",
            "submission 3",
        ),
    ],
)
def test_the_first_broken_link_is_named(published: Engine, statement: str, where: str) -> None:
    tamper(published, statement)
    found = editorial.verify(published)
    assert not found.intact
    assert any(str(found.broken_at).startswith(option) for option in where.split("|"))


def test_a_refused_step_leaves_no_entry(published: Engine) -> None:
    before = editorial.verify(published).entries
    with pytest.raises(editorial.ReleaseExists):
        release(published, "2026.1", draft("FRA"))
    # The submission and its approval happened; only the refused publication did not.
    assert editorial.verify(published).entries == before + 2
    assert frames.newest(published) == "2026.2"
