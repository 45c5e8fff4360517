"""Connectors that somebody else wrote: registered as docs/connectors.md says."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest

from atlas.intake.connectors import CONNECTORS
from atlas.intake.draft import Batch

MODULE = """\
import pickle
from pathlib import Path
from tests.strangers import Invented

class Stranger(Invented):
    batch = pickle.loads({batch!r})
    own = {own!r} and Path({own!r})
"""


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
    """List the connector as ``invented``; ``own`` is the file that it brings along.

    The batch stands in a module of its own, so that the child which reads strangers' files has it.
    """
    folder, module = Path(tempfile.mkdtemp(prefix="atlas-stranger-")), f"stranger_{uuid4().hex}"
    text = MODULE.format(batch=pickle.dumps(batch), own=str(own) if own else None)
    (folder / f"{module}.py").write_text(text, encoding="utf-8")
    patch.syspath_prepend(str(folder))
    patch.setitem(CONNECTORS, "invented", f"{module}:Stranger")
