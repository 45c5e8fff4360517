"""An atlas with one release and one upload, on SQLite and on PostgreSQL, and a backup of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas.editorial.backups.making import make
from atlas.editorial.uploads import store_upload
from atlas.settings import settings
from atlas.store import engine as open_engine
from tests import invented


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def atlas(
    request: pytest.FixtureRequest, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """Return the database in use, by the settings alone."""
    if request.param == "postgres":
        monkeypatch.setenv("ATLAS_DATABASE_URL", request.getfixturevalue("postgres_url"))
    made = open_engine()
    invented.add_staff(made)
    invented.release(made, "2026.1", invented.draft("URY"))
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("country,value\nURY,2.0\n")
    store_upload(made, sheet, by=invented.EDITOR)
    return made


@pytest.fixture
def archive(atlas: Engine, tmp_path: Path) -> Path:
    return make(atlas, tmp_path / "backup.tar.gz").file


def state(engine: Engine) -> dict[str, str]:
    """Return a digest of all that a restore could change."""
    with engine.connect() as connection:
        tables = engine.dialect.get_table_names(connection)
        rows = {
            name: repr(sorted(map(str, connection.exec_driver_sql(f'SELECT * FROM "{name}"'))))
            for name in sorted(tables)
            if not name.startswith("search_index")
        }
    files = {
        str(path): path.read_bytes().hex()
        for path in settings().home.rglob("*")
        if path.is_file() and not path.name.startswith("atlas.sqlite")
    }
    return {k: hashlib.sha256(v.encode()).hexdigest() for k, v in {**rows, **files}.items()}
