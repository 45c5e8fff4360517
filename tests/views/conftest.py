"""A database with two invented editions, read by what compares releases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas.store import engine as open_engine
from tests.invented_editions import publish_editions


@pytest.fixture(scope="session")
def editions(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return the engine of a file with releases 2015.1 and 2026.1; nothing may write to it."""
    path = tmp_path_factory.mktemp("editions") / "atlas.sqlite"
    shutil.copy(migrated_sqlite, path)
    database = open_engine(f"sqlite:///{path}")
    publish_editions(database)
    yield database
    database.dispose()
