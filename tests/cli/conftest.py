"""A data folder with one invented release, and a way to run commands in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from atlas import editorial
from atlas.cli import app
from atlas.store import engine as open_engine
from tests import invented, invented_records

Atlas = Callable[..., Result]

HEADER = "country,indicator,period,value,publisher,title,vintage,licence\n"
GOOD = HEADER + "URY,milex_gdp,2025,2.5,Institute,Yearbook,2026,CC0\n"
BAD = HEADER + "Urugay,milex_gdp,2025,2.5,Institute,Yearbook,2026,CC0\n"


@pytest.fixture
def empty_home(home: Path, migrated_sqlite: Path) -> Path:
    """Return a data folder whose database is migrated and empty."""
    home.mkdir()
    shutil.copy(migrated_sqlite, home / "atlas.sqlite")
    return home


@pytest.fixture
def seeded(empty_home: Path) -> Path:
    """Return a data folder with staff and release 2026.1: two countries, two indicators."""
    engine = open_engine()
    invented.add_staff(engine)
    invented.release(
        engine,
        "2026.1",
        invented.draft("URY", value=2.0),
        invented.draft("URY", period="2020", value=1.5),
        invented.draft("GHA", value=0.4),
        invented.draft("URY", "conscription", category="none"),
    )
    return empty_home


@pytest.fixture
def filled(seeded: Path) -> Path:
    """Return the same folder with release 2026.2: records of other kinds beside."""
    engine = open_engine()
    invented.approve(engine, invented_records.batch_of(*invented_records.RECORDS))
    editorial.publish(engine, label="2026.2", by=invented.PUBLISHER)
    return seeded


@pytest.fixture
def atlas(home: Path) -> Atlas:
    """Return a function that runs a command line in the test's data folder."""

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def machine(atlas: Atlas) -> Callable[..., Any]:
    """Return a function that runs a command with --json, which must succeed, and reads it."""

    def run(*words: object) -> Any:
        result = atlas(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a CSV sheet."""

    def write(text: str, name: str = "sheet.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
