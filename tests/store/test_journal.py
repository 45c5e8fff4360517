"""The journal: every change leaves its seal, whatever the database; a cut tail shows."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert, select, text, update

from atlas import editorial
from atlas.community.leaving import erase_organisation
from atlas.editorial.audit import record
from atlas.store import anchor
from atlas.store import engine as open_engine
from atlas.store.community import endorsement, ranking
from atlas.store.engine import migrate, writing
from atlas.store.journal import head, journal, seal, touch
from atlas.store.schema import account, metadata, observation, source
from tests import invented, lived
from tests.invented import draft, release
from tests.older import shape, take_back

Change = Callable[[Engine], None]
NOW = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_home(home: Path) -> Path:
    """Let uploads and anchor lie in a folder of this test."""
    home.mkdir(exist_ok=True)
    return home


def unseen(engine: Engine, statement: str) -> None:
    """Change something past the journal."""
    with engine.execution_options(writes=True).begin() as connection:
        assert connection.execute(text(statement)).rowcount


def broken(engine: Engine, *anchors: str) -> str | None:
    return editorial.verify(engine, anchors=anchors).broken_at


def seals(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(seal.c.id)).all())


def test_a_life_of_everything_is_intact_on_both_databases(engine: Engine) -> None:
    lived.live(engine)
    assert broken(engine) is None


@pytest.mark.postgres
def test_what_is_changed_past_the_journal_is_found(postgres_engine: Engine) -> None:
    """As ``tests/editorial/test_alterations.py`` does for each column of SQLite."""
    lived.live(postgres_engine)
    day = "interval '1 day'"
    for table, change, back in (
        ("account", "role = 'admin' WHERE name = 'Esi'", "role = 'editor' WHERE name = 'Esi'"),
        ("review", f"reviewed_at = reviewed_at + {day}", f"reviewed_at = reviewed_at - {day}"),
        ("release", "notes = notes || 'x'", "notes = rtrim(notes, 'x')"),
        ("inquiry", "public = NOT public", "public = NOT public"),
    ):
        unseen(postgres_engine, f"UPDATE {table} SET {change}")
        assert str(broken(postgres_engine)).startswith(table)
        unseen(postgres_engine, f"UPDATE {table} SET {back}")
        assert broken(postgres_engine) is None


def _one(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(account).where(account.c.name == "Esi").values(themes="budget"))


def _all(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(source).values(licence="CC-BY-4.0"))
        connection.execute(update(account).values({"countries": "URY"}))


def _many(engine: Engine) -> None:
    rows = [{"entry": f"e-{n}", "organisation": "o", "endorsed_at": NOW} for n in range(3)]
    with writing(engine) as connection:
        connection.execute(insert(endorsement), rows)
        connection.execute(delete(endorsement).where(endorsement.c.entry == "e-1"))


def _key(engine: Engine) -> None:
    own = {"round": "r", "organisation": "o", "places": "[]", "region": "x", "ranked_at": NOW}
    with writing(engine) as connection:
        connection.execute(insert(ranking).values(own))
    with writing(engine) as connection:
        connection.execute(update(ranking).values(organisation="gone-1"))


def _words(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE account SET themes = 'x' WHERE name = 'Esi'"))
        touch(connection, account, [("Esi",)])


@pytest.mark.parametrize("change", [_one, _many, _key, _words])
def test_every_way_to_write_is_sealed(staffed: Engine, change: Change) -> None:
    change(staffed)
    assert broken(staffed) is None


def test_a_record_that_was_changed_within_the_journal_is_held_to_its_new_seal(
    staffed: Engine,
) -> None:
    release(staffed, "2026.1", draft(note="by Jane Roe"))
    with writing(staffed) as connection:
        connection.execute(update(observation).values(note=""))
        record(connection, "cli", "erase", "observation")
    assert broken(staffed) is None
    unseen(staffed, "UPDATE observation SET note = 'x'")
    assert str(broken(staffed)).startswith("observation ")


def test_the_same_state_never_has_the_same_hash(staffed: Engine) -> None:
    """So nobody guesses from the journal what a row said before it was erased."""
    _one(staffed)
    _one(staffed)
    with staffed.connect() as connection:
        last = connection.execute(select(journal.c.changes).order_by(journal.c.id.desc()).limit(2))
        (number, one), (same, two) = (row.split() for row in last.scalars())
    assert (number, one != two) == (same, True)


def test_a_refused_change_leaves_nothing(staffed: Engine) -> None:
    before = seals(staffed)
    with pytest.raises(RuntimeError), writing(staffed) as connection:
        connection.execute(delete(account))
        raise RuntimeError
    assert (seals(staffed), broken(staffed)) == (before, None)


def test_what_nobody_relies_on_leaves_nothing(staffed: Engine) -> None:
    with staffed.connect() as connection:
        before = head(connection)
        text_of = connection.execute(select(journal.c.changes)).scalars().all()
    with writing(staffed) as connection:
        connection.execute(select(account))
    with staffed.connect() as connection:
        assert head(connection) == before
    assert not [line for line in text_of if "Esi" in line], "the journal names nobody"


def test_a_cut_tail_is_found_by_the_anchor(staffed: Engine, own_home: Path) -> None:
    with staffed.connect() as connection:
        kept = str(head(connection))
    file = anchor.anchor_path(staffed)
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert anchor.read_anchor(file)[-1] == kept
    # Everything that names the last step is taken away, and the chain is whole again.
    unseen(staffed, "DELETE FROM account WHERE name = 'Ada'")
    unseen(staffed, "DELETE FROM seal WHERE key LIKE '%Ada%'")
    unseen(staffed, "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)")
    unseen(staffed, "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    assert str(broken(staffed)).startswith("anchor")
    file.unlink()
    assert broken(staffed) is None, "nothing but the anchor can tell"
    assert str(broken(staffed, kept)).startswith("anchor"), "one that was kept elsewhere"
    assert str(broken(staffed, kept.split()[1])).startswith("anchor"), "or its hash alone"


def test_an_anchor_that_lags_behind_is_no_alarm(staffed: Engine) -> None:
    file = anchor.anchor_path(staffed)
    assert file is not None
    before = file.read_text()
    _one(staffed)
    file.write_text(before + "17 half a li")  # killed while it wrote
    assert broken(staffed) is None
    _one(staffed)
    assert broken(staffed) is None


def test_the_anchor_of_another_database_is_one(staffed: Engine) -> None:
    file = anchor.anchor_path(staffed)
    assert file is not None
    number, made, _ = anchor.read_anchor(file)[-1].split()
    file.write_text(f"{number} {made} {'0' * 64}\n")
    assert str(broken(staffed)).startswith("anchor")
    assert anchor.renew(staffed) == f"{number} {made} {'0' * 64}"
    assert broken(staffed) is None


def test_a_folder_that_refuses_the_anchor_costs_no_change(
    staffed: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    file = anchor.anchor_path(staffed)
    assert file is not None
    file.unlink()
    file.mkdir()
    _one(staffed)
    assert "was not written" in caplog.text
    file.rmdir()


def test_the_anchor_stays_small(staffed: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchor, "LARGEST", 1_000)
    monkeypatch.setattr(anchor, "KEPT", 3)
    for _ in range(20):
        _one(staffed)
    file = anchor.anchor_path(staffed)
    assert file is not None
    assert len(anchor.read_anchor(file)) < 10
    assert broken(staffed) is None


def test_an_older_database_is_sealed_as_it_stands(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'older.sqlite'}"
    older = open_engine(address)
    lived.live(older, treaties=False)
    take_back(older)
    assert not (tmp_path / "anchor").exists()
    older.dispose()
    open_engine.__globals__["_open_once"].cache_clear()
    newer = open_engine(address)
    assert broken(newer) is None
    assert anchor.read_anchor(tmp_path / "anchor")
    unseen(newer, "UPDATE observation SET unit = 'x' WHERE id = (SELECT record_id FROM takedown)")
    assert str(broken(newer)).startswith("observation ")


@pytest.mark.parametrize("revision", ["0007", "0008", "0009", "0010", "0012"])
def test_a_database_with_a_journal_stays_whole_in_later_migrations(
    engine: Engine, revision: str
) -> None:
    invented.add_staff(engine)
    release(engine, "2026.1", draft("URY"))
    with engine.connect() as connection:
        before = head(connection)
    take_back(engine, revision)
    migrate(engine)
    with engine.connect() as connection:
        after = head(connection)
    assert broken(engine) is None
    assert editorial.verify(engine).broken_at is None  # releases and records, too
    assert before and after and after.first == before.first and after.number == before.number + 1


def test_columns_that_came_after_the_journal_leave_earlier_seals_whole() -> None:
    """What is NULL adds nothing to a seal; a default would."""
    first, added = shape("0007"), []
    for table, (columns, _) in shape().items():
        if table in first:
            added += [metadata.tables[table].c[name] for name in columns - first[table][0]]
    assert {"based_on", "reader_stopped"} <= {column.name for column in added}
    assert [column.name for column in added if not column.nullable] == []


def test_an_organisation_that_leaves_is_sealed_anew(engine: Engine) -> None:
    lived.live(engine)
    with engine.connect() as connection:
        own = connection.execute(select(endorsement.c.organisation)).scalar()
    erase_organisation(engine, str(own))
    assert broken(engine) is None
