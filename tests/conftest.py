"""Databases for tests: SQLite files and a real PostgreSQL server, each empty and migrated."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import Engine, create_engine, text

from atlas.editorial import credentials
from atlas.store import engine as open_engine
from tests import invented, postgres

# A busy machine must not fail a test. `--hypothesis-profile=deep` looks further than each run can.
settings.register_profile("atlas", deadline=None, max_examples=40)
settings.register_profile("deep", deadline=None, max_examples=1_000)
settings.load_profile("atlas")


MEMORY = Path("/dev/shm")
ENOUGH = 4 * 2**30  # bytes; two workers at work fill less than one GB


def pytest_configure() -> None:
    """Keep databases and data folders in memory where there is room: no test waits for a disk.

    Of a test that passed nothing is kept (``tmp_path_retention_policy``).
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


@pytest.fixture(autouse=True, scope="session")
def product_hasher() -> PasswordHasher:
    """Return how the product hashes passwords; a thousand tests hash cheaply."""
    hasher = credentials._HASHER
    credentials._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return hasher


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty, migrated file; migrating once saves a second a dozen tests."""
    path = tmp_path_factory.mktemp("template") / "atlas.sqlite"
    open_engine(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def sqlite_engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """Return the engine of an empty SQLite file."""
    path = tmp_path / "atlas.sqlite"
    shutil.copy(migrated_sqlite, path)
    made = open_engine(f"sqlite:///{path}")
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the address of a running server with a migrated database ``migrated``."""
    with postgres.server() as address:
        administer(address, "CREATE DATABASE migrated")
        open_engine(f"{address}/migrated").dispose()
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Return the address of an empty, migrated PostgreSQL database."""
    name = f"atlas_{uuid.uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name} TEMPLATE migrated")
    yield f"{postgres_server}/{name}"
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_engine(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """Return the engine of an empty PostgreSQL database, its anchor in a folder of the test."""
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "home"))
    made = open_engine(postgres_url)
    yield made
    made.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return an empty database of each kind in turn."""
    made: Engine = request.getfixturevalue(f"{request.param}_engine")
    return made


@pytest.fixture
def staffed(engine: Engine) -> Engine:
    """Return an empty database of each kind with an editor, reviewer, publisher and admin."""
    invented.add_staff(engine)
    return engine


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the atlas keep its data in an empty folder of this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ATLAS_HOME", str(folder))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    monkeypatch.setenv("ATLAS_LANG", "en")
    return folder


def administer(address: str, statement: str) -> None:
    """Run a statement that PostgreSQL allows only outside of transactions."""
    plain = address.replace("postgresql://", "postgresql+psycopg://") + "/postgres"
    admin = create_engine(plain, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()
