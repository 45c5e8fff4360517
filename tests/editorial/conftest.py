"""A data folder of its own for each test: the installation's secret lies there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from atlas.store.schema import audit


@pytest.fixture(autouse=True)
def own_home(home: Path) -> Path:
    """Return the folder."""
    return home


class Log:
    """What the audit log says."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def entries(self) -> list[tuple[str, str, str, str]]:
        columns = (audit.c.actor, audit.c.action, audit.c.subject, audit.c.detail)
        with self.engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(audit.c.id))
            return [tuple(row) for row in rows]  # type: ignore[misc]

    def actions(self) -> list[str]:
        return [entry[1] for entry in self.entries()]


@pytest.fixture
def log(staffed: Engine) -> Log:
    """Return the log of the staffed database."""
    return Log(staffed)
