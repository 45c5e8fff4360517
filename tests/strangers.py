"""Connectors that somebody else wrote: registered as docs/connectors.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.connectors import CONNECTORS
from atlas.intake.draft import Batch


class Invented:
    """Reads any file whose name ends in ``.invented`` as the batch that a test gives."""

    name = "invented"
    publisher = "Institute of Invented Figures"
    title = "Whatever a test says"
    own: Path | None = None
    batch: Batch

    def recognises(self, path: Path) -> bool:
        return path.suffix == ".invented" or path == self.own

    def read(self, path: Path) -> Batch:
        if path != self.own:
            path.read_bytes()
        return self.batch


def register(patch: pytest.MonkeyPatch, batch: Batch, own: Path | None = None) -> None:
    """List the connector as ``invented``; ``own`` is the file that it brings along."""
    patch.setitem(CONNECTORS, "invented", "tests.strangers:Invented")
    patch.setattr(Invented, "batch", batch, raising=False)
    patch.setattr(Invented, "own", own)
