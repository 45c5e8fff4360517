"""The World Bank's interface, invented, in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.connectors.worldbank.made import Bank, served


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bank]:
    """Serve an invented interface and let the atlas ask it instead of the real one."""
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "home"))
    with served(Bank()) as made:
        monkeypatch.setenv("ATLAS_WORLDBANK_API", made.address)
        yield made
