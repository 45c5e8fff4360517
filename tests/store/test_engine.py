"""Opening the database: migrated, or refused with one plain sentence."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from atlas.errors import AtlasError
from atlas.store import DatabaseTooNew, DatabaseUnreachable, DataFolderUnwritable
from atlas.store import engine as open_engine
from atlas.store.schema import metadata


def test_a_migrated_database_has_exactly_the_tables_of_the_schema(engine: Engine) -> None:
    def ours(_item: object, name: str | None, *_rest: object) -> bool:
        # The full-text index is each database's own and stands in the migration alone.
        return not (name or "").startswith(("search_index", "ix_search_text_words"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_the_data_folder_is_made_on_first_use(home: Path) -> None:
    open_engine()
    assert (home / "atlas.sqlite").exists()


def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "file" / "var"))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with pytest.raises(DataFolderUnwritable, match="file/var cannot be written"):
        open_engine()


def test_sqlite_keeps_a_write_ahead_log_and_foreign_keys(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.postgres
def test_postgres_is_used_when_its_address_is_given(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATABASE_URL", postgres_url)
    assert open_engine().dialect.name == "postgresql"


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_database_of_a_newer_version_is_refused(
    kind: str, request: pytest.FixtureRequest
) -> None:
    made: Engine = request.getfixturevalue(f"{kind}_engine")
    with made.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    from atlas.store.engine import migrate

    with pytest.raises(DatabaseTooNew, match="9999"):
        migrate(made)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "atlas.sqlite").write_text("country,value\nURY,2.0\n" * 100)
    with pytest.raises(DatabaseUnreachable, match="not a database"):
        open_engine(f"sqlite:///{tmp_path / 'atlas.sqlite'}")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:1/atlas",
        "oracle9://nobody@127.0.0.1/atlas",
        "no address at all",
    ],
)
def test_a_database_that_does_not_answer_is_one_sentence(url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as caught:
        open_engine(url)
    assert "\n" not in str(caught.value)


def test_a_password_never_appears_in_a_message() -> None:
    with pytest.raises(AtlasError) as caught:
        open_engine("postgresql://atlas:s3cret@127.0.0.1:1/atlas")
    assert "s3cret" not in str(caught.value)


@pytest.mark.postgres
def test_two_servers_that_start_at_once_migrate_once(postgres_server: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from sqlalchemy import create_engine

    from atlas.store.engine import migrate
    from tests.conftest import administer

    administer(postgres_server, "CREATE DATABASE fresh")
    url = f"{postgres_server}/fresh".replace("postgresql:", "postgresql+psycopg:")
    engines = [create_engine(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, engines))
    for made in engines:
        made.dispose()
    administer(postgres_server, "DROP DATABASE fresh WITH (FORCE)")


def test_the_sqlite_file_is_a_plain_file_that_other_tools_read(sqlite_engine: Engine) -> None:
    path = sqlite_engine.url.database
    assert path is not None
    with sqlite3.connect(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert {"observation", "membership", "release", "audit"} <= names
